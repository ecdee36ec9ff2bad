using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class TrailTests
{
    static async Task<IDocument> Page(HttpClient browser, string path) => new HtmlParser().ParseDocument(await browser.GetStringAsync(path));

    static string? Step(IDocument page, string step) => page.QuerySelector($".trail a[data-step={step}]")?.GetAttribute("href");

    static string Name(IDocument page) => page.QuerySelector("h1")!.TextContent;

    [Theory, OnBoth]
    public async Task From_a_list_one_walks_through_its_records_and_back_to_the_same_page(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 30).Select(i => ($"东莞{i:00}厂", (string?)"张三", (Action<Customer>?)(f => f.MoveTo(i % 2 == 0 ? Stage.Won : Stage.Collected, world.Clock.Now))))]);
        using var browser = await world.Browser("张三");
        var list = await Page(browser, "/customers?where=stage:is:Won&sort=-name&size=10");
        var at = list.QuerySelectorAll("tbody td a.b")[9].GetAttribute("href")!;
        var record = await Page(browser, at);
        (Name(record), record.QuerySelector(".trail [data-step=back]")!.TextContent.Trim()).ShouldBe(("东莞10厂", "10 / 15"));
        // Over the end of the page, and back to the page where it then lies.
        record = await Page(browser, Step(record, "next")!);
        (Name(record), record.QuerySelector(".trail [data-step=back]")!.TextContent.Trim()).ShouldBe(("东莞08厂", "11 / 15"));
        var back = Step(record, "back")!;
        back.ShouldBe("/customers?page=2&size=10&sort=-name&where=stage:is:Won");
        (await Page(browser, back)).QuerySelectorAll("tbody td a.b")[0].TextContent.ShouldBe("东莞08厂");
        record.QuerySelector(".crumbs a")!.GetAttribute("href").ShouldBe(back);
        Name(await Page(browser, Step(record, "prev")!)).ShouldBe("东莞10厂");
        // The ends have nothing beyond.
        Step(await Page(browser, list.QuerySelectorAll("tbody td a.b")[0].GetAttribute("href")!), "prev").ShouldBeNull();
        // Other tabs of the record keep the place; an act comes back to it.
        record.QuerySelectorAll(".card-header a.nav-link")[1].GetAttribute("href")!.ShouldContain("&at=11&of=15&tab=changes");
        using var act = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.BaseAddress!, new Uri(at, UriKind.Relative)).AbsolutePath + "/tags") { Content = new FormUrlEncodedContent([new("tags", "重点")]) };
        act.Headers.Referrer = new Uri(browser.BaseAddress!, at);
        using var done = await browser.SendAsync(act);
        if (done.StatusCode == HttpStatusCode.SeeOther) done.Headers.Location!.ToString().ShouldContain("&at=10&of=15");
        // A phone shows the same.
        list.QuerySelectorAll(".cards a")[0].GetAttribute("href").ShouldBe(list.QuerySelectorAll("tbody td a.b")[0].GetAttribute("href"));
    }

    [Theory, OnBoth]
    public async Task A_record_that_left_the_list_says_so_and_leads_on(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 5).Select(i => ($"东莞{i}厂", (string?)"张三", (Action<Customer>?)(f => f.PlanContact(new DateOnly(2025, 6, 1).AddDays(i), null))))]);
        using var browser = await world.Browser("张三");
        var list = await Page(browser, "/customers?where=next:in:overdue&sort=next");
        var links = list.QuerySelectorAll("tbody td a.b").Select(a => a.GetAttribute("href")!).ToList();
        await world.Write(async (db, _) => (await db.Set<Customer>().SingleAsync(c => c.Name == "东莞2厂")).PlanContact(new(2025, 7, 1), null));
        var record = await Page(browser, links[2]);
        record.QuerySelector(".trail [data-step=back]")!.TextContent.ShouldContain("已不在列表中");
        Name(await Page(browser, Step(record, "prev")!)).ShouldBe("东莞1厂");
        Name(await Page(browser, Step(record, "next")!)).ShouldBe("东莞3厂");
        // One that only moved up is found where it is now.
        (await Page(browser, links[3])).QuerySelector(".trail [data-step=back]")!.TextContent.Trim().ShouldBe("3 / 5");
        // Files without a value to sort by come last and are walked to.
        await world.Write(async (db, _) => (await db.Set<Customer>().SingleAsync(c => c.Name == "东莞0厂")).PlanContact(null, null));
        list = await Page(browser, "/customers?sort=next");
        record = await Page(browser, list.QuerySelectorAll("tbody td a.b")[3].GetAttribute("href")!);
        Name(await Page(browser, Step(record, "next")!)).ShouldBe("东莞0厂");
    }

    [Theory, OnBoth]
    public async Task The_way_through_a_list_shows_nobody_what_he_may_not_see(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("甲厂", "张三", null), ("乙厂", "李四", null), ("丙厂", "张三", null), ("丁厂", "王五", null));
        var ids = await world.Read(db => db.Set<Customer>().ToDictionaryAsync(c => c.Name, c => c.Id));
        using var browser = await world.Browser("张三");
        // The colleague's list, handed on: it is asked within one's own scope.
        var record = await Page(browser, $"/customers/{ids["甲厂"]}?in=sort%3Dname&at=2&of=4");
        foreach (var step in (string[])["prev", "next"])
            if (Step(record, step) is { } link) Name(await Page(browser, link)).ShouldBeOneOf("甲厂", "丙厂");
        record.DocumentElement.OuterHtml.ShouldNotContain(ids["乙厂"].ToString());
        record.DocumentElement.OuterHtml.ShouldNotContain(ids["丁厂"].ToString());
        (await browser.GetAsync($"/customers/{ids["乙厂"]}?in=sort%3Dname&at=1&of=4")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // What cannot be read leads nowhere, and the record is there.
        foreach (var nonsense in (string[])["in=nmae%3Dx&at=1", "in=sort%3Dpassword&at=1", "in=where%3Dphone%3Ais%3A1&at=1", "at=0", "at=99999999999", "at=-1", "in=x&at=x", "in=after%3Dx&at=1"])
        {
            using var answer = await browser.GetAsync($"/customers/{ids["甲厂"]}?{nonsense}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, nonsense);
        }
    }

    [Theory, OnBoth]
    public async Task Groups_tabs_views_and_neighbours_keep_to_their_queries(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 60).Select(i => ($"东莞{i}厂", (string?)"张三", (Action<Customer>?)(f => f.PlanContact(new(2025, 6, 1), null))))]);
        var me = world.People["赵主管"];
        var filters = ((string[])["stage:is:Collected;owner:is:team", "next:in:overdue", "gap:is:TooLittle,Stale;tag:is:x", "department:is:mine"])
            .Select(w => new CustomerFilter { Where = ConditionGroup.Read([w, "owner:set;region:is:440000"]).Value, Reader = me }).ToList();
        foreach (var filter in filters)
            (await Queries.Count(world, "赵主管", g => new CustomerRows(g.Db, g.Actor, g.Gaps, g.Names, g.Protection).Page(new(filter), default))).ShouldBeLessThanOrEqualTo(5, filter.Where[0].ToString());
        // All tabs of one's own in one query, whatever they ask.
        (await Queries.Count(world, "赵主管", async g =>
        {
            var counts = (await new CountViews(g.Db, g.Actor, world.Clock, g.Gaps).Each([.. filters.Select(f => (Guiju.Platform.Ids.Next(), f)), (Guiju.Platform.Ids.Next(), new() { Text = "东莞" })], default)).Value;
            counts.Values.Select(c => c.Value).ShouldBe([60, 60, 60, 60]);
        })).ShouldBe(1);
        (await Queries.Count(world, "赵主管", g => new ShowViews(g.Db, g.Actor).Handle(default))).ShouldBe(2);
        var id = await world.Read(db => db.Set<Customer>().OrderBy(c => c.SortKey).Skip(20).Select(c => c.Id).FirstAsync());
        foreach (var sort in (string[])["name", "code", "opened", "completeness"])
            (await Queries.Count(world, "赵主管", g => new FindNeighbours(new(g.Db, g.Actor, g.Gaps, g.Names, g.Protection), g.Actor, world.Clock).Handle(new($"where=stage:is:Collected;owner:is:team&sort={sort}", 21, 60), id, default))).ShouldBe(1, sort);
        using var browser = await world.Browser("赵主管");
        using var form = new FormUrlEncodedContent([new("name", "下属"), new("pinned", "true"), new("back", "/customers?where=owner:is:team")]);
        await browser.PostAsync("/customers/views", form);
        await browser.GetStringAsync("/customers");
        using var asked = await world.CountQuestions();
        await browser.GetStringAsync("/customers?where=stage:is:Collected;owner:is:team&where=next:in:overdue");
        // Rows and roles, the tabs, one's own tabs, views and settings; the row count runs beside EF.
        asked.Of("customers", "saved_views", "list_settings", "register_categories").ShouldBeLessThanOrEqualTo(6);
        using var api = await world.CountQuestions();
        await browser.GetStringAsync("/api/v1/customers?where=stage:is:Collected;owner:is:team&where=next:in:overdue");
        api.Of("customers", "saved_views", "list_settings", "register_categories").ShouldBeLessThanOrEqualTo(2);
    }
}
