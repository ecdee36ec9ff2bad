using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Writes a batch of rows: what they make, its audit entries, the search index, the problems found and how far the import has
/// come, all in one transaction. A run that is killed is therefore continued after the last row kept, and no row is written twice.
/// </summary>
[Allow(Permission.CustomersImport)]
sealed class WriteImportRows(GuijuContext db, CurrentActor actor, RowKinds kinds)
{
    /// <summary>Writes them; a batch that does not follow the last one kept is refused, since somebody else is at it or has stopped it.</summary>
    public async Task<Outcome<ImportCounts>> Handle(RowBatch batch, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == batch.JobId, ct);
        if (job.State != ImportState.Running || job.LastRow != batch.After) return Outcome<ImportCounts>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        var kind = kinds.Of(job);
        if (!actor.Value.May(kind.Shape.Permission)) return Outcome<ImportCounts>.Refused(Refusal.Forbidden, new Finding("imports.plan.permission").With($"permission.{kind.Shape.Permission}"));

        // The row of the running number stays locked until the end, so that nobody opens a file between looking for duplicates
        // and writing (as in registering by hand).
        await db.Take("customer.serial", 0, ct);
        // Saving looks for changes itself once.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        // A batch is kept whole or not at all: nothing is rolled back to within it.
        db.Database.AutoSavepointsEnabled = false;
        var result = await kind.Judge(job, batch, true, ct);
        var number = job.Problems;
        foreach (var p in result.Problems) db.AddFresh(Numbered(p, ++number));
        job.Batch(result.Counts, batch.Rows[^1].Number, batch.Spent());
        try
        {
            await db.SaveChangesAsync(ct);
            // All is written: the door, which saves once more, need not look through thousands of records again.
            db.ChangeTracker.Clear();
        }
        catch (Exception e) when (e is DbUpdateException and not DbUpdateConcurrencyException or System.Data.Common.DbException && StorageTrouble.Of(e) is null)
        {
            // Somebody gave a credit code to another file in this moment: looked up anew, the row is a duplicate.
            return Outcome<ImportCounts>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        }
        return result.Counts;
    }

    /// <summary>A problem with its place.</summary>
    internal static ImportProblem Numbered(ImportProblem p, int number) => new()
    { JobId = p.JobId, Number = number, Row = p.Row, Title = p.Title, Column = p.Column, Value = p.Value, Kind = p.Kind, Weight = p.Weight, Finding = p.Finding };
}

/// <summary>Looks at a batch of rows without writing anything.</summary>
[Allow(Permission.CustomersImport)]
sealed class CheckImportRows(GuijuContext db, RowKinds kinds)
{
    /// <summary>Judges them as the run will.</summary>
    public async Task<Outcome<BatchResult>> Handle(RowBatch batch, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().AsNoTracking().SingleAsync(j => j.Id == batch.JobId, ct);
        if (job.State != ImportState.Checking) return Outcome<BatchResult>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        return await kinds.Of(job).Judge(job, batch, false, ct);
    }
}
