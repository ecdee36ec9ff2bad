using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Duties;

/// <summary>The clauses that owe, as their acceptance says.</summary>
public class ClauseDutyTests
{
    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task Whoever_is_not_in_the_register_at_the_close_of_the_next_working_day_is_told_to_his_owner(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3);
        var ids = new List<Guid>();
        for (var n = 1; n <= 5; n++) ids.Add(await world.Opened("张三", Files.Complete(n)));
        foreach (var (i, found) in new[] { (0, LeadClass.Target), (1, LeadClass.Target), (2, LeadClass.Potential) })
            (await world.Evaluate(ids[i], found, "有需求", new(2025, 6, 10))).Done.ShouldBeTrue();
        (await world.Evaluate(ids[3], LeadClass.TemporarilyInvalid, "无需求")).Done.ShouldBeTrue();
        (await world.Owed("D01-1.3c")).ShouldBeEmpty("who entered the register in the same act owes nothing, nor does who is put aside");
        (await world.Evaluate(ids[4], LeadClass.Potential, "有意")).Done.ShouldBeTrue();
        (await world.Evaluate(ids[4], LeadClass.Target, "更有意")).Done.ShouldBeTrue();
        var duty = (await world.Owed("D01-1.3c")).ShouldHaveSingleItem();
        world.Clock.Local(duty.DueAt).ShouldBe(new DateTime(2025, 6, 4, 17, 30, 0));
        (duty.SubjectId, duty.OwnerId, duty.State).ShouldBe((ids[4], world.People["张三"], DutyState.Open));

        world.SetTime(2025, 6, 4, 17, 29, 59);
        await world.Remind();
        (await world.Messages("张三")).ShouldNotContain("duty.D01-1_3c.notice");
        world.SetTime(2025, 6, 4, 17, 30, 0);
        await world.Remind();
        await world.Remind();
        (await world.Messages("张三")).Count(m => m == "duty.D01-1_3c.notice").ShouldBe(1);
        (await world.Listed("张三", "show=Today")).ShouldBe(["佛山第5五金有限公司"]);
        world.SetTime(2025, 6, 4, 17, 30, 1);
        (await world.Listed("张三", "show=Overdue&clause=D01-1.3c")).ShouldBe(["佛山第5五金有限公司"]);

        // A working day later his supervisor knows, two more and the director does; each with the owner.
        world.SetTime(2025, 6, 5, 8, 30);
        await world.Remind();
        (await world.Messages("赵主管")).ShouldContain("duty.D01-1_3c.escalated");
        (await world.Messages("孙总监")).ShouldNotContain("duty.D01-1_3c.escalated");
        world.SetTime(2025, 6, 9, 8, 30);
        await world.Remind();
        (await world.Messages("孙总监")).Count(m => m == "duty.D01-1_3c.escalated").ShouldBe(1);
        (await world.Messages("赵主管")).Count(m => m == "duty.D01-1_3c.escalated").ShouldBe(1);

        // Entering it ends the duty, late for good; what nobody read of it yet is quiet.
        using var browser = await world.Browser("张三");
        (await browser.Page("/notices")).QuerySelectorAll("li.unread").Length.ShouldBeGreaterThan(0);
        var one = (await world.Ask<ShowRelation, IReadOnlyList<CategoryView>>("张三", u => u.Categories(default))).Value[0];
        (await world.Do<MoveCategory, Guid?>("张三", u => u.Handle(ids[4], one.Id, null, new DateOnly(2025, 6, 20), default))).Done.ShouldBeTrue();
        var done = (await world.Owed("D01-1.3c")).ShouldHaveSingleItem();
        (done.State, done.EvidenceKind, done.Evidence, done.NextStepAt, done.DueAt).ShouldBe((DutyState.DoneLate, "categoryMove", "目标和意向客户", null, duty.DueAt));
        (await browser.Page("/notices")).QuerySelectorAll("li.unread").ShouldBeEmpty();
        (await browser.Page($"/duties/{duty.Id}")).QuerySelector("main")!.TextContent.ShouldContain("1 个工作日内、当日下班前转入");
        (await world.Listed("张三", "show=Late")).ShouldBe(["佛山第5五金有限公司"]);
        (await world.Listed("张三", "show=Open&clause=D01-1.3c")).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task Found_to_be_no_customer_after_all_the_transfer_is_not_owed_any_more(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Evaluate(id, LeadClass.Target, "有需求")).Done.ShouldBeTrue();
        (await world.Evaluate(id, LeadClass.TemporarilyInvalid, "倒闭")).Done.ShouldBeTrue();
        var duty = (await world.Owed("D01-1.3c")).ShouldHaveSingleItem();
        (duty.State, duty.Evidence).ShouldBe((DutyState.Cancelled, "customers.duties.class"));
        (await world.Evaluate(id, LeadClass.Target, "复工", new(2025, 6, 20))).Done.ShouldBeTrue();
        (await world.Owed("D01-1.3c")).Count.ShouldBe(1);
    }

    [Theory, OnBoth, Clause("D13-3.3.1b"), Clause("D15-3.3.1b"), Clause("D16-4.1b")]
    public async Task A_new_customer_contacted_on_Friday_has_a_file_by_the_end_of_Monday_or_is_overdue_for_two(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 5, 9, 15);
        var (one, two) = (await Draft("甲新客户"), await Draft("乙新客户"));
        (await world.Log("张三", one, FollowUpStage.Call(new(2025, 5, 20)))).Done.ShouldBeTrue();
        (await world.Log("张三", two, FollowUpStage.Call(new(2025, 5, 20)))).Done.ShouldBeTrue();
        world.SetTime(2025, 5, 9, 16);
        (await world.Log("张三", two, FollowUpStage.Call(new(2025, 5, 21)))).Done.ShouldBeTrue();
        // A file that is one already owes none.
        (await world.Log("张三", await world.Customer("张三", "已有档案"), FollowUpStage.Call(new(2025, 5, 20)))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.1b")).Select(d => (d.SubjectId, world.Clock.Local(d.DueAt))).ShouldBe([(one, new(2025, 5, 12, 23, 59, 59)), (two, new DateTime(2025, 5, 12, 23, 59, 59))]);

        world.SetTime(2025, 5, 12, 8, 30);
        await world.Remind();
        (await world.Messages("张三")).Count(m => m == "duty.D13-3_3_1b.notice").ShouldBe(2, "the day it is due begins");
        world.SetTime(2025, 5, 12, 23, 59, 59);
        await world.Remind();
        (await world.Listed("张三", "show=Overdue&clause=D13-3.3.1b")).ShouldBeEmpty();
        (await world.Messages("赵主管")).ShouldNotContain("duty.D13-3_3_1b.escalated");
        await Filed(one);
        (await world.Owed("D13-3.3.1b"))[0].State.ShouldBe(DutyState.DoneInTime);

        world.SetTime(2025, 5, 13, 0, 0, 0);
        (await world.Listed("张三", "show=Overdue&clause=D13-3.3.1b")).ShouldBe(["乙新客户"]);
        (await world.Listed("赵主管", "whose=People&show=Overdue&clause=D13-3.3.1b")).ShouldBe(["乙新客户"]);
        (await world.Listed("赵主管", "show=Overdue")).ShouldBeEmpty();
        await world.Remind();
        (await world.Messages("赵主管")).Count(m => m == "duty.D13-3_3_1b.escalated").ShouldBe(1);
        (await world.Messages("张三")).Count(m => m == "duty.D13-3_3_1b.notice").ShouldBe(3);

        // Both find it on the page of the day and on the record, one click away.
        using var browser = await world.Browser("赵主管");
        var today = (await browser.Page("/")).QuerySelector("section[aria-labelledby=duties-title]")!;
        today.QuerySelectorAll("li a[href^='/customers/']").Select(a => a.GetAttribute("href")).ShouldContain($"/customers/{two}");
        today.TextContent.ShouldContain("逾期 1 天");
        (await browser.Page($"/customers/{two}")).QuerySelector("section[aria-labelledby=duties-title]")!.TextContent.ShouldContain("为新客户立户头");
        await Filed(two);
        (await world.Owed("D13-3.3.1b"))[1].State.ShouldBe(DutyState.DoneLate);
        (await world.Listed("赵主管", "whose=All&show=Late")).ShouldBe(["乙新客户"]);

        async Task<Guid> Draft(string name) => (await world.Register("张三", new() { Name = name, Roles = [RoleKind.Buyer], Status = FileStatus.Draft })).Value.Id;
        async Task Filed(Guid id) => (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(id, FileStatus.Incomplete, default))).Done.ShouldBeTrue();
    }

    [Theory, OnBoth, Clause("D13-3.3.2c"), Clause("D15-3.3.2c"), Clause("D16-4.2c")]
    public async Task Whoever_left_fields_empty_is_told_on_day_sixteen_and_filling_them_clears_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 4, 1);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null, Postcode = null });
        await world.Opened("张三", Files.Complete(2));
        var duty = (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem();
        world.SetTime(2025, 4, 16, 23, 59, 59);
        await world.Remind();
        (await world.Messages("张三")).ShouldNotContain("duty.D13-3_3_2c.notice");
        world.SetTime(2025, 4, 17, 0, 0, 0);
        await world.Remind();
        (await world.Messages("张三")).Count(m => m == "duty.D13-3_3_2c.notice").ShouldBe(1);
        (await world.Messages("赵主管")).ShouldBeEmpty("the clause reminds the owner alone");
        using var browser = await world.Browser("张三");
        (await browser.Json(HttpMethod.Get, $"/api/v1/duties/{duty.Id}")).Body.GetProperty("duty").GetProperty("why").GetString()!.ShouldContain("2025-04-01");
        var row = (await browser.Page("/duties?show=Overdue")).QuerySelector("li.duty")!;
        (row.QuerySelector(".who a")!.GetAttribute("href"), row.QuerySelector(".due")!.TextContent, row.QuerySelector(".clause")!.GetAttribute("hx-get")).ShouldBe(($"/customers/{id}", "逾期 1 天", $"/duties/{duty.Id}/why"));
        (await browser.Page($"/duties/{duty.Id}/why")).Body!.TextContent.ShouldContain("15 天内完整度应达到 100%");

        (await world.Change("张三", id, new() { Fax = "0757-82230001" })).Value.Completeness.ShouldBe(87.5m);
        (await world.Owed("D13-3.3.2c"))[0].State.ShouldBe(DutyState.Open);
        (await world.Change("张三", id, new() { Postcode = "528000" })).Value.Completeness.ShouldBe(100m);
        var done = (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem();
        (done.State, done.Evidence).ShouldBe((DutyState.DoneLate, "100 %"));
        (await browser.Page("/duties?show=Overdue")).QuerySelector("li.duty").ShouldBeNull();
        (await browser.Page("/notices")).QuerySelectorAll("li.unread").ShouldBeEmpty();

        // What is lost again is owed again, counted from the day it was lost.
        (await world.Change("张三", id, new() { Fax = "" })).Done.ShouldBeTrue();
        var again = (await world.Owed("D13-3.3.2c"))[^1];
        (again.State, world.Clock.Local(again.DueAt)).ShouldBe((DutyState.Open, new DateTime(2025, 5, 2, 23, 59, 59)));
    }
}
