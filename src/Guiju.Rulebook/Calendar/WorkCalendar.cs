using System.Collections.Frozen;

namespace Guiju.Rulebook.Calendar;

/// <summary>
/// Which days are worked and at which hours: weekends, public holidays, make-up working days. Dates and times are those of
/// the company's clocks. Never changes; a company's own days are added with <see cref="With(IEnumerable{CalendarDay}, IEnumerable{int})"/>.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>How many days ahead or back the next working day is looked for.</summary>
    public const int Reach = 366;

    /// <summary>Mainland China for the years announced, eight hours a day; other years are refused.</summary>
    public static WorkCalendar China { get; } = new(ChinaHolidays.Days(), ChinaHolidays.Years());

    readonly FrozenDictionary<DateOnly, CalendarDay> days;
    readonly FrozenSet<int> years;
    readonly FrozenSet<DayOfWeek> rest;

    /// <summary>A calendar.</summary>
    /// <param name="days">Days that are not what their weekday says; of two for the same date the later counts.</param>
    /// <param name="years">Years whose special days are all among them.</param>
    /// <param name="hours">Working hours; eight a day where left out.</param>
    /// <param name="rest">Weekdays off; Saturday and Sunday where left out.</param>
    /// <param name="unknown">What to do with other years.</param>
    public WorkCalendar(IEnumerable<CalendarDay> days, IEnumerable<int> years, WorkHours? hours = null,
        IEnumerable<DayOfWeek>? rest = null, UnknownYears unknown = UnknownYears.Refuse)
    {
        this.days = days.ToFrozenDictionary(d => d.Date);
        this.years = years.ToFrozenSet();
        this.rest = (rest ?? [DayOfWeek.Saturday, DayOfWeek.Sunday]).ToFrozenSet();
        Hours = hours ?? WorkHours.Default;
        Unknown = unknown;
    }

    /// <summary>Working hours of a working day.</summary>
    public WorkHours Hours { get; }

    /// <summary>What happens with years not covered.</summary>
    public UnknownYears Unknown { get; }

    /// <summary>The same days with other hours.</summary>
    public WorkCalendar With(WorkHours hours) => new(days.Values, years, hours, rest, Unknown);

    /// <summary>The same calendar with more days and years; where a date is there already, the new day counts.</summary>
    public WorkCalendar With(IEnumerable<CalendarDay> more, IEnumerable<int>? moreYears = null) =>
        new([.. days.Values, .. more], [.. years, .. moreYears ?? []], Hours, rest, Unknown);

    /// <summary>The same calendar that goes by the weekday in years not announced.</summary>
    public WorkCalendar Estimating() => new(days.Values, years, Hours, rest, UnknownYears.Estimate);

    /// <summary>Whether the holidays of a year are known.</summary>
    public bool Covers(int year) => years.Contains(year);

    /// <summary>Whether every year from one date to the other is known.</summary>
    public bool Covers(DateOnly from, DateOnly to)
    {
        for (var year = Math.Min(from.Year, to.Year); year <= Math.Max(from.Year, to.Year); year++)
            if (!Covers(year))
                return false;
        return true;
    }

    /// <summary>What makes the day special, or null.</summary>
    public CalendarDay? Special(DateOnly date) => days.GetValueOrDefault(date);

    /// <summary>Whether people work on this day.</summary>
    /// <exception cref="YearNotInCalendarException">The year is not known, and estimates are not wanted.</exception>
    public bool IsWorkingDay(DateOnly date)
    {
        if (days.TryGetValue(date, out var day))
            return !day.IsOff;
        if (Unknown == UnknownYears.Refuse && !Covers(date.Year))
            throw new YearNotInCalendarException(date.Year);
        return !rest.Contains(date.DayOfWeek);
    }

    /// <summary>The first working day after a date.</summary>
    /// <exception cref="NoWorkingDayException">There is none within reach.</exception>
    public DateOnly Next(DateOnly date) => Step(date, 1);

    /// <summary>The last working day before a date.</summary>
    /// <exception cref="NoWorkingDayException">There is none within reach.</exception>
    public DateOnly Previous(DateOnly date) => Step(date, -1);

    /// <summary>The date itself where it is worked, else the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : Next(date);

    /// <summary>The date itself where it is worked, else the last working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly date) => IsWorkingDay(date) ? date : Previous(date);

    /// <summary>The working day so many working days after a date (before it where negative); the date itself is not counted. Zero is the date.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        for (var left = Math.Abs((long)count); left > 0; left--)
            date = Step(date, Math.Sign(count));
        return date;
    }

    /// <summary>How many working days lie after the first date up to and including the second; negative where the second is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -WorkingDaysBetween(to, from);
        var count = 0;
        for (var date = from; date < to;)
            if (IsWorkingDay(date = date.AddDays(1)))
                count++;
        return count;
    }

    DateOnly Step(DateOnly from, int direction)
    {
        var limit = direction > 0 ? DateOnly.MaxValue.DayNumber - from.DayNumber : from.DayNumber;
        for (var i = 1; i <= Math.Min(Reach, limit); i++)
            if (IsWorkingDay(from.AddDays(direction * i)))
                return from.AddDays(direction * i);
        throw new NoWorkingDayException(from);
    }
}
