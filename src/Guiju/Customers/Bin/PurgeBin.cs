using Guiju.Customers.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bin;

/// <summary>
/// Removes for good what lay in the bin for its time, some at a time. What belongs to a file that a clause keeps (formal or archived) stays as long as
/// the file: it is destroyed with it, by two persons, or not at all (D10-6.1). The audit trail keeps both the deletion and this.
/// </summary>
[Allow(Permission.CustomersDelete)]
sealed class PurgeBin(GuijuContext db, CompanyClock clock, BinSettings settings, IDuties duties)
{
    /// <summary>Things removed at a time.</summary>
    public const int Batch = 100;

    /// <summary>What a batch did.</summary>
    /// <param name="Last">Id of the last thing looked at, or null where none is left.</param>
    /// <param name="Removed">How many were removed.</param>
    public sealed record Purged(Guid? Last, int Removed);

    /// <summary>Looks at the next things.</summary>
    [Clause("D10-6.1")]
    public async Task<Outcome<Purged>> Handle(Guid after, CancellationToken ct)
    {
        var before = clock.Now.AddDays(-settings.KeepDays);
        var old = await db.Set<BinItem>().AsNoTracking().Where(i => i.DeletedAt < before && i.Id.CompareTo(after) > 0).OrderBy(i => i.Id).Take(Batch)
            .Select(i => new { i.Id, i.Kind, i.CustomerId, Kept = db.Set<Customer>().Any(c => c.Id == i.CustomerId && (c.Status == FileStatus.Formal || c.ArchivedAt != null)) }).ToListAsync(ct);
        List<Guid> ids = [.. old.Where(i => !i.Kept).Select(i => i.Id)];
        // What of a file was deleted before the file itself has nothing to come back to.
        List<Guid> files = [.. old.Where(i => !i.Kept && i.Kind == BinKind.Customer).Select(i => i.CustomerId)];
        var gone = await db.Set<BinItem>().Where(i => ids.Contains(i.Id)).Concat(db.Set<BinItem>().Where(i => files.Contains(i.CustomerId) && !ids.Contains(i.Id))).ToListAsync(ct);
        db.RemoveRange(gone);
        await duties.Forget(FileDuties.Kind, files, ct);
        return new Purged(old.Count == 0 ? null : old[^1].Id, gone.Count);
    }
}

/// <summary>Empties the bin once a day.</summary>
sealed class BinSweep(IServiceScopeFactory scopes) : ISweep
{
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var purge = scope.ServiceProvider.GetRequiredService<UseCase<PurgeBin>>();
        var removed = 0;
        for (Guid? last = Guid.Empty; last is { } after;)
        {
            var batch = (await purge.Run(u => u.Handle(after, ct), ct)).Value;
            (last, removed) = (batch.Last, removed + batch.Removed);
        }
        return removed;
    }
}
