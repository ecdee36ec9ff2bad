using Guiju.Customers;
using Guiju.Leads;
using Guiju.Leads.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Leads;

public class RegisterLeadTests
{
    static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) => new(2025, 6, day, hour, minute, second, TimeSpan.FromHours(8));

    [Theory, OnBoth, Clause("D01-1.1b")]
    public async Task A_lead_without_a_channel_or_through_an_unknown_one_is_refused_at_that_field(Engine engine)
    {
        await using var world = await World.Open(engine);
        foreach (var channel in (string?[])[null, " ", "托梦"])
            (await world.Register("张三", Full() with { Channel = channel })).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("channel"), f => f.Clause.ShouldBe("D01-1.1b"));
        (await world.Count<Lead>()).ShouldBe(0);
        (await world.Count<Customer>()).ShouldBe(0);
    }

    [Theory, OnBoth, Clause("D01-1.1b")]
    public async Task The_source_report_counts_channels_and_their_shares_add_up_to_a_hundred(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Write((db, _) =>
        {
            for (var i = 0; i < 41; i++)
            {
                // The forty of June and one of the last second of May.
                var at = i == 40 ? world.Clock.Utc(new(2025, 5, 31, 23, 59, 59)) : world.Clock.Utc(new DateTime(2025, 6, 1).AddHours(i * 17));
                var lead = new Lead(world.Unit, $"X2025{i:00000}", Guiju.Platform.Ids.Next(), $"客户{i}", world.People["张三"], "张三", null, at);
                lead.Obtained(at, i < 10 ? "展会" : "网络", false, null);
                db.Add(lead);
            }
            return Task.CompletedTask;
        });
        var report = (await world.Ask<SourceReport, SourceReport.Answer>("孙总监", q => q.Handle(new(2025, 6, 1), new(2025, 6, 30), default))).Value;
        report.Lines.ShouldBe([new("网络", 30, 75.0m), new("展会", 10, 25.0m)]);
        (report.Total, report.Lines.Sum(l => l.Share)).ShouldBe((40, 100.0m));
        (await world.Ask<SourceReport, SourceReport.Answer>("王五", q => q.Handle(new(2025, 6, 1), new(2025, 6, 30), default))).Value.Total.ShouldBe(0);
        SourceIsKnown.Shares([1, 1, 1]).ShouldBe([33.4m, 33.3m, 33.3m]);
        SourceIsKnown.Shares([0, 0]).ShouldBe([0m, 0m]);
    }

    [Theory, OnBoth, Clause("D01-1.2a")]
    public async Task My_register_holds_exactly_what_I_registered(Engine engine)
    {
        await using var world = await World.Open(engine);
        for (var i = 1; i <= 5; i++) (await world.Register(i <= 3 ? "李四" : "王五", Full($"客户{i}有限公司", $"1380013800{i}"))).Done.ShouldBeTrue();
        (await world.Leads("李四", LeadView.Mine)).Select(l => l.Name).ShouldBe(["客户3有限公司", "客户2有限公司", "客户1有限公司"]);
        (await world.Leads("王五", LeadView.Mine)).Count.ShouldBe(2);
        (await world.Leads("李四", LeadView.Team)).Count.ShouldBe(3);
        (await world.Leads("孙总监", LeadView.Team)).Count.ShouldBe(5);
        var theirs = (await world.Leads("王五", LeadView.Mine))[0].Id;
        (await world.Ask<LeadList, LeadRow>("李四", q => q.Find(theirs, default))).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, OnBoth, Clause("D01-1.2b")]
    public async Task Ten_oclock_the_next_day_is_in_time_and_a_minute_later_is_late_and_says_why(Engine engine)
    {
        await using var world = await World.Open(engine);
        var input = Full() with { ObtainedAt = At(10, 10) };
        world.SetTime(2025, 6, 11, 10, 0, 59);
        (await world.Register("张三", input)).Value.Late.ShouldBeFalse();

        world.SetTime(2025, 6, 11, 10, 1);
        var second = input with { Name = "常州恒立液压有限公司", Phone = "13800138002" };
        (await world.Register("张三", second)).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("lateReason"), f => f.Clause.ShouldBe("D01-1.2b"));
        (await world.Register("张三", second with { LateReason = "出差在外，无网络" })).Value.Late.ShouldBeTrue();
        var late = (await world.Leads("张三", LeadView.Late)).ShouldHaveSingleItem();
        (late.LateReason, late.RegisteredAt).ShouldBe(("出差在外，无网络", world.Clock.Now));
    }

    [Theory, OnBoth, Clause("D01-1.2b")]
    public async Task Information_from_the_future_is_refused_and_the_time_of_registering_is_the_servers(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("张三", Full() with { ObtainedAt = At(10, 9, 1) })).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("obtainedAt"), f => f.Clause.ShouldBe("D01-1.2b"));
        (await world.Count<Lead>()).ShouldBe(0);
        typeof(RegisterLead.Input).GetProperties().Select(p => p.Name).ShouldNotContain(name => name.StartsWith("Registered", StringComparison.Ordinal) || name.StartsWith("Created", StringComparison.Ordinal) || name == "OwnerId");

        using var browser = await world.Browser("张三");
        foreach (var forged in (string[])["\"registeredAt\":\"2020-01-01T00:00:00Z\"", "\"ownerId\":\"0198f3a0-0000-7000-8000-000000000000\""])
            (await Post(browser, $$"""{"name":"苏州华泰精工有限公司","channel":"展会",{{forged}}}""")).ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await world.Count<Lead>()).ShouldBe(0);
        (await Post(browser, """{"name":"苏州华泰精工有限公司","channel":"展会"}""")).ShouldBe(System.Net.HttpStatusCode.Created);
        var kept = await world.Read(db => db.Set<Lead>().SingleAsync());
        kept.RegisteredAt.ShouldBe(world.Clock.Now);
        (await world.File(kept.CustomerId)).OwnerId.ShouldBe(world.People["张三"]);
    }

    static async Task<System.Net.HttpStatusCode> Post(HttpClient browser, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await browser.PostAsync("/api/v1/leads", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [Theory, OnBoth, Clause("D01-1.2c")]
    public async Task Eight_of_ten_fields_are_enough_and_seven_are_kept_and_listed_for_completion(Engine engine)
    {
        await using var world = await World.Open(engine);
        var eight = (await world.Register("张三", Full() with { Email = null, Demand = null })).Value;
        var seven = (await world.Register("张三", Full("常州恒立液压有限公司", "13800138002") with { Email = null, Demand = null, ContactPost = null })).Value;
        var rows = await world.Leads("张三", LeadView.Mine);
        rows.Single(r => r.Id == eight.Id).File!.Score.ShouldBe(80);
        rows.Single(r => r.Id == seven.Id).File!.Score.ShouldBe(70);
        (await world.Leads("张三", LeadView.ToComplete)).ShouldHaveSingleItem().Id.ShouldBe(seven.Id);
        (await world.Leads("王五", LeadView.ToComplete)).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D01-1.2c")]
    public async Task The_same_name_and_phone_lead_to_the_file_there_is_and_make_no_second(Engine engine)
    {
        await using var world = await World.Open(engine);
        var first = (await world.Register("张三", Full() with { ContactName = null, Phone = "0512-62881234" })).Value;
        var again = await world.Register("张三", Full() with { ContactName = null, Phone = "0512-62881234" });
        again.Refusal.ShouldBe(Refusal.Invalid);
        again.Findings.ShouldContain(f => f.Link == $"/customers/{first.CustomerId}");
        ((await world.Count<Lead>()), (await world.Count<Customer>())).ShouldBe((1, 1));
    }
}
