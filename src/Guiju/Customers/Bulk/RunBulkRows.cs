using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>
/// Changes the next customers of a job: the files, their audit entries, what each row came to and how far the job has come, all in one
/// transaction. A run that is killed is therefore gone on with after the last row kept, and no row is done twice.
/// </summary>
[Allow(Permission.CustomersRead)]
sealed class RunBulkRows(GuijuContext db, CurrentActor actor, ApplyChange apply, Tell tell)
{
    /// <summary>The rows after one, a few at a time.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="After">The last row kept; where it is another one, somebody else is at the job.</param>
    /// <param name="Size">How many.</param>
    /// <param name="GiveUp">Whether they are left as in conflict, having been tried in vain.</param>
    /// <param name="Spent">Milliseconds since the last chunk said so.</param>
    public sealed record Chunk(Guid JobId, int After, int Size, bool GiveUp, Func<long> Spent);

    /// <summary>Changes them; each is judged anew. The answer is the last row kept, and whether it was the last of all.</summary>
    public async Task<Outcome<(int LastRow, bool Ended)>> Handle(Chunk chunk, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == chunk.JobId, ct);
        if (job.State != BulkState.Running || job.LastRow != chunk.After) return Refused(Refusal.Conflict, new("bulk.stopped"));
        var change = job.Change;
        if (!actor.Value.May(change.Permission)) return Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{change.Permission}"));
        var rows = (await db.Set<BulkRow>().AsNoTracking().Where(r => r.JobId == job.Id && r.Row > chunk.After).OrderBy(r => r.Row).Take(chunk.Size).Select(r => new { r.Row, r.FileId }).ToListAsync(ct))
            .Select(r => (r.Row, r.FileId)).ToList();
        if (rows.Count == 0) return (chunk.After, true);

        tell.Gathered = [];
        // A chunk is kept whole or not at all: nothing is rolled back to within it.
        db.Database.AutoSavepointsEnabled = false;
        var judged = chunk.GiveUp ? [.. rows.Select(r => (new RowVerdict(r.Row, r.FileId, RowResult.Conflict, new("bulk.conflict")), (Customer?)null))] : await apply.Apply(change, rows, ct);
        var verdicts = judged.Select(j => j.Verdict with { Result = Came(j.Verdict.Result) }).ToList();
        Remember(job.Id, judged);
        foreach (var same in verdicts.GroupBy(v => (v.Result, v.Kept)))
        {
            int[] which = [.. same.Select(v => v.Row)];
            var (result, reason, finding) = (same.Key.Result, same.First().Finding?.Key, same.Key.Kept);
            await db.Set<BulkRow>().Where(r => r.JobId == job.Id && which.Contains(r.Row))
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Result, result).SetProperty(r => r.Reason, reason).SetProperty(r => r.Finding, finding), ct);
        }
        job.Ran(verdicts, rows[^1].Row, tell.Gathered, chunk.Spent());
        await db.SaveChangesAsync(ct);
        // All is written: the door, which saves once more, need not look through it again.
        db.ChangeTracker.Clear();
        return (rows[^1].Row, rows.Count < chunk.Size || rows[^1].Row == job.Rows);
    }

    void Remember(Guid job, List<(RowVerdict Verdict, Customer? File)> judged)
    {
        db.ChangeTracker.DetectChanges();
        var automatic = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var traces = db.ChangeTracker.Entries<Entity>().Select(e => (File: e.Entity switch { Customer c => c.Id, CustomerEvent e1 => e1.CustomerId, ContactPlan p => p.CustomerId, _ => Guid.Empty }, Trace: BulkEffect.TraceOf(e)))
            .Where(t => t is { Trace: not null } && t.File != Guid.Empty).ToLookup(t => t.File, t => t.Trace!);
        db.ChangeTracker.AutoDetectChangesEnabled = automatic;
        foreach (var (verdict, file) in judged.Where(j => j.Verdict.Result == RowResult.ToChange))
        {
            var effect = new BulkEffect(job, verdict.Row, file!);
            effect.Remember(traces[file!.Id]);
            db.AddFresh(effect);
        }
    }

    static RowResult Came(RowResult foreseen) => foreseen switch
    {
        RowResult.ToChange => RowResult.Done,
        RowResult.Already => RowResult.Unchanged,
        RowResult.Blocked => RowResult.Refused,
        _ => foreseen,
    };

    static Outcome<(int, bool)> Refused(Refusal refusal, Finding finding) => Outcome<(int, bool)>.Refused(refusal, finding);
}
