using System.Diagnostics;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>Takes a job through preview, run or taking back, a chunk at a time through the door, in the name of whoever started it. Memory stays flat: each chunk has a scope of its own.</summary>
sealed class RunBulk(IServiceScopeFactory scopes)
{
    /// <summary>Does what the job asks for now; refused with <c>bulk.stopped</c> where somebody stopped it.</summary>
    public async Task<Outcome<int>> Go(Guid id, CancellationToken ct)
    {
        var job = await Job(id, ct);
        var starter = new OnBehalf(job.StarterId, job.StarterName, job.UnitId, Door.Job);
        return job.State switch
        {
            BulkState.Previewing => await Preview(id, starter, ct),
            BulkState.Running => await Run(id, job.LastRow, starter, ct),
            BulkState.Undoing => await Undo(id, starter, ct),
            _ => 0,
        };
    }

    async Task<Outcome<int>> Preview(Guid id, OnBehalf starter, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var part = await starter.Ask<JudgeBulkRows, JudgeBulkRows.Part>(scopes, u => u.Handle(id, ct), ct);
            if (!part.Done) return Stopped(part);
            var kept = await starter.Run<NoteBulk, int>(scopes, u => u.Judged(id, part.Value, ct), ct);
            if (!kept.Done) return kept;
            if (part.Value.Last) return 0;
        }
    }

    async Task<Outcome<int>> Run(Guid id, int after, OnBehalf starter, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        long told = 0;
        var (size, tries) = (ApplyChange.Chunk, 0);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var (from, few, giveUp) = (after, size, size == 1 && tries == 3);
            var chunk = await starter.Run<RunBulkRows, (int LastRow, bool Ended)>(scopes, u => u.Handle(new(id, from, few, giveUp, () => -told + (told = watch.ElapsedMilliseconds)), ct), ct);
            if (chunk.Refusal == Refusal.Conflict && chunk.Findings is [{ Key: "platform.conflict" }])
            {
                // Somebody was writing one of these in the very moment: again, and at last one by one, so that he stands in the way of that one alone.
                if (++tries == 3 && size > 1) (size, tries) = (1, 0);
                continue;
            }
            if (!chunk.Done) return Stopped(chunk);
            if (chunk.Value.Ended) break;
            (after, tries) = (chunk.Value.LastRow, 0);
            if (size == 1 && after % ApplyChange.Chunk == 0) size = ApplyChange.Chunk;
        }
        return await starter.Run<NoteBulk, int>(scopes, u => u.Ran(id, ct), ct);
    }

    async Task<Outcome<int>> Undo(Guid id, OnBehalf starter, CancellationToken ct)
    {
        for (var tries = 0; ;)
        {
            ct.ThrowIfCancellationRequested();
            var more = await starter.Run<UndoBulkRows, bool>(scopes, u => u.Handle(id, ct), ct);
            if (more.Refusal == Refusal.Conflict && more.Findings is [{ Key: "platform.conflict" }] && ++tries < 10) continue;
            if (!more.Done) return Stopped(more);
            if (!more.Value) return await starter.Run<NoteBulk, int>(scopes, u => u.Undid(id, ct), ct);
            tries = 0;
        }
    }

    static Outcome<int> Stopped<T>(Outcome<T> outcome) => Outcome<int>.Refused(outcome.Refusal, outcome.Findings);

    async Task<BulkJob> Job(Guid id, CancellationToken ct)
    {
        await using var scope = await OnBehalf.Program.Scope(scopes, ct);
        return await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<BulkJob>().AsNoTracking().SingleAsync(j => j.Id == id, ct);
    }
}

/// <summary>Works off bulk changes in the background; whatever a dead node was at goes on by itself.</summary>
sealed class BulkWorker(IServiceScopeFactory scopes, RunBulk run, JobClaims claims, TimeProvider time, ILogger<BulkWorker> log) : BackgroundWork(claims, time, log)
{
    protected override Finding Unexpected => new("bulk.unexpected");

    protected override async Task<IReadOnlyList<Guid>> Left(bool starting, CancellationToken ct)
    {
        var busy = (await OnBehalf.Program.Ask<NoteBulk, IReadOnlyList<Guid>>(scopes, u => u.Busy(ct), ct)).Value;
        return busy.Count == 0 ? [] : [.. busy.Except(await Claims.Live(busy, ct))];
    }

    protected override async Task<Finding?> Go(Guid id, CancellationToken ct)
    {
        var outcome = await run.Go(id, ct);
        return outcome.Done || outcome.Findings is [{ Key: "bulk.stopped" }] ? null : outcome.Findings[0];
    }

    protected override async Task Note(Guid id, Finding finding, CancellationToken ct) => await OnBehalf.Program.Run<NoteBulk, int>(scopes, u => u.Failed(id, finding, ct), ct);
}
