using Guiju.Policies.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Publishing.Clauses;

/// <summary>What a clause of conduct says about its breaches. Where it names no number of its own, those of D01-2.4b (answer, keeping) and D05-8.3 (appeal) hold.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="ReplyDays">Whether it names the working days to answer itself.</param>
/// <param name="WaitsOut">Whether it is not decided before these days are over, also where the person answered.</param>
/// <param name="NeedsEvidence">Whether it is not recorded without evidence.</param>
/// <param name="Leak">Whether it is a leak: grave ones suspend the person's access to customers (D10-5.4).</param>
/// <param name="Severe">Whether it always is severe, and the marketing director is alerted (D01-2.4f).</param>
/// <param name="Impartial">Whether neither the person nor his direct superior investigates it (D05-8.3).</param>
public sealed record ConductRule(string Clause, bool ReplyDays = false, bool WaitsOut = false, bool NeedsEvidence = false, bool Leak = false, bool Severe = false, bool Impartial = false)
{
    const string Usual = "D01-2.4b", Appealing = "D05-8.3";

    /// <summary>The last second to answer: the end of the last of the working days.</summary>
    public Due ReplyDue(DateOnly recorded, IClauseParameters parameters, WorkCalendar calendar) =>
        Deadline.WorkingDays(Math.Max(1, parameters.Get<int>(ReplyDays ? Clause : Usual, "reply_workdays", recorded))).From(recorded, calendar);

    /// <summary>The last second to appeal against a decision the person was told of on a day.</summary>
    public static Due AppealDue(DateOnly told, IClauseParameters parameters, WorkCalendar calendar) =>
        Deadline.WorkingDays(Math.Max(1, parameters.Get<int>(Appealing, "appeal_workdays", told))).From(told, calendar);

    /// <summary>The last day the record is kept.</summary>
    public DateOnly KeptUntil(DateOnly recorded, IClauseParameters parameters) =>
        recorded.AddMonths(Math.Max(1, parameters.Get<int>(Kept ? Clause : Usual, "record_retention", recorded)));

    bool Kept => Clause is "D01-2.4b" or "D01-2.4c" or "D01-2.4d" or "D01-2.4e";
}

/// <summary>The clauses whose breaches are recorded.</summary>
[Clause("D01-2.4b"), Clause("D01-2.4c"), Clause("D01-2.4d"), Clause("D01-2.4e"), Clause("D01-2.4f"), Clause("D05-8.3"), Clause("D07-9.2"), Clause("D09-6.1"), Clause("D10-5.4"), Clause("D12-12")]
public static class ConductRules
{
    /// <summary>Them, in order of their ids.</summary>
    public static IReadOnlyList<ConductRule> All { get; } =
    [
        new("D01-2.4b", ReplyDays: true), new("D01-2.4c", ReplyDays: true), new("D01-2.4d", ReplyDays: true), new("D01-2.4e", ReplyDays: true),
        new("D01-2.4f", Severe: true),
        new("D05-8.3", Impartial: true),
        new("D07-9.2"),
        new("D09-6.1"),
        new("D10-5.4", NeedsEvidence: true, Leak: true),
        new("D12-12", ReplyDays: true, WaitsOut: true, NeedsEvidence: true),
    ];

    /// <summary>The one of a clause, or null.</summary>
    public static ConductRule? Of(string? clause) => All.FirstOrDefault(r => r.Clause == clause);
}
