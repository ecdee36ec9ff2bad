using System.Net;
using System.Text;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Leads;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Leads;

public class EvaluateLeadTests
{
    [Theory, OnBoth, Clause("D01-1.3a")]
    public async Task Nobody_is_evaluated_before_somebody_has_spoken_to_him(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = (await world.Register("张三", Full())).Value;
        (await world.Evaluate("张三", lead.Id, LeadClass.Target, "预算已批")).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Clause.ShouldBe("D01-1.3a"), f => f.Link.ShouldBe($"/customers/{lead.CustomerId}"));
        // An unanswered call is no contact.
        await world.Log("张三", lead.CustomerId, new() { Mode = ContactMode.NotReached, NextOn = new(2025, 6, 11) });
        (await world.Evaluate("张三", lead.Id, LeadClass.Target, "预算已批")).Done.ShouldBeFalse();
        (await world.File(lead.CustomerId)).LeadClass.ShouldBeNull();

        await world.Log("张三", lead.CustomerId, new() { Mode = ContactMode.Call, Feedback = "月底定型号", NextOn = new(2025, 6, 20), At = new(2025, 6, 10, 8, 30, 0, TimeSpan.FromHours(8)) });
        (await world.Leads("张三", LeadView.ToEvaluate)).ShouldHaveSingleItem().Mode.ShouldBe(ContactMode.Call);
        (await world.Evaluate("张三", lead.Id, LeadClass.Target, "预算已批")).Done.ShouldBeTrue();
        (await world.Leads("张三", LeadView.ToEvaluate)).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D01-1.3b")]
    public async Task An_evaluation_gives_its_grounds_and_the_next_one_leaves_it_on_record(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = await world.Contacted("张三", Full());
        (await world.Evaluate("张三", lead.Id, LeadClass.TemporarilyInvalid, " ")).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("grounds"), f => f.Clause.ShouldBe("D01-1.3b"));
        (await world.Evaluate("张三", lead.Id, null, "不明")).Findings.ShouldHaveSingleItem().Field.ShouldBe("leadClass");
        (await world.File(lead.CustomerId)).LeadClass.ShouldBeNull();

        (await world.Evaluate("张三", lead.Id, LeadClass.TemporarilyInvalid, "年内无采购计划")).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 11);
        (await world.Evaluate("张三", lead.Id, LeadClass.Potential, "新线立项")).Done.ShouldBeTrue();
        var file = await world.File(lead.CustomerId);
        (file.LeadClass, file.LeadClassGrounds).ShouldBe((LeadClass.Potential, "新线立项"));
        var history = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == lead.CustomerId && e.Act == nameof(EvaluateLead)).OrderBy(e => e.At).ToListAsync());
        history.Select(e => e.ActorName).Distinct().ShouldBe(["张三"]);
        history[0].Changes.ShouldContain("年内无采购计划");
        history[0].At.ShouldBeLessThan(history[^1].At);
    }

    [Theory, OnBoth, Clause("D01-1.3b")]
    public async Task A_fourth_class_is_400_and_anothers_lead_404_and_nothing_changes(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = await world.Contacted("张三", Full());
        using var mine = await world.Browser("张三");
        foreach (var bad in (string[])["\"重点客户\"", "7", "\"7\""])
        {
            using var answer = await Evaluation(mine, lead.Id, $$"""{"leadClass":{{bad}},"grounds":"预算已批"}""");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
        }
        using var other = await world.Browser("王五");
        using (var answer = await Evaluation(other, lead.Id, """{"leadClass":"Target","grounds":"预算已批"}""")) answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync($"/api/v1/leads/{lead.Id}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.File(lead.CustomerId)).LeadClass.ShouldBeNull();
        using (var answer = await Evaluation(mine, lead.Id, """{"leadClass":"Target","grounds":"预算已批"}""")) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static Task<HttpResponseMessage> Evaluation(HttpClient browser, Guid lead, string json) =>
        browser.PostAsync($"/api/v1/leads/{lead}/evaluation", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
