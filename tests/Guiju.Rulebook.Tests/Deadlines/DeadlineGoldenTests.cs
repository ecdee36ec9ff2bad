using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Deadlines;
using static Guiju.Rulebook.Tests.Moments;

namespace Guiju.Rulebook.Tests.Deadlines;

/// <summary>
/// Due times the acceptance tests of the clauses name, to the second. The clauses themselves are carried out elsewhere;
/// here stands that the deadlines they ask for can be said and come out right.
/// </summary>
public sealed class DeadlineGoldenTests
{
    static readonly WorkCalendar china = WorkCalendar.China;

    static Deadline ToClose(Deadline deadline) => deadline with { End = DayEnd.Close };

    static Deadline LastHour(int days) => Deadline.WorkingDays(days) with
    {
        End = DayEnd.SameTime,
        WaitsForWork = true,
        CutOff = TimeSpan.FromMinutes(60),
    };

    /// <summary>Clause, deadline, start, last second in time.</summary>
    public static TheoryData<string, Deadline, string, string> Table { get; } = new()
    {
        { "D13-3.3.1b", Deadline.WorkingDays(1), "2025-05-09 10:00", "2025-05-12 23:59:59" },
        { "D13-3.3.2c", Deadline.Days(15), "2025-04-01", "2025-04-16 23:59:59" },
        { "D01-1.2b", Deadline.Hours(24), "2025-06-10 10:00", "2025-06-11 10:00" },
        { "D03-4.3", Deadline.Days(30), "2025-06-02", "2025-07-02 23:59:59" },
        { "D01-2.5d", Deadline.Hours(2) with { WaitsForWork = true }, "2025-06-10 10:00", "2025-06-10 12:00" },
        { "D01-2.5d", Deadline.Hours(2) with { WaitsForWork = true }, "2025-09-26 18:30", "2025-09-28 10:30" },
        { "D17-1.4b", Deadline.WorkingDays(3), "2025-06-09", "2025-06-12 23:59:59" },
        { "D13-7.4c", Deadline.WorkingDays(5), "2025-06-23", "2025-06-30 23:59:59" },
        { "D07-7.4d", Deadline.WorkingDays(2) with { End = DayEnd.At(new(12, 0)) }, "2025-09-26", "2025-09-29 12:00" },
        { "D07-7.4i", ToClose(Deadline.WorkingDays(1)), "2025-04-30 15:00", "2025-05-06 17:30" },
        { "D07-7.4l", ToClose(Deadline.WorkingDays(1)), "2026-02-13 10:00", "2026-02-14 17:30" },
        { "D07-7.1b", ToClose(Deadline.WorkingDays(1)) with { StartCounts = true }, "2025-09-26 09:10", "2025-09-26 17:30" },
        { "D07-7.1c", ToClose(Deadline.WorkingDays(2)) with { StartCounts = true }, "2025-09-26", "2025-09-28 17:30" },
        { "D07-7.1c", ToClose(Deadline.WorkingDays(2)) with { StartCounts = true }, "2025-04-30", "2025-05-06 17:30" },
        { "D07-7.2a", ToClose(Deadline.WorkingDays(3)) with { StartCounts = true }, "2025-01-24", "2025-01-27 17:30" },
        { "D07-7.2a", ToClose(Deadline.WorkingDays(3)) with { StartCounts = true }, "2026-02-13", "2026-02-24 17:30" },
        { "D07-7.2c", ToClose(Deadline.WorkingDays(15)) with { StartCounts = true }, "2025-09-26", "2025-10-22 17:30" },
        { "D07-7.2c", ToClose(Deadline.WorkingDays(15)), "2025-09-26", "2025-10-23 17:30" },
        { "D07-7.2d", ToClose(Deadline.WorkingDays(10)) with { StartCounts = true }, "2025-09-26", "2025-10-15 17:30" },
        { "D07-7.2e", ToClose(Deadline.WorkingDays(20)) with { StartCounts = true }, "2025-09-26", "2025-10-29 17:30" },
        { "D10-1.1a", ToClose(Deadline.WorkingDays(1)), "2025-09-30 15:00", "2025-10-09 17:30" },
        { "D10-4.2", ToClose(Deadline.WorkingDays(3)), "2025-09-30", "2025-10-11 17:30" },
        { "D10-3.1", Deadline.Months(6), "2025-08-31", "2026-02-28 23:59:59" },
        { "D12-3b", Deadline.Months(3), "2025-06-30", "2025-09-30 23:59:59" },
        { "D17-4.2a", Deadline.Months(3), "2025-01-15", "2025-04-15 23:59:59" },
        { "D17-4.2a", Deadline.Months(3), "2025-11-30", "2026-02-28 23:59:59" },
        { "D17-4.2c", Deadline.Months(6), "2024-08-31", "2025-02-28 23:59:59" },
        { "D04-1.6b", Deadline.Quarters(1), "2025-05-20", "2025-06-30 23:59:59" },
        { "D04-1.6b", Deadline.Quarters(1), "2025-06-30 23:59:59", "2025-06-30 23:59:59" },
        { "D04-1.6b", Deadline.Quarters(1), "2025-07-01", "2025-09-30 23:59:59" },
        { "D08-A9", Deadline.Days(30) with { Roll = Roll.Forward }, "2025-09-10", "2025-10-10 23:59:59" },
        { "D08-A9", Deadline.Days(30) with { Roll = Roll.Forward }, "2025-09-04", "2025-10-09 23:59:59" },
        { "D11-2.1.3-1h", Deadline.WorkingDays(2) with { End = DayEnd.SameTime }, "2025-09-26 10:00", "2025-09-29 10:00" },
        { "D11-2.1.3-1h", ToClose(Deadline.WorkingDays(2)) with { StartCounts = true }, "2025-09-26 10:00", "2025-09-28 17:30" },
        { "D11-2.1.3-1h", ToClose(Deadline.WorkingDays(2)), "2025-09-26 10:00", "2025-09-29 17:30" },
        { "D11-2.1.3-1i", LastHour(2), "2025-09-26 16:29:59", "2025-09-29 16:29:59" },
        { "D11-2.1.3-1i", LastHour(2), "2025-09-26 16:30:00", "2025-09-29 17:30" },
        { "D11-2.1.3-1i", LastHour(2), "2025-09-30 16:45", "2025-10-10 17:30" },
        { "D11-2.1.3-1j", Deadline.WorkingHours(2), "2025-09-26 11:30", "2025-09-26 14:30" },
        { "D11-2.1.3-1j", Deadline.WorkingHours(2) with { CutOff = TimeSpan.FromMinutes(60) }, "2025-09-26 16:45", "2025-09-28 10:30" },
        { "D11-2.1.3-1j", Deadline.WorkingHours(2), "2025-09-26 16:45", "2025-09-28 09:45" },
        { "D11-2.1.3-2f", Deadline.WorkingHours(2), "2025-09-30 15:45", "2025-10-09 08:45" },
        { "D11-2.1.3-2e", Deadline.WorkingDays(5) with { End = DayEnd.SameTime }, "2025-09-26 10:00", "2025-10-10 10:00" },
        { "D11-2.1.3-2e", Deadline.WorkingDays(7) with { End = DayEnd.SameTime }, "2025-09-26 10:00", "2025-10-13 10:00" },
        { "D11-2.1.3-2e", LastHour(5), "2026-02-13 16:30:00", "2026-02-27 17:30" },
        { "D11-2.1.3-2e", LastHour(7), "2026-02-13 16:30:00", "2026-03-02 17:30" },
        { "D11-2.7", ToClose(Deadline.WorkingDays(10)), "2025-09-26", "2025-10-16 17:30" },
        { "D02-4.4.6b", ToClose(Deadline.WorkingDays(2)), "2025-06-13", "2025-06-17 17:30" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void It_is_due_to_the_second_as_the_clause_says(string clause, Deadline deadline, string start, string last)
    {
        var due = deadline.From(At(start), china);
        due.At.ShouldBe(At(last), clause);
        due.IsLate(At(last).AddMilliseconds(999)).ShouldBeFalse();
        due.IsLate(At(last).AddSeconds(1)).ShouldBeTrue();
        due.Estimated.ShouldBeFalse();
    }

    /// <summary>Reports by the sixth after the quarter (D12-8a): back before a holiday, but never into the quarter reported on.</summary>
    [Theory]
    [InlineData("2025-12-31", Roll.Back, "2026-01-06")]
    [InlineData("2026-03-31", Roll.Back, "2026-04-03")]
    [InlineData("2025-09-30", Roll.Back, "2025-10-06")]
    [InlineData("2025-09-30", Roll.Forward, "2025-10-09")]
    [InlineData("2026-03-31", Roll.Forward, "2026-04-07")]
    [InlineData("2025-09-30", Roll.None, "2025-10-06")]
    public void A_report_rolls_but_not_into_its_own_period(string periodEnd, Roll roll, string due) =>
        (Deadline.Days(6) with { Roll = roll, End = DayEnd.At(new(17, 30)) })
            .From(Day(periodEnd), china, after: Day(periodEnd)).At.ShouldBe(At(due + " 17:30"));
}
