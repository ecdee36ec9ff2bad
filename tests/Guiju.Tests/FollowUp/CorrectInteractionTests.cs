using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.FollowUp;

public class CorrectInteractionTests
{
    static readonly DateOnly Next = new(2025, 6, 20);
    static readonly InteractionFacts Right = new() { Mode = ContactMode.Visit, Feedback = "要先看同类矿的磨耗数据" };

    static Task<Outcome<CorrectInteraction.Corrected>> Correct(World world, string who, Guid id, int? version = null) =>
        world.Do<CorrectInteraction, CorrectInteraction.Corrected>(who, u => u.Handle(id, version, Right, default));

    [Theory, OnBoth]
    public async Task Its_author_corrects_it_within_thirty_minutes_and_the_earlier_words_stay_in_the_audit_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三");
        var id = (await world.Log("张三", customer, FollowUpStage.Call(Next))).Value.Id;
        world.SetTime(2025, 6, 10, 9, 30);
        (await Correct(world, "张三", id, 1)).Value.Version.ShouldBe(2);
        var file = await world.File(customer);
        (file.LastFeedback, file.NextContactOn).ShouldBe((Right.Feedback, Next));
        var trail = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == customer).Select(e => e.Changes).ToListAsync());
        trail.ShouldContain(c => c.Contains("确认样品参数") && c.Contains("磨耗数据"));

        (await Correct(world, "张三", id, 1)).Refusal.ShouldBe(Refusal.Conflict);
        world.SetTime(2025, 6, 10, 9, 30, 1);
        (await Correct(world, "张三", id)).Findings.ShouldHaveSingleItem().Key.ShouldBe("followup.correct.late");
    }

    [Theory, OnBoth]
    public async Task Nobody_but_the_author_corrects_it_and_who_may_not_see_it_finds_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Log("张三", await world.Customer("张三"), FollowUpStage.Call(Next))).Value.Id;
        (await Correct(world, "赵主管", id)).Refusal.ShouldBe(Refusal.Forbidden);
        (await Correct(world, "李四", id)).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Ask<InteractionList, InteractionRow>("李四", q => q.Find(id, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Read(db => db.Set<Interaction>().SingleAsync())).ShouldSatisfyAllConditions(i => i.Version.ShouldBe(1), i => i.Mode.ShouldBe(ContactMode.Call));
    }

    [Theory, OnBoth]
    public async Task The_list_pages_newest_first_and_shows_only_the_scope(Engine engine)
    {
        await using var world = await World.Open(engine);
        var mine = await world.Customer("张三");
        await world.Log("李四", await world.Customer("李四", "中山恒泰化工有限公司"), FollowUpStage.Call(Next));
        for (var minute = 1; minute <= 5; minute++)
        {
            world.SetTime(2025, 6, 10, 9, minute);
            await world.Log("张三", mine, FollowUpStage.Call(Next, $"第 {minute} 次"));
        }
        List<string?> seen = [];
        string? after = null;
        do
        {
            var page = (await world.Ask<InteractionList, PageOf<InteractionRow>>("张三", q => q.Handle(new(After: after, Size: 2), default))).Value;
            seen.AddRange(page.Items.Select(i => i.NextStep));
            after = page.Next;
        }
        while (after is not null);
        seen.ShouldBe(["第 5 次", "第 4 次", "第 3 次", "第 2 次", "第 1 次"]);
        (await world.Ask<InteractionList, PageOf<InteractionRow>>("赵主管", q => q.Handle(new(), default))).Value.Items.Count.ShouldBe(6);
        (await world.Ask<InteractionList, PageOf<InteractionRow>>("张三", q => q.Handle(new(After: "无效"), default))).Findings.ShouldHaveSingleItem().Field.ShouldBe("after");
    }
}
