using Guiju.Rulebook.Calendar;
using static Guiju.Rulebook.Tests.Moments;

namespace Guiju.Rulebook.Tests.Calendar;

public sealed class WorkCalendarTests
{
    static readonly WorkCalendar china = WorkCalendar.China;

    [Theory]
    [InlineData("2025-05-09", true)] // Friday
    [InlineData("2025-05-10", false)] // Saturday
    [InlineData("2025-09-28", true)] // Sunday made up for
    [InlineData("2025-10-08", false)] // last day of the National Day holiday
    [InlineData("2025-10-11", true)] // Saturday made up for
    [InlineData("2026-02-14", true)] // Saturday made up for
    [InlineData("2026-02-23", false)] // last day of the Spring Festival holiday
    [InlineData("2022-12-31", false)] // announced with 2023
    public void A_day_is_worked_as_announced(string day, bool worked) => china.IsWorkingDay(Day(day)).ShouldBe(worked);

    /// <summary>Working days of a year follow from the notices: 365 days less weekends and holidays, plus days made up for.</summary>
    [Theory]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_the_working_days_announced(int year, int days)
    {
        var first = new DateOnly(year, 1, 1);
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(i => china.IsWorkingDay(first.AddDays(i))).ShouldBe(days);
    }

    [Fact]
    public void A_year_not_announced_is_refused_by_name()
    {
        var refusal = Should.Throw<YearNotInCalendarException>(() => china.Next(Day("2026-12-31")));
        refusal.Year.ShouldBe(2027);
        refusal.Message.ShouldContain("2027");
        Should.Throw<YearNotInCalendarException>(() => china.IsWorkingDay(Day("2022-12-30"))).Year.ShouldBe(2022);
    }

    [Fact]
    public void A_year_not_announced_goes_by_the_weekday_where_estimates_will_do()
    {
        china.Estimating().Next(Day("2026-12-31")).ShouldBe(Day("2027-01-01"));
        china.Covers(Day("2026-12-31"), Day("2027-01-01")).ShouldBeFalse();
        china.Covers(Day("2023-01-01"), Day("2026-12-31")).ShouldBeTrue();
    }

    [Fact]
    public void A_company_adds_days_and_years_of_its_own()
    {
        var own = china.With([new(Day("2026-12-31"), "盘点", true), new(Day("2027-01-01"), "元旦", true)], [2027]);
        own.Next(Day("2026-12-30")).ShouldBe(Day("2027-01-04"));
        own.Special(Day("2026-12-31"))!.Name.ShouldBe("盘点");
        china.IsWorkingDay(Day("2026-12-31")).ShouldBeTrue("the calendar it came from stays as it was");
    }

    [Fact]
    public void A_calendar_without_working_days_is_an_error_and_no_loop()
    {
        var never = new WorkCalendar([], [2025, 2026], rest: Enum.GetValues<DayOfWeek>(), unknown: UnknownYears.Estimate);
        Should.Throw<NoWorkingDayException>(() => never.Next(Day("2025-06-10"))).From.ShouldBe(Day("2025-06-10"));
        Should.Throw<NoWorkingDayException>(() => never.OnOrBefore(Day("2025-06-10")));
        Should.Throw<NoWorkingDayException>(() => never.AddWorkingTime(At("2025-06-10 09:00"), TimeSpan.FromMinutes(1)));
        Should.Throw<NoWorkingDayException>(() => china.Estimating().Next(DateOnly.MaxValue));
    }

    [Fact]
    public void Working_days_are_counted_after_the_first_up_to_the_second()
    {
        china.WorkingDaysBetween(Day("2025-09-26"), Day("2025-10-09")).ShouldBe(4); // 09-28, 09-29, 09-30, 10-09
        china.WorkingDaysBetween(Day("2025-10-09"), Day("2025-09-26")).ShouldBe(-4);
        china.WorkingDaysBetween(Day("2025-10-01"), Day("2025-10-08")).ShouldBe(0);
        china.AddWorkingDays(Day("2025-10-09"), -3).ShouldBe(Day("2025-09-28"));
    }

    [Theory]
    [InlineData("2025-09-26 07:50", 60, "2025-09-26 08:30")] // before opening
    [InlineData("2025-09-26 12:30", 60, "2025-09-26 13:00")] // in the break
    [InlineData("2025-09-26 16:29:59", 60, "2025-09-26 16:29:59")]
    [InlineData("2025-09-26 16:30:00", 60, "2025-09-28 08:30")] // last hour, next day is made up for
    [InlineData("2025-09-30 16:45", 60, "2025-10-09 08:30")]
    [InlineData("2025-09-27 20:00", 60, "2025-09-28 08:30")]
    [InlineData("2025-09-26 17:29:59", 0, "2025-09-26 17:29:59")]
    [InlineData("2025-09-26 17:30:00", 0, "2025-09-28 08:30")]
    public void The_clock_starts_with_work_and_not_after_the_cut_off(string received, int cutOff, string starts) =>
        china.StartOfClock(At(received), TimeSpan.FromMinutes(cutOff)).ShouldBe(At(starts));

    [Fact]
    public void The_cut_off_follows_the_close()
    {
        var late = china.With(WorkHours.Parse("08:30-12:00,13:00-18:00"));
        late.StartOfClock(At("2025-09-26 16:59:59"), TimeSpan.FromHours(1)).ShouldBe(At("2025-09-26 16:59:59"));
        late.StartOfClock(At("2025-09-26 17:00"), TimeSpan.FromHours(1)).ShouldBe(At("2025-09-28 08:30"));
        late.StartOfClock(At("2025-09-26 09:00"), TimeSpan.FromHours(20)).ShouldBe(At("2025-09-28 08:30"), "a cut-off before opening leaves the day none");
    }

    [Theory]
    [InlineData("")]
    [InlineData("08:30")]
    [InlineData("12:00-08:30")]
    [InlineData("08:30-13:00,12:00-17:30")]
    [InlineData("8.30-12.00")]
    [InlineData("08:30-24:00")]
    public void Hours_that_make_no_day_are_refused(string text) => Should.Throw<FormatException>(() => WorkHours.Parse(text));

    [Fact]
    public void Hours_read_back_as_written()
    {
        WorkHours.Default.ToString().ShouldBe("08:30-12:00,13:00-17:30");
        WorkHours.Default.PerDay.ShouldBe(TimeSpan.FromHours(8));
    }
}
