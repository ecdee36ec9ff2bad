using Guiju.Platform.Jobs;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Checks, runs and takes back imports in the background. What was being checked or written when a node died is interrupted and continued on demand; taking back goes on by itself.</summary>
sealed class ImportWorker(IServiceScopeFactory scopes, RunImport run, JobClaims claims, TimeProvider time, ILogger<ImportWorker> log) : BackgroundWork(claims, time, log)
{
    protected override Finding Unexpected => new("imports.unexpected");

    protected override async Task<IReadOnlyList<Guid>> Left(bool starting, CancellationToken ct)
    {
        var busy = (await OnBehalf.Program.Ask<NoteImport, IReadOnlyList<(Guid Id, ImportState State)>>(scopes, u => u.Busy(ct), ct)).Value;
        if (busy.Count == 0) return [];
        Guid[] ids = [.. busy.Select(b => b.Id)];
        // Between being asked for and being taken up an import is in nobody's hands, so that later only those count somebody really was at.
        var left = starting ? ids.Except(await Claims.Live(ids, ct)).ToHashSet() : await Claims.Abandoned(ids, ct);
        if (left.Count > 0) await OnBehalf.Program.Run<NoteImport, int>(scopes, u => u.Interrupted(left, ct), ct);
        return [.. busy.Where(b => b.State == ImportState.Undoing && left.Contains(b.Id)).Select(b => b.Id)];
    }

    protected override async Task<Finding?> Go(Guid id, CancellationToken ct)
    {
        var outcome = await run.Go(id, ct);
        return outcome.Done || outcome.Findings is [{ Key: "imports.stopped" }] ? null : outcome.Findings[0];
    }

    protected override async Task Note(Guid id, Finding finding, CancellationToken ct) => await OnBehalf.Program.Run<NoteImport, int>(scopes, u => u.Failed(id, finding, ct), ct);
}
