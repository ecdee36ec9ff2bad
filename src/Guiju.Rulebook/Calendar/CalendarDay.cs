namespace Guiju.Rulebook.Calendar;

/// <summary>A day that is not what its weekday says: a public holiday, or a weekend day worked to make up for one.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">The holiday it belongs to.</param>
/// <param name="IsOff">Whether it is off; else it is worked.</param>
public sealed record CalendarDay(DateOnly Date, string Name, bool IsOff);

/// <summary>What a calendar does with a year whose holidays have not been announced.</summary>
public enum UnknownYears
{
    /// <summary>It refuses to count in it.</summary>
    Refuse,

    /// <summary>It goes by the weekday alone; whoever asks is told that the answer is an estimate.</summary>
    Estimate,
}

/// <summary>Something was to be counted in working days through a year whose holidays the calendar does not know.</summary>
/// <param name="year">The year.</param>
public sealed class YearNotInCalendarException(int year)
    : Exception($"The work calendar does not hold the year {year}: load its public holidays and make-up working days.")
{
    /// <summary>The year.</summary>
    public int Year { get; } = year;
}

/// <summary>No working day came within a year: the calendar has none, and searching on would never end.</summary>
/// <param name="from">Where the search began.</param>
public sealed class NoWorkingDayException(DateOnly from)
    : Exception($"The work calendar holds no working day within {WorkCalendar.Reach} days of {from:yyyy-MM-dd}.")
{
    /// <summary>Where the search began.</summary>
    public DateOnly From { get; } = from;
}
