using Guiju.Customers.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses.Rules;

/// <summary>The day of the next contact: mandatory, not gone by, and far ones confirmed (D01-2.3b).</summary>
[Clause("D01-2.3b")]
sealed class NextContactRule() : ClauseRule<NextContactRule.Case, NextContactRule.Limits>("D01-2.3b")
{
    /// <summary>What is planned.</summary>
    /// <param name="NextContactOn">Day of the next contact.</param>
    /// <param name="Today">Day it is planned on.</param>
    public sealed record Case(DateOnly? NextContactOn, DateOnly Today);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int MaxFuture);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var refused = NextContactDate.Check(facts.NextContactOn, facts.Today);
        if (facts.NextContactOn is not { } on || refused is not null)
            return new() { Findings = refused is null ? [] : [refused], Because = [Reason.Fact("today", "customers.rule.today", facts.Today), Reason.Rule("customers.rule.day-ahead")] };
        return new()
        {
            Choice = NextContactDate.NeedsConfirmation(on, facts.Today, parameters.MaxFuture) ? "customers.rule.to-confirm" : "customers.rule.in-force",
            Because =
            [
                Reason.Fact("nextContactOn", "customers.rule.days-ahead", on, on.DayNumber - facts.Today.DayNumber),
                Reason.Parameter("max_future", "customers.rule.max-future", parameters.MaxFuture, facts.Today.AddDays(parameters.MaxFuture)),
            ],
        };
    }
}

/// <summary>Stages are gone through in order, and data are kept current (D01-3.1a).</summary>
[Clause("D01-3.1a")]
sealed class StageRule() : ClauseRule<StageRule.Case, StageRule.Limits>("D01-3.1a")
{
    /// <summary>A move of a customer.</summary>
    /// <param name="From">Stage it is in.</param>
    /// <param name="To">Stage it shall go to.</param>
    /// <param name="Recorded">Stages with a record.</param>
    /// <param name="Note">Reason, where it goes back.</param>
    /// <param name="RefreshedOn">Day its data were last brought up to date.</param>
    /// <param name="LookedOn">Day it is looked at.</param>
    public sealed record Case(Stage From, Stage To, List<Stage>? Recorded, string? Note, DateOnly? RefreshedOn, DateOnly? LookedOn);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int StaleAfter);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var recorded = (facts.Recorded ?? []).ToHashSet();
        var refused = StageOrder.Check(facts.From, facts.To, recorded, facts.Note);
        List<Reason> because = [Reason.Fact("to", "customers.rule.stage-move", facts.From, facts.To), Reason.Rule("customers.rule.stage-order", Enum.GetValues<Stage>())];
        if (recorded.Count > 0) because.Add(Reason.Fact("recorded", "customers.rule.stages-recorded", recorded.Order()));
        Due? due = null;
        if (facts.RefreshedOn is { } refreshed)
        {
            due = new Due(refreshed.ToDateTime(default), refreshed.AddDays(parameters.StaleAfter).ToDateTime(new(23, 59, 59)), false);
            because.Add(Reason.Parameter("stale_after", "customers.rule.stale", refreshed, parameters.StaleAfter, due.Value.LateFrom));
        }
        return new()
        {
            Findings = refused is null ? [] : [refused],
            Choice = refused is null ? "customers.rule.moves" : null,
            Due = due,
            Late = facts is { RefreshedOn: { } day, LookedOn: { } looked } ? StageOrder.IsStale(day, looked, parameters.StaleAfter) : null,
            Because = because,
        };
    }
}

/// <summary>An evaluation gives its grounds (D01-1.3b).</summary>
[Clause("D01-1.3b")]
sealed class EvaluationRule() : ClauseRule<EvaluationRule.Case, EvaluationRule.Limits>("D01-1.3b")
{
    /// <summary>An evaluation.</summary>
    /// <param name="LeadClass">What it found.</param>
    /// <param name="Grounds">Why.</param>
    public sealed record Case(LeadClass LeadClass, string? Grounds);

    /// <summary>The clause leaves nothing open.</summary>
    public sealed record Limits;

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar) => LeadEvaluation.Check(facts.Grounds) is { } refused
        ? new() { Findings = [refused], Because = [Reason.Rule("customers.rule.grounds-needed")] }
        : new() { Choice = $"enum.LeadClass.{facts.LeadClass}", Because = [Reason.Fact("leadClass", "customers.rule.lead-class", facts.LeadClass), Reason.Rule("customers.rule.grounds-needed")] };
}

/// <summary>Who goes back to an earlier category of the register, or out of it, says why (D01-1.3e).</summary>
[Clause("D01-1.3e")]
sealed class CategoryRule() : ClauseRule<CategoryRule.Case, CategoryRule.Limits>("D01-1.3e")
{
    /// <summary>A move in the register.</summary>
    /// <param name="FromCategory">Number of the category it stands in, from 1; none where it is not in the register.</param>
    /// <param name="ToCategory">Number of the one it shall go to.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Case(int? FromCategory, int? ToCategory, string? Reason);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(List<string> Categories);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var known = parameters.Categories.Count;
        if (facts.FromCategory is < 1 || facts.FromCategory > known || facts.ToCategory is < 1 || facts.ToCategory > known)
            return new() { Findings = [new Finding("customers.rule.no-category", "toCategory", Clause).With(known)] };
        var refused = LeadEvaluation.CheckMove(facts.FromCategory, facts.ToCategory, facts.Reason);
        return new()
        {
            Findings = refused is null ? [] : [refused],
            Choice = refused is null ? "customers.rule.moves" : null,
            Because =
            [
                Reason.Parameter("categories", "customers.rule.category-move", Name(facts.FromCategory), Name(facts.ToCategory)),
                Reason.Rule("customers.rule.back-reason"),
            ],
        };

        string Name(int? number) => number is { } n ? parameters.Categories[n - 1] : "customers.rule.outside";
    }
}
