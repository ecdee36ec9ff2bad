using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Finds the files rows of one batch hang on: by file number, credit code, or name narrowed by a phone. A merged file leads to the one kept.
/// What fits several is told, never guessed; what lies outside the actor's scope or company is not there.
/// </summary>
sealed class MatchCustomers
{
    readonly Actor actor;
    readonly Dictionary<Guid, Customer> byId;
    readonly Dictionary<string, Customer> byNumber, byCode;
    readonly ILookup<string, Customer> byName;

    MatchCustomers(Actor actor, IReadOnlyCollection<Customer> files)
    {
        this.actor = actor;
        byId = files.ToDictionary(c => c.Id);
        byNumber = files.ToDictionary(c => c.Code);
        byCode = files.Where(c => c.CreditCode is not null).ToDictionary(c => c.CreditCode!);
        // A merged file has given up its key, not its name.
        byName = files.ToLookup(c => c.MergedIntoId is null ? c.NameKey : Platform.Search.Normal.NameKey(c.Name));
    }

    /// <summary>Looks them up in a company, with four questions and one more for each step of merges.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">The company.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="keys">How the rows name them.</param>
    /// <param name="toChange">Whether they are to be changed.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task<MatchCustomers> Of(GuijuContext db, Guid unit, Actor actor, IReadOnlyCollection<CustomerKeys> keys, bool toChange, CancellationToken ct)
    {
        List<string> Distinct(Func<CustomerKeys, string?> key) => [.. keys.Select(key).OfType<string>().Where(k => k.Length > 0).Distinct()];
        var (numbers, written) = (Distinct(k => k.Number), Distinct(k => k.Name));
        var found = (await KnownFiles.Load(db, unit, Distinct(k => k.NameKey), Distinct(k => k.CreditCode), toChange, ct)).ToDictionary(c => c.Id);
        var all = db.Set<Customer>().Where(c => c.UnitId == unit).Include(c => c.Roles).Include(c => c.Contacts).AsQueryable();
        if (!toChange) all = all.AsNoTrackingWithIdentityResolution();
        async Task Add(IQueryable<Customer> more)
        {
            foreach (var c in await more.ToListAsync(ct)) found.TryAdd(c.Id, c);
        }
        if (numbers.Count > 0) await Add(all.Where(c => EF.Parameter(numbers).Contains(c.Code)));
        if (written.Count > 0) await Add(all.Where(c => c.MergedIntoId != null && EF.Parameter(written).Contains(c.Name)));
        while (found.Values.Select(c => c.MergedIntoId).OfType<Guid>().Where(id => !found.ContainsKey(id)).Distinct().ToList() is { Count: > 0 } kept)
            await Add(all.Where(c => kept.Contains(c.Id)));
        return new(actor, found.Values);
    }

    /// <summary>The file a row hangs on, or null with the reason among the findings.</summary>
    public Customer? Find(CustomerKeys keys, List<Finding> findings)
    {
        var file = ByKeys(keys, out var field, out var why);
        why ??= file is null || !actor.Sees(file) ? NotFound(keys, field)
            : file.ArchivedAt is not null ? new Finding("imports.match.archived", field) { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name) : null;
        if (why is null) return file;
        findings.Add(why);
        return null;
    }

    Customer? ByKeys(CustomerKeys keys, out string field, out Finding? why)
    {
        (field, why) = ("customer.code", null);
        if (keys.Number is { } number && byNumber.TryGetValue(number, out var numbered))
        {
            var file = Kept(numbered);
            // An old system may have given the same number to somebody else: both must speak of one file.
            if (keys.NameKey.Length > 0 && byName[keys.NameKey].All(c => Kept(c) != file) && actor.Sees(file))
                why = new Finding("imports.match.contradiction", field) { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name, keys.Name);
            return file;
        }
        if (keys.CreditCode is { } code && byCode.TryGetValue(code, out var coded))
        {
            field = "customer.creditCode";
            return Kept(coded);
        }
        field = keys.Name is not null ? "customer.name" : keys.Number is not null ? "customer.code" : "customer.creditCode";
        if (keys.NameKey.Length == 0) return null;
        var named = byName[keys.NameKey].Select(Kept).Distinct().Where(c => keys.CreditCode is null || c.CreditCode is null).ToList();
        if (named.Count > 1 && named.Where(c => Shares(c, keys)).ToList() is { Count: > 0 } narrowed) named = narrowed;
        // Several of which none is to be seen are not there; where one is, it may not be the one that is meant.
        if (named.Count > 1 && named.Where(actor.Sees).ToList() is { Count: > 0 } seen)
            why = (seen.Count == named.Count ? new Finding("imports.match.several", field).With(named.Count, keys.Name, string.Join("、", seen.Select(c => c.Code).Take(5)))
                : new Finding("imports.match.several-hidden", field).With(keys.Name, string.Join("、", seen.Select(c => c.Code).Take(5))));
        return named.Count == 1 ? named[0] : null;
    }

    Customer Kept(Customer file)
    {
        while (file.MergedIntoId is { } kept && byId.TryGetValue(kept, out var next)) file = next;
        return file;
    }

    static Finding NotFound(CustomerKeys keys, string field) =>
        new Finding("imports.match.none", field).With(Customer.Cut(field switch { "customer.code" => keys.Number, "customer.creditCode" => keys.CreditCode, _ => keys.Name }, 60));

    static bool Shares(Customer c, CustomerKeys keys) =>
        keys.Phones.Any(k => k == c.PhoneKey || c.Contacts.Any(p => p.MobileKey == k || p.PhoneKey == k));
}
