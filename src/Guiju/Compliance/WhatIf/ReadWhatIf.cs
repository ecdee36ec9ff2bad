using System.Text.Json;
using Guiju.Compliance.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.WhatIf;

/// <summary>A parameter of a replay: by what it was compared with, and by what was tried.</summary>
/// <param name="Name">Name.</param>
/// <param name="Clause">Clause it belongs to.</param>
/// <param name="Before">Value compared with, in words.</param>
/// <param name="After">Value tried, in words.</param>
/// <param name="Draft">Whether it is only considered.</param>
public sealed record WhatIfParameter(string Name, string Clause, string Before, string After, bool Draft);

/// <summary>A replay as shown.</summary>
public sealed record WhatIfView
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The clause.</summary>
    public required string Clause { get; init; }

    /// <summary>Its sentence, in the reader's language.</summary>
    public required string Sentence { get; init; }

    /// <summary>Company replayed.</summary>
    public required string Unit { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of it.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Day whose parameters are compared with; null for those of each case's own day.</summary>
    public required DateOnly? BeforeOn { get; init; }

    /// <summary>Day whose parameters are tried; null likewise.</summary>
    public required DateOnly? AfterOn { get; init; }

    /// <summary>Values only considered, by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Drafts { get; init; }

    /// <summary>Where it stands.</summary>
    public required WhatIfState State { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>Cases expected, null before they were counted.</summary>
    public required int? Expected { get; init; }

    /// <summary>What came of it so far.</summary>
    public required WhatIfCounts Counts { get; init; }

    /// <summary>Late cases a month.</summary>
    public required IReadOnlyList<WhatIfMonth> Months { get; init; }

    /// <summary>Changed cases kept one by one.</summary>
    public required int Kept { get; init; }

    /// <summary>Milliseconds it took.</summary>
    public required long Milliseconds { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTime? FinishedAt { get; init; }

    /// <summary>Why it cannot go on.</summary>
    public required string? Failure { get; init; }

    /// <summary>Share replayed, 0 to 1.</summary>
    public decimal Share => State == WhatIfState.Done ? 1 : Expected is > 0 and var all ? Math.Min(1, (decimal)Counts.Cases / all) : 0;
}

/// <summary>A changed case as shown.</summary>
/// <param name="Row">Place.</param>
/// <param name="Change">What would have changed.</param>
/// <param name="SubjectId">The record.</param>
/// <param name="Title">Its name.</param>
/// <param name="Link">Path of its page.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Department">Department that does.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="DoneAt">When what was asked for happened, UTC.</param>
/// <param name="DueBefore">Last second in time by the parameters compared with, UTC.</param>
/// <param name="DueAfter">The same by those tried.</param>
/// <param name="WayBefore">What was chosen, or why it was refused, in the reader's language.</param>
/// <param name="WayAfter">The same by those tried.</param>
public sealed record WhatIfCase(int Row, WhatIfChange Change, Guid SubjectId, string Title, string Link, string? Owner, string? Department, DateTime At, DateTime? DoneAt, DateTime? DueBefore, DateTime? DueAfter, string? WayBefore, string? WayAfter);

/// <summary>A page of changed cases.</summary>
/// <param name="Items">The cases.</param>
/// <param name="Next">Place after which the next page begins, null at the end.</param>
public sealed record WhatIfPageOf(IReadOnlyList<WhatIfCase> Items, int? Next);

/// <summary>What a replay can be asked for: the clauses, the parameters of one of them, the companies in reach.</summary>
/// <param name="Clauses">Clauses that can be replayed: id, sentence, which cases.</param>
/// <param name="Clause">The one chosen, or null.</param>
/// <param name="Parameters">Its parameters, as in force today.</param>
/// <param name="Units">Companies to choose from; empty where there is only one's own.</param>
public sealed record WhatIfChoices(IReadOnlyList<(string Id, string Sentence, string Cases)> Clauses, string? Clause, IReadOnlyList<TrialParameter> Parameters, IReadOnlyList<KeyValuePair<Guid, string>> Units);

/// <summary>Reads one's own replays, their changed cases, and what can be asked for.</summary>
[Allow(Permission.PoliciesWrite)]
sealed class ReadWhatIf(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseTrials trials, IEnumerable<IReplay> replays, IEnumerable<DutySubjectKind> kinds)
{
    /// <summary>Most rows of a page.</summary>
    public const int PageSize = 200;

    /// <summary>A page of one's replays, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<WhatIfView>>> Newest(Guid? before, int limit, CancellationToken ct)
    {
        var runs = db.Set<WhatIfRun>().AsNoTracking().Mine(actor.Value);
        if (before is { } id)
        {
            var at = await runs.Where(r => r.Id == id).Select(r => (DateTime?)r.CreatedAt).SingleOrDefaultAsync(ct);
            runs = runs.Where(r => r.CreatedAt < at);
        }
        var found = await runs.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(Math.Clamp(limit, 1, 101)).Select(r => new { Run = r, Unit = db.Set<Unit>().Where(u => u.Id == r.UnitId).Select(u => u.Name).First() }).ToListAsync(ct);
        return Outcome<IReadOnlyList<WhatIfView>>.Success([.. found.Select(f => View(f.Run, f.Unit))]);
    }

    /// <summary>One.</summary>
    public async Task<Outcome<WhatIfView>> Find(Guid id, CancellationToken ct) =>
        await db.Set<WhatIfRun>().AsNoTracking().Mine(actor.Value).Where(r => r.Id == id).Select(r => new { Run = r, Unit = db.Set<Unit>().Where(u => u.Id == r.UnitId).Select(u => u.Name).First() }).SingleOrDefaultAsync(ct) is { } found
            ? View(found.Run, found.Unit) : Outcome<WhatIfView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>Its parameters, side by side: those in force on the last day of the period where none was fixed.</summary>
    public async Task<Outcome<IReadOnlyList<WhatIfParameter>>> Parameters(Guid id, CancellationToken ct)
    {
        if (await db.Set<WhatIfRun>().AsNoTracking().Mine(actor.Value).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run) return Outcome<IReadOnlyList<WhatIfParameter>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var (before, after) = (await trials.ParametersOf(run.ClauseId, run.UnitId, run.BeforeOn ?? run.To, ct), await trials.ParametersOf(run.ClauseId, run.UnitId, run.AfterOn ?? run.To, ct));
        return Outcome<IReadOnlyList<WhatIfParameter>>.Success([.. before.Zip(after, (b, a) =>
            new WhatIfParameter(b.Name, b.Clause, b.Shown, run.Drafts.TryGetValue(b.Name, out var draft) ? trials.Say(run.ClauseId, b.Name, draft) : a.Shown, run.Drafts.ContainsKey(b.Name)))]);
    }

    /// <summary>A page of the changed cases.</summary>
    /// <param name="id">The replay.</param>
    /// <param name="change">Only those of one change.</param>
    /// <param name="after">Last place of the page before, 0 at the start.</param>
    /// <param name="limit">Rows, 1 to <see cref="PageSize"/>.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<WhatIfPageOf>> Rows(Guid id, WhatIfChange? change, int after, int limit, CancellationToken ct)
    {
        if (!await db.Set<WhatIfRun>().Mine(actor.Value).AnyAsync(r => r.Id == id, ct)) return Outcome<WhatIfPageOf>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        limit = Math.Clamp(limit, 1, PageSize);
        var rows = db.Set<WhatIfRow>().AsNoTracking().Where(r => r.RunId == id && r.Row > after).VisibleTo(actor.Value);
        if (change is { } only) rows = rows.Where(r => r.Change == only);
        var found = await rows.OrderBy(r => r.Row).Take(limit + 1).Select(r => new
        {
            Row = r,
            Owner = db.Set<Person>().Where(p => p.Id == r.OwnerId).Select(p => p.Name).FirstOrDefault(),
            Department = db.Set<Department>().Where(d => d.Id == r.DepartmentId).Select(d => d.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        var texts = Texts.All;
        return new WhatIfPageOf([.. found.Take(limit).Select(f => new WhatIfCase(f.Row.Row, f.Row.Change, f.Row.SubjectId, f.Row.Title, kinds.Single(k => k.Kind == f.Row.Kind).Place(f.Row.SubjectId), f.Owner, f.Department, f.Row.At, f.Row.DoneAt, f.Row.DueBefore, f.Row.DueAfter,
            Way(f.Row.WayBefore), Way(f.Row.WayAfter)))], found.Count > limit ? found[limit - 1].Row.Row : null);

        // A refusal whose sentence has places for values is only named.
        string? Way(string? key) => key is null ? null : texts[key] is var words && words.Contains('{', StringComparison.Ordinal) ? texts["whatif.refused"] : words;
    }

    /// <summary>What can be asked for.</summary>
    public async Task<Outcome<WhatIfChoices>> Choose(string? clause, Guid? unit, CancellationToken ct)
    {
        var known = replays.OrderBy(r => r.Clause, StringComparer.Ordinal).ToList();
        var chosen = known.FirstOrDefault(r => r.Clause == clause)?.Clause;
        var units = actor.Value.Scope == DataScope.Group ? await db.Set<Unit>().OrderBy(u => u.Code).Take(200).Select(u => new { u.Id, u.Name }).ToListAsync(ct) : [];
        var of = unit is { } asked && units.Exists(u => u.Id == asked) ? asked : actor.Value.UnitId;
        return new WhatIfChoices([.. known.Select(r => (r.Clause, trials.SentenceOf(r.Clause), r.Cases))], chosen, chosen is null ? [] : await trials.ParametersOf(chosen, of, clock.Today, ct),
            units.Count > 1 ? [.. units.Select(u => KeyValuePair.Create(u.Id, u.Name))] : []);
    }

    WhatIfView View(WhatIfRun run, string unit) => new()
    {
        Id = run.Id,
        Clause = run.ClauseId,
        Sentence = trials.SentenceOf(run.ClauseId),
        Unit = unit,
        From = run.From,
        To = run.To,
        BeforeOn = run.BeforeOn,
        AfterOn = run.AfterOn,
        Drafts = run.Drafts,
        State = run.State,
        AskedAt = run.CreatedAt,
        Expected = run.Expected,
        Counts = run.Counts,
        Months = run.Months,
        Kept = run.Kept,
        Milliseconds = run.Milliseconds,
        FinishedAt = run.FinishedAt,
        Failure = run.Failure is { } key ? Texts.All[key] : null,
    };
}
