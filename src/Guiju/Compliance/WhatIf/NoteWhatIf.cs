using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.WhatIf;

/// <summary>Keeps how a replay goes: counts, rows and mark in one transaction, so that another node goes on where one died.</summary>
[Allow(Permission.PoliciesWrite)]
sealed class NoteWhatIf(GuijuContext db, CompanyClock clock, Tell tell)
{
    /// <summary>So many cases are to be expected.</summary>
    public async Task<Outcome<int>> Expect(Guid id, int cases, CancellationToken ct)
    {
        var run = await db.Set<WhatIfRun>().SingleAsync(r => r.Id == id, ct);
        if (run.State != WhatIfState.Running) return Stopped;
        run.Expect(cases);
        return cases;
    }

    /// <summary>A part was replayed; the answer says whether it was the last. Where another part was kept meanwhile, somebody else is at it.</summary>
    public async Task<Outcome<bool>> Handle(Guid id, int parts, ReplayPart.Answer part, long milliseconds, CancellationToken ct)
    {
        var run = await db.Set<WhatIfRun>().SingleAsync(r => r.Id == id, ct);
        if (run.State != WhatIfState.Running || run.Parts != parts) return Outcome<bool>.Refused(Refusal.Conflict, new Finding("whatif.stopped"));
        foreach (var row in part.Rows) db.AddFresh(row);
        run.Replayed(part.Counts, part.Months, part.Rows.Count, part.Next, milliseconds);
        if (part.Next is not null) return false;
        run.Finish(clock.Now);
        tell.Self("whatif.notice.done", $"/what-if/{id}", run.ClauseId, run.ClauseId, run.Counts.Cases.ToString("#,##0", CultureInfo.InvariantCulture), run.Counts.Changed.ToString("#,##0", CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>It cannot go on.</summary>
    public async Task<Outcome<int>> Failed(Guid id, Finding finding, CancellationToken ct)
    {
        var run = await db.Set<WhatIfRun>().SingleAsync(r => r.Id == id, ct);
        if (run.State != WhatIfState.Running) return 0;
        run.Fail(finding, clock.Now);
        tell.Person(run.StarterId, "whatif.notice.failed", $"/what-if/{id}", run.ClauseId, run.ClauseId);
        return 0;
    }

    /// <summary>Replays to be gone on with, the oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Busy(CancellationToken ct) =>
        await db.Set<WhatIfRun>().AsNoTracking().Where(r => r.State == WhatIfState.Running).OrderBy(r => r.Id).Select(r => r.Id).Take(100).ToListAsync(ct);

    static Outcome<int> Stopped => Outcome<int>.Refused(Refusal.Conflict, new Finding("whatif.stopped"));
}
