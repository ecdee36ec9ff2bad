using System.Net;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Jobs;
using Guiju.Platform.Notices;
using Guiju.Publishing.Violations;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Publishing;

/// <summary>Breaches of conduct: recorded, answered, decided, appealed, kept and purged, and seen by few.</summary>
public class ViolationTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    const string Base = "/api/v1/violations";

    static object Drunk(World world, string clause = "D01-2.4b") => new { personId = world.People["张三"], clause, occurredOn = "2025-06-09", place = "客户处", facts = "酒后在客户处失态" };

    [Theory, OnBoth, Clause("D01-2.4b"), Clause("D01-2.4c"), Clause("D01-2.4e")]
    public async Task The_person_answers_before_anything_is_decided_and_few_see_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Joins("冯人事", role: "hr", post: "人事");
        using var head = await world.Browser("赵主管");
        // What is missing is named field by field.
        var (status, body) = await head.Json(HttpMethod.Post, Base, new { personId = world.People["张三"], clause = "", place = "", facts = " " });
        status.ShouldBe(422);
        body.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("field").GetString()).ShouldBe(["clause", "occurredOn", "place", "facts"]);
        using (var page = await head.Submit("/violations", ("personId", world.People["张三"].ToString()), ("clause", "D01-2.4b"), ("facts", "x")))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await page.Page()).QuerySelectorAll("[aria-invalid=true]").Select(f => f.GetAttribute("name")).ShouldBe(["occurredOn", "place"]);
        }
        (await world.Read(db => db.Set<Violation>().CountAsync())).ShouldBe(0);
        // What the form offers is what it takes.
        var offered = (await head.Page("/violations/new")).QuerySelectorAll("select[name=personId] option").Single(o => o.TextContent.StartsWith("李四", StringComparison.Ordinal)).GetAttribute("value")!;
        using (var page = await head.Submit("/violations", ("personId", offered), ("clause", "D01-2.4b"), ("occurredOn", "2025-06-09"), ("place", "客户处"), ("facts", "迟到"))) page.Headers.Location!.ToString().ShouldStartWith("/violations/0");
        await world.Write(async (db, _) =>
        {
            db.RemoveRange(await db.Set<Violation>().ToListAsync(Ct));
            db.RemoveRange(await db.Set<Notice>().ToListAsync(Ct));
        });
        foreach (var clause in (string[])["D01-2.4c", "D01-2.4e"]) (await head.Json(HttpMethod.Post, Base, Drunk(world, clause))).Status.ShouldBe(201, clause);
        var id = await head.Made(Base, Drunk(world));
        (await world.Messages("张三")).Count(m => m == "violations.notice.recorded").ShouldBe(3, "at once");
        var view = (await head.Json(HttpMethod.Get, $"{Base}/{id}")).Body;
        (view.GetProperty("state").GetString(), view.GetProperty("recorder").GetString(), view.GetProperty("keptUntil").GetString()).ShouldBe(("awaitingReply", "赵主管", "2028-06-10"));

        // Everybody by every way there is.
        List<(string Who, bool Sees)> matrix = [("张三", true), ("赵主管", true), ("冯人事", true), ("孙总监", false), ("李四", false), ("王五", false), ("钱信息", false), ("admin", false)];
        foreach (var (who, sees) in matrix)
        {
            using var browser = await world.Browser(who);
            (await browser.Json(HttpMethod.Get, Base)).Body.GetProperty("items").GetArrayLength().ShouldBe(sees ? 3 : 0, who);
            (await browser.Json(HttpMethod.Get, $"{Base}/{id}")).Status.ShouldBe(sees ? 200 : 404, who);
            (await browser.Get($"/violations/{id}")).StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, who);
            (await browser.Page("/violations")).QuerySelectorAll("tbody tr").Length.ShouldBe(sees ? 3 : 0, who);
            // Nobody changes or deletes it; for those who do not see it there is nothing.
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete }) (await browser.Json(method, $"{Base}/{id}")).Status.ShouldBe(sees ? 403 : 404, $"{who} {method}");
            if (who != "张三") (await browser.Json(HttpMethod.Post, $"{Base}/{id}/reply", new { text = "代答" })).Status.ShouldBe(sees ? 403 : 404, who);
            using var search = await browser.Get("/search?q=失态");
            (await search.TextOf()).ShouldNotContain("酒后", Case.Sensitive, who);
            if (who is "admin" or "孙总监") (await (await browser.Get("/audit")).TextOf()).ShouldNotContain("酒后", Case.Sensitive, who);
        }
        (await world.Read(db => db.Set<AuditEntry>().Where(e => e.Act == "RecordViolation").Select(e => e.Changes + e.SubjectTitle).ToListAsync())).ShouldAllBe(e => !e.Contains("酒后") && !e.Contains("张三") && !e.Contains("客户处"));

        // Before the answer, and until the fifth working day has ended, nothing is decided.
        var decision = new { investigatorId = world.People["赵主管"], conclusion = "属实", sanction = "口头警告" };
        using (var own = await world.Browser("张三")) (await own.Json(HttpMethod.Post, $"{Base}/{id}/decision", decision)).Status.ShouldBe(403);
        world.SetTime(2025, 6, 17, 23, 59, 59);
        using (var again = await world.Browser("赵主管")) (await again.Json(HttpMethod.Post, $"{Base}/{id}/decision", decision)).Body.Keys().ShouldBe(["violations.too-early"]);
        var others = await world.Read(db => db.Set<Violation>().Where(v => v.Id != id).OrderBy(v => v.Id).Select(v => v.Id).ToListAsync());
        using (var person = await world.Browser("张三"))
        {
            (await person.Json(HttpMethod.Post, $"{Base}/{others[0]}/reply", new { text = "当日因私事" })).Status.ShouldBe(204);
            (await person.Json(HttpMethod.Post, $"{Base}/{others[0]}/reply", new { text = "再说一次" })).Body.Keys().ShouldBe(["violations.replied"]);
        }
        using (var again = await world.Browser("赵主管")) (await again.Json(HttpMethod.Post, $"{Base}/{others[0]}/decision", decision)).Status.ShouldBe(204, "he has answered");
        world.SetTime(2025, 6, 18, 0, 0, 0);
        using (var again = await world.Browser("赵主管"))
        {
            (await again.Json(HttpMethod.Post, $"{Base}/{id}/decision", decision)).Status.ShouldBe(204);
            (await again.Json(HttpMethod.Post, $"{Base}/{id}/decision", decision)).Body.Keys().ShouldBe(["violations.decided"]);
        }
        (await world.Read(db => db.Set<Violation>().SingleAsync(v => v.Id == id))).Facts.ShouldBe("酒后在客户处失态");

        // Kept for thirty-six months, then gone without a name.
        world.SetTime(2028, 6, 10, 23, 59, 59);
        await Sweep(world);
        (await world.Read(db => db.Set<Violation>().CountAsync())).ShouldBe(3);
        world.SetTime(2028, 6, 11, 0, 0, 0);
        await Sweep(world);
        (await world.Read(async db => (await db.Set<Violation>().CountAsync(), await db.Set<Notice>().CountAsync(n => n.Link.StartsWith("/violations/")), await db.Set<ViolationPurge>().CountAsync()))).ShouldBe((0, 0, 3));
        using (var hr = await world.Browser("冯人事")) (await hr.Page("/violations")).Body!.TextContent.ShouldContain("2025-06-10 登记，2028-06-11 清除");
        using (var seller = await world.Browser("张三")) (await seller.Page("/violations")).Body!.TextContent.ShouldNotContain("清除");
    }

    static Task Sweep(World world) => world.Services.GetServices<ISweep>().Single(s => s.GetType().Name == "ViolationSweep").Once(Ct);

    [Theory, OnBoth, Clause("D01-2.4f")]
    public async Task Of_an_anonymous_report_nothing_tells_who_sent_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        using var reporter = await world.Browser("李四");
        (await reporter.Json(HttpMethod.Post, Base, new { personId = world.People["张三"], clause = "D01-2.4f", occurredOn = "2025-06-10", place = "电话", facts = "", anonymous = true })).Body.Keys().ShouldBe(["violations.facts.required"]);
        var id = await reporter.Made(Base, new { personId = world.People["张三"], clause = "D01-2.4f", occurredOn = "2025-06-10", place = "电话", facts = "向客户索取好处", anonymous = true, evidence = new[] { new { title = "录音", text = "6月9日通话" } } });
        (await world.Messages("孙总监")).ShouldContain("violations.notice.alert");
        (await world.Read(db => db.Set<Violation>().SingleAsync())).ShouldSatisfyAllConditions(v => v.Severity.ShouldBe(ViolationSeverity.Severe), v => v.RecorderId.ShouldBeNull(), v => v.CreatedBy.ShouldBeNull(), v => v.ChangedBy.ShouldBeNull());
        foreach (var who in new[] { "张三", "赵主管", "孙总监" })
        {
            using var browser = await world.Browser(who);
            var answer = await (await browser.Get($"{Base}/{id}")).Content.ReadAsStringAsync(Ct);
            answer.ShouldContain("向客户索取好处");
            answer.ShouldNotContain("李四", Case.Sensitive, who);
            (await (await browser.Get($"/violations/{id}")).TextOf()).ShouldNotContain("李四", Case.Sensitive, who);
        }
        // Not the trail either, nor anything of what stands in the database about it.
        (await world.Read(db => db.Set<AuditEntry>().Where(e => e.Act == "RecordViolation").Select(e => e.ActorName).ToListAsync())).ShouldAllBe(n => n == "Guiju");
        (await reporter.Json(HttpMethod.Get, $"{Base}/{id}")).Status.ShouldBe(404, "he is not among those who see it");
        // By name: told to those who look into it, not to the person or his superior.
        var named = await reporter.Made(Base, new { personId = world.People["张三"], clause = "D01-2.4f", occurredOn = "2025-06-10", place = "电话", facts = "又一次" });
        foreach (var (who, recorder) in new[] { ("张三", (string?)null), ("赵主管", null), ("孙总监", "李四") })
        {
            using var browser = await world.Browser(who);
            (await browser.Json(HttpMethod.Get, $"{Base}/{named}")).Body.GetProperty("recorder").GetString().ShouldBe(recorder, who);
        }
        // Of the director himself the General Manager is told.
        (await reporter.Json(HttpMethod.Post, Base, new { personId = world.People["孙总监"], clause = "D01-2.4f", occurredOn = "2025-06-10", place = "电话", facts = "索取好处", anonymous = true })).Status.ShouldBe(201);
        (await world.Messages("郑总")).ShouldBe(["violations.notice.alert"]);
        (await world.Messages("孙总监")).Count(m => m == "violations.notice.alert").ShouldBe(2);
    }

    [Theory, OnBoth, Clause("D05-8.3"), Clause("D07-9.2")]
    public async Task A_case_is_closed_with_investigator_conclusion_and_sanction_and_appealed_within_five_working_days(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        await world.Joins("冯人事", role: "hr", post: "人事");
        using (var head = await world.Browser("赵主管")) (await head.Json(HttpMethod.Post, Base, Drunk(world, "D05-8.3"))).Status.ShouldBe(201);
        var id = await world.Read(db => db.Set<Violation>().Select(v => v.Id).SingleAsync());
        using (var person = await world.Browser("张三")) (await person.Json(HttpMethod.Post, $"{Base}/{id}/reply", new { text = "没有此事" })).Status.ShouldBe(204);
        world.SetTime(2025, 6, 20);
        using (var hr = await world.Browser("冯人事"))
        {
            (await hr.Json(HttpMethod.Post, $"{Base}/{id}/decision", new { })).Body.Keys().ShouldBe(["violations.conclusion.required", "violations.sanction.required", "violations.investigator.required"]);
            foreach (var party in new[] { "张三", "赵主管" }) (await hr.Json(HttpMethod.Post, $"{Base}/{id}/decision", new { investigatorId = world.People[party], conclusion = "属实", sanction = "记过" })).Body.Keys().ShouldBe(["violations.investigator.party"], party);
            (await hr.Json(HttpMethod.Post, $"{Base}/{id}/decision", new { investigatorId = world.People["钱信息"], conclusion = "属实", sanction = "记过" })).Status.ShouldBe(204);
        }
        (await world.Messages("张三")).ShouldContain("violations.notice.decided");
        world.SetTime(2025, 6, 28, 0, 0, 0);
        using (var person = await world.Browser("张三")) (await person.Json(HttpMethod.Post, $"{Base}/{id}/appeal", new { text = "不服" })).Body.Keys().ShouldBe(["violations.appeal.over"]);
        world.SetTime(2025, 6, 27, 23, 59, 59);
        using (var person = await world.Browser("张三")) (await person.Json(HttpMethod.Post, $"{Base}/{id}/appeal", new { text = "不服" })).Status.ShouldBe(204);
        // Neither who recorded it nor who decided it rules; somebody else does.
        foreach (var party in new[] { "赵主管", "冯人事" })
        {
            using var browser = await world.Browser(party);
            (await browser.Json(HttpMethod.Post, $"{Base}/{id}/appeal/ruling", new { upheld = true, ruling = "维持" })).Status.ShouldBe(403, party);
        }
        (await world.Read(db => db.Set<Violation>().Select(v => v.State).SingleAsync())).ShouldBe(ViolationState.Appealed);
        using (var general = await world.Browser("郑总")) (await general.Json(HttpMethod.Post, $"{Base}/{id}/appeal/ruling", new { upheld = false, ruling = "证据不足" })).Status.ShouldBe(204);
        (await world.Messages("张三")).ShouldContain("violations.notice.reversed");
        using (var person = await world.Browser("张三")) (await person.Page($"/violations/{id}")).Body!.TextContent.ShouldContain("证据不足");
    }

    [Theory, OnBoth, Clause("D10-5.4"), Clause("D12-12")]
    public async Task A_grave_leak_closes_customers_at_once_until_it_is_decided(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        await world.Joins("冯人事", role: "hr", post: "人事");
        var customer = await world.Opened("张三", Files.Complete(1));
        using var person = await world.Browser("张三");
        (await person.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).Status.ShouldBe(200);
        using var head = await world.Browser("赵主管");
        object Leak(string level, bool proof, string clause = "D10-5.4") => new { personId = world.People["张三"], clause, occurredOn = "2025-06-10", place = "公司", facts = "外发客户名单", severity = level, evidence = proof ? new[] { new { title = "外发邮件", text = "6月9日 21:14" } } : [] };
        (await head.Json(HttpMethod.Post, Base, Leak("severe", false))).Body.Keys().ShouldBe(["violations.evidence.required"]);
        (await person.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).Status.ShouldBe(200);
        (await head.Json(HttpMethod.Post, Base, Leak("minor", true))).Status.ShouldBe(201);
        (await world.Messages("郑总")).ShouldBeEmpty();
        (await person.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).Status.ShouldBe(200);
        var id = await head.Made(Base, Leak("severe", true));
        (await world.Messages("郑总")).ShouldBe(["violations.notice.alert"]);
        (await person.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(403), a => a.Body.Keys().ShouldBe(["publishing.gate.suspended"]));
        (await person.Get("/customers")).Headers.Location!.ToString().ShouldBe("/regulations/access");
        (await person.Page("/regulations/access")).QuerySelector($"a[href='/violations/{id}']").ShouldNotBeNull();
        // Evidence is added to and never taken away; he may answer.
        var evidence = (await head.Json(HttpMethod.Get, $"{Base}/{id}")).Body.GetProperty("evidence")[0].GetProperty("id").GetGuid();
        foreach (var browser in new[] { person, head }) (await browser.Json(HttpMethod.Delete, $"{Base}/{id}/evidence/{evidence}")).Status.ShouldBe(403);
        (await person.Json(HttpMethod.Post, $"{Base}/{id}/evidence", new { title = "说明", text = "系公开名单" })).Status.ShouldBe(201);
        (await person.Json(HttpMethod.Post, $"{Base}/{id}/reply", new { text = "系公开名单" })).Status.ShouldBe(204);
        (await world.Read(db => db.Set<ViolationEvidence>().CountAsync(e => e.ViolationId == id))).ShouldBe(2);
        (await head.Json(HttpMethod.Post, $"{Base}/{id}/decision", new { investigatorId = world.People["孙总监"], conclusion = "不属泄密", sanction = "无" })).Status.ShouldBe(204);
        (await person.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).Status.ShouldBe(200, "from that moment");

        // D12-12: with evidence, and not before the fifth working day has ended, even where he answered; a company sees its own, the group office all.
        (await head.Json(HttpMethod.Post, Base, Leak("minor", false, "D12-12"))).Body.Keys().ShouldBe(["violations.evidence.required"]);
        var disclosed = await head.Made(Base, Leak("minor", true, "D12-12"));
        (await person.Json(HttpMethod.Post, $"{Base}/{disclosed}/reply", new { text = "误发" })).Status.ShouldBe(204);
        var decision = new { investigatorId = world.People["孙总监"], conclusion = "属实", sanction = "警告" };
        world.SetTime(2025, 6, 17, 23, 59, 59);
        using (var again = await world.Browser("赵主管")) (await again.Json(HttpMethod.Post, $"{Base}/{disclosed}/decision", decision)).Body.Keys().ShouldBe(["violations.too-early"]);
        world.SetTime(2025, 6, 18, 0, 0, 0);
        using (var again = await world.Browser("赵主管")) (await again.Json(HttpMethod.Post, $"{Base}/{disclosed}/decision", decision)).Status.ShouldBe(204);
        Guid north = default;
        await world.Write((db, _) => { var unit = new Unit("HB", "华北公司", world.Unit); db.Add(unit); north = unit.Id; return Task.CompletedTask; });
        await world.Joins("北人事", role: "hr", unit: north);
        using (var foreign = await world.Browser("北人事")) (await foreign.Json(HttpMethod.Get, $"{Base}/{disclosed}")).Status.ShouldBe(404);
        using (var group = await world.Browser("郑总")) (await group.Json(HttpMethod.Get, $"{Base}/{disclosed}")).Status.ShouldBe(200);
    }
}
