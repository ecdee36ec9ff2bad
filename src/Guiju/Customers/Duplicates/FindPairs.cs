using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guiju.Customers;

/// <summary>Brings the work list of duplicates up to what the files say now.</summary>
static class FindPairs
{
    /// <summary>Looks at these files of a company; a file that is archived or merged is in no pair that waits.</summary>
    /// <param name="db">The database, in a transaction.</param>
    /// <param name="unit">Their company.</param>
    /// <param name="files">The files, with their people.</param>
    /// <param name="by">What the company looks by (<c>duplicate_keys</c>).</param>
    /// <param name="ct">Stops looking; the transaction is then worth nothing.</param>
    /// <returns>Pairs that wait now and did not before.</returns>
    [Clause("D13-3.1b")]
    public static async Task<int> For(GuijuContext db, Guid unit, IReadOnlyList<Customer> files, IReadOnlyCollection<string> by, CancellationToken ct)
    {
        var live = files.Where(f => f.ArchivedAt is null && f.MergedIntoId is null).Select(f => (File: f, Keys: FileKeys.Of(f).Only(by))).ToList();
        var others = (await Alike.Candidates(db, unit, [.. live.Select(l => l.Keys)], ct)).Where(c => c.ArchivedAt is null).Select(c => (File: c, Keys: FileKeys.Of(c).Only(by))).ToList();
        var sharing = others.SelectMany(o => KeysOf(o.Keys).Select(k => (Key: k, Other: o))).ToLookup(o => o.Key, o => o.Other);
        var found = new Dictionary<(Guid, Guid), (Customer, Customer, Likeness, string)>();
        foreach (var (file, keys) in live)
            foreach (var other in KeysOf(keys).SelectMany(k => sharing[k]).DistinctBy(o => o.File.Id))
                if (other.File.Id != file.Id && FileMatch.Of(keys, other.Keys).Likeness is var likeness and not Likeness.Different)
                    found[Key(file, other.File)] = (file, other.File, likeness, FileKeys.Of(file).MarkWith(FileKeys.Of(other.File)));

        // Of two who find the same pair at once the second waits here and then sees it.
        if (found.Count > 0) await db.Take("customer.pairs", 1, ct);
        var ids = files.Select(f => f.Id).ToList();
        var known = await db.Set<DuplicatePair>().Where(p => ids.Contains(p.FirstId)).Concat(db.Set<DuplicatePair>().Where(p => ids.Contains(p.SecondId))).ToListAsync(ct);
        var news = 0;
        foreach (var pair in known.Distinct())
            if (found.Remove((pair.FirstId, pair.SecondId), out var again))
            {
                var waited = pair.State == PairState.Open;
                pair.Found(again.Item3, again.Item4);
                if (!waited && pair.State == PairState.Open) news++;
            }
            else if (pair.State == PairState.Open && db.Entry(pair).State != EntityState.Deleted) db.Remove(pair);
        foreach (var (one, other, likeness, mark) in found.Values) db.Add(new DuplicatePair(one, other, likeness, mark));
        return news + found.Count;
    }

    static IEnumerable<string> KeysOf(FileKeys keys)
    {
        if (keys.Name.Key.Length > 0) yield return keys.Name.Key;
        if (keys.Name.Former is { } former) yield return CompanyName.Read(former).Key;
        if (keys.CreditCode is { } code) yield return code;
        foreach (var phone in keys.Phones) yield return phone;
    }

    static (Guid, Guid) Key(Customer a, Customer b) => a.Serial < b.Serial ? (a.Id, b.Id) : (b.Id, a.Id);
}

/// <summary>
/// Finds duplicates at the moment a file is opened or changed, in its own transaction. What an import brings is left to the daily sweep:
/// an import decides on duplicates by itself, row by row.
/// </summary>
sealed class PairFollower(CurrentActor actor, IServiceProvider services) : ISaveFollower
{
    static readonly HashSet<string> OfCustomer = [nameof(Customer.Name), nameof(Customer.CreditCode), nameof(Customer.Phone), nameof(Customer.ArchivedAt), nameof(Customer.MergedIntoId)];
    static readonly HashSet<string> OfPerson = [nameof(ContactPerson.Name), nameof(ContactPerson.Mobile), nameof(ContactPerson.Phone)];

    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        if (actor.OrNull?.Door == Door.Import) return null;
        HashSet<Guid> ids = [.. db.ChangeTracker.Entries<Customer>().Where(e => e.State == EntityState.Added || Touches(e, OfCustomer)).Select(e => e.Entity.Id),
            .. db.ChangeTracker.Entries<ContactPerson>().Where(e => e.State is EntityState.Added or EntityState.Deleted || Touches(e, OfPerson)).Select(e => e.Entity.CustomerId)];
        return ids.Count == 0 ? null : async ct =>
        {
            var files = await db.Set<Customer>().AsNoTracking().Include(c => c.Contacts).AsSingleQuery().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
            // The rules are read from the very context that is being saved, so they cannot be asked for before there is one.
            var rules = services.GetRequiredService<CustomerRuleBook>();
            foreach (var unit in files.GroupBy(f => f.UnitId)) await FindPairs.For(db, unit.Key, [.. unit], rules.For(unit.Key).DuplicateKeys, ct);
            await db.SaveChangesAsync(ct);
        };
    }

    static bool Touches(EntityEntry entry, HashSet<string> fields) =>
        entry.State == EntityState.Modified && entry.Properties.Any(p => p.IsModified && fields.Contains(p.Metadata.Name));
}
