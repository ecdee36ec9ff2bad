using System.Net;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class PageTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static async Task<IDocument> Page(HttpClient browser, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await browser.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(expected, path);
        return await BrowsingContext.New(Configuration.Default).OpenAsync(async r => r.Content(await answer.Content.ReadAsStringAsync(Ct)), Ct);
    }

    static FormUrlEncodedContent Form(params (string, string)[] fields) => new(fields.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));

    [Theory, OnBoth]
    public async Task The_record_the_new_file_and_the_card_are_pages_and_others_records_are_not_there(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        using var posted = await browser.PostAsync("/customers/new", Form(("name", "页面公司"), ("roles", "Buyer"), ("roles", "Supplier"), ("phone", "0757-81234567"), ("contact.name", "谢坤"), ("contact.mobile", "13907571234"), ("status", "Incomplete")), Ct);
        posted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var place = posted.Headers.Location!.ToString();
        var page = await Page(browser, place);
        await world.Do<SetAbsent, int>("张三", u => u.Handle(Guid.Parse(place[^36..]), "fax", "对方不用传真", default));
        (await Page(browser, place + "?tab=changes")).Body!.TextContent.ShouldContain("传真：对方不用传真");
        page.QuerySelector("h1")!.TextContent.ShouldBe("页面公司");
        page.QuerySelectorAll(".field .v").ShouldContain(v => v.TextContent.Trim() == "0757-81234567");
        page.QuerySelector("#panel-people")!.TextContent.ShouldContain("13907571234");
        foreach (var tab in new[] { "timeline", "changes", "files" }) (await Page(browser, $"{place}?tab={tab}")).QuerySelector(".nav-link.active").ShouldNotBeNull();
        (await Page(browser, place + "/card")).QuerySelector(".paper")!.TextContent.ShouldContain("页面公司");
        foreach (var form in new[] { "/roles?add=Distributor", "/major-change", "/facts/name/edit", "/facts/phone/history", "/people/new" }) await Page(browser, place + form);

        using var head = await world.Browser("赵主管");
        (await Page(head, place)).QuerySelector("#panel-people")!.TextContent.ShouldContain("139****1234");
        (await Page(head, place + "/card")).Body!.TextContent.ShouldNotContain("13907571234");
        await Page(head, place + "/owner");
        using var other = await world.Browser("王五");
        foreach (var path in new[] { "", "/card", "/roles", "/major-change", "/facts/phone", "/facts/phone/edit", "/facts/phone/history", "/people", "/people/new" }) (await other.GetAsync(place + path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await other.PostAsync(place + "/facts/phone", Form(("phone", "0757-80000000")), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(place + "/tags", Form(("tags", "黑")), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Read(db => db.Set<Customer>().SingleAsync())).ShouldSatisfyAllConditions(c => c.Phone.ShouldBe("0757-81234567"), c => c.Tags.ShouldBeEmpty());
    }

    [Theory, OnBoth, Clause("D13-3.4.1a")]
    public async Task A_fact_is_edited_in_place_and_a_major_change_asks_for_its_record(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1));
        browser.DefaultRequestHeaders.Add("HX-Request", "true");
        (await Page(browser, $"/customers/{id}/facts/industry/edit")).QuerySelector("input[name=industry]").ShouldNotBeNull();
        using var saved = await browser.PostAsync($"/customers/{id}/facts/industry", Form(("industry", "矿业"), ("seen", "五金"), ("version", "1")), Ct);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await saved.Content.ReadAsStringAsync(Ct)).ShouldContain("矿业");
        using var conflict = await browser.PostAsync($"/customers/{id}/facts/industry", Form(("industry", "冶金"), ("seen", "五金"), ("version", "1")), Ct);
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await conflict.Content.ReadAsStringAsync(Ct)).ShouldContain("矿业");
        (await Page(browser, $"/customers/{id}/facts/legalRepresentative/edit")).QuerySelector("input[name=happenedOn]").ShouldNotBeNull();
        using var bare = await browser.PostAsync($"/customers/{id}/facts/legalRepresentative", Form(("legalRepresentative", "李四"), ("seen", "张三"), ("version", "9")), Ct);
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var done = await browser.PostAsync($"/customers/{id}/facts/legalRepresentative", Form(("legalRepresentative", "李四"), ("seen", "张三"), ("version", "9"), ("happenedOn", "2025-06-01"), ("changeSource", "来函")), Ct);
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.File(id)).LegalRepresentative.ShouldBe("李四");
        // The supervisor edits without seeing the number: an empty field leaves it as it is.
        using var head = await world.Browser("赵主管");
        head.DefaultRequestHeaders.Add("HX-Request", "true");
        (await Page(head, $"/customers/{id}/facts/phone/edit")).Body!.InnerHtml.ShouldNotContain("0757-81230001");
        (await head.PostAsync($"/customers/{id}/facts/phone", Form(("phone", ""), ("seen", "")), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.File(id)).Phone.ShouldBe("0757-81230001");
        using var missing = await browser.PostAsync($"/customers/{id}/stage", Form(("stage", "Won")), Ct);
        missing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await missing.Content.ReadAsStringAsync(Ct)).ShouldContain("联系、意向");
    }

    [Theory, OnBoth]
    public async Task Naughty_strings_are_kept_exactly_and_shown_inert_or_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var strings = JsonSerializer.Deserialize<List<string>>(await System.IO.File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Guiju.Tests", "Data", "blns.json"), Ct))!
            .Where(s => !string.IsNullOrWhiteSpace(s)).Where((_, i) => i % 4 == 0).Append("<script>alert(1)</script>").Append("\"><img src=x onerror=alert(1)>").ToList();
        var refused = 0;
        foreach (var text in strings)
        {
            var name = text.Trim() is { Length: > 200 } longer ? longer[..150] : text.Trim();
            var outcome = await world.Register("张三", new() { Name = name, Roles = [RoleKind.Buyer], Demand = name, Contact = new() { Name = name.Length > 60 ? "短名" : name } });
            if (!outcome.Done)
            {
                outcome.Findings.ShouldAllBe(f => f.Key == "customers.text.control" || f.Key == "customers.text.long");
                refused++;
                continue;
            }
            var kept = await world.File(outcome.Value.Id);
            kept.Name.ShouldBe(name);
            kept.Demand.ShouldBe(name);
        }
        refused.ShouldBeLessThan(strings.Count / 4);
        var id = await world.Opened("张三", new() { Name = "<img src=x onerror=alert(1)>", Roles = [RoleKind.Buyer], Demand = "<script>alert(2)</script>", Source = "=cmd|' /C calc'!A0" });
        foreach (var path in new[] { "", "?tab=changes", "/card" })
        {
            var page = await Page(browser, $"/customers/{id}{path}");
            page.QuerySelectorAll("main script:not([type=module])").ShouldBeEmpty();
            page.QuerySelectorAll("img[onerror]").ShouldBeEmpty();
            page.Body!.TextContent.ShouldContain("<img src=x onerror=alert(1)>");
        }
    }

    [Theory, OnBoth, Clause("D01-1.2c")]
    public async Task While_typing_one_learns_of_files_that_may_be_the_same(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("张三");
        (await Page(browser, $"/customers/hints?name={Uri.EscapeDataString("佛山第1五金有限公司")}")).QuerySelector($"a[href='/customers/{id}']").ShouldNotBeNull();
        using var other = await world.Browser("王五");
        var hidden = await Page(other, $"/customers/hints?name={Uri.EscapeDataString("佛山第1五金有限公司")}");
        hidden.QuerySelector("li a[href^='/customers/']").ShouldBeNull();
        hidden.Body!.TextContent.ShouldNotContain("C2025");
        hidden.QuerySelector(".finding").ShouldNotBeNull();
    }
}
