using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Leads;
using Guiju.Leads.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Leads;

public class TerritoryTests
{
    [Theory, OnBoth, Clause("D01-1.1a")]
    public async Task A_lead_outside_ones_territory_goes_to_its_owner_and_the_provider_stays_on_record(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Territory("华东", "张三", [Shanghai, Jiangsu])).Done.ShouldBeTrue();
        (await world.Territory("华南", "王五", [Guangdong])).Done.ShouldBeTrue();

        (await world.Register("张三", Full("深圳海纳电子有限公司") with { RegionCode = Shenzhen })).Findings.ShouldContain(f => f.Key == "leads.passed" && f.Weight == Weight.Warning);
        (await world.Register("张三", Full("深圳前湾电子有限公司", "13800138009") with { RegionCode = Shenzhen })).Value.ShouldSatisfyAllConditions(l => l.Routing.ShouldBe(Routing.Passed), l => l.Owner.ShouldBe("王五"));
        (await world.Read(db => db.Set<Customer>().Where(c => c.Name.StartsWith("深圳")).Select(c => c.OwnerId).Distinct().SingleAsync())).ShouldBe(world.People["王五"]);
        (await world.Read(db => db.Set<Lead>().Select(l => l.RegistrarId).Distinct().SingleAsync())).ShouldBe(world.People["张三"]);

        var east = (await world.Register("张三", Full("上海沪江机床有限公司", "13800138001") with { RegionCode = Shanghai })).Value;
        (east.Routing, east.Owner).ShouldBe((Routing.Kept, "张三"));
        (await world.File(east.CustomerId)).OwnerId.ShouldBe(world.People["张三"]);
    }

    [Theory, OnBoth, Clause("D01-1.1a")]
    public async Task Where_nobody_is_responsible_it_waits_in_the_pool_until_a_supervisor_gives_it_out(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Territory("华东", "张三", [Shanghai]);
        var lead = (await world.Register("张三", Full("成都天府化工有限公司") with { RegionCode = Sichuan })).Value;
        (lead.Routing, lead.Owner).ShouldBe((Routing.Pool, null));
        (await world.File(lead.CustomerId)).OwnerId.ShouldBeNull();

        (await world.Leads("张三", LeadView.Pool)).ShouldBeEmpty();
        (await world.Leads("赵主管", LeadView.Pool)).ShouldHaveSingleItem().Number.ShouldBe(lead.Number);
        // Not a supervisor; not one of his people; nobody at all.
        (await world.Do<AssignLead, CustomerHeader>("张三", u => u.Handle(lead.Id, world.People["张三"], default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<AssignLead, CustomerHeader>("赵主管", u => u.Handle(lead.Id, world.People["王五"], default))).Findings.ShouldHaveSingleItem().Field.ShouldBe("ownerId");
        (await world.Do<AssignLead, CustomerHeader>("赵主管", u => u.Handle(lead.Id, null, default))).Refusal.ShouldBe(Refusal.Invalid);
        (await world.File(lead.CustomerId)).OwnerId.ShouldBeNull();

        (await world.Do<AssignLead, CustomerHeader>("赵主管", u => u.Handle(lead.Id, world.People["李四"], default))).Done.ShouldBeTrue();
        (await world.File(lead.CustomerId)).OwnerId.ShouldBe(world.People["李四"]);
        (await world.Leads("赵主管", LeadView.Pool)).ShouldBeEmpty();
        (await world.Leads("李四", LeadView.Received)).ShouldHaveSingleItem().Registrar.ShouldBe("张三");
        (await world.Do<AssignLead, CustomerHeader>("赵主管", u => u.Handle(lead.Id, world.People["张三"], default))).Refusal.ShouldBe(Refusal.Conflict);
    }

    [Theory, OnBoth, Clause("D01-1.1a")]
    public async Task Where_territories_are_drawn_a_lead_says_where_it_lies_and_only_supervisors_draw_them(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("张三", Full() with { RegionCode = null })).Value.Routing.ShouldBe(Routing.Kept);
        await world.Territory("华东", "张三", [Shanghai]);
        (await world.Register("张三", Full("无锡锡城铸造有限公司") with { RegionCode = " " })).Findings.Where(f => f.Weight == Weight.Refusal).ShouldHaveSingleItem().Field.ShouldBe("regionCode");
        (await world.Do<DrawTerritory, Guid>("张三", u => u.Handle(null, null, new("全国", world.People["张三"], [Sichuan], []), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Territory("华东", "李四", [])).Findings.Select(f => f.Field).ShouldBe(["name", "regions"]);
        (await world.Territory("西部", "李四", ["999999"])).Findings.ShouldHaveSingleItem().Field.ShouldBe("regions");
        (await world.Count<Territory>()).ShouldBe(1);
    }

    static readonly Guid One = Guiju.Platform.Ids.Next(), Two = Guiju.Platform.Ids.Next(), Three = Guiju.Platform.Ids.Next();

    static WorkInOwnTerritory.Share Share(string name, Guid owner, string[] regions, params string[] fields) => new(name, owner, regions, fields);

    [Fact, Clause("D01-1.1a")]
    public void The_most_narrowly_drawn_territory_counts_and_among_equals_the_registrars_own()
    {
        WorkInOwnTerritory.Share[] shares =
            [Share("广东", One, [Guangdong]), Share("深圳", Two, [Shenzhen]), Share("广东化工", Three, [Guangdong], "化工"), Share("全国铸造", Two, [], "铸造")];
        WorkInOwnTerritory.Decide(One, "440100", null, shares).ShouldBe(new(One, "广东", Routing.Kept));
        WorkInOwnTerritory.Decide(One, "440305", null, shares).ShouldBe(new(Two, "深圳", Routing.Passed));
        WorkInOwnTerritory.Decide(One, Guangdong, "化工", shares).ShouldBe(new(Three, "广东化工", Routing.Passed));
        WorkInOwnTerritory.Decide(One, Sichuan, "铸造", shares).ShouldBe(new(Two, "全国铸造", Routing.Passed));
        WorkInOwnTerritory.Decide(One, Sichuan, "化工", shares).ShouldBe(new(null, null, Routing.Pool));
        WorkInOwnTerritory.Decide(Two, Shanghai, null, [Share("甲", One, [Shanghai]), Share("乙", Two, [Shanghai])]).ShouldBe(new(Two, "乙", Routing.Kept));
    }
}
