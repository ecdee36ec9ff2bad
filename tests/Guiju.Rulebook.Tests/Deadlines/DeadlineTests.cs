using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Deadlines;
using static Guiju.Rulebook.Tests.Moments;

namespace Guiju.Rulebook.Tests.Deadlines;

public sealed class DeadlineTests
{
    static readonly WorkCalendar china = WorkCalendar.China;

    [Fact]
    public void What_needs_no_working_days_needs_no_calendar()
    {
        Deadline.Months(6).From(Day("2026-11-30"), china).ShouldBe(new(At("2026-11-30"), At("2027-05-30 23:59:59"), Estimated: false));
        Deadline.Hours(24).From(At("2026-12-31 10:00"), china).Day.ShouldBe(Day("2027-01-01"));
    }

    [Fact]
    public void What_runs_into_a_year_not_announced_is_refused_or_said_to_be_an_estimate()
    {
        Should.Throw<YearNotInCalendarException>(() => Deadline.WorkingDays(1).From(Day("2026-12-31"), china));
        var due = Deadline.WorkingDays(1).From(Day("2026-12-31"), china.Estimating());
        due.Day.ShouldBe(Day("2027-01-01"));
        due.Estimated.ShouldBeTrue();
        (Deadline.Days(30) with { Roll = Roll.Forward }).From(Day("2026-12-15"), china.Estimating()).Estimated.ShouldBeTrue();
        Deadline.WorkingDays(1).From(Day("2026-12-30"), china.Estimating()).Estimated.ShouldBeFalse();
    }

    [Fact]
    public void Counting_the_start_begins_with_the_first_working_day()
    {
        var inclusive = Deadline.WorkingDays(1) with { StartCounts = true };
        inclusive.From(Day("2025-06-13"), china).Day.ShouldBe(Day("2025-06-13"));
        inclusive.From(Day("2025-06-14"), china).Day.ShouldBe(Day("2025-06-16"), "a Saturday starts on Monday");
        (Deadline.Days(15) with { StartCounts = true }).From(Day("2025-04-01"), china).Day.ShouldBe(Day("2025-04-15"));
        (Deadline.Months(3) with { StartCounts = true }).From(Day("2025-01-15"), china).Day.ShouldBe(Day("2025-04-14"));
        (Deadline.Quarters(1) with { StartCounts = false }).From(Day("2025-05-20"), china).Day.ShouldBe(Day("2025-09-30"));
    }

    [Fact]
    public void Nothing_rolls_back_before_its_start()
    {
        var back = Deadline.Days(1) with { Roll = Roll.Back };
        back.From(Day("2025-06-13"), china).Day.ShouldBe(Day("2025-06-13"));
        back.From(Day("2025-06-14"), china).Day.ShouldBe(Day("2025-06-15"));
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Refused(Deadline.Hours(1) with { Roll = Roll.Forward });
        Refused(Deadline.Hours(1) with { StartCounts = true });
        Refused(Deadline.WorkingMinutes(1) with { End = DayEnd.Close });
        Refused(Deadline.WorkingDays(1) with { Roll = Roll.Back });
        Refused(Deadline.Days(1) with { End = DayEnd.SameTime, Roll = Roll.Back });
        Refused(Deadline.Hours(1) with { CutOff = TimeSpan.FromMinutes(1) });
        Refused(Deadline.WorkingMinutes(1) with { CutOff = TimeSpan.FromMinutes(-1) });
        Should.Throw<InvalidOperationException>(() => Deadline.Hours(1).From(Day("2025-06-10"), china));
        Should.Throw<ArgumentOutOfRangeException>(() => Deadline.Days(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Deadline.WorkingDays(Deadline.Most + 1));

        static void Refused(Deadline deadline) =>
            Should.Throw<InvalidOperationException>(() => deadline.From(At("2025-06-10 10:00"), china));
    }

    [Fact]
    public void Fractions_of_a_second_count_neither_way()
    {
        var due = Deadline.Hours(24).From(At("2025-06-10 10:00").AddMilliseconds(700), china);
        due.At.ShouldBe(At("2025-06-11 10:00"));
        due.IsLate(At("2025-06-11 10:00").AddMilliseconds(999)).ShouldBeFalse();
    }
}
