using System.Text.Json;
using Guiju.Compliance.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.WhatIf;

/// <summary>Asks for a replay of the past by other parameters, and stops it. No setting is made by it.</summary>
[Allow(Permission.PoliciesWrite)]
public sealed class MoveWhatIf(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseTrials trials, IEnumerable<ReplayedClause> replayed)
{
    /// <summary>Longest period, days.</summary>
    public const int MostDays = 1827;

    /// <summary>What is asked for.</summary>
    public sealed record Input
    {
        /// <summary>A clause that decides and of which cases are stored.</summary>
        public string? Clause { get; init; }

        /// <summary>First day of the period.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Last day of it; today where left out.</summary>
        public DateOnly? To { get; init; }

        /// <summary>Another company than one's own; asks for the scope of the group.</summary>
        public Guid? Unit { get; init; }

        /// <summary>Day whose parameters are compared with; left out, those in force on each case's own day.</summary>
        public DateOnly? BeforeOn { get; init; }

        /// <summary>Day whose parameters are tried; left out, those in force on each case's own day.</summary>
        public DateOnly? AfterOn { get; init; }

        /// <summary>Values only considered, by name; they take the place of those tried.</summary>
        public Dictionary<string, JsonElement>? Parameters { get; init; }
    }

    /// <summary>Asks for it; it is replayed in the background.</summary>
    public async Task<Outcome<Guid>> Handle(Input input, CancellationToken ct)
    {
        if (input.Clause is not { Length: > 0 } clause) return new Finding("whatif.clause.none", "clause");
        if (!trials.Clauses.Contains(clause)) return new Finding("whatif.clause.unknown", "clause").With(clause.Length > 60 ? clause[..60] : clause);
        if (replayed.All(r => r.Clause != clause)) return new Finding("whatif.clause.nothing", "clause", clause);
        var unit = input.Unit ?? actor.Value.UnitId;
        if (unit != actor.Value.UnitId && actor.Value.Scope != DataScope.Group) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("whatif.unit.forbidden", "unit"));
        List<Finding> findings = [];
        if (input.Unit is not null && !await db.Set<Unit>().AnyAsync(u => u.Id == unit, ct)) findings.Add(new("whatif.unit.unknown", "unit"));
        var (from, to) = (input.From ?? clock.Today.AddYears(-1).AddDays(1), input.To ?? clock.Today);
        if (from.Year is < 2000 or >= 2100 || to.Year is < 2000 or >= 2100 || to < from || to.DayNumber - from.DayNumber >= MostDays) findings.Add(new Finding("whatif.period", "from").With(MostDays));
        foreach (var (field, day) in new[] { ("beforeOn", input.BeforeOn), ("afterOn", input.AfterOn) })
            if (day is { Year: < 2000 or >= 2100 }) findings.Add(new("whatif.day", field));
        var drafts = input.Parameters ?? [];
        findings.AddRange(trials.Check(clause, drafts));
        if (drafts.Count == 0 && input.BeforeOn == input.AfterOn) findings.Add(new("whatif.same", "parameters", clause));
        if (findings.Count > 0) return findings;
        var run = new WhatIfRun(unit, actor.Value.PersonId, actor.Value.Name, clause, from, to, input.BeforeOn, input.AfterOn, drafts, clock.Now);
        db.Add(run);
        return run.Id;
    }

    /// <summary>Stops it; what was replayed so far stays to be seen.</summary>
    public async Task<Outcome<Guid>> Cancel(Guid id, CancellationToken ct)
    {
        if (await db.Set<WhatIfRun>().Mine(actor.Value).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (run.State != WhatIfState.Running) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("whatif.ended"));
        run.Cancel(clock.Now);
        return id;
    }
}

/// <summary>Which replays somebody sees: his own, of companies he still reaches.</summary>
static class WhatIfScope
{
    /// <summary>Those he started.</summary>
    public static IQueryable<WhatIfRun> Mine(this IQueryable<WhatIfRun> runs, Actor actor)
    {
        var (me, unit, all) = (actor.PersonId, actor.UnitId, actor.Scope == DataScope.Group);
        return runs.Where(r => me != null && r.StarterId == me && (all || r.UnitId == unit));
    }

    /// <summary>The rows of his replays, as far as his data scope still reaches.</summary>
    public static IQueryable<WhatIfRow> VisibleTo(this IQueryable<WhatIfRow> rows, Actor actor)
    {
        var (me, departments, people) = (actor.PersonId, actor.Departments, actor.Subordinates);
        return actor.Scope switch
        {
            DataScope.Own => rows.Where(r => r.OwnerId == me),
            DataScope.Department => rows.Where(r => r.OwnerId == me || departments.Contains(r.DepartmentId!.Value) || people.Contains(r.OwnerId!.Value)),
            _ => rows,
        };
    }
}
