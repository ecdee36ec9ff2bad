using Guiju.Duties.Contracts;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Publishing.Clauses;

/// <summary>Days a regulation gives its readers, by the clause that states them.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Days">Parameter with the number of days.</param>
/// <param name="Working">Whether working days are counted.</param>
/// <param name="FromEffect">Whether it counts from the day the version comes into force, instead of the day it is published.</param>
/// <param name="Reminder">Parameter with the days before the last one on which the reader is reminded, or null.</param>
public sealed record ReadingRule(string Clause, string Days, bool Working = false, bool FromEffect = false, string? Reminder = null)
{
    /// <summary>Key of the text that says it in a few words.</summary>
    public string Words
    {
        get
        {
            var id = Clause.Replace('.', '_');
            return $"publishing.rule.{id}";
        }
    }

    /// <summary>When the acknowledgement is due: at the end of the last day; who joins later has the same days from the day he is asked.</summary>
    /// <param name="published">Day the version was published.</param>
    /// <param name="effective">First day it is in force.</param>
    /// <param name="asked">Day the reader is asked.</param>
    /// <param name="days">Days he has, 1 and more.</param>
    /// <param name="calendar">The company's work calendar.</param>
    public Due Due(DateOnly published, DateOnly effective, DateOnly asked, int days, WorkCalendar calendar)
    {
        var from = FromEffect && effective > published ? effective : published;
        if (asked > from) from = asked;
        return (Working ? Deadline.WorkingDays(days) : Deadline.Days(days)).From(from, calendar);
    }

    /// <summary>Who is told when: the reader before the end where the clause says so, he and his manager when it is late.</summary>
    /// <param name="due">When it is due.</param>
    /// <param name="before">Days before the last one, 0 where there is no reminder.</param>
    /// <param name="calendar">The company's work calendar.</param>
    public IReadOnlyList<DutyStep> Steps(Due due, int before, WorkCalendar calendar)
    {
        List<DutyStep> steps = [];
        var reminder = due.Day.AddDays(-before).ToDateTime(calendar.Hours.Opening);
        if (before > 0 && reminder > due.Start) steps.Add(new(reminder, DutyRung.Owner));
        // Working days: the manager hears of it on the next one, and not in the middle of a holiday.
        if (Working) steps.AddRange([due.WhenLate(DutyRung.Owner), .. due.Escalated([1], calendar)]);
        else steps.Add(due.WhenLate(DutyRung.Supervisor));
        return steps;
    }
}

/// <summary>The clauses that ask for an acknowledgement; a regulation says by which of them its readers are asked.</summary>
[Clause("D13-1"), Clause("D01-2.4a"), Clause("D06-1"), Clause("D02-1"), Clause("D09-6.1")]
public static class ReadingRules
{
    /// <summary>Them, the usual one first.</summary>
    public static IReadOnlyList<ReadingRule> All { get; } =
    [
        new("D13-1", "ack_days", FromEffect: true, Reminder: "reminder_before_days"),
        new("D01-2.4a", "ack_within"),
        new("D02-1", "ack_within"),
        new("D06-1", "ack_within"),
        new("D09-6.1", "ack_workdays", Working: true),
    ];

    /// <summary>The one of a clause, or null where it asks for none.</summary>
    public static ReadingRule? Of(string? clause) => All.FirstOrDefault(r => r.Clause == clause);

    /// <summary>Days a rule gives on a day.</summary>
    public static int DaysOn(this ReadingRule rule, IClauseParameters parameters, DateOnly on) => Math.Max(1, parameters.Get<int>(rule.Clause, rule.Days, on));
}
