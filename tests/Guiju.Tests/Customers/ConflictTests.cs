using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class ConflictTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static async Task<(HttpStatusCode Status, JsonElement Body)> Patch(HttpClient browser, string path, object body, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await browser.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    [Theory, OnBoth]
    public async Task Over_the_API_a_stale_version_is_412_with_what_was_seen_what_is_and_what_was_sent(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("张三");
        var place = $"/api/v1/customers/{id}";
        await world.Change("钱信息", id, new() { Industry = "矿业", Demand = "衬板" });
        world.Time.Advance(TimeSpan.FromMinutes(3));
        await world.Change("赵主管", id, new() { Industry = "冶金" });
        var (status, body) = await Patch(browser, place, new { industry = "水泥", source = "网络", demand = "衬板" }, "\"1\"");
        status.ShouldBe(HttpStatusCode.PreconditionFailed);
        body.GetProperty("status").GetInt32().ShouldBe(412);
        var conflicts = body.GetProperty("conflicts").EnumerateArray().ToDictionary(c => c.GetProperty("field").GetString()!);
        conflicts.Keys.Order().ShouldBe(["industry", "source"]);
        string? Of(string field, string what) => conflicts[field].GetProperty(what).GetString();
        (Of("industry", "seen"), Of("industry", "current"), Of("industry", "yours"), Of("industry", "by")).ShouldBe(("五金", "冶金", "水泥", "赵主管"));
        // Nobody changed it since; the version alone is what is stale.
        (Of("source", "seen"), Of("source", "current"), Of("source", "yours"), Of("source", "by")).ShouldBe(("展会", "展会", "网络", null));
        foreach (var tag in new[] { "W/\"3\"", "\"x\"", "\"1\", \"2\"", "3.0" }) (await Patch(browser, place, new { industry = "水泥" }, tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed, tag);
        (await world.File(id)).Industry.ShouldBe("冶金");
        (await Patch(browser, place, new { industry = "水泥" }, $"\"{(await world.File(id)).Version}\"")).Status.ShouldBe(HttpStatusCode.OK);
        (await Patch(browser, place, new { industry = "建材" }, "*")).Status.ShouldBe(HttpStatusCode.OK);
        // People of the file have versions of their own.
        var person = (await Files.File(world, id)).Contacts.Single();
        await world.Do<ChangeContacts, Guid>("钱信息", u => u.Change(id, person.Id, null, new() { Post = "厂长" }, null, default));
        var (stale, told) = await Patch(browser, $"{place}/contacts/{person.Id}", new { post = "总经理" }, "\"1\"");
        stale.ShouldBe(HttpStatusCode.PreconditionFailed);
        told.GetProperty("conflicts")[0].GetProperty("seen").GetString().ShouldBe("生产副总");
    }

    [Theory, OnBoth]
    public async Task Fifty_who_change_one_field_at_once_make_one_change_and_the_rest_are_told(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            world.Change("张三", id, new() { Industry = $"行业{i}" }, version: 1, seen: new() { ["industry"] = "五金" }))));
        outcomes.Count(o => o.Done).ShouldBe(1);
        var now = (await world.File(id)).Industry;
        outcomes.Where(o => !o.Done).ShouldAllBe(o => o.Refusal == Refusal.Conflict && o.Findings.Single().Conflict!.Seen == "五金" && o.Findings.Single().Conflict!.Current == now);
        (await world.File(id)).Version.ShouldBe(2);
    }

    [Theory, OnBoth]
    public async Task Those_who_change_different_fields_at_once_never_conflict(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (CustomerFacts Facts, string Field, string Saw)[] edits =
        [
            (new() { Industry = "矿业" }, "industry", "五金"), (new() { Source = "网络" }, "source", "展会"), (new() { Demand = "衬板" }, "demand", "铸球"),
            (new() { ShortName = "一五金" }, "shortName", ""), (new() { Fax = "0757-82230099" }, "fax", "0757-82230001"),
        ];
        var outcomes = await Task.WhenAll(edits.Select(e => Task.Run(() => world.Change("张三", id, e.Facts, version: 1, seen: new() { [e.Field] = e.Saw }))));
        outcomes.ShouldAllBe(o => o.Done);
        var file = await world.File(id);
        (file.Industry, file.Source, file.Demand, file.ShortName, file.Fax).ShouldBe(("矿业", "网络", "衬板", "一五金", "0757-82230099"));
    }

    [Theory, OnBoth]
    public async Task On_the_page_a_conflict_shows_three_values_and_keeps_what_was_typed(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Change("钱信息", id, new() { Industry = "矿业" });
        using var browser = await world.Browser("张三");
        using var conflict = await browser.Submit($"/customers/{id}/facts/industry", ("industry", "冶金"), ("seen", "五金"), ("version", "1"));
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await conflict.Page();
        var shown = page.QuerySelector("[data-conflict]")!.TextContent;
        foreach (var text in new[] { "五金", "矿业", "冶金", "钱信息" }) shown.ShouldContain(text);
        page.QuerySelector("input[name=industry]")!.GetAttribute("value").ShouldBe("冶金");
        page.QuerySelector("input[name=seen]")!.GetAttribute("value").ShouldBe("矿业");
        page.QuerySelectorAll("[data-conflict] button").Length.ShouldBe(2);
        // Keeping the other's leaves everything; saving once more takes one's own.
        using var theirs = await browser.Submit($"/customers/{id}/facts/industry", ("industry", "冶金"), ("seen", "矿业"), ("version", "2"), ("theirs", "industry"));
        theirs.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.File(id)).Industry.ShouldBe("矿业");
        using var mine = await browser.Submit($"/customers/{id}/facts/industry", ("industry", "冶金"), ("seen", "矿业"), ("version", "2"));
        mine.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.File(id)).Industry.ShouldBe("冶金");
        // Whose numbers are hidden conflicts on a number that changed and not on another field.
        using var head = await world.Browser("赵主管");
        var seen = (await head.Page($"/customers/{id}/facts/phone/edit")).QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        seen.ShouldNotContain("81230001");
        await world.Change("张三", id, new() { Demand = "锻球" });
        (await head.Submit($"/customers/{id}/facts/phone", ("phone", "0757-81112222"), ("seen", seen), ("version", "3"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var hidden = await head.Submit($"/customers/{id}/facts/phone", ("phone", "0757-81113333"), ("seen", seen), ("version", "3"));
        hidden.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await hidden.Content.ReadAsStringAsync(Ct)).ShouldNotContain("81112222");
    }

    [Theory, OnBoth]
    public async Task A_form_of_several_fields_conflicts_only_where_both_changed_the_same(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var person = (await Files.File(world, id)).Contacts.Single();
        using var browser = await world.Browser("张三");
        var form = (await browser.Page($"/customers/{id}/people/{person.Id}")).QuerySelector($"form[action='/customers/{id}/people/{person.Id}']")!;
        Dictionary<string, string> fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        Task<HttpResponseMessage> Save(Dictionary<string, string> with) => browser.Submit($"/customers/{id}/people/{person.Id}", [.. with.Select(f => (f.Key, f.Value))]);
        await world.Do<ChangeContacts, Guid>("钱信息", u => u.Change(id, person.Id, null, new() { Post = "厂长", Email = "new@example.com" }, null, default));
        // I change the WeChat name alone: no conflict, and the other's post stays.
        using (var quiet = await Save(new(fields) { ["weChat"] = "xiekun" })) quiet.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var now = (await Files.File(world, id)).Contacts.Single();
        (now.Post, now.Email, now.WeChat).ShouldBe(("厂长", "new@example.com", "xiekun"));
        // I change the post from what I saw: that field alone conflicts, my other words stay typed.
        using var conflict = await Save(new(fields) { ["post"] = "总经理", ["note"] = "周五前联系" });
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await conflict.Page();
        page.QuerySelectorAll("[data-conflict]").ShouldHaveSingleItem().TextContent.ShouldContain("厂长");
        string Value(string name) => page.QuerySelector($"input[name='{name}']")!.GetAttribute("value") ?? "";
        (Value("post"), Value("note"), Value("email"), Value("seen.post")).ShouldBe(("总经理", "周五前联系", "new@example.com", "厂长"));
        (await Files.File(world, id)).Contacts.Single().Note.ShouldBeNull();
        var again = page.QuerySelector($"form[action='/customers/{id}/people/{person.Id}']")!.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        using (var theirs = await Save(new(again) { ["theirs"] = "post" }))
        {
            var kept = await theirs.Page();
            kept.QuerySelector("input[name='post']")!.GetAttribute("value").ShouldBe("厂长");
            kept.QuerySelector("input[name='note']")!.GetAttribute("value").ShouldBe("周五前联系");
        }
        using var mine = await Save(again);
        mine.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        now = (await Files.File(world, id)).Contacts.Single();
        (now.Post, now.Note, now.Email, now.WeChat).ShouldBe(("总经理", "周五前联系", "new@example.com", "xiekun"));
    }

    [Theory, OnBoth]
    public async Task Who_is_in_charge_conflicts_only_where_both_changed_the_same(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        string Id(string who) => who.Length == 0 ? "" : world.People[who].ToString();
        using var head = await world.Browser("赵主管");
        var form = (await head.Page($"/customers/{id}/owner")).QuerySelector($"form[action='/customers/{id}/owner']")!;
        form.QuerySelector("input[name='seen.ownerId']")!.GetAttribute("value").ShouldBe(Id("张三"));
        var version = form.QuerySelector("input[name=version]")!.GetAttribute("value")!;
        (await world.Do<AssignCustomer, Guid>("孙总监", u => u.Handle(id, world.People["李四"], null, default))).Done.ShouldBeTrue();
        Task<HttpResponseMessage> Save(string owner, string second, params (string, string)[] more) => head.Submit($"/customers/{id}/owner",
            [("ownerId", Id(owner)), ("secondOwnerId", Id(second)), ("seen.ownerId", Id("张三")), ("seen.secondOwnerId", ""), ("version", version), .. more]);
        // The second contact alone: the other's owner stays, and nobody is asked.
        (await Save("张三", "赵主管")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.File(id)).ShouldSatisfyAllConditions(c => c.OwnerId.ShouldBe(world.People["李四"]), c => c.SecondOwnerId.ShouldBe(world.People["赵主管"]));
        using var conflict = await Save("赵主管", "");
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await conflict.Page();
        var shown = page.QuerySelectorAll("[data-conflict]").ShouldHaveSingleItem().TextContent;
        foreach (var text in new[] { "张三", "李四", "赵主管", "孙总监" }) shown.ShouldContain(text);
        page.QuerySelector("input[name='seen.ownerId']")!.GetAttribute("value").ShouldBe(Id("李四"));
        page.QuerySelector("select[name=ownerId] option[selected]")!.GetAttribute("value").ShouldBe(Id("赵主管"));
        (await world.File(id)).OwnerId.ShouldBe(world.People["李四"]);
        // The API goes by the version.
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/customers/{id}/owner") { Content = JsonContent.Create(new { ownerId = world.People["赵主管"] }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var stale = await head.SendAsync(request, Ct);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        JsonDocument.Parse(await stale.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("conflicts").EnumerateArray().Select(c => c.GetProperty("field").GetString()).Order().ShouldBe(["ownerId", "secondOwnerId"]);
        (await world.File(id)).OwnerId.ShouldBe(world.People["李四"]);
    }

    [Theory, OnBoth]
    public async Task A_corrected_contact_and_a_planned_one_conflict_field_by_field(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var contact = (await world.Log("张三", id, FollowUpStage.Call(new(2025, 6, 20), "报价"))).Value.Id;
        using var browser = await world.Browser("张三");
        var page = await browser.Page($"/follow-up/{contact}");
        var seen = page.QuerySelectorAll("input[name^='seen.']").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (string, string)[] Form(string feedback, string mode) => [.. seen.Select(s => (s.Key, s.Value)), ("version", "1"), ("mode", mode), ("at", seen["seen.at"]), ("contactPersonId", seen["seen.contactPersonId"]), ("feedback", feedback), ("result", "")];
        (await browser.Submit($"/follow-up/{contact}", Form("另一窗口写的", "Call"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Submit($"/follow-up/{contact}", Form(seen["seen.feedback"], "Visit"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var conflict = await browser.Submit($"/follow-up/{contact}", Form("这个窗口写的", "Call"));
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await conflict.Page();
        shown.QuerySelectorAll("[data-conflict]").ShouldHaveSingleItem().TextContent.ShouldContain("另一窗口写的");
        shown.QuerySelector("textarea[name=feedback]")!.TextContent.ShouldBe("这个窗口写的");
        (await world.Read(db => db.Set<Interaction>().SingleAsync())).ShouldSatisfyAllConditions(i => i.Feedback.ShouldBe("另一窗口写的"), i => i.Mode.ShouldBe(ContactMode.Visit));

        await world.Do<PlanNextContact, DateOnly?>("赵主管", u => u.Handle(id, new(2025, 6, 25), "报价", default));
        (await browser.Submit($"/customers/{id}/next-contact", ("seen.nextContactOn", "2025-06-20"), ("seen.nextStep", "报价"), ("nextContactOn", "2025-06-20"), ("nextStep", "寄样"), ("version", "1"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.File(id)).ShouldSatisfyAllConditions(f => f.NextContactOn.ShouldBe(new DateOnly(2025, 6, 25)), f => f.NextStep.ShouldBe("寄样"));
        browser.DefaultRequestHeaders.Add("HX-Request", "true");
        using var plan = await browser.Submit($"/customers/{id}/next-contact", ("seen.nextContactOn", "2025-06-20"), ("seen.nextStep", "寄样"), ("nextContactOn", "2025-06-18"), ("nextStep", "寄样"), ("version", "1"));
        plan.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await plan.Page()).QuerySelector("[data-conflict]")!.TextContent.ShouldContain("2025-06-25");
        (await world.File(id)).NextContactOn.ShouldBe(new DateOnly(2025, 6, 25));
    }
}
