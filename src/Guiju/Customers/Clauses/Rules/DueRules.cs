using Guiju.Customers.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Decisions;

namespace Guiju.Customers.Clauses.Rules;

/// <summary>A file is opened within some working days of the first contact (D13-3.3.1b).</summary>
[Clause("D13-3.3.1b")]
sealed class FileOpeningRule() : ClauseRule<FileOpeningRule.Case, FileOpeningRule.Limits>("D13-3.3.1b")
{
    /// <summary>What happened.</summary>
    /// <param name="ContactAt">First contact.</param>
    /// <param name="LookedAt">Moment it is looked at.</param>
    public sealed record Case(DateTime ContactAt, DateTime? LookedAt);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int FileOpenWithinWorkdays);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var due = FileAfterContact.Due(facts.ContactAt, parameters.FileOpenWithinWorkdays, calendar);
        return new() { Due = due, Late = due.LateAt(facts.LookedAt), Because = DueReasons.Of(FileAfterContact.Within(parameters.FileOpenWithinWorkdays), facts.ContactAt, due, calendar, "contactAt", "file_open_within_workdays") };
    }
}

/// <summary>Departments confirm basic data within some working days of being told (D02-4.6.2).</summary>
[Clause("D02-4.6.2")]
sealed class ConfirmationRule() : ClauseRule<ConfirmationRule.Case, ConfirmationRule.Limits>("D02-4.6.2")
{
    /// <summary>What happened.</summary>
    /// <param name="ToldAt">When the department was told.</param>
    /// <param name="LookedAt">Moment it is looked at.</param>
    public sealed record Case(DateTime ToldAt, DateTime? LookedAt);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int ConfirmWithin);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar) =>
        WithinDays.Of(facts.ToldAt, facts.LookedAt, parameters.ConfirmWithin, calendar, "toldAt", "confirm_within");
}

/// <summary>What a review found is put right within some working days (D12-5a).</summary>
[Clause("D12-5a")]
sealed class CorrectionRule() : ClauseRule<CorrectionRule.Case, CorrectionRule.Limits>("D12-5a")
{
    /// <summary>What happened.</summary>
    /// <param name="FoundAt">When the review found it.</param>
    /// <param name="LookedAt">Moment it is looked at.</param>
    public sealed record Case(DateTime FoundAt, DateTime? LookedAt);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int CorrectWorkdays);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar) =>
        WithinDays.Of(facts.FoundAt, facts.LookedAt, parameters.CorrectWorkdays, calendar, "foundAt", "correct_workdays");
}

/// <summary>An evaluated customer enters the first category of the register in time, and not without a next contact; an invalid one does not (D01-1.3c).</summary>
[Clause("D01-1.3c")]
sealed class TransferRule() : ClauseRule<TransferRule.Case, TransferRule.Limits>("D01-1.3c")
{
    /// <summary>What happened.</summary>
    /// <param name="EvaluatedAt">When it was evaluated.</param>
    /// <param name="LeadClass">What the evaluation found.</param>
    /// <param name="NextContactOn">Day of the next contact.</param>
    /// <param name="LookedAt">Moment it is looked at.</param>
    public sealed record Case(DateTime EvaluatedAt, LeadClass LeadClass, DateOnly? NextContactOn, DateTime? LookedAt);

    /// <summary>What the clause leaves open.</summary>
    public sealed record Limits(int TransferWithin, string Category1Name);

    public override Decision Decide(Case facts, Limits parameters, WorkCalendar calendar)
    {
        var found = Reason.Fact("leadClass", "customers.rule.lead-class", facts.LeadClass);
        if (!LeadEvaluation.EntersRegister(facts.LeadClass)) return new() { Choice = "customers.rule.stays-out", Because = [found, Reason.Rule("customers.rule.only-promising")] };
        var due = TransferInTime.Due(facts.EvaluatedAt, parameters.TransferWithin, calendar);
        var missing = LeadEvaluation.CheckTransfer(facts.NextContactOn);
        return new()
        {
            Due = due,
            Late = due.LateAt(facts.LookedAt),
            Findings = missing is null ? [] : [missing],
            Choice = missing is null ? "customers.rule.enters" : null,
            Because =
            [
                found, Reason.Parameter("category1_name", "customers.rule.first-category", parameters.Category1Name),
                .. DueReasons.Of(TransferInTime.Within(parameters.TransferWithin), facts.EvaluatedAt, due, calendar, "evaluatedAt", "transfer_within"),
            ],
        };
    }
}

/// <summary>Some working days from a moment on, to the close of the last.</summary>
static class WithinDays
{
    public static Decision Of(DateTime from, DateTime? lookedAt, int days, WorkCalendar calendar, string fact, string parameter)
    {
        var due = WithinWorkingDays.From(from, days, calendar);
        return new() { Due = due, Late = due.LateAt(lookedAt), Because = DueReasons.Of(WithinWorkingDays.Within(days), from, due, calendar, fact, parameter) };
    }

    /// <summary>Whether it is late at a moment; null where none is named.</summary>
    public static bool? LateAt(this Due due, DateTime? at) => at is { } moment ? due.IsLate(moment) : null;
}
