using Guiju.Reports.Clauses;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Tests.Reports.Periodic;

/// <summary>What is owed and by when, without a database.</summary>
public class ReportScheduleTests
{
    static readonly ReportRhythm Rhythm = new([1, 4, 7, 10], false, true);

    static List<string> Owed(ReportingCompany company, DateOnly today, ReportRhythm? rhythm = null) =>
        [.. ReportSchedule.Owed(company, new(2020, 1, 1), today, _ => rhythm ?? Rhythm).Select(o => $"{o.Kind.Clause} {o.Period}").Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("2025-Q4", 6, Roll.Back, "2026-01-06")]
    [InlineData("2026-Q1", 6, Roll.Back, "2026-04-03")]
    [InlineData("2025-Q3", 6, Roll.Back, "2025-10-06")]
    [InlineData("2025-Q3", 6, Roll.Forward, "2025-10-09")]
    [InlineData("2026-Q1", 6, Roll.Forward, "2026-04-07")]
    [InlineData("2026-Q1", 6, Roll.None, "2026-04-06")]
    [InlineData("2026-Q1", 8, Roll.Back, "2026-04-08")]
    [InlineData("2026-01", 6, Roll.Back, "2026-02-06")]
    [InlineData("2025-09", 6, Roll.Back, "2025-10-06")]
    [InlineData("2025-09", 6, Roll.Forward, "2025-10-09")]
    [InlineData("2026-01", 8, Roll.Back, "2026-02-06")]
    [InlineData("2026-01", 8, Roll.Forward, "2026-02-09")]
    [Clause("D12-8a"), Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f")]
    public void A_report_is_due_on_its_day_moved_over_rest_but_never_into_its_period(string period, int day, Roll roll, string due)
    {
        var found = ReportSchedule.Due(ReportPeriod.Parse(period)!.Value, new(day, true, roll, new(17, 30)), WorkCalendar.China);
        found.At.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture).ShouldBe($"{due} 17:30:00");
        (found.IsLate(found.At), found.IsLate(found.At.AddSeconds(1))).ShouldBe((false, true));
    }

    [Fact, Clause("D12-8a")]
    public void Where_the_day_itself_does_not_count_the_day_before_is_the_last() =>
        ReportSchedule.Due(ReportPeriod.Parse("2025-Q4")!.Value, new(6, false, Roll.Back, new(17, 30)), WorkCalendar.China).At.ShouldBe(new DateTime(2026, 1, 5, 17, 30, 0));

    [Fact, Clause("D12-8g")]
    public void Each_line_has_its_own_rhythm_and_the_general_reports_come_once_a_company()
    {
        var both = new ReportingCompany(new(2025, 7, 1), null, [new(ReportLine.Chemical, new(2020, 1, 1)), new(ReportLine.Pharma, new(2020, 1, 1))]);
        Owed(both, new(2025, 10, 1)).ShouldBe(["D12-8a 2025-Q3", "D12-8c 2025-Q3", "D12-8e 2025-07", "D12-8e 2025-08", "D12-8e 2025-09"]);
        Owed(both, new(2025, 9, 30)).ShouldBe(["D12-8e 2025-07", "D12-8e 2025-08"], "a period is over the day after its last");
        Owed(new(new(2025, 7, 1), null, []), new(2025, 10, 1)).ShouldBe(["D12-8a 2025-Q3"]);
        Owed(new(new(2025, 10, 1), null, []), new(2025, 10, 1)).ShouldBeEmpty("nobody owes what ended before he began");
        Owed(new(new(2025, 7, 1), new(2025, 8, 31), [new(ReportLine.Pharma, new(2020, 1, 1))]), new(2026, 1, 1)).ShouldBe(["D12-8e 2025-07", "D12-8e 2025-08"]);
        Owed(both, new(2025, 10, 1), new([1, 7], false, false)).ShouldBe(["D12-8c 2025-Q3", "D12-8e 2025-Q3"], "half a year's quarters and another frequency are settings");
    }

    [Fact, Clause("D12-8c"), Clause("D12-8f")]
    public void A_line_counts_that_the_company_has_on_the_last_day_of_the_period()
    {
        var turns = new ReportingCompany(new(2025, 12, 31), null, [new(ReportLine.Chemical, new(2020, 1, 1), new(2026, 2, 14)), new(ReportLine.Pharma, new(2026, 2, 15))]);
        Owed(turns, new(2026, 2, 1)).ShouldBe(["D12-8a 2025-Q4", "D12-8c 2025-Q4"], "January ends without a chemical report, and without one for medicine");
        Owed(turns, new(2026, 4, 1)).ShouldBe(["D12-8a 2025-Q4", "D12-8a 2026-Q1", "D12-8c 2025-Q4", "D12-8e 2026-02", "D12-8e 2026-03"]);
    }

    [Theory, Clause("D12-8h")]
    [InlineData(LatenessBasis.Final, "2026-01-06 17:30:00", "2026-01-09 10:00:00", 3)]
    [InlineData(LatenessBasis.First, "2026-01-06 17:30:00", "2026-01-09 10:00:00", 0)]
    [InlineData(LatenessBasis.First, "2026-01-06 17:30:01", null, 1)]
    [InlineData(LatenessBasis.Final, "2026-01-06 17:30:00", null, 4)]
    [InlineData(LatenessBasis.Final, null, null, 4)]
    public void Days_late_go_by_the_sending_that_counts(LatenessBasis basis, string? first, string? final, int days) =>
        ReportLateness.Days(basis, new(2026, 1, 6, 17, 30, 0), At(first), At(final), new(2026, 1, 10, 9, 0, 0)).ShouldBe(days);

    [Fact, Clause("D12-8b")]
    public void The_rate_of_a_group_is_all_receipts_by_all_sales()
    {
        ReceiptRate.Of(1_000m + 200m, 500m + 190m).ShouldBe(0.575m);
        ReceiptRate.Of(0, 10).ShouldBeNull();
        ReceiptRate.Of(null, null).ShouldBeNull();
    }

    [Fact]
    public void Periods_are_read_as_they_are_written_and_nothing_else_is()
    {
        foreach (var text in (string[])["2025-Q1", "2025-Q4", "2026-01", "2026-12"]) ReportPeriod.Parse(text)!.Value.ToString().ShouldBe(text);
        foreach (var text in (string?[])[null, "", "2025-Q5", "2025-Q0", "2025-13", "2025-00", "25-Q1", "2025Q1", "1999-01", "2025-1", "abcd-Q1", "2025-+1"]) ReportPeriod.Parse(text).ShouldBeNull(text);
        ReportPeriod.Parse("2025-Q4")!.Value.Next.ToString().ShouldBe("2026-Q1");
        ReportPeriod.Parse("2025-12")!.Value.Next.ToString().ShouldBe("2026-01");
    }

    static DateTime? At(string? text) => text is null ? null : DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
