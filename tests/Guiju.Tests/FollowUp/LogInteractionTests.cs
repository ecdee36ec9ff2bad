using Guiju.Customers;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Shell.Today;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.FollowUp;

public class LogInteractionTests
{
    static readonly DateOnly Today = new(2025, 6, 10);

    [Theory, OnBoth, Clause("D01-1.3a")]
    public async Task A_call_with_feedback_is_kept_with_its_author_and_shows_in_the_file_and_the_audit_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三");
        var logged = await world.Log("张三", customer, FollowUpStage.Call(Today.AddDays(7), "上门谈年度框架"));
        logged.Done.ShouldBeTrue();
        var kept = await world.Read(db => db.Set<Interaction>().SingleAsync());
        (kept.Mode, kept.Feedback, kept.AuthorId, kept.At).ShouldBe((ContactMode.Call, "确认样品参数，月底前定", world.People["张三"], world.Clock.Now));
        var file = await world.File(customer);
        (file.LastContactAt, file.LastFeedback, file.NextContactOn, file.NextStep).ShouldBe((kept.At, kept.Feedback, Today.AddDays(7), "上门谈年度框架"));
        (await world.Read(db => db.Set<AuditEntry>().AnyAsync(e => e.SubjectId == customer && e.ActorName == "张三" && e.Changes.Contains("确认样品参数")))).ShouldBeTrue();
    }

    [Theory, OnBoth, Clause("D01-1.3a")]
    public async Task A_contact_without_mode_or_feedback_or_in_the_future_is_refused_with_every_finding_and_nothing_is_kept(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三");
        var outcome = await world.Log("张三", customer, new() { At = world.Time.GetUtcNow().AddSeconds(1), NextOn = Today });
        outcome.Refusal.ShouldBe(Refusal.Invalid);
        outcome.Findings.Select(f => (f.Field, f.Clause)).ShouldBe([("mode", "D01-1.3a"), ("feedback", "D01-1.3a"), ("at", "D01-1.3a")]);
        (await world.Log("张三", customer, new() { Mode = ContactMode.Visit, Feedback = " " })).Findings.Select(f => f.Field).ShouldBe(["feedback", "nextOn"]);
        (await world.Count<Interaction>()).ShouldBe(0);
        (await world.File(customer)).LastContactAt.ShouldBeNull();

        // This very second is no longer the future.
        (await world.Log("张三", customer, FollowUpStage.Call(Today) with { At = world.Time.GetUtcNow() })).Done.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task An_attempt_that_reached_nobody_needs_no_feedback_plans_the_next_and_is_no_contact(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三");
        (await world.Log("张三", customer, new() { Mode = ContactMode.NotReached, NextOn = Today.AddDays(1) })).Done.ShouldBeTrue();
        var file = await world.File(customer);
        (file.LastContactAt, file.NextContactOn).ShouldBe((null, Today.AddDays(1)));
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task The_next_contact_is_today_at_the_earliest_and_up_to_the_180th_day_without_asking(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三");
        foreach (DateOnly? bad in (DateOnly?[])[null, new DateOnly(2025, 6, 9)])
        {
            var refused = await world.Log("张三", customer, FollowUpStage.Call(bad));
            refused.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("nextOn"), f => f.Clause.ShouldBe("D01-2.3b"));
        }
        (await world.Count<Interaction>()).ShouldBe(0);
        (await world.File(customer)).NextContactOn.ShouldBeNull();

        foreach (var good in (DateOnly[])[new(2025, 6, 10), new(2025, 12, 7)])
        {
            (await world.Log("张三", customer, FollowUpStage.Call(good))).Findings.ShouldBeEmpty();
            (await world.File(customer)).NextContactOn.ShouldBe(good);
        }
        (await world.Count<ContactPlan>()).ShouldBe(0);
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task The_181st_day_is_in_force_only_when_the_supervisor_has_confirmed_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (late, before) = (new DateOnly(2025, 12, 8), new DateOnly(2025, 6, 12));
        var customer = await world.Customer("张三");
        await world.Log("张三", customer, FollowUpStage.Call(before));
        var logged = await world.Log("张三", customer, FollowUpStage.Call(late, "新厂投产"));
        logged.Value.ShouldSatisfyAllConditions(l => l.NextOn.ShouldBe(before), l => l.WaitsFor.ShouldBe(late));
        logged.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Weight.ShouldBe(Weight.Warning), f => f.Field.ShouldBe("nextOn"));
        (await world.File(customer)).NextContactOn.ShouldBe(before);

        var waiting = (await world.Ask<ShowToday, ShowToday.Answer>("赵主管", q => q.Handle(true, default))).Value;
        var decision = waiting.Decisions.ShouldHaveSingleItem();
        (decision.On, decision.InForce, decision.AskedBy, waiting.Numbers.ToDecide).ShouldBe((late, before, "张三", 1));
        (await world.Do<DecideContactPlan, PlanState>("张三", u => u.Handle(decision.Id, true, default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<DecideContactPlan, PlanState>("赵主管", u => u.Handle(decision.Id, true, default))).Value.ShouldBe(PlanState.Confirmed);
        (await world.File(customer)).ShouldSatisfyAllConditions(f => f.NextContactOn.ShouldBe(late), f => f.NextStep.ShouldBe("新厂投产"));
    }

    [Theory, OnBoth]
    public async Task Anothers_customer_is_not_there_and_nothing_changes(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("李四");
        (await world.Log("张三", customer, FollowUpStage.Call(Today))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Count<Interaction>()).ShouldBe(0);
        (await world.File(customer)).Version.ShouldBe(1);
    }
}
