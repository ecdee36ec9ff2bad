using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.FollowUp.Weekly;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.FollowUp.Weekly;

public class WeekTests
{
    static readonly JsonSerializerOptions plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Weeks_are_those_of_the_calendar()
    {
        PlanWeek.Parse("2025-W23")!.Value.ShouldSatisfyAllConditions(w => w.Monday.ShouldBe(new DateOnly(2025, 6, 2)), w => w.Sunday.ShouldBe(new DateOnly(2025, 6, 8)), w => w.ToString().ShouldBe("2025-W23"));
        PlanWeek.Of(new(2025, 6, 8)).ToString().ShouldBe("2025-W23");
        PlanWeek.Of(new(2025, 6, 9)).ToString().ShouldBe("2025-W24");
        PlanWeek.Of(new(2024, 12, 30)).ToString().ShouldBe("2025-W01");
        PlanWeek.Of(new(2027, 1, 1)).ToString().ShouldBe("2026-W53");
        foreach (var odd in (string?[])[null, "", "2025-W00", "2025-W53", "2025-W54", "2025-23", "2025-w23", "25-W23", "2025-W1 ", "1999-W01", "２０２５-W23"]) PlanWeek.Parse(odd).ShouldBeNull(odd);
    }

    [Theory, OnBoth, Clause("D01-2.3c")]
    public async Task Next_contact_dates_flow_into_their_week_and_are_put_off_only_with_a_reason(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        var sunday = await world.InRegister("张三", 1, new(2025, 6, 8));
        var monday = await world.InRegister("张三", 2, new(2025, 6, 9));
        await world.InRegister("李四", 3, new(2025, 6, 5));
        async Task Holds(PlanWeek week, params Guid[] customers) => (await world.OwnWeek("张三", week)).Lines.Where(l => l.Result is not (LineResult.Moved or LineResult.Removed)).Select(l => l.CustomerId).ShouldBe(customers);
        await Holds(PlanStage.Week, sunday);
        await Holds(PlanStage.Week.Next, monday);
        // Drawn up by the clock as well, once.
        for (var n = 0; n < 2; n++) await world.Services.GetRequiredService<WeekRound>().Once(default);
        (await world.Count<PlanLine>()).ShouldBe(3);

        (await world.ChangePlan_("张三", u => u.Remove(PlanStage.Week, sunday, "不想去", default))).ShouldRefuse("weekly.remove.proposed");
        (await world.ChangePlan_("张三", u => u.Move(PlanStage.Week, sunday, new(2025, 6, 10), " ", default))).ShouldRefuse("weekly.reason.required", "reason");
        (await world.ChangePlan_("张三", u => u.Move(PlanStage.Week, sunday, new(2025, 6, 1), "出差", default))).ShouldRefuse("weekly.on.past", "to");
        await Holds(PlanStage.Week, sunday);
        (await world.ChangePlan_("张三", u => u.Move(PlanStage.Week, sunday, new(2025, 6, 10), "客户出差", default))).Done.ShouldBeTrue();
        // Put off in the file as well, and the trail keeps from when to when and why.
        (await world.NextContact(sunday)).ShouldBe(new DateOnly(2025, 6, 10));
        await Holds(PlanStage.Week);
        await Holds(PlanStage.Week.Next, monday, sunday);
        (await world.OwnWeek("张三")).Lines.Single().ShouldSatisfyAllConditions(l => l.Result.ShouldBe(LineResult.Moved), l => l.MovedTo.ShouldBe(new DateOnly(2025, 6, 10)), l => l.Reason.ShouldBe("客户出差"));
        (await world.Read(db => db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == sunday && e.Act == "ChangePlan").ToListAsync())).ShouldContain(e => JsonSerializer.Serialize(e, plain).Contains("客户出差"));
        // A day the supervisor has to confirm moves nothing until he has.
        (await world.ChangePlan_("张三", u => u.Move(PlanStage.Week.Next, monday, new(2026, 6, 1), "明年再说", default))).ShouldSatisfyAllConditions(o => o.Done.ShouldBeTrue(), o => o.Findings.ShouldHaveSingleItem().Key.ShouldBe("customers.next-contact.far"));
        await Holds(PlanStage.Week.Next, monday, sunday);
    }

    [Theory, OnBoth]
    public async Task A_salesperson_fills_his_week_and_explains_what_was_not_done(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        var (missed, met) = (await world.InRegister("张三", 1, new(2025, 6, 4)), await world.InRegister("张三", 2, new(2025, 6, 5)));
        var own = await world.Opened("张三", Files.Complete(3));
        using var browser = await world.Browser("张三");
        (string, string)[] add = [("customerId", $"{own}"), ("on", "2025-06-03"), ("mode", "Visit"), ("purpose", "送样")];
        using (var added = await browser.Submit("/follow-up/week/2025-W23/lines", add)) added.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var again = await browser.Submit("/follow-up/week/2025-W23/lines", add)) (await again.TextOf()).ShouldContain("已在这周的计划里");
        using (var outside = await browser.Submit("/follow-up/week/2025-W23/lines", ("customerId", $"{own}"), ("on", "2025-06-30"))) (await outside.TextOf()).ShouldContain("日期要在 2025-W23 内");
        using (var nobody = await browser.Submit("/follow-up/week/2025-W23/lines", ("on", "morgen"))) ((int)nobody.StatusCode).ShouldBe(422);
        using (var described = await browser.Submit($"/follow-up/week/2025-W23/lines/{met}", ("mode", "Call"), ("purpose", "问样品结果"), ("page", "2025-W23"))) described.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.OwnWeek("张三")).Lines.Select(l => (l.CustomerId, l.Mode, l.Purpose, l.Proposed)).ShouldBe([(own, ContactMode.Visit, "送样", false), (missed, null, "送样", true), (met, ContactMode.Call, "问样品结果", true)]);

        // One is contacted, one only rung in vain; the one added oneself is taken out with a reason.
        world.SetTime(2025, 6, 5, 15);
        (await world.Log("张三", met, FollowUpStage.Call(new(2025, 6, 12)))).Done.ShouldBeTrue();
        (await world.Log("张三", missed, new() { Mode = ContactMode.NotReached, NextOn = new(2025, 6, 13) })).Done.ShouldBeTrue();
        await world.Services.GetRequiredService<WeekRound>().Once(default);
        using (var silent = await browser.Submit($"/follow-up/week/2025-W23/lines/{own}/remove", ("page", "2025-W23"))) (await silent.TextOf()).ShouldContain("请填写原因");
        using (var removed = await browser.Submit($"/follow-up/week/2025-W23/lines/{own}/remove", ("reason", "客户停产"), ("page", "2025-W23"))) removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        world.SetTime(2025, 6, 6, 16);
        var week = await world.OwnWeek("张三");
        week.Lines.Select(l => (l.CustomerId, l.Result)).ShouldBe([(own, LineResult.Removed), (missed, LineResult.NotDone), (met, LineResult.Done)]);
        week.Next.Select(l => l.CustomerId).ShouldBe([met, missed]);
    }

    [Theory, OnBoth]
    public async Task What_was_planned_and_not_done_is_explained_before_the_plan_goes_out(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        var missed = await world.InRegister("张三", 1, new(2025, 6, 4));
        await world.Services.GetRequiredService<WeekRound>().Once(default);
        world.SetTime(2025, 6, 5);
        (await world.OwnWeek("张三")).Lines.Single().Result.ShouldBe(LineResult.NotDone);
        var refused = await world.SendPlan_("张三");
        refused.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("weekly.explain"), f => f.Link.ShouldBe($"/follow-up/week/2025-W23#c-{missed:N}"));
        using var browser = await world.Browser("张三");
        (await browser.Page("/follow-up/week/2025-W23")).QuerySelector($"#c-{missed:N} details[open] input[name=explanation]").ShouldNotBeNull();
        using (var said = await browser.Submit($"/follow-up/week/2025-W23/lines/{missed}", ("purpose", "送样"), ("explanation", "客户放假"), ("page", "2025-W23"))) said.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/follow-up/week/2025-W23/form")).QuerySelector(".paper")!.TextContent.ShouldContain("客户放假");
        (await world.SendPlan_("张三")).Done.ShouldBeTrue();
        // The week after shows what came of it, and the sent one opens in place of the preview.
        (await world.OwnWeek("张三", PlanStage.Week.Next)).Before.Single().Reason.ShouldBe("客户放假");
        (await browser.Get("/follow-up/week/2025-W23/form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // In both languages, and no address that is none.
        using var english = new HttpRequestMessage(HttpMethod.Get, "/api/v1/weekly-plans?week=W23");
        english.Headers.Add("Accept-Language", "en");
        (await (await browser.SendAsync(english)).Content.ReadAsStringAsync()).ShouldContain("it should look like 2025-W23");
        foreach (var path in (string[])["/follow-up/week/2025-W99", "/follow-up/week/x", $"/follow-up/week/sent/{Guiju.Platform.Ids.Next()}"]) ((int)(await browser.Get(path)).StatusCode).ShouldBe(404, path);
    }

    [Theory, OnBoth]
    public async Task Each_sees_his_own_and_superiors_those_of_their_people_and_answer_them(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        await world.InRegister("张三", 1, new(2025, 6, 20));
        world.SetTime(2025, 6, 6, 17, 0);
        var first = (await world.SendPlan_("张三")).Value.Id;
        var second = (await world.SendPlan_("王五")).Value.Id;
        var browsers = new Dictionary<string, HttpClient>();
        foreach (var who in (string[])["张三", "李四", "赵主管", "孙总监", "钱信息", "admin"]) browsers[who] = await world.Browser(who);
        // Own; a colleague's; the supervisor's department; the director's company; who only reads customers of the company.
        (string Who, Guid Plan, int Status)[] matrix = [("张三", first, 200), ("李四", first, 404), ("赵主管", first, 200), ("赵主管", second, 404), ("孙总监", second, 200), ("钱信息", first, 200), ("admin", first, 200)];
        foreach (var (who, plan, status) in matrix)
            foreach (var path in (string[])[$"/follow-up/week/sent/{plan}", $"/api/v1/weekly-plans/{plan}", $"/follow-up/week/sent/{plan}/plan.xlsx", $"/follow-up/week/sent/{plan}/register.xlsx"])
                ((int)(await browsers[who].Get(path)).StatusCode).ShouldBe(status, $"{who} {path}");
        (await browsers["赵主管"].Page("/follow-up/week/sent")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browsers["李四"].Page("/follow-up/week/sent")).QuerySelectorAll("tbody tr").Length.ShouldBe(0);

        // Another company's director sees nothing of it.
        await world.Write(async (db, _) =>
        {
            var group = await db.Set<Unit>().OrderBy(u => u.Code).FirstAsync();
            var unit = new Unit("HB", "华北公司", group.Id);
            db.Add(unit);
            (await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李四")).Grant([]);
            var moved = await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "钱信息");
            moved.Grant([(await db.Set<Role>().SingleAsync(r => r.Key == "director")).Id]);
            db.Entry(moved).Property(p => p.UnitId).CurrentValue = unit.Id;
            await db.SaveChangesAsync();
            await Guiju.Platform.Security.SecurityRegistration.ChangeAccess(db, default);
        });
        ((int)(await browsers["钱信息"].Get($"/follow-up/week/sent/{first}")).StatusCode).ShouldBe(404);
        ((int)(await browsers["李四"].Get("/follow-up/week/sent")).StatusCode).ShouldBe(403);
        ((int)(await browsers["李四"].Get("/follow-up/week")).StatusCode).ShouldBe(403);
        using (var denied = await browsers["李四"].Submit("/follow-up/week/2025-W23/send")) ((int)denied.StatusCode).ShouldBe(403);
        using (var denied = await browsers["钱信息"].Submit($"/follow-up/week/sent/{first}/answers", ("text", "x"))) ((int)denied.StatusCode).ShouldBe(404);
        using (var denied = await browsers["张三"].Submit($"/follow-up/week/sent/{first}/answers", ("text", "x"))) ((int)denied.StatusCode).ShouldBe(403);
        using (var denied = await browsers["赵主管"].PostAsJsonAsync($"/api/v1/weekly-plans/{second}/answers", new { text = "x" })) ((int)denied.StatusCode).ShouldBe(404);
        (await world.Count<PlanAnswer>()).ShouldBe(0);
        using (var empty = await browsers["赵主管"].Submit($"/follow-up/week/sent/{first}/answers", ("text", " "))) (await empty.TextOf()).ShouldContain("请填写批复内容");
        using (var said = await browsers["赵主管"].Submit($"/follow-up/week/sent/{first}/answers", ("text", "重点跟进第1五金 <b>"))) said.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await browsers["张三"].Page($"/follow-up/week/sent/{first}");
        page.QuerySelector("section[aria-label='领导批复']")!.TextContent.ShouldContain("重点跟进第1五金 <b>");
        page.QuerySelector("section[aria-label='领导批复']")!.TextContent.ShouldContain("06-06 17:00");
        (await world.Told("张三")).ShouldHaveSingleItem().Key.ShouldBe("weekly.notice.answered");

        // The team: before the time is over nothing is missing, after it who sent none.
        async Task<List<(string, string)>> Team(string who) => [.. (await browsers[who].Page("/follow-up/week/team?week=2025-W23")).QuerySelectorAll("tbody tr").Select(r => (r.Children[0].TextContent.Trim(), r.Children[2].TextContent.Trim()))];
        await world.Write(async (db, _) =>
        {
            (await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李四")).Grant([(await db.Set<Role>().SingleAsync(r => r.Key == "salesperson")).Id]);
            await Guiju.Platform.Security.SecurityRegistration.ChangeAccess(db, default);
        });
        (await Team("赵主管")).ShouldBe([("李四", "未到期"), ("张三", "按时")]);
        world.SetTime(2025, 6, 6, 17, 30, 1);
        (await Team("赵主管")).ShouldBe([("李四", "未交"), ("张三", "按时")]);
        (await Team("孙总监")).Select(t => t.Item1).ShouldBe(["李四", "王五", "张三"]);
        ((int)(await browsers["张三"].Get("/follow-up/week/team")).StatusCode).ShouldBe(403);
        using var team = JsonDocument.Parse(await browsers["孙总监"].GetStringAsync("/api/v1/weekly-plans/team?week=2025-W23"));
        (team.RootElement.GetProperty("expected").GetInt32(), team.RootElement.GetProperty("sent").GetInt32(), team.RootElement.GetProperty("late").GetInt32()).ShouldBe((3, 2, 0));
        // The pages ask little of the database, however many plans there are.
        foreach (var (who, path) in new[] { ("孙总监", "/follow-up/week/team?week=2025-W23"), ("张三", "/follow-up/week/2025-W24"), ("张三", $"/follow-up/week/sent/{first}") })
        {
            using var questions = await world.CountQuestions();
            await browsers[who].Page(path);
            questions.Of("weekly_plans", "plan_lines", "interactions", "plan_answers", "mails", "customers", "people").ShouldBeLessThanOrEqualTo(18, path);
        }
    }
}
