using System.Net;
using System.Text.Json;
using Guiju.Commerce.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform.Audit;
using Guiju.Policies;
using Guiju.Reports.Clauses;
using Guiju.Reports.Periodic;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Commerce;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Reports.Periodic;

public class PeriodicPageTests
{
    [Theory, OnBoth, Clause("D12-8a")]
    public async Task A_report_is_filled_in_from_the_ledger_corrected_with_a_note_and_frozen_when_it_is_sent(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 1);
        await using var world = stage.World;
        var (one, two) = (await world.Customer("张三", 1), await world.Customer("李四", 2));
        await world.Entered("张三", Ledger.Of(DealingKind.Order, one, 10_000m, new(2025, 4, 1), new(2025, 4, 1)));
        await world.Entered("张三", Ledger.Of(DealingKind.Order, one, 77_000m, new(2025, 3, 31), new(2025, 3, 31)));
        await world.Entered("张三", Ledger.Of(DealingKind.Order, one, 55_000m, new(2025, 5, 1)));
        await world.Entered("张三", Ledger.Of(DealingKind.Return, one, 1_000m, new(2025, 6, 9)));
        await world.Entered("张三", Ledger.Of(DealingKind.Payment, one, 4_500.50m, new(2025, 6, 10)));
        await world.Entered("李四", Ledger.Of(DealingKind.Payment, two, 499.50m, new(2025, 6, 10)));
        await world.Entered("李四", Ledger.Of(DealingKind.Order, two, 8_888m, new(2025, 6, 10), new(2025, 6, 10)) with { Currency = "USD" });
        await stage.Owe(new(2025, 6, 30));
        world.SetTime(2025, 7, 1);
        await stage.Round();
        var task = await stage.One(world.Unit, "D12-8a", "2025-Q2");
        using var browser = await world.Browser("钱信息");
        var page = await browser.Page($"/reports/periodic/{task.Id}");
        (page.QuerySelector("[name=sales]")!.GetAttribute("value"), page.QuerySelector("[name=receipts]")!.GetAttribute("value")).ShouldBe(("9,000.00", "5,000.00"));
        page.QuerySelectorAll("section[aria-label='数据'] tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ShouldBe(["佛山第1五金有限公司|9,000.00|4,500.50|50 %", "佛山第2五金有限公司|0.00|499.50|—"]);
        page.Body!.TextContent.ShouldContain("外币往来");
        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

        // Bad input says what, and keeps nothing.
        foreach (var (sales, receipts, note, says) in new[] { ("9000", "4000", "", "写明原因"), ("很多", "4000", "x", "不超过 999,999,999,999.99"), ("9000", "-1", "x", "回款不能小于 0"), ("9000.001", "4000", "x", "不超过 999,999,999,999.99"), ("9000", "4000", "a\u0001b", "不能保存的字符"), ("9000", "4000", new string('长', 1001), "最多 1000 个字符") })
        {
            using var refused = await browser.Submit($"/reports/periodic/{task.Id}/filings", ("form", "CreditReport"), ("sales", sales), ("receipts", receipts), ("note", note));
            ((int)refused.StatusCode).ShouldBe(422, says);
            var again = await refused.Page();
            again.Body!.TextContent.ShouldContain(says);
            again.QuerySelector("[name=sales]")!.GetAttribute("value").ShouldBe(sales);
        }
        using (var unread = await browser.Submit($"/reports/periodic/{task.Id}/filings", ("form", "CreditReport"), ("note", "a\0b"))) ((int)unread.StatusCode).ShouldBe(400);
        (await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/{task.Id}/filings", new { form = "creditReport", note = "a\0b" })).Body.Keys().ShouldBe(["periodic.text.control"]);
        (await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/{task.Id}/filings", new { form = "nothing" })).Status.ShouldBe(400);
        (await world.Count<ReportFiling>()).ShouldBe(0);
        // The same request twice at once is one form.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/{task.Id}/filings", new { form = "creditReport", receipts = 4_000m, note = "一笔退款在途" })));
        both.Select(b => b.Status).Order().ShouldBe([201, 409]);
        using (var sent = await browser.Submit($"/reports/periodic/{task.Id}/filings", ("form", "SalesAnalysis"), ("sales", "9,000.00"), ("receipts", "5,000.00"), ("note", "")))
            sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await stage.One(world.Unit, "D12-8a", "2025-Q2")).SentAt.ShouldBe(world.Clock.Now);
        (await world.Messages("集统计")).ShouldContain("periodic.notice.all-in", "华南公司 was the last to report");
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "SendReport" && e.SubjectId == task.Id))).ShouldBeGreaterThan(0);

        // What was sent stays as it was, whatever comes into the ledger.
        var credit = await world.Read(db => db.Set<ReportFiling>().AsNoTracking().SingleAsync(f => f.Form == ReportForm.CreditReport));
        (credit.Sales, credit.Receipts, credit.Note, credit.Late).ShouldBe((9_000m, 4_000m, "一笔退款在途", false));
        await world.Entered("张三", Ledger.Of(DealingKind.Payment, one, 3_333m, new(2025, 6, 30)));
        var paper = (await browser.Page($"/reports/periodic/filings/{credit.Id}")).QuerySelector(".paper")!.TextContent;
        foreach (var word in (string[])["客户资信报表", "华南公司", "2025-Q2", "佛山第1五金有限公司", "4,500.50", "5,000.00", "更正后合计", "4,000.00", "一笔退款在途", "钱信息"]) paper.ShouldContain(word);
        paper.ShouldNotContain("3,333");
        browser.DefaultRequestHeaders.Add("Accept-Language", "en");
        var english = await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/{task.Id}/filings", new { form = "creditReport" });
        (english.Status, english.Body.Keys()[0]).ShouldBe((409, "periodic.sent-already"));
        (await browser.Json(HttpMethod.Get, "/api/v1/periodic-reports?show=Sent")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
        using var questions = await world.CountQuestions();
        foreach (var path in (string[])["/reports/periodic", "/reports/periodic?show=Open&period=2025-Q2&after=x", $"/reports/periodic/{task.Id}", "/reports/periodic/statistics"]) await browser.Page(path);
        questions.Of("report_tasks", "report_filings", "report_desks", "units", "dealings").ShouldBeLessThanOrEqualTo(20);
    }

    [Theory, OnBoth, Clause("D12-8a"), Clause("D12-8h")]
    public async Task Only_the_company_sends_only_the_group_returns_and_figures_are_seen_by_those_who_see_the_company(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 2);
        await using var world = stage.World;
        world.SetTime(2025, 6, 29);
        await stage.Owe(new(2025, 6, 30));
        world.SetTime(2025, 7, 1);
        await stage.Round();
        var task = await stage.One(world.Unit, "D12-8a", "2025-Q2");
        var filing = (await stage.Send("钱信息", task.Id, ReportForm.CreditReport)).Value.Id;
        // Who sees it; who may send it; who may return it.
        (string Who, int See, int Send, int Return)[] matrix = [("钱信息", 200, 409, 403), ("孙总监", 200, 409, 403), ("赵主管", 404, 403, 403), ("张三", 404, 403, 403), ("分1", 404, 404, 404), ("admin", 200, 403, 403), ("集统计", 200, 403, 422)];
        foreach (var (who, see, send, give) in matrix)
        {
            using var browser = await world.Browser(who);
            foreach (var path in (string[])[$"/reports/periodic/{task.Id}", $"/api/v1/periodic-reports/{task.Id}", $"/reports/periodic/filings/{filing}", $"/api/v1/periodic-reports/filings/{filing}"])
                ((int)(await browser.Get(path)).StatusCode).ShouldBe(see, $"{who} {path}");
            var own = (await browser.Json(HttpMethod.Get, "/api/v1/periodic-reports")).Body.GetProperty("items").GetArrayLength();
            own.ShouldBe(see == 200 ? who is "集统计" or "admin" ? 3 : 1 : who == "分1" ? 1 : 0, who);
            (await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/{task.Id}/filings", new { form = "creditReport" })).Status.ShouldBe(send, who);
            ((int)(await browser.Submit($"/reports/periodic/{task.Id}/filings", ("form", "CreditReport"))).StatusCode).ShouldBe(send, who);
            (await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/filings/{filing}/return", new { reason = who == "集统计" ? "" : "x" })).Status.ShouldBe(give, who);
            ((int)(await browser.Submit($"/reports/periodic/filings/{filing}/return", ("reason", who == "集统计" ? "" : "x"))).StatusCode).ShouldBe(give, who);
            // Settings are the administration of the group.
            var settings = who == "admin" ? 200 : 403;
            ((int)(await browser.Get("/reports/periodic/desks")).StatusCode).ShouldBe(settings, who);
            (await browser.Json(HttpMethod.Get, "/api/v1/periodic-reports/desks")).Status.ShouldBe(settings, who);
            if (settings == 200) continue;
            (await browser.Json(HttpMethod.Put, $"/api/v1/periodic-reports/desks/{world.Unit}", new { personId = world.People["孙总监"] })).Status.ShouldBe(403, who);
            (await browser.Json(HttpMethod.Post, $"/api/v1/periodic-reports/desks/{world.Unit}/lines", new { line = "pharma" })).Status.ShouldBe(403, who);
        }
        (await world.Read(db => db.Set<ReportFiling>().AsNoTracking().ToListAsync())).ShouldHaveSingleItem().ReturnedAt.ShouldBeNull();
        (await world.Count<UnitLine>()).ShouldBe(0);
        (await world.Read(db => db.Set<ReportDesk>().Where(d => d.UnitId == world.Unit).Select(d => d.PersonId).SingleAsync())).ShouldBe(world.People["钱信息"]);
        // Nobody returns what he sent himself.
        var summary = await stage.One(stage.Top, "D12-8b", "2025-Q2");
        var sent = (await stage.Send("集统计", summary.Id, ReportForm.QuarterlySummary)).Value.Id;
        (await world.Do<ReturnReport, Guid>(await stage.Actor("集统计"), u => u.Handle(sent, "x", default))).ShouldRefuse("periodic.return.own");
        (await world.Do<ReturnReport, Guid>(await stage.Actor("集总"), u => u.Handle(sent, "x", default))).Done.ShouldBeTrue();
        // Returned, it is owed again.
        (await world.Owed("D12-8b")).Select(d => d.State).ShouldBe([DutyState.DoneInTime, DutyState.Open]);
    }

    [Theory, OnBoth, Clause("D12-8g")]
    public async Task Desks_and_lines_are_set_on_their_page_and_what_is_owed_stays_owed(Engine engine)
    {
        var stage = await ReportStage.Open(engine, 2);
        await using var world = stage.World;
        var unit = world.Unit;
        using var browser = await world.Browser("admin");
        var place = $"/reports/periodic/desks/{unit}";
        foreach (var (person, from, until, says) in new[] { ("", "2025-06-01", "", "请选择报送人"), (world.People["张三"].ToString(), "2025-06-01", "", "没有报送权限"), ((await stage.Person("分1")).ToString(), "2025-06-01", "", "不是“华南公司”的在职人员"), (world.People["钱信息"].ToString(), "2024-01-01", "", "最早为 2024-05-06"), (world.People["钱信息"].ToString(), "2025-06-01", "2025-05-31", "不能早于 2025-06-01"), (world.People["钱信息"].ToString(), "六月", "", "不是日期") })
        {
            using var refused = await browser.Submit(place, ("personId", person), ("from", from), ("until", until));
            ((int)refused.StatusCode).ShouldBe(422, says);
            (await refused.TextOf()).ShouldContain(says);
        }
        (await world.Count<ReportDesk>()).ShouldBe(0);
        using (var saved = await browser.Submit(place, ("personId", world.People["钱信息"].ToString()), ("from", "2025-06-30"), ("until", ""))) saved.Headers.Location!.ToString().ShouldBe($"/reports/periodic/desks?unit={unit}");
        foreach (var (line, from, until, status) in new[] { ("Chemical", "2025-06-10", "", 303), ("Chemical", "2026-01-01", "", 422), ("General", "2025-06-10", "", 422), ("Pharma", "2025-06-10", "2025-06-09", 422), ("Pharma", "2025-06-10", "2025-06-30", 303), ("Pharma", "2025-07-01", "", 303) })
        {
            using var answer = await browser.Submit($"{place}/lines", ("line", line), ("from", from), ("until", until));
            ((int)answer.StatusCode).ShouldBe(status, $"{line} {from}");
        }
        var page = await browser.Page($"/reports/periodic/desks?unit={unit}");
        page.QuerySelector($"#u-{unit}")!.TextContent.ShouldContain("钱信息 负责，2025-06-30 至 今");
        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        (await world.Read(db => db.Set<UnitLine>().OrderBy(l => l.From).ThenBy(l => l.Line).Select(l => l.Line).ToListAsync())).ShouldBe([ReportLine.Chemical, ReportLine.Pharma, ReportLine.Pharma]);

        world.SetTime(2025, 7, 1, 0, 1);
        await stage.Round();
        (await stage.Owed(unit)).Select(o => $"{o.Clause} {o.Period}").ShouldBe(["D12-8a 2025-Q2", "D12-8c 2025-Q2", "D12-8e 2025-06"]);
        world.SetTime(2025, 7, 2);
        var chemical = await world.Read(db => db.Set<UnitLine>().Where(l => l.Line == ReportLine.Chemical).Select(l => l.Id).SingleAsync());
        (await world.Do<SetLine, Guid>("admin", u => u.End(chemical, new(2025, 6, 29), default))).ShouldRefuse("periodic.until.owed", "until");
        (await world.Do<SetLine, Guid>("admin", u => u.End(chemical, new(2025, 7, 31), default))).Done.ShouldBeTrue();
        (await stage.Desk("admin", unit, world.People["钱信息"], until: new(2025, 6, 30))).Done.ShouldBeTrue();
        (await stage.Desk("admin", unit, world.People["钱信息"], new(2025, 6, 1), new(2025, 6, 29))).ShouldRefuse("periodic.until.owed", "until");
        // The desk goes to somebody else, and what is open with it.
        (await stage.Desk("admin", unit, world.People["孙总监"])).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<Guiju.Duties.Duty>().Where(d => d.SubjectKind == "reportTask").Select(d => d.OwnerId).Distinct().ToListAsync())).ShouldBe([world.People["孙总监"]]);
        (await world.Owed("D12-8a")).ShouldHaveSingleItem().State.ShouldBe(DutyState.Open);
        using var owner = await world.Browser("孙总监");
        (await owner.Page("/duties")).QuerySelector("main")!.TextContent.ShouldContain("报送 2025-Q2 季度资信报表和销售分析");
        (await owner.Page($"/reports/periodic/{(await stage.One(unit, "D12-8c", "2025-Q2")).Id}")).QuerySelector("form[action$='/filings']").ShouldNotBeNull();
        // What a rule could not read cannot be set.
        foreach (var (word, takes) in new[] { ("defer", true), ("weiter", false) })
        {
            var setting = await world.Do<SetClauseParameter, SetClauseParameter.Decided>("admin", u => u.Handle("D12-8a", "holiday_roll",
                new() { Value = JsonSerializer.SerializeToElement(new { roll = word, options = new[] { "none", "advance", "defer" }, floor = "x" }), Reason = "试" }, default));
            if (takes) setting.Done.ShouldBeTrue();
            else setting.ShouldRefuse("policies.setting.option", "value");
        }
        // A company without a desk owes nothing.
        (await stage.Owed(stage.Companies[1])).ShouldBeEmpty();
        (await stage.Owed(stage.Top)).ShouldBeEmpty("nobody sums up for the group yet");
    }
}
