using System.Diagnostics;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.WhatIf;

/// <summary>Replays part after part through the door, in the name of whoever asked. Each part has a scope of its own, so that memory stays flat.</summary>
sealed class RunWhatIf(IServiceScopeFactory scopes)
{
    /// <summary>Goes on until the end; refused with <c>whatif.stopped</c> where somebody stopped it.</summary>
    public async Task<Outcome<bool>> Go(Guid id, CancellationToken ct)
    {
        var run = await Run(id, ct);
        if (run.State != WhatIfState.Running) return true;
        var (starter, parts) = (new OnBehalf(run.StarterId, run.StarterName, run.UnitId, Door.Job), run.Parts);
        var watch = Stopwatch.StartNew();
        if (run.Expected is null)
        {
            var expected = await starter.Ask<ReplayPart, int>(scopes, u => u.Expected(id, ct), ct);
            if (!expected.Done) return Outcome<bool>.Refused(expected.Refusal, expected.Findings);
            var noted = await starter.Run<NoteWhatIf, int>(scopes, u => u.Expect(id, expected.Value, ct), ct);
            if (!noted.Done) return Outcome<bool>.Refused(noted.Refusal, noted.Findings);
        }
        for (var told = 0L; ; parts++)
        {
            ct.ThrowIfCancellationRequested();
            var part = await starter.Ask<ReplayPart, ReplayPart.Answer>(scopes, u => u.Handle(id, ct), ct);
            if (!part.Done) return Outcome<bool>.Refused(part.Refusal, part.Findings);
            var spent = watch.ElapsedMilliseconds;
            var (known, took) = (parts, spent - told);
            told = spent;
            var kept = await starter.Run<NoteWhatIf, bool>(scopes, u => u.Handle(id, known, part.Value, took, ct), ct);
            if (!kept.Done || kept.Value) return kept;
        }
    }

    async Task<WhatIfRun> Run(Guid id, CancellationToken ct)
    {
        await using var scope = await OnBehalf.Program.Scope(scopes, ct);
        return await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<WhatIfRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
    }
}

/// <summary>Works off replays in the background, each on one node at a time; what a dead node was at goes on after its last part.</summary>
sealed class WhatIfWorker(IServiceScopeFactory scopes, RunWhatIf run, JobClaims claims, TimeProvider time, ILogger<WhatIfWorker> log) : BackgroundWork(claims, time, log)
{
    protected override Finding Unexpected => new("whatif.unexpected");

    protected override async Task<IReadOnlyList<Guid>> Left(bool starting, CancellationToken ct)
    {
        var busy = (await OnBehalf.Program.Ask<NoteWhatIf, IReadOnlyList<Guid>>(scopes, u => u.Busy(ct), ct)).Value;
        return busy.Count == 0 ? [] : [.. busy.Except(await Claims.Live(busy, ct))];
    }

    protected override async Task<Finding?> Go(Guid id, CancellationToken ct)
    {
        var outcome = await run.Go(id, ct);
        return outcome.Done || outcome.Findings is [{ Key: "whatif.stopped" }] ? null : outcome.Findings[0];
    }

    protected override async Task Note(Guid id, Finding finding, CancellationToken ct) => await OnBehalf.Program.Run<NoteWhatIf, int>(scopes, u => u.Failed(id, finding, ct), ct);
}

/// <summary>Forgets replays that are long over (setting <c>WhatIf:KeepDays</c>, 90), a part at a time.</summary>
sealed class ForgetWhatIf(IServiceScopeFactory scopes, WriteTurn turn, Platform.CompanyClock clock, IConfiguration settings) : ISweep
{
    const int Part = 5_000;

    /// <inheritdoc/>
    public async Task<int> Once(CancellationToken ct)
    {
        var before = clock.Now.AddDays(-settings.GetValue("WhatIf:KeepDays", 90));
        for (var removed = 0; ;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
            if (await db.Set<WhatIfRun>().Where(r => r.CreatedAt < before && r.State != WhatIfState.Running).OrderBy(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct) is not { } id) return removed;
            for (var end = Part; ; end += Part)
            {
                using var mine = await turn.Take(ct);
                var last = end;
                if (await db.Set<WhatIfRow>().Where(r => r.RunId == id && r.Row <= last).ExecuteDeleteAsync(ct) > 0) continue;
                removed += await db.Set<WhatIfRun>().Where(r => r.Id == id).ExecuteDeleteAsync(ct);
                break;
            }
        }
    }
}
