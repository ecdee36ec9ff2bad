using System.Text.Json;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Compliance;

/// <summary>How clauses are kept, counted from the ledger: the golden month, who sees what, the pages and files.</summary>
public class ComplianceTests
{
    static readonly DateTime opened = new(2025, 5, 2, 9, 0, 0), now = new(2025, 6, 20, 12, 0, 0);

    // June 2025 as looked at on the 20th at noon. Of D13-3.3.2c: 7 owed by 张三 and 李四 of department one, 2 by 王五 of department two, 1 by nobody's month.
    static readonly ComplianceStage.Owed[] June =
    [
        new("五月末", "张三", new(2025, 5, 31, 23, 59, 59), "done", new(2025, 5, 31, 23, 59, 59)),
        new("月初首秒", "张三", new(2025, 6, 1, 0, 0, 0), "done", new(2025, 6, 1, 0, 0, 0)),
        new("按时", "张三", new(2025, 6, 5, 17, 30, 0), "done", new(2025, 6, 5, 17, 30, 0)),
        new("迟一秒", "张三", new(2025, 6, 5, 17, 30, 0), "done", new(2025, 6, 5, 17, 30, 1)),
        new("迟", "李四", new(2025, 6, 10, 23, 59, 59), "done", new(2025, 6, 15, 9, 0, 0)),
        new("例外", "李四", new(2025, 6, 12, 23, 59, 59), "excepted", new(2025, 6, 11, 9, 0, 0)),
        new("逾期未办", "张三", new(2025, 6, 15, 23, 59, 59)),
        new("今日已过", "张三", new(2025, 6, 20, 11, 59, 59)),
        new("今日此刻", "李四", new(2025, 6, 20, 12, 0, 0)),
        new("按时取消", "李四", new(2025, 6, 18, 23, 59, 59), "cancelled", new(2025, 6, 18, 23, 59, 59)),
        new("逾期后取消", "王五", new(2025, 6, 18, 23, 59, 59), "cancelled", new(2025, 6, 19, 0, 0, 0)),
        new("月末末秒", "王五", new(2025, 6, 30, 23, 59, 59)),
        new("七月初", "王五", new(2025, 7, 1, 0, 0, 0)),
        new("另一条款", "张三", new(2025, 6, 12, 23, 59, 59), "done", new(2025, 6, 12, 8, 0, 0), "D13-3.3.1b"),
    ];

    const string Month = "from=2025-06-01&to=2025-06-30";

    [Theory, OnBoth]
    public async Task A_month_of_known_duties_is_counted_to_the_second(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Happen(opened, now, June);
        using var director = await world.Browser("孙总监");
        var body = await Get(director, $"?{Month}");
        // Due, in time, late, excepted, broken, open: what was cancelled in time is not owed, what was late stays counted.
        Tally(body.GetProperty("total")).ShouldBe([11, 3, 2, 1, 3, 2]);
        body.GetProperty("rate").GetDecimal().ShouldBe(3m / 9, 0.0001m);
        var clauses = body.GetProperty("clauses").EnumerateArray().ToList();
        clauses.Select(c => c.GetProperty("clause").GetString()).ShouldBe(["D13-3.3.2c", "D13-3.3.1b"], "the worst kept first");
        clauses[0].Tally().ShouldBe([10, 2, 2, 1, 3, 2]);
        clauses[1].Tally().ShouldBe([1, 1, 0, 0, 0, 0]);
        body.GetProperty("weekly").GetBoolean().ShouldBeTrue();
        body.GetProperty("spans").EnumerateArray().Select(s => s.GetString()).ShouldBe(["2025-05-26", "2025-06-02", "2025-06-09", "2025-06-16", "2025-06-23", "2025-06-30"]);
        clauses[0].GetProperty("trend").EnumerateArray().Select(t => t.ValueKind == JsonValueKind.Null ? (decimal?)null : t.GetDecimal()).ShouldBe([1m, 0.5m, 0m, 0m, null, null]);
        clauses[0].GetProperty("change").GetDecimal().ShouldBe(0m);

        // The second before June and the second after it belong to other months.
        Tally((await Get(director, "?from=2025-05-01&to=2025-05-31")).GetProperty("total")).ShouldBe([1, 1, 0, 0, 0, 0]);
        Tally((await Get(director, "?from=2025-07-01&to=2025-07-31")).GetProperty("total")).ShouldBe([1, 0, 0, 0, 0, 1]);
        Tally((await Get(director, "?from=2025-06-20&to=2025-06-20")).GetProperty("total")).ShouldBe([2, 0, 0, 0, 1, 1], "due at 11:59:59 is broken at noon, due at noon is not");
        world.SetTime(2025, 6, 20, 12, 0, 1);
        Tally((await Get(director, "?from=2025-06-20&to=2025-06-20")).GetProperty("total")).ShouldBe([2, 0, 0, 0, 2, 0], "a second later it is");
        world.At(now);
        var year = await Get(director, "");
        year.GetProperty("weekly").GetBoolean().ShouldBeFalse();
        (year.GetProperty("from").GetString(), year.GetProperty("to").GetString()).ShouldBe(("2024-07-01", "2025-06-30"));

        // By person, department and company; of one person, one clause.
        (await Shares(director, $"{Month}&by=Person")).ShouldBe([("李四", 3, 0m), ("王五", 2, 0m), ("张三", 6, 0.5m)], ignoreOrder: true);
        (await Shares(director, $"{Month}&by=Department")).ShouldBe([("销售二部", 2, 0m), ("销售一部", 9, 0.375m)], ignoreOrder: true);
        (await Shares(director, $"{Month}&by=Unit")).ShouldBe([("华南公司", 11, 0.333m)]);
        (await Shares(director, $"{Month}&by=Person&clause=D13-3.3.1b")).ShouldBe([("张三", 1, 1m)]);
        Tally((await Get(director, $"?{Month}&personId={world.People["张三"]}")).GetProperty("total")).ShouldBe([6, 3, 1, 0, 2, 0]);

        // The records behind, the latest due first, page by page; what shows that they were done.
        (await Titles(director, $"{Month}&outcome=Broken")).ShouldBe(["今日已过", "逾期后取消", "逾期未办"]);
        (await Titles(director, $"{Month}&outcome=Open")).ShouldBe(["月末末秒", "今日此刻"]);
        (await Titles(director, $"{Month}&outcome=Excepted")).ShouldBe(["例外"]);
        (await Titles(director, $"{Month}&outcome=InTime&clause=D13-3.3.2c")).ShouldBe(["按时", "月初首秒"]);
        (await Titles(director, Month, 3)).ShouldBe(["月末末秒", "今日此刻", "今日已过", "逾期后取消", "逾期未办", "例外", "另一条款", "迟", "迟一秒", "按时", "月初首秒"], ignoreOrder: true);
        foreach (var (query, key) in new[] { ("from=2025-06-02&to=2025-06-01", "compliance.wrong-period"), ("from=2015-06-02&to=2025-06-01", "compliance.wrong-period"), ("clause=D99-1", "compliance.unknown-clause") })
            (await director.Json(HttpMethod.Get, $"/api/v1/compliance?{query}")).Body.Keys().ShouldBe([key], query);
        (await director.Json(HttpMethod.Get, "/api/v1/compliance/duties?after=xyz")).Body.Keys().ShouldBe(["compliance.after"]);
        (await director.Json(HttpMethod.Get, "/api/v1/compliance?from=gestern")).Status.ShouldBe(400);
    }

    [Theory, OnBoth]
    public async Task Everybody_counts_what_his_scope_reaches_by_every_way_there_is(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Happen(opened, now, June);
        await world.Strangers();
        foreach (var (who, due, seen) in new[] { ("张三", 6, "按时"), ("李四", 3, "迟"), ("王五", 2, "月末末秒"), ("赵主管", 9, "迟"), ("孙总监", 11, "月末末秒"), ("集团领导", 11, "按时"), ("admin", 11, "按时"), ("北总监", 0, "") })
        {
            using var browser = await world.Browser(who);
            Tally((await Get(browser, $"?{Month}")).GetProperty("total"))[0].ShouldBe(due, $"{who}: figures");
            (await Shares(browser, $"{Month}&by=Person")).Sum(s => s.Due).ShouldBe(due, $"{who}: shares");
            var titles = await Titles(browser, Month);
            titles.Count.ShouldBe(due, $"{who}: duties");
            if (due > 0) titles.ShouldContain(seen, who);
            // Asking for somebody else's leads no further than one's own scope.
            Tally((await Get(browser, $"?{Month}&personId={world.People["王五"]}")).GetProperty("total"))[0].ShouldBe(who is "王五" or "孙总监" or "集团领导" or "admin" ? 2 : 0, $"{who}: of 王五");
            var page = await browser.Page($"/compliance?{Month}");
            page.QuerySelectorAll(".kpi .v small")[1].TextContent.ShouldBe($"到期 {due}", $"{who}: page");
            (await browser.Page($"/compliance/duties?{Month}&all=true")).QuerySelectorAll("tbody tr").Length.ShouldBe(due, $"{who}: list");
            (await browser.Book($"/compliance/duties.xlsx?{Month}&all=true")).Count.ShouldBe(due + 1, $"{who}: workbook");
            var pack = JsonDocument.Parse(await (await browser.GetAsync($"/api/v1/compliance/pack?{Month}")).Content.ReadAsStringAsync()).RootElement.GetProperty("pack");
            pack.GetProperty("duties").GetArrayLength().ShouldBe(due, $"{who}: pack");
            (await browser.Book($"/compliance/packs/pack.xlsx?{Month}")).Count(r => r[0] == "义务").ShouldBe(due, $"{who}: pack as a workbook");
        }
        using var blind = await world.Browser("财务");
        foreach (var path in new[] { "/compliance", "/compliance/duties", "/compliance/figures.xlsx", "/compliance/duties.xlsx", "/compliance/packs", "/compliance/packs/pack.json", "/compliance/packs/pack.xlsx", "/api/v1/compliance", "/api/v1/compliance/shares", "/api/v1/compliance/duties", "/api/v1/compliance/pack", "/api/v1/compliance/key" })
            (await blind.Get(path)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden, path);
        (await blind.Get("/")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        using var other = await world.Browser("北总监");
        (await other.Get($"/api/v1/compliance/pack?unitId={world.Unit}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, "another company's pack is not there");
    }

    [Theory, OnBoth]
    public async Task The_page_shows_the_worst_first_and_leads_to_the_records(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Happen(opened, now, June);
        using var browser = await world.Browser("孙总监");
        using (var questions = await world.CountQuestions())
        {
            var page = await browser.Page($"/compliance?{Month}");
            questions.Of("duties", "people", "units", "departments").ShouldBeLessThanOrEqualTo(24);
            page.QuerySelectorAll(".kpi .v").Select(v => v.FirstChild!.TextContent).ShouldBe(["33.3", "9", "2", "1", "3", "2"]);
            var rows = page.QuerySelectorAll("section[aria-labelledby=kept-title] tbody tr");
            rows.Length.ShouldBe(2);
            rows[0].QuerySelectorAll("td.num").Select(c => c.TextContent).ShouldBe(["8", "25.0", "+0.0", "2", "1", "3", "2"]);
            rows[0].QuerySelectorAll("svg.bar rect").Select(r => r.ClassName).ShouldBe(["k", "l", "e", "x"]);
            rows[0].QuerySelector("svg.spark polyline").ShouldNotBeNull();
        }
        var one = await browser.Page($"/compliance?{Month}&clause=D13-3.3.2c");
        one.QuerySelector("tr.sel .clause")!.TextContent.ShouldBe("D13-3.3.2c");
        one.QuerySelectorAll("svg.trend polyline").Select(l => l.ClassName).ShouldBe(["beside", "main"]);
        one.QuerySelectorAll("li.share").Length.ShouldBe(3);
        one.QuerySelectorAll("li.behind .gtag").Select(t => t.TextContent).ShouldBe(["违反", "违反", "违反", "迟", "迟"]);
        one.QuerySelector("a[href='/what-if/new?clause=D13-3.3.2c']").ShouldNotBeNull("who may change parameters may try them");
        one.QuerySelectorAll("[style]").ShouldBeEmpty();
        (await (await world.Browser("张三")).Page($"/compliance?{Month}&clause=D13-3.3.2c")).QuerySelector("a[href^='/what-if']").ShouldBeNull();
        var list = await browser.Page($"/compliance/duties?{Month}");
        list.QuerySelectorAll(".nav-tabs .gtag").Select(t => t.TextContent).ShouldBe(["5", "3", "2", "1", "3", "2", "11"]);
        list.QuerySelectorAll("tbody tr").Length.ShouldBe(5);
        var book = await browser.Book($"/compliance/figures.xlsx?{Month}&by=Department");
        book[0].ShouldBe(["统计", "条款", "要求", "到期", "按时", "迟", "例外", "违反", "未结", "按时率 %"]);
        book[1].Skip(3).ShouldBe(["10", "2", "2", "1", "3", "2", "25"]);
        book.Skip(3).Select(r => (r[0], r[2], r[3])).ShouldBe([("部门", "销售二部", "2"), ("部门", "销售一部", "9")]);
        (await browser.Submit("/ui/preferences", ("lang", "en"))).Dispose();
        (await browser.Page($"/compliance?{Month}")).QuerySelector("h1")!.TextContent.ShouldBe("Compliance");
        (await browser.Page("/compliance?from=2030-01-01&to=2030-01-31")).QuerySelector(".empty h3")!.TextContent.ShouldBe("Nothing was due in this period");
    }

    static async Task<JsonElement> Get(HttpClient browser, string query)
    {
        var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/compliance{query}");
        status.ShouldBe(200, body.ToString());
        return body;
    }

    static int[] Tally(JsonElement tally) => [.. new[] { "due", "inTime", "late", "excepted", "broken", "open" }.Select(n => tally.GetProperty(n).GetInt32())];

    static async Task<List<(string? Name, int Due, decimal Rate)>> Shares(HttpClient browser, string query) =>
        [.. (await browser.Json(HttpMethod.Get, $"/api/v1/compliance/shares?{query}")).Body.EnumerateArray().Select(s => (s.GetProperty("name").GetString(), s.Tally()[0], Math.Round(s.GetProperty("tally").GetProperty("rate") is { ValueKind: JsonValueKind.Number } r ? r.GetDecimal() : -1, 3)))];

    static async Task<List<string>> Titles(HttpClient browser, string query, int size = 50)
    {
        List<string> titles = [];
        for (var after = ""; after is not null;)
        {
            var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/compliance/duties?{query}&size={size}&after={after}");
            status.ShouldBe(200);
            titles.AddRange(body.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("duty").GetProperty("title").GetString()!));
            after = body.GetProperty("next").GetString();
        }
        titles.ShouldBeUnique();
        return titles;
    }
}
