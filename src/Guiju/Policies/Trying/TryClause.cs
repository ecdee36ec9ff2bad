using System.Text.Json;
using System.Text.Json.Nodes;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies.Trying;

/// <summary>
/// Tries a clause on facts somebody makes up, by the rule the program itself decides by: with the parameters in force on a day, or with others that
/// are only considered. Nothing is kept.
/// </summary>
[Allow(Permission.PoliciesRead)]
public sealed class TryClause(GuijuContext db, CurrentActor actor, CompanyClock clock, IWorkCalendar calendars, RuleParameters parameters, IEnumerable<ClauseRule> rules)
{
    /// <summary>What is tried.</summary>
    public sealed record Input
    {
        /// <summary>Facts by name; <c>GET /api/v1/clauses/{id}</c> describes them.</summary>
        public JsonObject? Facts { get; init; }

        /// <summary>The business day whose parameters and working hours count; today where left out.</summary>
        public DateOnly? On { get; init; }

        /// <summary>Values of parameters that are only considered, by name.</summary>
        public Dictionary<string, JsonElement>? Parameters { get; init; }

        /// <summary>Another company than one's own; asks for the scope of the group.</summary>
        public Guid? Unit { get; init; }
    }

    /// <summary>A line of why.</summary>
    /// <param name="Ground">On what it rests.</param>
    /// <param name="Name">Name of the fact or parameter, or null.</param>
    /// <param name="Key">Fixed key for programs.</param>
    /// <param name="Text">Sentence in the caller's language.</param>
    public sealed record Line(Ground Ground, string? Name, string Key, string Text);

    /// <summary>Where the value of a parameter comes from.</summary>
    public enum Origin
    {
        /// <summary>The register.</summary>
        Register,

        /// <summary>A setting of the group.</summary>
        Group,

        /// <summary>A setting of the company.</summary>
        Company,

        /// <summary>Only considered.</summary>
        Draft,
    }

    /// <summary>A parameter as it was counted with.</summary>
    /// <param name="Clause">Clause it belongs to.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Value">Value.</param>
    /// <param name="Unit">Unit, or null.</param>
    /// <param name="Origin">Where the value comes from.</param>
    /// <param name="Since">Day it holds from, where the company or the group set it.</param>
    public sealed record Used(string Clause, string Name, JsonElement Value, string? Unit, Origin Origin, DateOnly? Since);

    /// <summary>What came of it.</summary>
    public sealed record Answer
    {
        /// <summary>Clause tried.</summary>
        public required string Clause { get; init; }

        /// <summary>Day whose parameters counted.</summary>
        public required DateOnly On { get; init; }

        /// <summary>Whether the clause lets the act pass.</summary>
        public required bool Allowed { get; init; }

        /// <summary>Last second in time, by the company's clocks, or null.</summary>
        public DateTime? Due { get; init; }

        /// <summary>First second that is late, or null.</summary>
        public DateTime? LateFrom { get; init; }

        /// <summary>Whether holidays not yet announced may still move it.</summary>
        public bool? Estimated { get; init; }

        /// <summary>Whether it is late at the moment the facts name, or null.</summary>
        public bool? Late { get; init; }

        /// <summary>What was chosen, in the caller's language, or null.</summary>
        public string? Choice { get; init; }

        /// <summary>Points or percent, or null.</summary>
        public decimal? Score { get; init; }

        /// <summary>What speaks against the act, and what one is told of it.</summary>
        public required IReadOnlyList<FindingAnswer> Findings { get; init; }

        /// <summary>Why, line by line.</summary>
        public required IReadOnlyList<Line> Because { get; init; }

        /// <summary>The parameters it was counted with.</summary>
        public required IReadOnlyList<Used> Parameters { get; init; }

        /// <summary>Working hours it was counted with.</summary>
        public required string WorkingHours { get; init; }
    }

    /// <summary>Tries it.</summary>
    public async Task<Outcome<Answer>> Handle(string id, Input input, CancellationToken ct)
    {
        if (!ClauseBook.Register.Has(id)) return Outcome<Answer>.Refused(Refusal.NotFound, new Finding("policies.clause.unknown").With(id));
        if (rules.SingleOrDefault(r => r.Clause == id) is not { } rule) return new Finding("policies.try.none", null, id).With(id);
        var unit = input.Unit ?? actor.Value.UnitId;
        if (unit != actor.Value.UnitId && actor.Value.Scope != DataScope.Group) return Outcome<Answer>.Refused(Refusal.Forbidden, new Finding("policies.try.unit", "unit"));
        List<Finding> findings = [];
        if (input.Unit is not null && !await db.Set<Unit>().AnyAsync(u => u.Id == unit, ct)) findings.Add(new("policies.try.no-unit", "unit"));
        var on = input.On ?? clock.Today;
        if (on.Year is < 2000 or >= 2100) findings.Add(new Finding("policies.try.kind", "on").With("policies.try.on", "policies.kind.date", ""));
        var facts = RuleInput.ReadFacts(rule, input.Facts ?? [], findings);
        findings.AddRange(RuleParameters.Check(rule, input.Parameters ?? []));
        if (findings.Count > 0) return findings;
        var used = RuleParameters.On(rule, await parameters.Settings(rule, unit, ct), on, input.Parameters ?? []);
        var calendar = calendars.For(unit).On(on);
        try
        {
            // A parameter that is only considered may count beyond the last day there is.
            return ClauseTrials.Answer(rule, facts!, RuleParameters.Record(rule, used), calendar) is { } decision ? Said(id, on, decision, used, calendar) : new Finding("policies.try.beyond", null, id);
        }
        catch (NoWorkingDayException)
        {
            return new Finding("policies.try.no-working-day", null, id);
        }
    }

    static Answer Said(string id, DateOnly on, Decision decision, List<Used> used, WorkCalendar calendar) => new()
    {
        Clause = id,
        On = on,
        Allowed = decision.Allowed,
        Due = decision.Due?.At,
        LateFrom = decision.Due?.LateFrom,
        Estimated = decision.Due?.Estimated,
        Late = decision.Late,
        Choice = decision.Choice is { } choice ? Texts.All[choice] : null,
        Score = decision.Score,
        Findings = [.. decision.Findings.Select(OutcomeHttp.Answer)],
        Because = [.. decision.Because.Select(r => new Line(r.Ground, r.Name, r.Key, ReasonText.Say(Texts.All, r)))],
        Parameters = used,
        WorkingHours = calendar.Hours.ToString(),
    };
}
