using Guiju.Customers;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class RelationTests
{
    [Theory, OnBoth, Clause("D01-3.1a")]
    public async Task A_jump_over_stages_names_the_missing_records_and_is_allowed_once_they_are_there(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        Task<Outcome<Stage>> Move(Stage to, string? note = "依据") => world.Do<MoveStage, Stage>("张三", u => u.Handle(id, to, note, default));
        var jump = await Move(Stage.Won);
        jump.ShouldRefuse("customers.stage.jump", "stage");
        jump.Findings[0].Values[1]!.ToString().ShouldBe("联系、意向");
        (await world.File(id)).Stage.ShouldBe(Stage.Collected);
        (await Move(Stage.Contacted)).Done.ShouldBeTrue();
        (await Move(Stage.Won)).Findings[0].Values[1]!.ToString().ShouldBe("意向");
        (await Move(Stage.Intent)).Done.ShouldBeTrue();
        (await Move(Stage.Won)).Done.ShouldBeTrue();
        (await Move(Stage.Intent, null)).ShouldRefuse("customers.stage.back-reason", "note");
        (await world.Ask<ShowRelation, IReadOnlyList<ShowRelation.StageRow>>("张三", u => u.Stages(id, default))).Value.Select(r => r.Stage).ShouldBe([Stage.Won, Stage.Intent, Stage.Contacted]);
    }

    [Theory, OnBoth, Clause("D01-3.1a")]
    public async Task Data_of_the_third_are_stale_from_the_eleventh_at_midnight(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3, 23, 30);
        var id = await world.Opened("张三", Files.Complete(1));
        world.SetTime(2025, 6, 10, 23, 59, 59);
        (await world.Short(FileGap.Stale)).ShouldBeEmpty();
        world.SetTime(2025, 6, 11, 0, 0, 0);
        (await world.Short(FileGap.Stale)).ShouldBe([id]);
        await world.WithFiles("张三", async files => (await files.NoteContact(id, world.Clock.Now, "已联系", new(2025, 6, 20), "回访", default)).Done.ShouldBeTrue());
        (await world.Short(FileGap.Stale)).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D01-1.3b")]
    public async Task An_evaluation_needs_grounds_and_every_one_stays(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        foreach (var found in Enum.GetValues<LeadClass>()) (await world.Evaluate(id, found, " ")).ShouldRefuse("customers.evaluation.grounds", "grounds");
        (await world.Evaluate(id, LeadClass.TemporarilyInvalid, "今年无需求")).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 12);
        (await world.Evaluate(id, LeadClass.Potential, "明年扩产", new(2025, 7, 1))).Done.ShouldBeTrue();
        var rows = (await world.Ask<ShowRelation, IReadOnlyList<ShowRelation.EvaluationRow>>("张三", u => u.Evaluations(id, default))).Value;
        rows.Select(r => (r.LeadClass, r.Grounds, r.By)).ShouldBe([(LeadClass.Potential, "明年扩产", "张三"), (LeadClass.TemporarilyInvalid, "今年无需求", "张三")]);
        rows[0].At.ShouldBeGreaterThan(rows[1].At);
    }

    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task Target_and_potential_customers_with_a_next_contact_enter_category_one(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3);
        var ids = new List<Guid>();
        for (var n = 1; n <= 5; n++) ids.Add(await world.Opened("张三", Files.Complete(n)));
        foreach (var (i, found) in new[] { (0, LeadClass.Target), (1, LeadClass.Target), (2, LeadClass.Potential) })
            (await world.Evaluate(ids[i], found, "有需求", new(2025, 6, 10))).Done.ShouldBeTrue();
        (await world.Evaluate(ids[3], LeadClass.TemporarilyInvalid, "无需求")).Done.ShouldBeTrue();
        async Task<int> InCategoryOne() => await world.Read(db => db.Set<Customer>().CountAsync(c => db.Set<RegisterCategory>().Any(k => k.Id == c.CategoryId && k.Order == 1 && k.Name == "目标和意向客户")));
        (await InCategoryOne()).ShouldBe(3);
        (await world.Evaluate(ids[3], LeadClass.Potential, "来电询价", new(2025, 6, 10))).Done.ShouldBeTrue();
        (await InCategoryOne()).ShouldBe(4);

        // Without the next contact the evaluation stands, the transfer does not, and says which field is missing.
        var warned = await world.Evaluate(ids[4], LeadClass.Potential, "有意");
        warned.Done.ShouldBeTrue();
        warned.Findings.ShouldContain(f => f.Key == "customers.register.next-contact" && f.Field == "nextContactOn");
        var one = (await world.Ask<ShowRelation, IReadOnlyList<CategoryView>>("张三", u => u.Categories(default))).Value[0];
        (await world.Do<MoveCategory, Guid?>("张三", u => u.Handle(ids[4], one.Id, null, null, default))).ShouldRefuse("customers.register.next-contact", "nextContactOn");
        (await InCategoryOne()).ShouldBe(4);
        world.SetTime(2025, 6, 4, 17, 30);
        (await world.Short(FileGap.NotRegistered)).ShouldBeEmpty();
        world.SetTime(2025, 6, 4, 17, 30, 1);
        (await world.Short(FileGap.NotRegistered)).ShouldBe([ids[4]]);
        (await world.Do<MoveCategory, Guid?>("张三", u => u.Handle(ids[4], one.Id, null, new DateOnly(2025, 6, 20), default))).Done.ShouldBeTrue();
        (await InCategoryOne()).ShouldBe(5);
    }

    [Theory, OnBoth, Clause("D01-1.3e")]
    public async Task A_deal_moves_the_customer_to_category_two_and_its_cancelling_back_with_a_reason(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Evaluate(id, LeadClass.Target, "有需求", new(2025, 6, 20))).Done.ShouldBeTrue();
        foreach (var stage in new[] { Stage.Contacted, Stage.Intent }) await world.Do<MoveStage, Stage>("张三", u => u.Handle(id, stage, "依据", default));
        await world.WithFiles("张三", async files => (await files.NoteDeal(id, true, new(2025, 6, 10), null, default)).Done.ShouldBeTrue());
        (await world.File(id)).Stage.ShouldBe(Stage.Won);
        async Task<List<(string?, string?, string?)>> Moves() => [.. (await world.Ask<ShowRelation, IReadOnlyList<ShowRelation.MoveRow>>("张三", u => u.Moves(id, default))).Value.Select(m => (m.From, m.To, m.Reason))];
        (await Moves())[0].ShouldBe(("目标和意向客户", "成交客户", null));
        world.SetTime(2025, 6, 12);
        await world.WithFiles("张三", async files => (await files.NoteDeal(id, false, new(2025, 6, 12), null, default)).ShouldRefuse("customers.category.back-reason"));
        await world.WithFiles("张三", async files => (await files.NoteDeal(id, false, new(2025, 6, 12), "合同取消", default)).Done.ShouldBeTrue());
        (await Moves())[0].ShouldBe(("成交客户", "目标和意向客户", "合同取消"));
        (await world.File(id)).Stage.ShouldBe(Stage.Intent);

        (await world.Do<ChangeCategories, Guid>("张三", u => u.Add("样品客户", default))).Refusal.ShouldBe(Refusal.Forbidden);
        var fourth = (await world.Do<ChangeCategories, Guid>("admin", u => u.Add("样品客户", default)));
        fourth.Done.ShouldBeTrue();
        var before = await Moves();
        (await world.Do<MoveCategory, Guid?>("张三", u => u.Handle(id, fourth.Value, null, null, default))).Done.ShouldBeTrue();
        (await Moves()).Skip(1).ShouldBe(before);
        (await world.Ask<ShowRelation, IReadOnlyList<CategoryView>>("张三", u => u.Categories(default))).Value.Select(c => c.Name).ShouldBe(["目标和意向客户", "成交客户", "长期忠诚客户", "样品客户"]);
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task The_next_contact_is_today_or_later_and_beyond_180_days_only_once_the_supervisor_confirms(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        Task<Outcome<DateOnly?>> Plan(DateOnly? on) => world.Do<PlanNextContact, DateOnly?>("张三", u => u.Handle(id, on, "回访", default));
        (await Plan(null)).ShouldRefuse("customers.next-contact.required", "nextContactOn");
        (await Plan(new(2025, 6, 9))).ShouldRefuse("customers.next-contact.past", "nextContactOn");
        (await Plan(new(2025, 6, 10))).Value.ShouldBe(new DateOnly(2025, 6, 10));
        (await Plan(new(2025, 12, 7))).Value.ShouldBe(new DateOnly(2025, 12, 7));
        var far = await Plan(new(2025, 12, 8));
        far.Done.ShouldBeTrue();
        far.Findings.Single().Key.ShouldBe("customers.next-contact.far");
        (await world.File(id)).NextContactOn.ShouldBe(new DateOnly(2025, 12, 7));
        var plan = await world.Read(db => db.Set<ContactPlan>().SingleAsync());
        Task<Outcome<PlanState>> Decide(string who) => world.Do<DecideContactPlan, PlanState>(who, u => u.Handle(plan.Id, true, default));
        (await Decide("张三")).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.File(id)).NextContactOn.ShouldBe(new DateOnly(2025, 12, 7));
        (await Decide("赵主管")).Value.ShouldBe(PlanState.Confirmed);
        (await world.File(id)).NextContactOn.ShouldBe(new DateOnly(2025, 12, 8));
        (await Decide("赵主管")).ShouldRefuse("customers.plan.decided");
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task Nobody_confirms_what_he_asked_for_himself(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("赵主管", Files.Complete(1));
        await world.Do<PlanNextContact, DateOnly?>("赵主管", u => u.Handle(id, new(2026, 6, 1), null, default));
        var plan = await world.Read(db => db.Set<ContactPlan>().SingleAsync());
        (await world.Do<DecideContactPlan, PlanState>("赵主管", u => u.Handle(plan.Id, true, default))).ShouldRefuse("customers.plan.own");
        (await world.File(id)).NextContactOn.ShouldBeNull();
        (await world.Do<DecideContactPlan, PlanState>("孙总监", u => u.Handle(plan.Id, true, default))).Done.ShouldBeTrue();
    }

    [Theory, OnBoth, Clause("D01-3.1b")]
    public async Task Rows_with_empty_mandatory_columns_or_too_little_known_hold_the_weekly_report_back(Engine engine)
    {
        await using var world = await World.Open(engine);
        var ids = new List<Guid>();
        for (var n = 1; n <= 20; n++)
        {
            ids.Add(await world.Opened("张三", n <= 2 ? Files.Complete(n) with { Demand = null } : Files.Complete(n)));
            await world.WithFiles("张三", async files => (await files.NoteContact(ids[^1], world.Clock.Now, "有意向", new(2025, 6, 20), null, default)).Done.ShouldBeTrue());
            (await world.Evaluate(ids[^1], LeadClass.Target, "有需求")).Done.ShouldBeTrue();
        }
        async Task<IReadOnlyList<RegisterGap>> Gaps() => await world.WithRegister("张三", r => r.Gaps(world.People["张三"], default));
        var gaps = await Gaps();
        gaps.Select(g => g.CustomerId).ShouldBe(ids.Take(2));
        gaps.ShouldAllBe(g => g.Empty.Single() == "demand" && g.Link == $"/customers/{g.CustomerId}");
        foreach (var id in ids.Take(2)) (await world.Change("张三", id, new() { Demand = "铸球" })).Done.ShouldBeTrue();
        (await Gaps()).ShouldBeEmpty();
        RegisterGate.Blocking([new(ids[0], [], 79), new(ids[1], [], 80)], 80).Select(r => r.CustomerId).ShouldBe([ids[0]]);
    }
}
