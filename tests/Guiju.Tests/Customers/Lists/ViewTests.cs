using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Organization;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Lists;

public class ViewTests
{
    const string Base = "/api/v1/customer-views";

    static Task Arrange(World world) => world.Add(
        ("甲厂", "张三", f => f.MoveTo(Stage.Won, world.Clock.Now)), ("乙厂", "张三", f => f.PlanContact(new(2025, 6, 9), null)), ("丙厂", "李四", f => f.MoveTo(Stage.Won, world.Clock.Now)), ("丁厂", "王五", f => f.MoveTo(Stage.Won, world.Clock.Now)));

    static async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpClient browser, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await browser.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    static async Task<Guid> Save(HttpClient browser, object view)
    {
        var (status, body) = await Send(browser, HttpMethod.Post, Base, view);
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return body.GetProperty("id").GetGuid();
    }

    static Task<List<SavedView>> Kept(World world) => world.Read(db => db.Set<SavedView>().AsNoTracking().OrderBy(v => v.Id).ToListAsync());

    static async Task<List<string>> Rows(HttpClient browser, string path) =>
        [.. new HtmlParser().ParseDocument(await browser.GetStringAsync(path)).QuerySelectorAll("tbody td a.b").Select(a => a.TextContent)];

    [Theory, OnBoth]
    public async Task A_view_is_saved_opened_changed_and_deleted_over_the_api(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        using var browser = await world.Browser("孙总监");
        var id = await Save(browser, new { name = " 已成交 ", query = "where=stage:is:Won&sort=-name&size=20&page=7", columns = "name:260,owner", pinned = true, shared = true });
        var (_, all) = await Send(browser, HttpMethod.Get, Base);
        var view = all.GetProperty("items")[0];
        view.GetProperty("name").GetString().ShouldBe("已成交");
        // The page one was on is no part of a view.
        view.GetProperty("query").GetString().ShouldBe("size=20&sort=-name&where=stage:is:Won");
        (view.GetProperty("mine").GetBoolean(), view.GetProperty("pinned").GetBoolean(), view.GetProperty("shared").GetBoolean()).ShouldBe((true, true, true));
        all.GetProperty("pins")[0].GetGuid().ShouldBe(id);
        // Page, API and file show what it asks for.
        (await Rows(browser, $"/customers?view={id}")).ShouldBe(["甲厂", "丁厂", "丙厂"]);
        var (_, rows) = await Send(browser, HttpMethod.Get, $"/api/v1/customers?view={id}");
        rows.GetProperty("items").GetArrayLength().ShouldBe(3);
        (await browser.GetStringAsync($"/customers/export?format=csv&view={id}")).Split("\r\n")[0].TrimStart('\uFEFF').ShouldBe("客户名称,负责人");
        var version = view.GetProperty("version").GetInt32();
        (await Send(browser, HttpMethod.Patch, $"{Base}/{id}", new { name = "成交客户" }, $"\"{version + 1}\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Send(browser, HttpMethod.Patch, $"{Base}/{id}", new { name = "成交客户", query = "where=stage:is:Won,Loyal" }, $"\"{version}\"")).Status.ShouldBe(HttpStatusCode.NoContent);
        var (_, one) = await Send(browser, HttpMethod.Get, $"{Base}/{id}");
        (one.GetProperty("name").GetString(), one.GetProperty("query").GetString(), one.GetProperty("columns").GetString()).ShouldBe(("成交客户", "where=stage:is:Won,Loyal", "name:260,owner"));
        (await Send(browser, HttpMethod.Delete, $"{Base}/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Send(browser, HttpMethod.Get, $"{Base}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var gone = await browser.GetAsync($"/customers?view={id}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Kept(world)).ShouldBeEmpty();
    }

    [Theory, OnBoth]
    public async Task Only_the_owner_changes_a_view_and_nobody_finds_what_is_not_shared_with_him(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        await world.Write(async (db, services) =>
        {
            var other = new Unit("HD", "华东公司", world.Unit);
            db.Add(other);
            await db.SaveChangesAsync();
            var person = new Person(other.Id, "远方人", null, "信息员");
            person.Grant([await db.Set<Role>().Where(r => r.Key == "clerk").Select(r => r.Id).SingleAsync()]);
            db.Add(person);
            await db.SaveChangesAsync();
            (await services.GetRequiredService<UserManager<Account>>().CreateAsync(new Account { Id = person.Id, UserName = "远方人" }, World.Password)).Succeeded.ShouldBeTrue();
        });
        using var owner = await world.Browser("赵主管");
        var hidden = await Save(owner, new { name = "私人", query = "where=stage:is:Won" });
        var open = await Save(owner, new { name = "公开", query = "where=stage:is:Won", shared = true });
        var before = (await Kept(world)).Select(v => (v.Name, v.Query, v.Shared, v.Version)).ToList();
        foreach (var who in (string[])["张三", "王五", "孙总监", "admin", "远方人"])
        {
            using var browser = await world.Browser(who);
            var colleague = who is not "远方人";
            foreach (var (id, there) in new[] { (hidden, false), (open, colleague) })
            {
                using var page = await browser.GetAsync($"/customers?view={id}");
                page.StatusCode.ShouldBe(there ? HttpStatusCode.OK : HttpStatusCode.NotFound, who);
                (await Send(browser, HttpMethod.Get, $"{Base}/{id}")).Status.ShouldBe(there ? HttpStatusCode.OK : HttpStatusCode.NotFound, who);
                (await Send(browser, HttpMethod.Get, $"/api/v1/customers?view={id}")).Status.ShouldBe(there ? HttpStatusCode.OK : HttpStatusCode.NotFound, who);
                var refused = there ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound;
                foreach (var change in new object[] { new { name = "改了" }, new { shared = false }, new { shared = true }, new { query = "" }, new { columns = "name" } })
                    (await Send(browser, HttpMethod.Patch, $"{Base}/{id}", change)).Status.ShouldBe(refused, $"{who} {change}");
                (await Send(browser, HttpMethod.Delete, $"{Base}/{id}")).Status.ShouldBe(refused, who);
                using var form = new FormUrlEncodedContent([new("name", "改了")]);
                (await browser.PostAsync($"/customers/views/{id}", form)).StatusCode.ShouldBe(refused, who);
                (await browser.PostAsync($"/customers/views/{id}/delete", null)).StatusCode.ShouldBe(refused, who);
                (await Send(browser, HttpMethod.Put, $"{Base}/pins", new { ids = new[] { id } })).Status.ShouldBe(there ? HttpStatusCode.NoContent : HttpStatusCode.NotFound, who);
                (await Send(browser, HttpMethod.Put, $"{Base}/opens", new { view = id })).Status.ShouldBe(there ? HttpStatusCode.NoContent : HttpStatusCode.NotFound, who);
            }
            var (_, all) = await Send(browser, HttpMethod.Get, Base);
            all.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("id").GetGuid()).ShouldBe(colleague ? new[] { open } : []);
        }
        (await Kept(world)).Select(v => (v.Name, v.Query, v.Shared, v.Version)).ShouldBe(before);
        // A shared view shows everybody what he may see, and no more.
        using var seller = await world.Browser("李四");
        (await Rows(seller, $"/customers?view={open}")).ShouldBe(["丙厂"]);
        // Who may not share saves for himself alone.
        (await Send(seller, HttpMethod.Post, Base, new { name = "我的", query = "", shared = true })).Status.ShouldBe(HttpStatusCode.Forbidden);
        var mine = await Save(seller, new { name = "我的", query = "" });
        (await Send(seller, HttpMethod.Patch, $"{Base}/{mine}", new { shared = true })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Kept(world)).Count(v => v.Shared).ShouldBe(1);
        // Taken back, it is not there for others any more, pinned or not.
        (await Send(owner, HttpMethod.Patch, $"{Base}/{open}", new { shared = false })).Status.ShouldBe(HttpStatusCode.NoContent);
        using var director = await world.Browser("孙总监");
        (await director.GetStringAsync("/customers")).ShouldNotContain("公开");
        using var nobody = world.Browser();
        (await nobody.GetAsync(Base)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task What_cannot_be_kept_is_refused_with_the_reason(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        await Save(browser, new { name = "甲", query = "" });
        foreach (var (view, key) in new (object, string)[]
        {
            (new { query = "" }, "lists.view.name"), (new { name = "  ", query = "" }, "lists.view.name"), (new { name = new string('长', 41), query = "" }, "lists.view.name"), (new { name = "甲", query = "" }, "lists.view.taken"),
            (new { name = "乙", query = "where=phone:is:1" }, "lists.where.field"), (new { name = "乙", query = "nmae=x" }, "lists.parameter.unknown"), (new { name = "乙", query = "sort=password" }, "lists.sort.unknown"), (new { name = "乙", query = "q=" + new string('x', 4001) }, "lists.view.long"),
            (new { name = "乙", query = "", columns = "password" }, "lists.column.unknown"), (new { name = "乙", query = "", columns = "name:9" }, "lists.column.width"),
        })
        {
            var (status, body) = await Send(browser, HttpMethod.Post, Base, view);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity, view.ToString());
            body.GetProperty("findings")[0].GetProperty("key").GetString().ShouldBe(key);
        }
        (await Send(browser, HttpMethod.Post, Base, new { name = "乙", owner = world.People["李四"] })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(browser, HttpMethod.Put, $"{Base}/columns", new { columns = "password" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Send(browser, HttpMethod.Put, $"{Base}/opens", new { view = "nowhere" })).Status.ShouldBe(HttpStatusCode.NotFound);
        List<Guid> many = [];
        for (var i = 0; i < 13; i++) many.Add(await Save(browser, new { name = $"第{i}个", query = "" }));
        (await Send(browser, HttpMethod.Put, $"{Base}/pins", new { ids = many })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Send(browser, HttpMethod.Put, $"{Base}/pins", new { ids = many.Take(12) })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Send(browser, HttpMethod.Patch, $"{Base}/{many[12]}", new { pinned = true })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Kept(world)).Count.ShouldBe(14);
    }

    [Theory, OnBoth]
    public async Task Tabs_show_true_counts_and_a_changed_view_says_so(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        using var browser = await world.Browser("孙总监");
        using var form = new FormUrlEncodedContent([new("name", "成交"), new("pinned", "true"), new("back", "/customers?where=stage:is:Won&sort=-name")]);
        using var saved = await browser.PostAsync("/customers/views", form);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var address = saved.Headers.Location!.ToString();
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(address));
        var tab = page.QuerySelector(".nav-tabs a[aria-current=page]")!;
        (tab.TextContent.Trim(), page.QuerySelectorAll("tbody tr").Length).ShouldBe(("成交3", 3));
        page.QuerySelector(".changed").ShouldBeNull();
        // A condition more: the view is changed, and still itself.
        var more = page.QuerySelector(".chips .chip .x")!.GetAttribute("href")!;
        more.ShouldContain("view=");
        page = new HtmlParser().ParseDocument(await browser.GetStringAsync(more));
        page.QuerySelector(".changed").ShouldNotBeNull();
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        // Kept, it is the view.
        using var keep = new FormUrlEncodedContent([new("keep", "true"), new("back", more)]);
        (await browser.PostAsync("/customers/views/" + address.Split('=')[1], keep)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Kept(world)).Single().Query.ShouldBe("sort=-name");
        // The list opens with it, and all customers are one click away.
        using var opens = new FormUrlEncodedContent([new("view", address.Split('=')[1])]);
        await browser.PostAsync("/customers/views/opens", opens);
        page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/customers"));
        page.QuerySelector(".nav-tabs a[aria-current=page]")!.TextContent.ShouldStartWith("成交");
        page = new HtmlParser().ParseDocument(await browser.GetStringAsync(page.QuerySelector(".nav-tabs a")!.GetAttribute("href")!));
        page.QuerySelector(".nav-tabs a[aria-current=page]")!.TextContent.ShouldStartWith("全部客户");
        (await browser.GetStringAsync("/customers/views")).ShouldContain("成交");
    }

    [Theory, OnBoth]
    public async Task Columns_with_order_and_widths_are_the_accounts_in_every_browser(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        using var browser = await world.Browser("孙总监");
        // What an old browser kept shows until columns are chosen anew.
        using var old = new HttpRequestMessage(HttpMethod.Get, "/customers");
        old.Headers.Add("Cookie", "columns.customers=name.owner");
        using var answer = await browser.SendAsync(old);
        Heads(await answer.Content.ReadAsStringAsync()).ShouldBe(["客户名称", "负责人", "提示"]);
        using var form = new FormUrlEncodedContent([new("column", "owner"), new("column", "name"), new("column", "second"), new("width.name", "300"), new("width.owner", "9"), new("back", "/customers?sort=-code")]);
        using var chosen = await browser.PostAsync("/customers/columns", form);
        chosen.Headers.Location!.ToString().ShouldBe("/customers?sort=-code");
        chosen.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("columns.customers=;", StringComparison.Ordinal));
        using var second = await world.Browser("孙总监");
        var html = await second.GetStringAsync("/customers");
        Heads(html).ShouldBe(["负责人", "客户名称", "第二联系人", "提示"]);
        var page = new HtmlParser().ParseDocument(html);
        page.QuerySelector("col[data-col=name]")!.GetAttribute("width").ShouldBe("300");
        page.QuerySelector("col[data-col=owner]")!.GetAttribute("width").ShouldBe("40");
        html.ShouldNotContain(" style=");
        using var other = await world.Browser("钱信息");
        Heads(await other.GetStringAsync("/customers")).Count.ShouldBe(ListColumn.First.Count + 1);
        // On a saved view columns change the view's address and not the account.
        var id = await Save(second, new { name = "视图", query = "", columns = "code,name" });
        using var onView = new FormUrlEncodedContent([new("column", "name"), new("width.name", "222"), new("back", $"/customers?view={id}")]);
        using var went = await second.PostAsync("/customers/columns", onView);
        var there = went.Headers.Location!.ToString();
        there.ShouldContain("cols=name:222");
        var changed = await second.GetStringAsync(there);
        Heads(changed).ShouldBe(["客户名称", "提示"]);
        changed.ShouldContain("class=\"changed\"");
        Heads(await second.GetStringAsync("/customers")).ShouldBe(["负责人", "客户名称", "第二联系人", "提示"]);
        using var bad = await second.GetAsync("/customers?cols=password");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        static List<string> Heads(string html) => [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("thead th").Select(h => h.TextContent.Trim()).Where(t => t.Length > 0)];
    }

    [Theory, OnBoth]
    public async Task A_shared_view_whose_owner_left_is_taken_over_by_who_may_share(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        using var maker = await world.Browser("赵主管");
        var shared = await Save(maker, new { name = "已成交", query = "where=stage:is:Won", shared = true });
        var own = await Save(maker, new { name = "私人", query = "where=stage:is:Won" });
        using var director = await world.Browser("孙总监");
        await Save(director, new { name = "已成交", query = "sort=code" });
        using var seller = await world.Browser("张三");
        Task<(HttpStatusCode Status, JsonElement Body)> Take(HttpClient by, Guid id) => Send(by, HttpMethod.Post, $"{Base}/{id}/take-over", new { });
        (await Take(director, shared)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.Forbidden), a => a.Body.GetProperty("findings")[0].GetProperty("key").GetString().ShouldBe("lists.view.owner-works"));
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "赵主管")).SetActive(false));
        // Not by who may not share, nor what was never shared.
        (await Take(seller, shared)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Take(director, own)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await seller.Page("/customers/views")).QuerySelector($"form[action='/customers/views/{shared}/take-over']").ShouldBeNull();
        (await Kept(world)).Single(v => v.Id == shared).OwnerId.ShouldBe(world.People["赵主管"]);
        (await director.Page("/customers/views")).QuerySelector($"form[action='/customers/views/{shared}/take-over'] button").ShouldNotBeNull();
        (await director.Submit($"/customers/views/{shared}/take-over")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        // He has one of that name: it says whose it was, and his own stays.
        (await Kept(world)).Single(v => v.Id == shared).ShouldSatisfyAllConditions(v => v.OwnerId.ShouldBe(world.People["孙总监"]), v => v.Name.ShouldBe("赵主管 已成交"), v => v.Shared.ShouldBeTrue());
        (await Send(director, HttpMethod.Patch, $"{Base}/{shared}", new { name = "成交客户" })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Take(director, shared)).Status.ShouldBe(HttpStatusCode.NoContent, "asked twice");
    }
}
