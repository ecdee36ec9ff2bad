using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Duties.Contracts;

/// <summary>The usual steps of a duty, by the company's clocks.</summary>
public static class DutySteps
{
    /// <summary>The owner, at the last second in time.</summary>
    public static DutyStep AtDue(this Due due) => new(due.At, DutyRung.Owner);

    /// <summary>At the first late second.</summary>
    public static DutyStep WhenLate(this Due due, DutyRung to) => new(due.LateFrom, to);

    /// <summary>The owner, when work begins on the day it is due; nothing where it began on that day itself.</summary>
    public static IEnumerable<DutyStep> OnTheDay(this Due due, WorkCalendar calendar)
    {
        var opening = due.Day.ToDateTime(calendar.Hours.Opening);
        return due.Start < opening && opening < due.At && calendar.IsWorkingDay(due.Day) ? [new(opening, DutyRung.Owner)] : [];
    }

    /// <summary>When work begins some working days after the due day: after the first number the supervisor, after the others whoever is above him.</summary>
    /// <param name="due">When it is due.</param>
    /// <param name="workingDays">Numbers of working days, 1 and more.</param>
    /// <param name="calendar">The company's work calendar.</param>
    public static IEnumerable<DutyStep> Escalated(this Due due, IEnumerable<int> workingDays, WorkCalendar calendar) =>
        workingDays.Order().Select((days, i) => new DutyStep(calendar.AddWorkingDays(due.Day, days).ToDateTime(calendar.Hours.Opening), i == 0 ? DutyRung.Supervisor : DutyRung.Above));
}
