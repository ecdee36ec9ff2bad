using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>The files on record that rows of one batch may belong to, found by two queries whatever the batch's size.</summary>
sealed class KnownFiles
{
    readonly Dictionary<string, Customer> byCode;
    readonly Dictionary<string, List<Customer>> byName;

    KnownFiles(IReadOnlyCollection<Customer> files) =>
        (byCode, byName) = (files.Where(c => c.CreditCode is not null).ToDictionary(c => c.CreditCode!), files.GroupBy(c => c.NameKey).ToDictionary(g => g.Key, g => g.ToList()));

    /// <summary>Looks them up in a company.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">The company.</param>
    /// <param name="entries">The rows.</param>
    /// <param name="toChange">Whether they are to be changed.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task<KnownFiles> Of(GuijuContext db, Guid unit, IReadOnlyCollection<RowEntry> entries, bool toChange, CancellationToken ct)
    {
        var codes = entries.Select(e => e.Entry.CreditCode).OfType<string>().Distinct().ToList();
        var names = entries.Select(e => e.NameKey).Where(k => k.Length > 0).Distinct().ToList();
        return new(await Load(db, unit, names, codes, toChange, ct));
    }

    /// <summary>Files of a company with these names or credit codes, in the order of their numbers.</summary>
    public static async Task<List<Customer>> Load(GuijuContext db, Guid unit, IReadOnlyList<string> names, IReadOnlyList<string> codes, bool toChange, CancellationToken ct)
    {
        var files = db.Set<Customer>().Where(c => c.UnitId == unit).Include(c => c.Roles).Include(c => c.Contacts).AsQueryable();
        if (!toChange) files = files.AsNoTrackingWithIdentityResolution();
        // As one parameter each: a batch has a thousand, and a statement of its own for every number of them would be prepared anew.
        var found = await files.Where(c => EF.Parameter(names).Contains(c.NameKey)).OrderBy(c => c.Serial).ToListAsync(ct);
        if (codes.Count > 0)
        {
            var there = found.Select(c => c.Id).ToHashSet();
            found.AddRange((await files.Where(c => EF.Parameter(codes).Contains(c.CreditCode!)).OrderBy(c => c.Serial).ToListAsync(ct)).Where(c => there.Add(c.Id)));
        }
        return found;
    }

    /// <summary>The file with this credit code.</summary>
    public Customer? WithCode(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>Files with this name.</summary>
    public IReadOnlyList<Customer> Named(string nameKey) => nameKey.Length == 0 ? [] : byName.GetValueOrDefault(nameKey, []);

    /// <summary>A file this batch opens or gives a credit code.</summary>
    public void Add(Customer c)
    {
        if (c.CreditCode is { } code) byCode.TryAdd(code, c);
        if (!byName.TryGetValue(c.NameKey, out var named)) byName[c.NameKey] = [c];
        else if (!named.Contains(c)) named.Add(c);
    }
}
