using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Platform;

public class NoticeTests
{
    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task A_far_contact_is_told_to_the_supervisor_and_his_decision_to_who_asked(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Do<PlanNextContact, DateOnly?>("张三", u => u.Handle(id, new(2025, 12, 8), "回访", default))).Done.ShouldBeTrue();
        using var supervisor = await world.Browser("赵主管");
        (await supervisor.Page("/")).QuerySelector("a[href='/notices'] .dot")!.TextContent.ShouldBe("1");
        var page = await supervisor.Page("/notices");
        page.QuerySelector(".notices .unread .grow")!.TextContent.ShouldContain("张三把客户“佛山第1五金有限公司”的下次联系定在 2025-12-08");
        page.QuerySelector(".notices .clause")!.TextContent.ShouldContain("D01-2.3b");

        // Opening it leads to the customer and takes it off the bell; looking again changes nothing.
        var address = page.QuerySelector(".notices form")!.GetAttribute("action")!;
        for (var time = 0; time < 2; time++)
        {
            using var opened = await supervisor.Submit(address);
            opened.Headers.Location!.ToString().ShouldBe($"/customers/{id}");
        }
        (await supervisor.Page("/")).QuerySelector("a[href='/notices'] .dot").ShouldBeNull();

        var plan = await world.Read(db => db.Set<ContactPlan>().SingleAsync());
        (await world.Do<DecideContactPlan, PlanState>("赵主管", u => u.Handle(plan.Id, false, default))).Done.ShouldBeTrue();
        (await world.Told("张三")).Select(n => n.Key).ShouldBe(["customers.notice.far-refused"]);
        (await world.Told("李四")).ShouldBeEmpty();
    }

    [Theory, OnBoth]
    public async Task Whoever_gets_a_customer_is_told_and_nobody_of_what_he_does_himself(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], world.People["张三"], default))).Done.ShouldBeTrue();
        (await world.Told("李四")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Key.ShouldBe("customers.notice.assigned"), n => n.Link.ShouldBe($"/customers/{id}"), n => n.Values.ShouldBe(["赵主管", "佛山第1五金有限公司"]));
        (await world.Told("张三")).ShouldHaveSingleItem().Key.ShouldBe("customers.notice.second");
        // The same people again are no news.
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], world.People["张三"], default))).Done.ShouldBeTrue();
        (await world.Told("李四")).Count.ShouldBe(1);
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["赵主管"], null, default))).Done.ShouldBeTrue();
        (await world.Told("赵主管")).ShouldBeEmpty();
        // Nor does an import call anybody to work.
        var importing = await world.Actor_("赵主管", Door.Import);
        (await world.Do<AssignCustomer, Guid>(importing, u => u.Handle(id, world.People["李四"], null, default))).Done.ShouldBeTrue();
        (await world.Told("李四")).Count.ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task Notices_are_ones_own_come_page_by_page_and_are_read_one_by_one_or_all(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Write((db, _) =>
        {
            for (var n = 1; n < 120; n++) db.Add(new Notice(world.People["张三"], "leads.notice.given", ["赵主管", $"客户{n}"], "/customers", null, world.Clock.Now));
            db.Add(new Notice(world.People["李四"], "leads.notice.given", ["赵主管", "别人的"], "/customers", null, world.Clock.Now));
            return Task.CompletedTask;
        });
        await world.Write((db, _) =>
        {
            db.Add(new Notice(world.People["张三"], "leads.notice.given", ["赵主管", "客户120"], "/customers", null, world.Clock.Now));
            return Task.CompletedTask;
        });
        using var browser = await world.Browser("张三");
        (await browser.Page("/")).QuerySelector("a[href='/notices'] .dot")!.TextContent.ShouldBe("99+");
        List<string> seen = [];
        string? after = null;
        do
        {
            var page = (await browser.GetFromJsonAsync<JsonElement>($"/api/v1/notices{(after is null ? "" : $"?after={after}")}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("text").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
        seen[0].ShouldBe("赵主管把线索“客户120”分给你");
        seen.ShouldNotContain(t => t.Contains("别人的"));

        var foreign = await world.Read(db => db.Set<Notice>().Where(n => n.PersonId == world.People["李四"]).Select(n => n.Id).SingleAsync());
        using var peeked = await browser.Submit($"/notices/{foreign}");
        peeked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var all = await browser.PostAsync("/api/v1/notices/read", null);
        all.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.Read(db => db.Set<Notice>().Where(n => n.ReadAt == null).Select(n => n.Id).ToListAsync())).ShouldBe([foreign]);
    }

    [Theory, OnBoth]
    public async Task The_language_one_chose_greets_one_in_every_browser(Engine engine)
    {
        await using var world = await World.Open(engine);
        using (var first = await world.Browser("张三"))
        using (await first.Submit("/ui/preferences", ("lang", "en"), ("back", "/")))
            (await first.Page("/")).QuerySelector("h1")!.TextContent.ShouldBe("Today");
        using var second = await world.Browser("张三");
        (await second.Page("/")).QuerySelector("h1")!.TextContent.ShouldBe("Today");
        using var other = await world.Browser("李四");
        (await other.Page("/")).QuerySelector("h1")!.TextContent.ShouldBe("今日");
        // Nonsense changes nothing.
        using (await second.Submit("/ui/preferences", ("lang", "xx"), ("back", "/")))
            (await world.Read(db => db.Set<Account>().Where(a => a.Id == world.People["张三"]).Select(a => a.Language).SingleAsync())).ShouldBe("en");
    }
}

static class NoticeReading
{
    public static Task<List<Notice>> Told(this World world, string who) =>
        world.Read(db => db.Set<Notice>().Where(n => n.PersonId == world.People[who]).OrderBy(n => n.Id).ToListAsync());
}
