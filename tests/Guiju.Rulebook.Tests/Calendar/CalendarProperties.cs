using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Guiju.Rulebook.Calendar;

namespace Guiju.Rulebook.Tests.Calendar;

/// <summary>Moments from which 255 working days forward, and a roll back over the new year, stay within the years the calendar holds (2023 to 2026).</summary>
public static class Within
{
    static readonly DateTime first = new(2023, 1, 10), last = new(2025, 12, 1);

    public static Arbitrary<DateTime> Moments() =>
        Gen.Choose(0, (int)(last - first).TotalSeconds).Select(s => first.AddSeconds(s)).ToArbitrary();
}

[Properties(Arbitrary = [typeof(Within)], MaxTest = 300)]
public sealed class CalendarProperties
{
    static readonly WorkCalendar china = WorkCalendar.China;

    [Property]
    public bool Adding_working_days_lands_on_one_and_is_undone_by_counting(DateTime start, byte count)
    {
        var from = DateOnly.FromDateTime(start);
        var to = china.AddWorkingDays(from, count);
        return (count == 0 || china.IsWorkingDay(to)) && china.WorkingDaysBetween(from, to) == count;
    }

    [Property]
    public bool From_a_working_day_back_and_forth_is_home(DateTime start, byte count)
    {
        var from = china.OnOrAfter(DateOnly.FromDateTime(start));
        return china.AddWorkingDays(china.AddWorkingDays(from, count), -count) == from;
    }

    [Property]
    public bool Adding_working_time_is_undone_by_measuring_it(DateTime start, ushort seconds)
    {
        var time = TimeSpan.FromSeconds(seconds * 7L);
        return china.WorkingTimeBetween(start, china.AddWorkingTime(start, time)) == time;
    }

    [Property]
    public bool Measured_working_time_adds_up(DateTime a, DateTime b, DateTime c) =>
        china.WorkingTimeBetween(a, b) + china.WorkingTimeBetween(b, c) == china.WorkingTimeBetween(a, c);

    [Property]
    public bool The_clock_never_starts_before_the_thing_came_in_nor_out_of_hours(DateTime received, byte cutOff)
    {
        var start = china.StartOfClock(received, TimeSpan.FromMinutes(cutOff));
        return start >= received && china.IsOpen(start);
    }

    [Property]
    public bool What_came_in_later_starts_no_earlier(DateTime a, DateTime b, byte cutOff) =>
        (a <= b) == (china.StartOfClock(a, TimeSpan.FromMinutes(cutOff)) <= china.StartOfClock(b, TimeSpan.FromMinutes(cutOff)))
        || china.StartOfClock(a, TimeSpan.FromMinutes(cutOff)) == china.StartOfClock(b, TimeSpan.FromMinutes(cutOff));
}
