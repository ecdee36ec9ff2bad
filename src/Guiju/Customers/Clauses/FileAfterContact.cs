using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Customers.Clauses;

/// <summary>A file is opened on first contact already, within a working day (D13-3.3.1b).</summary>
static class FileAfterContact
{
    /// <summary>When the file is due: the end of the last working day.</summary>
    /// <param name="contactAt">First contact, by the company's clocks.</param>
    /// <param name="workingDays">Working days after the day of the contact.</param>
    /// <param name="calendar">The company's work calendar.</param>
    [Clause("D13-3.3.1b")]
    public static Due Due(DateTime contactAt, int workingDays, WorkCalendar calendar) => Within(workingDays).From(contactAt, calendar);

    /// <summary>How long there is.</summary>
    public static Deadline Within(int workingDays) => Deadline.WorkingDays(workingDays);

    /// <summary>Whether a contact without a file is overdue at a moment.</summary>
    public static bool Overdue(Due due, DateTime at) => due.IsLate(at);
}

/// <summary>An evaluated customer enters the register within a working day, by the close of work (D01-1.3c).</summary>
static class TransferInTime
{
    /// <summary>When the transfer is due.</summary>
    [Clause("D01-1.3c")]
    public static Due Due(DateTime evaluatedAt, int workingDays, WorkCalendar calendar) => Within(workingDays).From(evaluatedAt, calendar);

    /// <summary>How long there is.</summary>
    public static Deadline Within(int workingDays) => Deadline.WorkingDays(workingDays) with { End = DayEnd.Close };
}
