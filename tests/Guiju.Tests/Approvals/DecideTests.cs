using System.Net;
using Guiju.Approvals;
using Guiju.Approvals.Contracts;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Approvals;

/// <summary>Who decides, once, on what was asked.</summary>
public class DecideTests
{
    [Theory, OnBoth]
    public async Task Only_who_has_the_seat_decides_and_whoever_may_not_see_it_finds_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Write(async (db, _) => { db.Add(new Unit("HB", "华北公司", null)); await db.SaveChangesAsync(); });
        var north = await world.Read(db => db.Set<Unit>().Where(u => u.Code == "HB").Select(u => u.Id).SingleAsync());
        await world.Hire(north, ("北总监", null, null, "director"));
        await world.Hire(world.Unit, ("集团领导", null, null, "group"));
        var asked = await world.Asked("张三");
        asked.Deciders.ShouldBe(["赵主管"]);
        asked.Number.ShouldBe("SP2025-0001");
        (await world.Messages("赵主管")).ShouldBe(["approvals.notice.asked"]);
        // Seat: decides. Scope and permission for the kind: sees. Everybody else: not there.
        List<(string Who, int Sees, int Decides)> matrix = [("李四", 404, 404), ("王五", 404, 404), ("北总监", 404, 404), ("集团领导", 404, 404), ("张三", 200, 403), ("孙总监", 200, 403), ("admin", 200, 403)];
        foreach (var (who, sees, decides) in matrix)
        {
            using var browser = await world.Browser(who);
            (await browser.Json(HttpMethod.Get, $"/api/v1/approvals/{asked.Id}")).Status.ShouldBe(sees, who);
            foreach (var path in new[] { $"/approvals/{asked.Id}", $"/approvals/{asked.Id}/why" })
            {
                using var shown = await browser.Get(path);
                ((int)shown.StatusCode).ShouldBe(sees, $"{who} {path}");
            }
            (await browser.Json(HttpMethod.Post, $"/api/v1/approvals/{asked.Id}/decision", new { verdict = "approve" })).Status.ShouldBe(decides, who);
            using var posted = await browser.Submit($"/approvals/{asked.Id}/decision", ("verdict", "Approve"));
            ((int)posted.StatusCode).ShouldBe(decides, who);
            (await browser.Json(HttpMethod.Post, $"/api/v1/approvals/{asked.Id}/questions", new { text = "为何" })).Status.ShouldBe(decides, who);
            (await browser.Json(HttpMethod.Get, "/api/v1/approvals?view=All")).Body.Numbers().Count.ShouldBe(sees == 200 ? 1 : 0, who);
            (await browser.Json(HttpMethod.Get, "/api/v1/approvals")).Body.Numbers().ShouldBeEmpty(who);
            (await browser.Json(HttpMethod.Get, "/api/v1/approvals?view=Mine")).Body.Numbers().Count.ShouldBe(who == "张三" ? 1 : 0, who);
            var routes = await browser.Json(HttpMethod.Put, "/api/v1/approval-routes/bulkExport", new { steps = Array.Empty<object>(), reason = "x" });
            routes.Status.ShouldBe(who is "孙总监" or "admin" or "北总监" ? 422 : 403, $"{who}: a route without steps leaves nobody to decide");
            (await browser.Json(HttpMethod.Get, "/api/v1/decisions")).Status.ShouldBe(who is "孙总监" or "admin" or "北总监" or "集团领导" ? 200 : 403, who);
        }
        (await world.Request(asked.Id)).ShouldSatisfyAllConditions(r => r.State.ShouldBe(ApprovalState.Waiting), r => r.Moves.ShouldBe(1));

        using var decider = await world.Browser("赵主管");
        var inbox = await decider.Page("/approvals");
        inbox.QuerySelector($"#request-{asked.Id}")!.TextContent.ShouldContain("展会名单");
        inbox.QuerySelector("nav a[href='/approvals'] .cnt")!.TextContent.ShouldBe("1");
        (await decider.Page("/")).QuerySelector($"form[action='/approvals/{asked.Id}/decision']").ShouldNotBeNull("it waits on the page of the day too");
        using (var bare = await decider.Submit($"/approvals/{asked.Id}/decision", ("verdict", "Refuse"), ("grounds", " ")))
        {
            bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await bare.TextOf()).ShouldContain("须写明理由");
        }
        using (var refused = await decider.Submit($"/approvals/{asked.Id}/decision", ("verdict", "Refuse"), ("grounds", "名单太大")))
            refused.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Messages("张三")).ShouldBe(["approvals.notice.Refused"]);
        var over = await decider.Json(HttpMethod.Post, $"/api/v1/approvals/{asked.Id}/decision", new { verdict = "approve" });
        (over.Status, over.Body.Keys()[0]).ShouldBe((409, "approvals.over"));
        (await decider.Page("/approvals")).QuerySelector("nav a[href='/approvals'] .cnt").ShouldBeNull();
        // The decision owed was discharged by it.
        (await world.Read(db => db.Set<Duty>().SingleAsync(d => d.SubjectId == asked.Id))).State.ShouldBe(DutyState.DoneInTime);
        using var english = await world.Browser("张三");
        using (await english.Submit("/ui/preferences", ("lang", "en"), ("back", "/"))) { }
        (await english.Page($"/approvals/{asked.Id}")).Body!.TextContent.ShouldContain("Refused");
    }

    [Theory, OnBoth]
    public async Task Of_two_who_decide_at_once_one_wins_and_what_was_withdrawn_takes_no_decision(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Route(new StepRule { Who = StepWho.People, Names = [world.People["赵主管"].ToString(), world.People["钱信息"].ToString()], Days = 2 });
        for (var round = 0; round < 4; round++)
        {
            var asked = await world.Asked("张三");
            var outcomes = await Task.WhenAll(world.Decide("赵主管", asked.Id), world.Decide("钱信息", asked.Id, Verdict.Refuse, "不同意"));
            outcomes.Count(o => o.Done).ShouldBe(1);
            outcomes.Single(o => !o.Done).ShouldRefuse("approvals.over");
            (await world.Read(db => db.Set<ApprovalSeat>().CountAsync(s => s.RequestId == asked.Id && s.Verdict != null))).ShouldBe(1);
            // What the other owed is not owed any more.
            (await world.Read(db => db.Set<Duty>().CountAsync(d => d.SubjectId == asked.Id && d.State == DutyState.Open))).ShouldBe(0);
        }
        var taken = await world.Asked("张三");
        (await world.Ask("张三", null, r => r)).Done.ShouldBeTrue("another subject is another request");
        var both = await Task.WhenAll(world.Do<DecideRequest, ApprovalState>("张三", u => u.Withdraw(taken.Id, default)), world.Decide("赵主管", taken.Id));
        both.Count(o => o.Done).ShouldBe(1);
        (await world.Decide("钱信息", taken.Id)).ShouldRefuse("approvals.over");
        var subject = Ids.Next();
        var first = await world.Asked("张三", subject);
        (await world.Ask("张三", subject)).ShouldRefuse("approvals.asked-already");
        (await world.Do<DecideRequest, ApprovalState>("李四", u => u.Withdraw(first.Id, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Do<DecideRequest, ApprovalState>("赵主管", u => u.Withdraw(first.Id, default))).ShouldRefuse("approvals.not-asker");
        // More is asked for and added; the facts stay as they were.
        (await world.Do<DecideRequest, ApprovalState>("赵主管", u => u.AskMore(first.Id, "哪个展会", default))).Done.ShouldBeTrue();
        (await world.Messages("张三")).ShouldContain("approvals.notice.more");
        (await world.Do<DecideRequest, ApprovalState>("张三", u => u.Answer(first.Id, "广交会", default))).Done.ShouldBeTrue();
        (await world.Messages("钱信息")).ShouldContain("approvals.notice.answered");
        (await world.Decide("赵主管", first.Id, Verdict.Return, "请缩小范围")).Value.ShouldBe(ApprovalState.Returned);
        (await world.Request(first.Id)).Facts.ShouldContain("500");
    }

    [Theory, OnBoth]
    public async Task Who_asked_made_it_or_has_a_part_in_it_never_decides_not_for_somebody_else_either(Engine engine)
    {
        await using var world = await World.Open(engine);
        Guid[] all = [world.People["张三"], world.People["李四"], world.People["赵主管"], world.People["钱信息"]];
        await world.Route(new StepRule { Who = StepWho.People, Names = [.. all.Select(p => p.ToString())], Need = StepNeed.Quorum, Quorum = 2 });
        var asked = await world.Asked("张三", null, r => r with { AuthorId = world.People["李四"] });
        asked.Deciders.ShouldBe(["赵主管", "钱信息"], ignoreOrder: true);
        // 赵主管 is away: whom he lets decide is the author, which changes nothing, or a colleague.
        async Task Delegate(string from, string to) => (await world.Do<GiveDelegation, Guid>(from, u => u.Handle(new() { ToId = world.People[to], Last = new(2025, 6, 12) }, default))).Done.ShouldBeTrue();
        await Delegate("赵主管", "李四");
        await Delegate("赵主管", "钱信息");
        await Delegate("钱信息", "张三");
        using (var author = await world.Browser("李四"))
            (await author.Json(HttpMethod.Get, "/api/v1/approvals")).Body.Numbers().ShouldBeEmpty();
        (await world.Decide("李四", asked.Id)).ShouldRefuse("approvals.barred");
        (await world.Decide("张三", asked.Id)).ShouldRefuse("approvals.barred");
        // One person has one voice, delegated ones included.
        (await world.Decide("钱信息", asked.Id)).Value.ShouldBe(ApprovalState.Waiting);
        (await world.Decide("钱信息", asked.Id)).ShouldRefuse("approvals.decided-already");
        (await world.Decide("赵主管", asked.Id)).Value.ShouldBe(ApprovalState.Approved);
        // A stand-in decides in another's name until his time is over.
        await world.Route(StepRule.Superior());
        var next = await world.Asked("王五");
        next.Deciders.ShouldBe(["孙总监"]);
        await Delegate("孙总监", "钱信息");
        using (var stand = await world.Browser("钱信息"))
            (await stand.Page($"/approvals/{next.Id}")).Body!.TextContent.ShouldContain("请您代 孙总监 决定");
        world.SetTime(2025, 6, 13, 0, 0, 0);
        (await world.Decide("钱信息", next.Id)).Done.ShouldBeFalse("from midnight on it is over");
        world.SetTime(2025, 6, 12, 23, 59, 59);
        (await world.Decide("钱信息", next.Id)).Value.ShouldBe(ApprovalState.Approved);
        var line = await world.Read(db => db.Set<ApprovalLine>().SingleAsync(l => l.RequestId == next.Id && l.What == ApprovalEvent.Agreed));
        (line.By, line.For).ShouldBe(("钱信息", "孙总监"));
        (await world.Do<GiveDelegation, Guid>("张三", u => u.Handle(new() { ToId = world.People["张三"], First = new(2025, 6, 1), Last = new(2025, 5, 1) }, default))).Findings.Select(f => f.Key)
            .ShouldBe(["approvals.delegate.whom", "approvals.delegate.past", "approvals.delegate.order"]);
    }

    [Theory, OnBoth]
    public async Task An_empty_post_is_never_an_approval_and_who_leaves_is_followed_by_whoever_is_above(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Route(StepRule.Superior(), StepRule.Holder("总经理"), new StepRule { Who = StepWho.Departments, Names = ["财务", "法务"], Days = 1 });
        var asked = await world.Asked("张三");
        // The one step that can be decided is; then nobody is there, which is said and told.
        (await world.Decide("赵主管", asked.Id)).Value.ShouldBe(ApprovalState.Waiting);
        (await world.Request(asked.Id)).Stuck.ShouldBeTrue();
        (await world.Messages("admin")).ShouldBe(["approvals.notice.nobody"]);
        using (var admin = await world.Browser("admin"))
        {
            (await admin.Page($"/approvals/{asked.Id}")).Body!.TextContent.ShouldContain("目前无人可以审批");
            (await admin.Json(HttpMethod.Post, $"/api/v1/approvals/{asked.Id}/decision", new { verdict = "approve" })).Status.ShouldBe(403);
        }
        await world.Hire(world.Unit, ("周总", "总经理", null, "director"));
        var departments = await world.Departments("财务", "法务");
        await world.Services.GetRequiredService<StuckRound>().Once(default);
        (await world.Messages("周总")).ShouldBe(["approvals.notice.asked"]);
        (await world.Decide("周总", asked.Id)).Value.ShouldBe(ApprovalState.Waiting);
        // Countersigned: one voice a department.
        (await world.Decide(departments["财务"].Head, asked.Id)).Value.ShouldBe(ApprovalState.Waiting);
        (await world.Decide(departments["法务"].Head, asked.Id)).Value.ShouldBe(ApprovalState.Approved);
        (await world.Read(db => db.Set<ApprovalLine>().CountAsync(l => l.RequestId == asked.Id && l.What == ApprovalEvent.Agreed))).ShouldBe(4);

        // Steps are frozen; who leaves is followed by his supervisor, who owes the decision from then on.
        await world.Route(StepRule.Superior());
        var left = await world.Asked("李四");
        await world.Route(StepRule.Holder("总经理"));
        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["赵主管"], false, default))).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<ApprovalSeat>().SingleAsync(s => s.RequestId == left.Id))).Person.ShouldBe("孙总监");
        (await world.Read(db => db.Set<Duty>().SingleAsync(d => d.SubjectId == left.Id && d.State == DutyState.Open))).OwnerId.ShouldBe(world.People["孙总监"]);
        (await world.Messages("孙总监")).ShouldContain("approvals.notice.asked");
        // Above him nobody is: it waits, visibly.
        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["孙总监"], false, default))).Done.ShouldBeTrue();
        (await world.Request(left.Id)).Stuck.ShouldBeTrue();
        (await world.Read(db => db.Set<ApprovalLine>().CountAsync(l => l.RequestId == left.Id && l.What == ApprovalEvent.NobodyCan))).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task An_approval_counts_for_what_was_asked_so_often_so_much_and_so_long(Engine engine)
    {
        await using var world = await World.Open(engine);
        var me = world.People["张三"];
        async Task<Guid> Approved(Func<NewRequest, NewRequest> shape)
        {
            var asked = await world.Asked("张三", me, shape);
            (await world.Decide("赵主管", asked.Id)).Value.ShouldBe(ApprovalState.Approved);
            return asked.Id;
        }
        var need = new ApprovalNeed(ApprovalStage.Kind, new("person", me)) { PersonId = me, Bound = "甲" };
        await world.Asked("张三", me, r => r with { Bound = "甲", Bounds = new() { Uses = 1 } });
        (await world.Use("张三", need)).ShouldBeNull("what is only asked for allows nothing");
        (await world.Decide("赵主管", (await world.Read(db => db.Set<ApprovalRequest>().SingleAsync())).Id)).Done.ShouldBeTrue();
        (await world.Use("张三", need with { Bound = "乙" })).ShouldBeNull("bound to other facts");
        (await world.Use("张三", need with { Bound = null })).ShouldBeNull();
        (await world.Use("张三", need with { PersonId = world.People["李四"] })).ShouldBeNull("somebody else's");
        // An act that is undone gives its use back.
        await Should.ThrowAsync<InvalidOperationException>(async () => await world.As(await world.Actor_("张三"), async services =>
        {
            (await services.GetRequiredService<IApprovals>().Use(need, "导出", default)).ShouldNotBeNull();
            throw new InvalidOperationException("undone");
        }));
        var race = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Use("张三", need)));
        race.Count(u => u is not null).ShouldBe(1, "given for one use");
        (await world.Use("张三", need)).ShouldBeNull();
        // Amount and time.
        await Approved(r => r with { Bound = "甲", Bounds = new() { Amount = 100, From = new(2025, 6, 11), Until = new(2025, 6, 12) } });
        (await world.Use("张三", need)).ShouldBeNull("it begins tomorrow");
        world.SetTime(2025, 6, 11, 0, 0, 0);
        (await world.Use("张三", need with { Amount = 60 })).ShouldNotBeNull();
        (await world.Use("张三", need with { Amount = 41 })).ShouldBeNull();
        world.SetTime(2025, 6, 12, 23, 59, 59);
        (await world.Use("张三", need with { Amount = 40 })).ShouldNotBeNull();
        (await world.Use("张三", need with { Amount = 0 })).ShouldNotBeNull();
        world.SetTime(2025, 6, 13, 0, 0, 0);
        (await world.Use("张三", need with { Amount = 0 })).ShouldBeNull("over at midnight");
        // What lapsed allows nothing.
        var gone = await Approved(r => r with { Bound = "丙" });
        await world.As(await world.Actor_("张三"), services => services.GetRequiredService<IApprovals>().Lapse(new("person", me), "approvals.duty.over", ApprovalStage.Kind, default));
        (await world.Use("张三", need with { Bound = "丙" })).ShouldBeNull();
        (await world.Request(gone)).State.ShouldBe(ApprovalState.Lapsed);
    }

    [Theory, OnBoth]
    public async Task An_excepted_or_extended_duty_says_by_whom_and_what_was_late_stays_late(Engine engine)
    {
        await using var world = await World.Open(engine);
        var due = new DateTime(2025, 6, 9, 17, 30, 0);
        await world.Open(world.About(Ids.Next(), "迟了客户", "张三", due), world.About(Ids.Next(), "早办客户", "张三", due.AddDays(5)));
        // Opened in the same moment, they come in any order.
        var late = (await world.Owed("D13-3.3.2c")).Single(d => d.Title == "迟了客户");
        var early = (await world.Owed("D13-3.3.2c")).Single(d => d.Title == "早办客户");
        using var browser = await world.Browser("张三");
        (await browser.Page($"/duties/{late.Id}")).QuerySelector($"a[href='/approvals/exceptions/new?duty={late.Id}']").ShouldNotBeNull();
        (await browser.Json(HttpMethod.Post, "/api/v1/approvals/exceptions", new { dutyId = late.Id, until = "2025-06-09", reason = "" })).Body.Keys().ShouldBe(["approvals.reason.required", "approvals.exception.until"]);
        using (var stranger = await world.Browser("李四"))
        {
            (await stranger.Json(HttpMethod.Post, "/api/v1/approvals/exceptions", new { dutyId = late.Id, reason = "x" })).Status.ShouldBe(404);
            (await stranger.Get($"/approvals/exceptions/new?duty={late.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        using (var posted = await browser.Submit("/approvals/exceptions/new", ("dutyId", late.Id.ToString()), ("until", "2025-06-20"), ("reason", "客户停产，无法核对")))
            posted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Json(HttpMethod.Post, "/api/v1/approvals/exceptions", new { dutyId = early.Id, reason = "已注销" })).Status.ShouldBe(201);
        using var decider = await world.Browser("赵主管");
        var waiting = (await decider.Json(HttpMethod.Get, "/api/v1/approvals")).Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()).ToList();
        waiting.Count.ShouldBe(2);
        // Several at once from the list, as the kind allows.
        var many = await decider.Json(HttpMethod.Post, "/api/v1/approvals/decisions", new { ids = waiting });
        many.Body.EnumerateArray().Select(a => a.GetProperty("state").GetString()).ShouldBe(["approved", "approved"]);
        var duties = (await world.Owed("D13-3.3.2c")).Where(d => d.SubjectKind == "customer").ToList();
        duties.Select(d => d.State).ShouldBe([DutyState.Excepted, DutyState.Excepted, DutyState.Open]);
        var again = duties[2];
        (again.DueAt, again.Extension, again.OpenedAt, duties.Single(d => d.Id == late.Id).DueAt).ShouldBe((world.Clock.Utc(new DateTime(2025, 6, 20, 23, 59, 59)), 1, late.OpenedAt, late.DueAt));
        var shown = await browser.Json(HttpMethod.Get, $"/api/v1/duties/{late.Id}");
        shown.Body.GetProperty("duty").GetProperty("late").GetBoolean().ShouldBeTrue("what was late when excepted stays late");
        shown.Body.GetProperty("lines").EnumerateArray().Last().GetProperty("why").GetString()!.ShouldContain("赵主管");
        (await browser.Json(HttpMethod.Get, $"/api/v1/duties/{early.Id}")).Body.GetProperty("duty").GetProperty("late").GetBoolean().ShouldBeFalse();
        (await world.Listed("张三", "show=Excepted")).Count.ShouldBe(2);
        (await browser.Page($"/duties/{late.Id}")).Body!.TextContent.ShouldContain("经批准延期");
        // A second extension goes from the new due instant; what is done meanwhile cannot be excepted.
        (await world.Do<AskException, AskedRequest>("张三", u => u.Handle(new() { DutyId = again.Id, Until = new(2025, 6, 20), Reason = "再延" }, default))).ShouldRefuse("approvals.exception.until");
        var second = (await world.Do<AskException, AskedRequest>("张三", u => u.Handle(new() { DutyId = again.Id, Reason = "免" }, default))).Value;
        await world.As(await world.Actor_("张三"), services => services.GetRequiredService<IDuties>().Discharge(new(again.SubjectKind, again.SubjectId), again.ClauseId, new("customer", again.SubjectId, "已补"), default));
        (await world.Decide("赵主管", second.Id)).ShouldRefuse("approvals.exception.over");
        (await world.Request(second.Id)).State.ShouldBe(ApprovalState.Waiting, "a decision that cannot take effect is none");
    }
}
