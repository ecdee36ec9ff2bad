using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses.Rules;

/// <summary>How complete a file is, and from which day on what is missing is chased (D13-3.3.2c).</summary>
[Clause("D13-3.3.2c")]
sealed class CompletenessRule() : ClauseRule<CompletenessRule.Case, CompletenessRule.Limits>("D13-3.3.2c")
{
    /// <summary>What the file holds.</summary>
    /// <param name="OpenedOn">Day it was opened.</param>
    /// <param name="Filled">Fields that have a value, as the regulation names them.</param>
    /// <param name="Absent">Fields said not to exist, with a reason.</param>
    /// <param name="LookedOn">Day it is looked at.</param>
    public sealed record Case(DateOnly OpenedOn, List<string> Filled, List<string>? Absent, DateOnly? LookedOn);

    /// <summary>What the clauses leave open.</summary>
    public sealed record Limits(decimal CompleteTargetPct, int ChaseAfterDays, [property: OfClause("D13-3.3.2a")] List<string> RequiredFields);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var unknown = facts.Filled.Concat(facts.Absent ?? []).Concat(parameters.RequiredFields).Where(f => !FileCompleteness.Fields.ContainsKey(f)).Distinct().ToList();
        if (unknown.Count > 0) return new() { Findings = [new Finding("customers.rule.field-unknown", "filled", Clause).With(string.Join("、", unknown), string.Join("、", FileCompleteness.Fields.Keys))] };
        var held = new FileCompleteness.Facts(Fields(facts.Filled), Fields(facts.Absent ?? []));
        var missing = FileCompleteness.Missing(parameters.RequiredFields, held);
        var percent = FileCompleteness.Percent(parameters.RequiredFields, held);
        var from = FileCompleteness.ChasedFrom(facts.OpenedOn, parameters.ChaseAfterDays);
        var due = FileCompleteness.Due(facts.OpenedOn, parameters.ChaseAfterDays);
        var complete = percent >= parameters.CompleteTargetPct;
        return new()
        {
            Score = percent,
            Due = complete ? null : due,
            Late = complete ? false : facts.LookedOn is { } day ? day >= from : null,
            Choice = complete ? "customers.rule.complete" : "customers.rule.chased",
            Because =
            [
                Reason.Parameter("required_fields", "customers.rule.required", parameters.RequiredFields.Count, parameters.RequiredFields),
                Reason.Fact("filled", "customers.rule.missing", missing.Count, missing.Count == 0 ? "—" : string.Join("、", parameters.RequiredFields.Where(f => missing.Contains(FileCompleteness.Fields[f])))),
                Reason.Parameter("complete_target_pct", "customers.rule.target", percent, parameters.CompleteTargetPct),
                .. complete ? Array.Empty<Reason>() : [Reason.Parameter("chase_after_days", "customers.rule.chased-from", facts.OpenedOn, parameters.ChaseAfterDays, from)],
            ],
        };
    }

    static HashSet<string> Fields(IEnumerable<string> names) => [.. names.Select(n => FileCompleteness.Fields[n])];
}

/// <summary>How much is known of a customer, and whether it is enough (D01-1.2c).</summary>
[Clause("D01-1.2c")]
sealed class InformationRule() : ClauseRule<InformationRule.Case, InformationRule.Limits>("D01-1.2c")
{
    /// <summary>What is known.</summary>
    /// <param name="Known">Fields of the form that have a value.</param>
    public sealed record Case(List<string> Known);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int CompletenessMin);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var unknown = facts.Known.Except(InformationScore.Fields).ToList();
        if (unknown.Count > 0) return new() { Findings = [new Finding("customers.rule.field-unknown", "known", Clause).With(string.Join(", ", unknown), string.Join(", ", InformationScore.Fields))] };
        var percent = InformationScore.Percent(facts.Known.ToHashSet());
        return new()
        {
            Score = percent,
            Choice = InformationScore.Enough(percent, parameters.CompletenessMin) ? "customers.rule.enough" : "customers.rule.too-little",
            Because =
            [
                Reason.Fact("known", "customers.rule.known", facts.Known.Distinct().Count(), InformationScore.Fields.Count, percent),
                Reason.Parameter("completeness_min", "customers.rule.least", parameters.CompletenessMin),
            ],
        };
    }
}

/// <summary>Whether a row of the register holds the weekly report back (D01-3.1b).</summary>
[Clause("D01-3.1b")]
sealed class RegisterGateRule() : ClauseRule<RegisterGateRule.Case, RegisterGateRule.Limits>("D01-3.1b")
{
    /// <summary>A row of the register.</summary>
    /// <param name="EmptyColumns">Mandatory columns that are empty.</param>
    /// <param name="Completeness">Percent of what is known.</param>
    public sealed record Case(List<string>? EmptyColumns, decimal Completeness);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(decimal CompletenessMin);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var empty = facts.EmptyColumns ?? [];
        var blocked = RegisterGate.Blocking([new(Guid.Empty, empty, facts.Completeness)], parameters.CompletenessMin).Count > 0;
        return new()
        {
            Findings = blocked ? [new Finding("customers.rule.held-back", null, Clause)] : [],
            Choice = blocked ? null : "customers.rule.passes",
            Because =
            [
                Reason.Fact("emptyColumns", empty.Count == 0 ? "customers.rule.no-empty" : "customers.rule.empty", empty.Count, empty),
                Reason.Parameter("completeness_min", "customers.rule.target", facts.Completeness, parameters.CompletenessMin),
            ],
        };
    }
}
