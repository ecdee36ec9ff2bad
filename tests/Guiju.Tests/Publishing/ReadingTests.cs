using System.Net;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Publishing.Readings;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Publishing;

/// <summary>Who has to read what by when, and what becomes of those who do not.</summary>
public class ReadingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBoth, Clause("D13-1"), Clause("D15-1"), Clause("D16-1")]
    public async Task Eleven_of_twelve_read_in_time_and_the_twelfth_is_reminded_and_then_late_to_himself_and_his_manager(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 2, 24);
        await world.General();
        var readers = await world.Twelve();
        var id = await world.Entered();
        var version = await world.Published(id, PublishingStage.Draft("1.0", new(2025, 3, 1)) with { Departments = readers });
        (await world.Rate("钱信息", id, 1)).ShouldSatisfyAllConditions(r => (r.Asked, r.Read, r.Overdue).ShouldBe((12, 0, 0)));
        (await world.Messages("员01")).ShouldBe(["publishing.notice.read"]);
        (await world.Messages("张三")).ShouldBeEmpty("he is not addressed");
        (await world.Reads("张三", version)).Findings.ShouldHaveSingleItem().Key.ShouldBe("publishing.not-addressed");
        for (var n = 1; n <= 10; n++) (await world.Reads($"员{n:00}", version)).Value.Late.ShouldBeFalse();
        world.SetTime(2025, 3, 6, 8, 29, 59);
        await world.Remind();
        (await Told("员12")).ShouldBe((0, 0));
        world.SetTime(2025, 3, 6, 8, 30);
        await world.Remind();
        (await Told("员12")).ShouldBe((1, 0));
        (await Told("员01")).ShouldBe((0, 0), "he has read it");
        world.SetTime(2025, 3, 8, 23, 59, 59);
        await world.Remind();
        var last = await world.Reads("员11", version);
        last.Value.Late.ShouldBeFalse();
        (await world.Reads("员11", version)).Value.ShouldBe(last.Value, "once more changes nothing");
        (await world.Rate("钱信息", id, 1)).ShouldSatisfyAllConditions(r => (r.Asked, r.Read, r.Overdue).ShouldBe((12, 11, 0)), r => Math.Round(r.Share!.Value * 100, 1).ShouldBe(91.7m));
        world.SetTime(2025, 3, 9, 0, 0, 0);
        await world.Remind();
        (await Told("员12")).ShouldBe((2, 0));
        (await Told("赵主管")).ShouldBe((0, 1));
        (await world.Listed("员12", "show=Overdue")).ShouldBe(["KH-01 客户信息管理办法"]);
        (await world.Listed("赵主管", "whose=People&show=Overdue")).ShouldBe(["KH-01 客户信息管理办法"]);
        var late = await world.Rate("钱信息", id, 1, overdue: true);
        late.People.Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Person.ShouldBe("员12"), p => p.Standing.ShouldBe(ReadingStanding.Overdue));
        (await world.Rate("赵主管", id, 1)).People.Items.Count.ShouldBe(12, "a manager sees his people");
        using (var page = await world.Browser("钱信息"))
        {
            var text = (await page.Page($"/regulations/{id}/readers?version=1")).Body!.TextContent;
            foreach (var word in new[] { "91.7 %", "逾期未签阅", "按时签阅" }) text.ShouldContain(word);
        }
        // On a phone: Today shows it, the text is read, one button acknowledges it.
        using var browser = await world.Browser("员12");
        var today = await browser.Page("/");
        var link = today.QuerySelector("a[href^='/regulations/readings/']")!.GetAttribute("href")!;
        var reading = await browser.Page(link);
        reading.Body!.TextContent.ShouldContain("为规范客户管理");
        var form = reading.QuerySelector(".reg-sign form")!.GetAttribute("action")!;
        using (var done = await browser.Submit(form)) done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/regulations/readings")).Body!.TextContent.ShouldContain("没有待签阅的制度");
        (await world.Owed("D13-1")).Count(d => d.State == DutyState.DoneLate).ShouldBe(1);
        (await world.Rate("钱信息", id, 1)).ShouldSatisfyAllConditions(r => (r.Read, r.Overdue).ShouldBe((12, 0)));
        (await browser.Page("/")).QuerySelector("#readings-title").ShouldBeNull();

        async Task<(int Notices, int Escalated)> Told(string who)
        {
            var keys = await world.Messages(who);
            return (keys.Count(k => k == "duty.D13-1.notice"), keys.Count(k => k == "duty.D13-1.escalated"));
        }
    }

    [Theory, OnBoth, Clause("D01-2.4a"), Clause("D02-1"), Clause("D06-1")]
    public async Task Seven_days_from_publication_and_a_new_version_asks_anew(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        var readers = await world.Twelve();
        var conduct = await world.Entered("YX-01", "营销人员行为规范", "D01-2.4a");
        var first = await world.Published(conduct, PublishingStage.Draft("1", new(2025, 6, 20), "# 规范\n维护公司形象（D01-2.4a）。") with { Departments = readers });
        var development = await world.Entered("KF-01", "新客户开发管理规范", "D02-1");
        await world.Published(development, PublishingStage.Draft("1", new(2025, 6, 10)) with { Departments = readers });
        foreach (var clause in (string[])["D01-2.4a", "D02-1"]) (await world.Owed(clause)).Select(d => world.Clock.DateOf(d.DueAt)).Distinct().ShouldBe([new(2025, 6, 17)], clause);
        world.SetTime(2025, 6, 17, 23, 59, 59);
        (await world.Reads("员04", first)).Value.Late.ShouldBeFalse();
        world.SetTime(2025, 6, 18, 0, 0, 0);
        await world.Remind();
        (await world.Rate("钱信息", conduct, 1, overdue: true)).ShouldSatisfyAllConditions(r => r.Overdue.ShouldBe(11), r => r.People.Items.Select(p => p.Person).ShouldNotContain("员04"));
        (await world.Messages("员05")).Count(m => m == "duty.D01-2_4a.notice").ShouldBe(1);
        (await world.Messages("员04")).ShouldNotContain("duty.D01-2_4a.notice");
        (await world.Messages("赵主管")).ShouldContain("duties.notice.many", "eleven at once are one message");
        (await world.Reads("员05", first)).Value.Late.ShouldBeTrue();

        world.SetTime(2025, 7, 1);
        var second = await world.Published(conduct, PublishingStage.Draft("2", new(2025, 7, 1), "# 规范\n第二版（D01-2.4a）。") with { Departments = readers });
        (await world.Rate("钱信息", conduct, 2)).ShouldSatisfyAllConditions(r => (r.Asked, r.Read).ShouldBe((12, 0)));
        (await world.Owed("D01-2.4a")).Count(d => d.State == DutyState.Open).ShouldBe(12);
        (await world.Owed("D01-2.4a")).Where(d => d.State == DutyState.Cancelled).ShouldAllBe(d => d.Evidence == "publishing.superseded");
        (await world.Reads("员06", first)).Findings.ShouldHaveSingleItem().Key.ShouldBe("publishing.superseded.read");
        (await world.Reads("员04", second)).Done.ShouldBeTrue();
        (await world.Rate("钱信息", conduct, 1)).ShouldSatisfyAllConditions(r => (r.Asked, r.Read).ShouldBe((2, 2)));

        // Who joins later is asked from that day on, once; who leaves is asked no more and hands nothing on.
        world.SetTime(2025, 7, 3);
        await world.AskRound();
        await world.Joins("新人", "营业部", supervisor: "赵主管");
        await world.AskRound();
        await world.AskRound();
        var owed = (await world.Owed("D01-2.4a")).Where(d => d.OwnerId is not null).ToList();
        var newcomer = (await world.ActorOf("新人")).PersonId;
        owed.Where(d => d.OwnerId == newcomer).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => world.Clock.DateOf(d.DueAt).ShouldBe(new DateOnly(2025, 7, 10)));
        (await world.Messages("新人")).Count(m => m == "publishing.notice.read").ShouldBe(2, "both regulations");
        (await world.Does<SetEmployment, Guid>("admin", u => u.Handle(newcomer!.Value, false, Ct))).Done.ShouldBeTrue();
        await world.AskRound();
        (await world.Read(db => db.Set<Duty>().CountAsync(d => d.State == DutyState.Open && d.OwnerId == world.People["赵主管"] && d.ClauseId == "D01-2.4a"))).ShouldBe(0);
        (await world.Rate("钱信息", conduct, 2)).Asked.ShouldBe(12);
        (await world.Does<SetEmployment, Guid>("admin", u => u.Handle(newcomer!.Value, true, Ct))).Done.ShouldBeTrue();
        await world.AskRound();
        (await world.Owed("D01-2.4a")).Count(d => d.OwnerId == newcomer && d.State == DutyState.Open).ShouldBe(1, "he is back and asked anew");

        // D06-1: the same seven days, from the day the rules are published.
        world.SetTime(2025, 7, 9);
        var rules = await world.Entered("XZ-01", "公司客户管理实施细则", "D06-1");
        await world.Published(rules, PublishingStage.Draft("1", new(2025, 7, 9)) with { Departments = readers });
        world.SetTime(2025, 7, 16, 23, 59, 59);
        (await world.Rate("钱信息", rules, 1)).Overdue.ShouldBe(0);
        world.SetTime(2025, 7, 17, 0, 0, 0);
        (await world.Rate("钱信息", rules, 1)).Overdue.ShouldBe(13);
    }

    [Theory, OnBoth, Clause("D09-6.1")]
    public async Task Working_days_pass_over_a_holiday_and_the_manager_hears_of_it_on_the_next_one(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 9, 26);
        await world.General();
        var readers = await world.Twelve();
        var id = await world.Entered("FW-01", "服务规范", "D09-6.1");
        var version = await world.Published(id, PublishingStage.Draft("1", new(2025, 9, 26), "# 着装\n着工装、佩工牌（D09-6.1）。") with { Departments = readers });
        for (var n = 1; n <= 11; n++) await world.Reads($"员{n:00}", version);
        world.SetTime(2025, 9, 30, 23, 59, 59);
        (await world.Rate("钱信息", id, 1)).Overdue.ShouldBe(0);
        world.SetTime(2025, 10, 1, 0, 0, 0);
        await world.Remind();
        (await world.Rate("钱信息", id, 1, overdue: true)).People.Items.ShouldHaveSingleItem().Person.ShouldBe("员12");
        (await world.Messages("赵主管")).ShouldNotContain("duty.D09-6_1.escalated");
        world.SetTime(2025, 10, 9, 8, 29, 59);
        await world.Remind();
        (await world.Messages("赵主管")).ShouldNotContain("duty.D09-6_1.escalated");
        world.SetTime(2025, 10, 9, 8, 30);
        await world.Remind();
        (await world.Messages("赵主管")).Count(m => m == "duty.D09-6_1.escalated").ShouldBe(1);
    }

    [Theory, OnBoth, Clause("D13-1")]
    public async Task Nobody_reads_for_another_and_nobody_outside_sees_who_has_read(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        var id = await world.Entered();
        var version = await world.Published(id, PublishingStage.Draft("1", new(2025, 6, 10)));
        Guid north = default;
        await world.Write((db, _) => { var unit = new Unit("HB", "华北公司", null); db.Add(unit); north = unit.Id; return Task.CompletedTask; });
        await world.Joins("北员", role: "salesperson", unit: north);
        await world.Joins("北监", role: "director", unit: north);
        (await world.Reads("北员", version)).Refusal.ShouldBe(Refusal.NotFound);
        using (var foreign = await world.Browser("北监"))
        {
            (await foreign.Json(HttpMethod.Get, $"/api/v1/regulations/{id}/versions/1/readers")).Status.ShouldBe(404);
            (await foreign.Json(HttpMethod.Post, $"/api/v1/regulations/versions/{version}/acknowledgement")).Status.ShouldBe(404);
        }
        using var seller = await world.Browser("张三");
        (await seller.Json(HttpMethod.Get, $"/api/v1/regulations/{id}/versions/1/readers")).Status.ShouldBe(403);
        (await seller.Json(HttpMethod.Get, "/api/v1/regulations/readings")).Body.GetArrayLength().ShouldBe(1);
        var mine = (await seller.Json(HttpMethod.Get, "/api/v1/regulations/readings")).Body[0].GetProperty("id").GetGuid();
        // A colleague who finds the link reads the text and gets no button.
        using (var other = await world.Browser("李四")) (await other.Page($"/regulations/readings/{mine}")).QuerySelector(".reg-sign form").ShouldBeNull();
        (await seller.Json(HttpMethod.Post, $"/api/v1/regulations/versions/{version}/acknowledgement")).Status.ShouldBe(200);
        (await world.Read(db => db.Set<Reading>().CountAsync(r => r.AcknowledgedAt != null))).ShouldBe(1);
        (await seller.Json(HttpMethod.Get, "/api/v1/regulations/readings/acknowledged")).Body.GetProperty("items").GetArrayLength().ShouldBe(1);
    }
}
