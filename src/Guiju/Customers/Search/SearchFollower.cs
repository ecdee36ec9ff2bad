using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guiju.Customers.Search;

/// <summary>Keeps the search index in step with customers and their contacts, in the transaction that changes them.</summary>
sealed class SearchFollower : ISaveFollower
{
    const int Chunk = 500;

    static readonly HashSet<string> OfCustomer = [nameof(Customer.Name), nameof(Customer.ShortName), nameof(Customer.Code), nameof(Customer.CreditCode), nameof(Customer.Phone)];
    static readonly HashSet<string> OfPerson = [nameof(ContactPerson.Name), nameof(ContactPerson.Mobile), nameof(ContactPerson.Phone)];

    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        List<Customer> opened = [.. db.Fresh.OfType<Customer>()];
        List<long> removed = [];
        HashSet<Guid> changed = [];
        foreach (var entry in db.ChangeTracker.Entries<Customer>())
        {
            if (entry.State == EntityState.Added) opened.Add(entry.Entity);
            else if (entry.State == EntityState.Deleted) removed.Add(entry.Entity.Serial);
            else if (Touches(entry, OfCustomer)) changed.Add(entry.Entity.Id);
        }
        foreach (var entry in db.ChangeTracker.Entries<ContactPerson>())
            if (entry.State is EntityState.Added or EntityState.Deleted || Touches(entry, OfPerson)) changed.Add(entry.Entity.CustomerId);
        changed.ExceptWith(opened.Select(c => c.Id));
        return opened.Count + removed.Count + changed.Count == 0 ? null : ct => Follow(db, opened, removed, changed, ct);
    }

    static async Task Follow(GuijuContext db, List<Customer> opened, List<long> removed, HashSet<Guid> changed, CancellationToken ct)
    {
        if (opened.Count > 0) await SearchIndex.Write(db, opened.Select(SearchText.Of), fresh: true, ct);
        foreach (var ids in changed.Chunk(Chunk))
            await SearchIndex.Write(db, await SearchIndex.Read(db, c => ids.Contains(c.Id), Chunk, ct), fresh: false, ct);
        if (removed.Count > 0) await SearchIndex.Remove(db, removed, ct);
    }

    static bool Touches(EntityEntry entry, HashSet<string> fields) =>
        entry.State == EntityState.Modified && entry.Properties.Any(p => p.IsModified && fields.Contains(p.Metadata.Name));
}
