using Guiju.Compliance.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.WhatIf;

/// <summary>
/// Replays a part of the past: reads what happened, asks the rule twice and holds the answers beside each other and beside what really happened.
/// Writes nothing. Two threads decide; one reads.
/// </summary>
[Allow(Permission.PoliciesWrite)]
sealed class ReplayPart(GuijuContext db, CompanyClock clock, IClauseTrials trials, IEnumerable<IReplay> replays)
{
    /// <summary>Cases of a part: enough that asking costs little beside deciding, few enough that memory stays flat.</summary>
    public const int Size = 10_000;

    const int Threads = 2;

    /// <summary>What came of a part.</summary>
    /// <param name="Counts">How often what.</param>
    /// <param name="Months">Late cases a month, before and after.</param>
    /// <param name="Rows">Changed cases, without their place.</param>
    /// <param name="Next">Mark of the next part, null at the end.</param>
    public sealed record Answer(WhatIfCounts Counts, IReadOnlyDictionary<DateOnly, (int Before, int After)> Months, IReadOnlyList<WhatIfRow> Rows, string? Next);

    /// <summary>How many cases are to be expected.</summary>
    public async Task<Outcome<int>> Expected(Guid id, CancellationToken ct)
    {
        var run = await Run(id, ct);
        return await Replay(run).Count(Period(run), ct);
    }

    /// <summary>Replays the part after the mark kept.</summary>
    public async Task<Outcome<Answer>> Handle(Guid id, CancellationToken ct)
    {
        var run = await Run(id, ct);
        var (replay, before, after) = (Replay(run), await trials.Bind(run.ClauseId, run.UnitId, run.BeforeOn, NoDrafts, ct), await trials.Bind(run.ClauseId, run.UnitId, run.AfterOn, run.Drafts, ct));
        var part = await replay.After(Period(run), run.Mark, Size, ct);
        var judged = new Judgement[part.Cases.Count];
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = ct }, thread =>
        {
            for (var i = thread; i < judged.Length; i += Threads)
            {
                var (past, on) = (part.Cases[i], DateOnly.FromDateTime(part.Cases[i].At));
                judged[i] = Judgement.Of(past, before.Decide(past.Facts, on), after.Decide(past.Facts, on));
            }
        });
        return Together(run, part, judged);
    }

    Answer Together(WhatIfRun run, PastPart part, Judgement[] judged)
    {
        var counts = new WhatIfCounts();
        Dictionary<DateOnly, (int Before, int After)> months = [];
        List<WhatIfRow> rows = [];
        for (var i = 0; i < judged.Length; i++)
        {
            var (past, found) = (part.Cases[i], judged[i]);
            counts += found.Count();
            if (found.LateBefore || found.LateAfter)
            {
                var month = new DateOnly(past.At.Year, past.At.Month, 1);
                var (b, a) = months.GetValueOrDefault(month);
                months[month] = (b + (found.LateBefore ? 1 : 0), a + (found.LateAfter ? 1 : 0));
            }
            if (found.Change is { } change && run.Kept + rows.Count < WhatIfRun.Most) rows.Add(Row(run, run.Kept + rows.Count + 1, past, found, change));
        }
        return new(counts, months, rows, part.Next);
    }

    WhatIfRow Row(WhatIfRun run, int row, PastCase past, Judgement found, WhatIfChange change) => new()
    {
        RunId = run.Id,
        Row = row,
        Change = change,
        Kind = past.Kind,
        SubjectId = past.SubjectId,
        Title = past.Title,
        DepartmentId = past.DepartmentId,
        OwnerId = past.OwnerId,
        At = clock.Utc(past.At),
        DoneAt = past.DoneAt is { } done ? clock.Utc(done) : null,
        DueBefore = found.Before!.Due is { } before ? clock.Utc(before.At) : null,
        DueAfter = found.After!.Due is { } after ? clock.Utc(after.At) : null,
        WayBefore = Way(found.Before, found.RefusedBefore),
        WayAfter = Way(found.After, found.RefusedAfter),
    };

    static string? Way(Decision decision, bool refused) => refused ? decision.Findings.First(f => f.Weight == Weight.Refusal).Key : decision.Choice;

    static readonly Dictionary<string, System.Text.Json.JsonElement> NoDrafts = [];

    IReplay Replay(WhatIfRun run) => replays.Single(r => r.Clause == run.ClauseId);

    Task<WhatIfRun> Run(Guid id, CancellationToken ct) => db.Set<WhatIfRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);

    ReplayPeriod Period(WhatIfRun run) => new(run.UnitId, run.From, run.To, clock.Utc(run.From.ToDateTime(default)), clock.Utc(run.To.AddDays(1).ToDateTime(default)), clock.Local(run.LookedAt));
}
