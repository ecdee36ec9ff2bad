using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Customers.Clauses;

/// <summary>Until when a department confirms the basic data of a customer, and until when a finding of a review is put right: some working days, to the close of the last.</summary>
static class WithinWorkingDays
{
    /// <summary>The last second in time: told on Tuesday with three days, until the close of Friday; late from the second after.</summary>
    /// <param name="from">When it was told or found, by the company's clocks; that day does not count.</param>
    /// <param name="days">Working days there are.</param>
    /// <param name="calendar">The company's calendar.</param>
    [Clause("D02-4.6.2"), Clause("D12-5a")]
    public static Due From(DateTime from, int days, WorkCalendar calendar) => Within(days).From(from, calendar);

    /// <summary>How long there is.</summary>
    public static Deadline Within(int days) => Deadline.WorkingDays(days) with { End = DayEnd.Close };
}
