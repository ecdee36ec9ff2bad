using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guiju.Customers.Deadlines;

/// <summary>What a change of a file means for its duties.</summary>
/// <param name="File">The file as it is now.</param>
/// <param name="New">It was opened.</param>
/// <param name="FirstContact">It was contacted for the first time.</param>
/// <param name="Evaluated">An evaluation found another class.</param>
/// <param name="LessComplete">Completeness before, where it fell.</param>
/// <param name="Handed">Owner, department or name changed.</param>
/// <param name="Archived">It was put away.</param>
/// <param name="Restored">It is in use again.</param>
/// <param name="MergedInto">The file it was merged into just now.</param>
sealed record FileChange(Customer File, bool New, bool FirstContact, bool Evaluated, decimal? LessComplete, bool Handed, bool Archived, bool Restored, Guid? MergedInto)
{
    static readonly HashSet<string> concerns = [nameof(Customer.OwnerId), nameof(Customer.DepartmentId), nameof(Customer.Name), nameof(Customer.Status), nameof(Customer.Completeness), nameof(Customer.CategoryId),
        nameof(Customer.LeadClass), nameof(Customer.LastContactAt), nameof(Customer.ArchivedAt), nameof(Customer.MergedIntoId)];

    /// <summary>Reads it before it is saved; null where no duty is concerned.</summary>
    public static FileChange? Of(EntityEntry<Customer> entry)
    {
        var c = entry.Entity;
        if (entry.State == EntityState.Added) return new(c, true, false, false, null, false, false, false, null);
        if (entry.State != EntityState.Modified || !entry.Properties.Any(p => p.IsModified && concerns.Contains(p.Metadata.Name))) return null;
        var completeness = entry.Property(f => f.Completeness).OriginalValue;
        return new(c, false, entry.Property(f => f.LastContactAt) is { OriginalValue: null, CurrentValue: not null }, entry.Property(f => f.LeadClass) is { IsModified: true, CurrentValue: not null },
            c.Completeness < completeness ? completeness : null, entry.Property(f => f.OwnerId).IsModified || entry.Property(f => f.DepartmentId).IsModified || entry.Property(f => f.Name).IsModified,
            entry.Property(f => f.ArchivedAt) is { OriginalValue: null, CurrentValue: not null }, entry.Property(f => f.ArchivedAt) is { OriginalValue: not null, CurrentValue: null },
            entry.Property(f => f.MergedIntoId) is { IsModified: true, CurrentValue: { } kept } ? kept : null);
    }
}

/// <summary>
/// Keeps the duties about files in step with the files, whoever changes them: page, API, bulk change, merge, bin. They are in the transaction of the change.
/// </summary>
sealed class CustomerDuties(CurrentActor actor, IServiceProvider services) : ISaveFollower
{
    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        var changes = db.ChangeTracker.Entries<Customer>().Select(FileChange.Of).OfType<FileChange>().ToList();
        // An import brings the past in; nobody is called to work for it.
        var opens = actor.OrNull?.Door != Door.Import;
        if (changes.Count == 0 || (!opens && changes.TrueForAll(c => c.New))) return null;
        return async ct =>
        {
            // The ledger and the rules are read through the very context that is being saved, so they cannot be asked for before there is one.
            await services.GetRequiredService<FileDuties>().Follow(changes, opens, ct);
            await db.SaveChangesAsync(ct);
        };
    }
}
