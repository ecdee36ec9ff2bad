using Guiju.Rulebook.Calendar;

namespace Guiju.Rulebook.Deadlines;

/// <summary>In what a deadline is counted.</summary>
public enum TimeUnit
{
    /// <summary>Minutes of working hours, breaks left out.</summary>
    WorkingMinutes,

    /// <summary>Days that are worked.</summary>
    WorkingDays,

    /// <summary>Minutes of the clock.</summary>
    Minutes,

    /// <summary>Hours of the clock: 24 to a day.</summary>
    Hours,

    /// <summary>Days of the calendar.</summary>
    Days,

    /// <summary>Months from the date, to the last day where the month is too short for it.</summary>
    Months,

    /// <summary>Calendar quarters, to the last day of one.</summary>
    Quarters,
}

/// <summary>Where a deadline goes that falls on a day off.</summary>
public enum Roll
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>To the last working day before.</summary>
    Back,

    /// <summary>To the first working day after.</summary>
    Forward,
}

/// <summary>
/// How long there is for something: amount and unit, and what regulations differ in. Pure; the same start always gives the
/// same due time. Moments are those of the company's clocks, whole seconds: due 17:30:00, late from 17:30:01.
/// </summary>
public sealed record Deadline
{
    Deadline(int amount, TimeUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Most);
        (Amount, Unit) = (amount, unit);
    }

    /// <summary>The largest amount, in any unit.</summary>
    public const int Most = 100_000;

    /// <summary>How many units: 0 to <see cref="Most"/>.</summary>
    public int Amount { get; }

    /// <summary>Of what.</summary>
    public TimeUnit Unit { get; }

    /// <summary>Whether the day (quarter) of the start is the first counted; else counting begins the day after. Days, months and quarters only.</summary>
    public bool StartCounts { get; init; }

    /// <summary>The time of the last day at which it ends; the end of the day where not said. Not for minutes and hours.</summary>
    public DayEnd End { get; init; } = DayEnd.Midnight;

    /// <summary>Where it goes when it falls on a day off. Days, months and quarters of the calendar only.</summary>
    public Roll Roll { get; init; }

    /// <summary>Whether the clock waits for work to be on: what comes in out of hours starts at the next opening.</summary>
    public bool WaitsForWork { get; init; }

    /// <summary>What comes in so long before close, or later, counts as the next working day; zero for none. Asks for waiting.</summary>
    public TimeSpan CutOff { get; init; }

    /// <summary>Minutes of working hours.</summary>
    public static Deadline WorkingMinutes(int amount) => new(amount, TimeUnit.WorkingMinutes) { WaitsForWork = true };

    /// <summary>Whole working hours.</summary>
    public static Deadline WorkingHours(int amount) => WorkingMinutes(checked(amount * 60));

    /// <summary>Working days after the day of the start, to the end of the last.</summary>
    public static Deadline WorkingDays(int amount) => new(amount, TimeUnit.WorkingDays);

    /// <summary>Minutes of the clock.</summary>
    public static Deadline Minutes(int amount) => new(amount, TimeUnit.Minutes);

    /// <summary>Hours of the clock.</summary>
    public static Deadline Hours(int amount) => new(amount, TimeUnit.Hours);

    /// <summary>Calendar days after the day of the start, to the end of the last.</summary>
    public static Deadline Days(int amount) => new(amount, TimeUnit.Days);

    /// <summary>Months from the day of the start, to the end of the same day of the last, or of its last day.</summary>
    public static Deadline Months(int amount) => new(amount, TimeUnit.Months);

    /// <summary>Calendar quarters; the running one is the first, so that one quarter ends with it.</summary>
    public static Deadline Quarters(int amount) => new(amount, TimeUnit.Quarters) { StartCounts = true };

    /// <summary>When it is due for something that starts at this moment.</summary>
    /// <param name="start">A moment by the company's clocks.</param>
    /// <param name="calendar">The company's work calendar.</param>
    /// <param name="after">A day the due day may not be rolled back to or before, such as the end of the period reported on; then it stays where it fell.</param>
    /// <exception cref="YearNotInCalendarException">It asks for working days of a year not announced, and the calendar refuses those.</exception>
    /// <exception cref="NoWorkingDayException">The calendar has no working day within reach.</exception>
    /// <exception cref="InvalidOperationException">What is asked for does not go together.</exception>
    public Due From(DateTime start, WorkCalendar calendar, DateOnly? after = null)
    {
        Check();
        var from = WaitsForWork ? calendar.StartOfClock(start, CutOff) : start;
        var at = Unit switch
        {
            TimeUnit.WorkingMinutes => calendar.AddWorkingTime(from, TimeSpan.FromMinutes(Amount)),
            // A working day by the clock is a day's working hours: 10:00 to 10:00, and from an opening to a close.
            TimeUnit.WorkingDays when End.IsClock => calendar.AddWorkingTime(from, calendar.Hours.PerDay * Amount),
            TimeUnit.Minutes => from.AddMinutes(Amount),
            TimeUnit.Hours => from.AddHours(Amount),
            _ => End.On(LastDay(DateOnly.FromDateTime(from), calendar, after), from, calendar.Hours),
        };
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        return new(from, at, UsesCalendar && !calendar.Covers(DateOnly.FromDateTime(start), DateOnly.FromDateTime(at)));
    }

    /// <summary>When it is due for something dated this day.</summary>
    /// <exception cref="InvalidOperationException">It is counted by the clock and needs a moment to start from.</exception>
    public Due From(DateOnly start, WorkCalendar calendar, DateOnly? after = null) =>
        Unit is TimeUnit.WorkingMinutes or TimeUnit.Minutes or TimeUnit.Hours || End.IsClock
            ? throw new InvalidOperationException("A deadline by the clock starts at a moment, not on a day.")
            : From(start.ToDateTime(TimeOnly.MinValue), calendar, after);

    bool UsesCalendar => WaitsForWork || Roll != Roll.None || Unit is TimeUnit.WorkingMinutes or TimeUnit.WorkingDays;

    bool IsByDay => Unit is TimeUnit.WorkingDays or TimeUnit.Days or TimeUnit.Months or TimeUnit.Quarters;

    DateOnly LastDay(DateOnly start, WorkCalendar calendar, DateOnly? after)
    {
        if (Unit == TimeUnit.WorkingDays)
            return StartCounts
                ? calendar.AddWorkingDays(calendar.OnOrAfter(start), Math.Max(Amount - 1, 0))
                : calendar.AddWorkingDays(Amount == 0 ? calendar.OnOrAfter(start) : start, Amount);
        var last = Unit switch
        {
            TimeUnit.Days => start.AddDays(Amount),
            TimeUnit.Months => start.AddMonths(Amount),
            _ => EndOfQuarter(start).AddDays(1).AddMonths(3 * (StartCounts ? Math.Max(Amount - 1, 0) : Amount)).AddDays(-1),
        };
        if (StartCounts && Amount > 0 && Unit != TimeUnit.Quarters)
            last = last.AddDays(-1);
        return Rolled(last, start, calendar, after);
    }

    DateOnly Rolled(DateOnly date, DateOnly start, WorkCalendar calendar, DateOnly? after) => Roll switch
    {
        // Nothing falls due before it starts, nor before what it reports on is over.
        Roll.Back => calendar.OnOrBefore(date) is var back && (back < start || back <= after) ? date : back,
        Roll.Forward => calendar.OnOrAfter(date),
        _ => date,
    };

    static DateOnly EndOfQuarter(DateOnly date) =>
        new DateOnly(date.Year, (date.Month - 1) / 3 * 3 + 1, 1).AddMonths(3).AddDays(-1);

    void Check()
    {
        if (!IsByDay && (StartCounts || Roll != Roll.None || End != DayEnd.Midnight))
            throw new InvalidOperationException("Minutes and hours run by the clock: no counted start, no end of day, no roll.");
        // Rolled times of day would overtake each other: Saturday 17:00 would fall due after Sunday 09:00.
        if (End.IsClock && (StartCounts || Roll != Roll.None))
            throw new InvalidOperationException("A deadline that ends at the time of its start counts no start and does not roll.");
        if (Roll != Roll.None && Unit == TimeUnit.WorkingDays)
            throw new InvalidOperationException("Working days end on a working day: there is nothing to roll.");
        if (CutOff != TimeSpan.Zero && (!WaitsForWork || CutOff < TimeSpan.Zero))
            throw new InvalidOperationException("A cut-off is a time before close and asks for waiting for work.");
    }
}
