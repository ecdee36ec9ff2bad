using Guiju.Duties.Contracts;
using Guiju.Reports.Clauses;
using Guiju.Reports.Periodic;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Reports.Periodic;

/// <summary>The clauses of periodic reports, as their acceptance says.</summary>
public class PeriodicReportTests
{
    [Theory, OnBoth, Clause("D12-8a")]
    public async Task Both_quarterly_reports_are_due_on_the_sixth_moved_over_rest_and_one_of_them_alone_leaves_the_duty_open(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 2);
        await using var world = stage.World;
        world.SetTime(2025, 9, 29);
        await stage.Round();
        (await world.Count<ReportTask>()).ShouldBe(0, "a company without a desk owes nothing");
        await stage.Roll(stage.Companies[1], "defer", new(2025, 9, 1));
        await stage.Owe(new(2025, 9, 30));
        world.SetTime(2025, 9, 30, 23, 59, 59);
        await stage.Round();
        (await world.Count<ReportTask>()).ShouldBe(0, "the quarter is not over");
        foreach (var (year, month) in new[] { (2025, 10), (2026, 1), (2026, 4) })
        {
            world.SetTime(year, month, 1, 0, 0, 1);
            await stage.Round();
            await stage.Round();
        }
        (await stage.Owed(stage.Companies[0])).ShouldBe([("D12-8a", "2025-Q3", new(2025, 10, 6, 17, 30, 0)), ("D12-8a", "2025-Q4", new(2026, 1, 6, 17, 30, 0)), ("D12-8a", "2026-Q1", new DateTime(2026, 4, 3, 17, 30, 0))]);
        (await stage.Owed(stage.Companies[1])).ShouldBe([("D12-8a", "2025-Q3", new(2025, 10, 9, 17, 30, 0)), ("D12-8a", "2025-Q4", new(2026, 1, 6, 17, 30, 0)), ("D12-8a", "2026-Q1", new DateTime(2026, 4, 7, 17, 30, 0))]);

        var task = await stage.One(stage.Companies[0], "D12-8a", "2026-Q1");
        var duty = (await world.Owed("D12-8a")).Single(d => d.SubjectId == task.Id);
        (duty.OwnerId, duty.State, duty.DueAt, duty.Title).ShouldBe((world.People["钱信息"], DutyState.Open, task.DueAt, "华南公司"));
        world.SetTime(2026, 4, 3, 17, 29, 59);
        (await stage.Send("钱信息", task.Id, ReportForm.CreditReport)).Value.ShouldSatisfyAllConditions(s => s.Late.ShouldBeFalse(), s => s.Complete.ShouldBeFalse());
        (await stage.Send("钱信息", task.Id, ReportForm.CreditReport)).ShouldRefuse("periodic.sent-already");
        (await stage.Send("钱信息", task.Id, ReportForm.ChemicalSales)).ShouldRefuse("periodic.form", "form");
        (await world.Owed("D12-8a")).Single(d => d.SubjectId == task.Id).State.ShouldBe(DutyState.Open, "one of the two alone");
        (await stage.One(stage.Companies[0], "D12-8a", "2026-Q1")).SentAt.ShouldBeNull();
        world.SetTime(2026, 4, 3, 17, 30, 0);
        (await stage.Send("钱信息", task.Id, ReportForm.SalesAnalysis)).Value.ShouldSatisfyAllConditions(s => s.Late.ShouldBeFalse(), s => s.Complete.ShouldBeTrue());
        var done = (await world.Owed("D12-8a")).Single(d => d.SubjectId == task.Id);
        (done.State, done.EvidenceKind, done.Evidence).ShouldBe((DutyState.DoneInTime, "reportFiling", "客户销售管理季度分析表 2026-Q1"));

        // A second later it is late; who answers was told at the due second, whoever is above him when work began the day after.
        world.SetTime(2026, 4, 7, 17, 30, 0);
        await world.Remind();
        (await world.Messages("分1")).ShouldContain("duty.D12-8a.notice");
        world.SetTime(2026, 4, 7, 17, 30, 1);
        (await world.Listed("分1", "show=Overdue&clause=D12-8a")).Count.ShouldBe(3);
        var other = await stage.One(stage.Companies[1], "D12-8a", "2026-Q1");
        foreach (var form in other.Wanted) (await stage.Send("分1", other.Id, form)).Value.Late.ShouldBeTrue();
        (await world.Owed("D12-8a")).Single(d => d.SubjectId == other.Id).State.ShouldBe(DutyState.DoneLate);
    }

    [Theory, OnBoth, Clause("D12-8b")]
    public async Task The_groups_summary_shows_who_has_not_reported_and_divides_all_receipts_by_all_sales_of_the_others(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 5);
        await using var world = stage.World;
        world.SetTime(2025, 12, 30);
        await stage.Owe(new(2025, 12, 31));
        world.SetTime(2026, 1, 1, 0, 5);
        await stage.Round();
        world.SetTime(2026, 1, 6, 16);
        for (var n = 0; n < 4; n++) await stage.Report(n, "2025-Q4", 1_000_000m * (n + 1), n == 0 ? 1_000_000m : 500_000m);
        (await world.Messages("集统计")).ShouldNotContain("periodic.notice.all-in");
        var summary = await stage.One(stage.Top, "D12-8b", "2025-Q4");
        world.Clock.Local(summary.DueAt).ShouldBe(new DateTime(2026, 1, 8, 17, 30, 0));

        world.SetTime(2026, 1, 7);
        using (var browser = await world.Browser("集统计"))
        {
            var table = (await browser.Page($"/reports/periodic/{summary.Id}")).QuerySelector("section[aria-label='数据']")!;
            table.QuerySelectorAll("tbody tr").Select(r => r.Children[1].TextContent.Trim()).ShouldBe(["1,000,000.00", "2,000,000.00", "3,000,000.00", "4,000,000.00", "未报"], ignoreOrder: true);
            table.QuerySelector("tfoot")!.TextContent.ShouldContain("已报 4/5 家");
            table.QuerySelector("tfoot")!.TextContent.ShouldContain("10,000,000.00");
            table.QuerySelector("tfoot")!.TextContent.ShouldContain("25 %");
        }
        (await stage.Send("集统计", summary.Id, ReportForm.QuarterlySummary, 10_000_001m)).ShouldRefuse("periodic.summary.computed", "sales");
        world.SetTime(2026, 1, 8, 17, 30, 0);
        await world.Remind();
        (await world.Messages("集总")).ShouldNotContain("duty.D12-8b.escalated");
        world.SetTime(2026, 1, 8, 17, 30, 1);
        await world.Remind();
        (await world.Messages("集总")).ShouldContain("duty.D12-8b.escalated");
        (await world.Messages("集统计")).ShouldContain("duty.D12-8b.notice");

        // What was sent stays as it was, when the fifth reports after all.
        var sent = (await stage.Send("集统计", summary.Id, ReportForm.QuarterlySummary, note: null)).Value;
        (sent.Late, sent.Complete).ShouldBe((true, true));
        (await world.Owed("D12-8b")).ShouldHaveSingleItem().State.ShouldBe(DutyState.DoneLate);
        await stage.Report(4, "2025-Q4", 9_000_000m, 1m);
        using (var browser = await world.Browser("集统计"))
        {
            var paper = (await browser.Page($"/reports/periodic/filings/{sent.Id}")).QuerySelector(".paper")!.TextContent;
            foreach (var word in (string[])["季度汇总分析表", "未报", "10,000,000.00", "2,500,000.00", "25 %", "5 家公司中 1 家未报"]) paper.ShouldContain(word);
            paper.ShouldNotContain("9,000,000.00");
            var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/periodic-reports/filings/{sent.Id}");
            status.ShouldBe(200);
            var computed = body.GetProperty("document").GetProperty("computed");
            (computed.GetProperty("sales").GetDecimal(), computed.GetProperty("missing").GetInt32()).ShouldBe((10_000_000m, 1));
        }
    }

    [Theory, OnBoth, Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f"), Clause("D12-8g")]
    public async Task Lines_report_in_their_own_rhythm_once_each_however_often_and_wherever_the_round_is_made(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 3);
        await using var world = stage.World;
        var (both, plain, turns) = (stage.Companies[0], stage.Companies[1], stage.Companies[2]);
        world.SetTime(2025, 7, 1);
        await stage.Owe(new(2025, 7, 1));
        foreach (var line in (ReportLine[])[ReportLine.Chemical, ReportLine.Pharma]) (await stage.Line("admin", both, line, new(2025, 7, 1))).Done.ShouldBeTrue();
        var chemical = (await stage.Line("admin", turns, ReportLine.Chemical, new(2025, 7, 1))).Value;
        await stage.Roll(stage.Top, "defer", new(2026, 2, 1));
        world.SetTime(2025, 10, 1, 0, 1);
        // Two at once, and one after: none is made twice.
        await Task.WhenAll(stage.Round(), stage.Round());
        await stage.Round();
        (await stage.Owed(both)).ShouldBe([("D12-8a", "2025-Q3", new(2025, 10, 6, 17, 30, 0)), ("D12-8c", "2025-Q3", new(2025, 10, 6, 17, 30, 0)), ("D12-8e", "2025-07", new(2025, 8, 6, 17, 30, 0)), ("D12-8e", "2025-08", new(2025, 9, 5, 17, 30, 0)), ("D12-8e", "2025-09", new DateTime(2025, 10, 6, 17, 30, 0))]);
        (await stage.Owed(plain)).Select(o => o.Clause).ShouldBe(["D12-8a"], "a company of another industry has no such reports");
        (await stage.Owed(stage.Top)).Select(o => $"{o.Clause} {o.Period}").ShouldBe(["D12-8b 2025-Q3", "D12-8d 2025-Q3", "D12-8f 2025-07", "D12-8f 2025-08", "D12-8f 2025-09"]);
        var tasks = await world.Count<ReportTask>();
        (await world.Read(db => db.Set<Guiju.Duties.Duty>().CountAsync(d => d.SubjectKind == "reportTask"))).ShouldBe(tasks, "each has its duty");

        // Chemical becomes pharmaceutical on 15 February: January is not reported, February is.
        world.SetTime(2026, 2, 1, 0, 1);
        await stage.Round();
        (await stage.Owed(both)).Where(o => o.Period == "2026-01").ShouldBe([("D12-8e", "2026-01", new DateTime(2026, 2, 6, 17, 30, 0))]);
        (await stage.Owed(both)).ShouldContain(("D12-8c", "2025-Q4", new DateTime(2026, 1, 6, 17, 30, 0)));
        (await stage.Owed(stage.Top)).ShouldContain(("D12-8f", "2026-01", new DateTime(2026, 2, 9, 17, 30, 0)), "deferred from Sunday the 8th");
        world.SetTime(2026, 2, 14);
        (await world.Do<SetLine, Guid>("admin", u => u.End(chemical, new(2026, 2, 14), default))).Done.ShouldBeTrue();
        (await stage.Line("admin", turns, ReportLine.Pharma, new(2026, 2, 15))).Done.ShouldBeTrue();
        world.SetTime(2026, 4, 1, 0, 1);
        await stage.Round();
        (await stage.Owed(turns)).Where(o => o.Clause != "D12-8a").Select(o => $"{o.Clause} {o.Period}").ShouldBe(["D12-8c 2025-Q3", "D12-8c 2025-Q4", "D12-8e 2026-02", "D12-8e 2026-03"]);

        // The chemical summary of the first quarter is due on the 8th, names who has not reported, and is late a second after.
        var summary = await stage.One(stage.Top, "D12-8d", "2026-Q1");
        world.Clock.Local(summary.DueAt).ShouldBe(new DateTime(2026, 4, 8, 17, 30, 0));
        world.SetTime(2026, 4, 8, 17, 30, 0);
        (await world.Listed("集统计", "show=Overdue&clause=D12-8d")).Count.ShouldBe(2, "of the two quarters before");
        using (var browser = await world.Browser("集统计"))
            (await browser.Page($"/reports/periodic/{summary.Id}")).QuerySelector("section[aria-label='数据'] tbody")!.TextContent.ShouldContain("未报");
        world.SetTime(2026, 4, 8, 17, 30, 1);
        (await world.Listed("集统计", "show=Overdue&clause=D12-8d")).Count.ShouldBe(3);
        // So are the companies' own.
        var monthly = await stage.One(both, "D12-8e", "2026-03");
        (await stage.Send("钱信息", monthly.Id, ReportForm.PharmaSales)).Value.Late.ShouldBeTrue();
        (await world.Owed("D12-8e")).Single(d => d.SubjectId == monthly.Id).State.ShouldBe(DutyState.DoneLate);
    }

    [Theory, OnBoth, Clause("D12-8h")]
    public async Task What_was_returned_is_owed_again_as_late_as_it_was_and_both_dates_are_published(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 3);
        await using var world = stage.World;
        world.SetTime(2025, 12, 30);
        await stage.Owe(new(2025, 12, 31));
        await stage.Set(stage.Companies[1], "D12-8h", "lateness_basis", "first", new(2025, 12, 31));
        world.SetTime(2026, 1, 1, 0, 5);
        await stage.Round();
        world.SetTime(2026, 1, 6, 15);
        foreach (var n in (int[])[0, 1]) await stage.Report(n, "2025-Q4", 100m, 50m);
        List<ReportTask> tasks = [await stage.One(stage.Companies[0], "D12-8a", "2025-Q4"), await stage.One(stage.Companies[1], "D12-8a", "2025-Q4")];
        world.SetTime(2026, 1, 7, 10);
        foreach (var task in tasks)
        {
            var filing = await world.Read(db => db.Set<ReportFiling>().Where(f => f.TaskId == task.Id && f.Form == ReportForm.SalesAnalysis).Select(f => f.Id).SingleAsync());
            (await world.Do<ReturnReport, Guid>(await stage.Actor("集总"), u => u.Handle(filing, " ", default))).ShouldRefuse("periodic.return.reason", "reason");
            (await world.Do<ReturnReport, Guid>(await stage.Actor("集总"), u => u.Handle(filing, "回款口径不对", default))).Done.ShouldBeTrue();
            (await world.Do<ReturnReport, Guid>(await stage.Actor("集总"), u => u.Handle(filing, "再退", default))).ShouldRefuse("periodic.returned-already");
        }
        (await world.Messages("钱信息")).Count(m => m == "periodic.notice.returned").ShouldBe(1);
        var again = (await world.Owed("D12-8a")).Where(d => d.SubjectId == tasks[0].Id).ToList();
        again.Select(d => (d.State, d.DueAt)).ShouldBe([(DutyState.DoneInTime, tasks[0].DueAt), (DutyState.Open, tasks[0].DueAt)]);
        // It climbs from the return on, not as if nothing had been sent.
        world.SetTime(2026, 1, 7, 10, 5);
        await world.Remind();
        (await world.Messages("孙总监")).ShouldNotContain("duty.D12-8a.escalated");
        (await world.Ask<ShowReportStatistics, PublishedReports>("张三", u => u.Handle("2025-Q4", null, 50, default))).Value.Forms.Items.Single(r => r.UnitId == stage.Companies[0] && r.Form == ReportForm.SalesAnalysis)
            .ShouldSatisfyAllConditions(r => r.FinalAt.ShouldBeNull(), r => r.DaysLate.ShouldBe(1));

        world.SetTime(2026, 1, 9, 11);
        foreach (var n in (int[])[0, 1]) (await stage.Send(ReportStage.Clerk(n), tasks[n].Id, ReportForm.SalesAnalysis, 100m, 40m)).Value.ShouldSatisfyAllConditions(s => s.Late.ShouldBeTrue(), s => s.Complete.ShouldBeTrue());
        (await world.Owed("D12-8a")).Where(d => d.SubjectId == tasks[0].Id).Select(d => d.State).ShouldBe([DutyState.DoneInTime, DutyState.DoneLate]);
        // Everybody who reads reports reads of all companies when, and nobody what.
        using var browser = await world.Browser("张三");
        var page = await browser.Page("/reports/periodic/statistics?period=2025-Q4");
        var rows = page.QuerySelectorAll("table tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToList()).ToList();
        List<string> Row(string unit, string form) => rows.Single(r => r[0] == unit && r[1] == form);
        Row("华南公司", "客户销售管理季度分析表")[3..].ShouldBe(["2026-01-06 17:30", "2026-01-06 15:00", "1", "2026-01-09 11:00", "3", "逾期 3 天"]);
        Row("分公司1", "客户销售管理季度分析表")[3..].ShouldBe(["2026-01-06 17:30", "2026-01-06 15:00", "1", "2026-01-09 11:00", "0", "按时"], "by its setting the first one counts");
        Row("华南公司", "客户资信报表")[4..].ShouldBe(["2026-01-06 15:00", "0", "2026-01-06 15:00", "0", "按时"]);
        Row("分公司2", "客户资信报表")[4..].ShouldBe(["—", "0", "未报", "3", "逾期 3 天"]);
        page.Body!.TextContent.ShouldNotContain("100.00");
        var (_, body) = await browser.Json(HttpMethod.Get, "/api/v1/periodic-reports/statistics?period=2025-Q4");
        body.GetProperty("forms").GetProperty("items").GetArrayLength().ShouldBe(7, "two of each company, and the summary");
        using (var book = await browser.GetAsync("/reports/periodic/statistics.xlsx?period=2025-Q4"))
        {
            using var file = new MemoryStream(await book.Content.ReadAsByteArrayAsync());
            using var table = Guiju.Platform.Tables.TableFile.Open(file, "x.xlsx").Value;
            var cells = string.Join('|', table.Sheets[0].Rows().SelectMany(r => r.Cells.Select(c => c.Text)));
            foreach (var word in (string[])["报表报送情况统计", "退回次数", "2026-01-06 15:00", "2026-01-09 11:00", "逾期 3 天", "未报"]) cells.ShouldContain(word);
        }
        (await browser.Json(HttpMethod.Get, "/api/v1/periodic-reports/statistics?period=Q4")).Body.Keys().ShouldBe(["periodic.period.malformed"]);
    }
}
