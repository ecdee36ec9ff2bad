using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Leads;
using Guiju.Leads.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Leads;

[Clause("D03-4.2")]
public class SamePurchaseTests
{
    static RegisterLead.Input Buyer(string name, string phone, string? address = null, string? plate = null, string? familyOf = null) => new()
    {
        Name = name,
        Phone = phone,
        ContactName = name,
        Channel = "展会",
        RegionCode = Guangdong,
        Address = address,
        Plate = plate,
        FamilyOf = familyOf,
        FamilyRelation = familyOf is null ? null : "夫妻",
    };

    [Theory, OnBoth]
    public async Task A_wife_at_the_same_address_is_with_who_received_the_husband_until_a_manager_decides(Engine engine)
    {
        await using var world = await World.Open(engine);
        var husband = (await world.Register("张三", Buyer("陈大文", "13800138001", "人民路1号"))).Value;
        var wife = await world.Register("李四", Buyer("林小玉", "13800138002", "人民路 1 号", familyOf: "138-0013-8001"));
        wife.Done.ShouldBeTrue();
        wife.Findings.ShouldContain(f => f.Key == "leads.same.suspected" && f.Weight == Rulebook.Findings.Weight.Warning);
        (await Files.File(world, wife.Value.CustomerId)).OwnerId.ShouldBe(world.People["张三"]);
        var lead = await world.Read(db => db.Set<Lead>().SingleAsync(l => l.Id == wife.Value.Id));
        (lead.Family, lead.FamilyLeadId, lead.FamilyRelation).ShouldBe((FamilyCase.Suspected, husband.Id, "夫妻"));
        (await world.Messages("张三")).ShouldContain("leads.notice.family");
        (await world.Messages("赵主管")).ShouldContain("leads.notice.family-decide");

        // Whoever may not give out leads decides nothing; the supervisor does, once.
        using var seller = await world.Browser("李四");
        (await seller.Json(HttpMethod.Post, $"/api/v1/leads/{lead.Id}/family", new { same = false })).Status.ShouldBe(403);
        (await Files.File(world, wife.Value.CustomerId)).OwnerId.ShouldBe(world.People["张三"]);
        using var head = await world.Browser("赵主管");
        (await head.Page($"/leads/{lead.Id}")).QuerySelector("#panel-family").ShouldNotBeNull();
        using var decided = await head.Submit($"/leads/{lead.Id}/family", ("same", "true"));
        ((int)decided.StatusCode).ShouldBe(303);
        (await world.Read(db => db.Set<Lead>().SingleAsync(l => l.Id == lead.Id))).Family.ShouldBe(FamilyCase.Confirmed);
        (await head.Json(HttpMethod.Post, $"/api/v1/leads/{lead.Id}/family", new { same = false })).Status.ShouldBe(409);
        (await Files.File(world, wife.Value.CustomerId)).OwnerId.ShouldBe(world.People["张三"]);
    }

    [Theory, OnBoth]
    public async Task Found_to_be_two_purchases_the_file_goes_to_who_registered_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        var husband = (await world.Register("张三", Buyer("陈大文", "13800138001", "人民路1号"))).Value;
        var wife = (await world.Register("李四", Buyer("林小玉", "13800138002", "人民路1号", familyOf: husband.Number))).Value;
        using var head = await world.Browser("赵主管");
        (await head.Json(HttpMethod.Post, $"/api/v1/leads/{wife.Id}/family", new { same = false })).Status.ShouldBe(200);
        (await Files.File(world, wife.CustomerId)).OwnerId.ShouldBe(world.People["李四"]);
        (await world.Messages("李四")).ShouldContain("leads.notice.family-two");
    }

    [Theory, OnBoth]
    public async Task The_same_phone_or_plate_is_a_duplicate_at_once_and_the_same_name_alone_is_none(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("张三", Buyer("陈大文", "13800138001", "人民路1号", "粤E·12345"))).Done.ShouldBeTrue();
        (await world.Register("李四", Buyer("陈二文", "+86 138 0013 8001"))).ShouldRefuse("leads.same.phone", "phone");
        (await world.Register("李四", Buyer("王明", "13800138009", plate: "粤e12345"))).ShouldRefuse("leads.same.plate", "plate");
        (await world.Count<Lead>()).ShouldBe(1);
        (await world.Count<Customer>()).ShouldBe(1);
        var namesake = await world.Register("李四", Buyer("陈大文", "13800138003", "解放路 9 号"));
        namesake.Done.ShouldBeTrue();
        namesake.Findings.ShouldNotContain(f => f.Clause == "D03-4.2");
        (await Files.File(world, namesake.Value.CustomerId)).OwnerId.ShouldBe(world.People["李四"]);
        // A family that lives apart is linked and nothing more; one nobody registered is refused at the field.
        var son = await world.Register("李四", Buyer("陈小文", "13800138004", "中山路 2 号", familyOf: "粤E12345"));
        son.Findings.ShouldNotContain(f => f.Key == "leads.same.suspected");
        (await world.Register("李四", Buyer("陈小武", "13800138005", familyOf: "X202599999"))).ShouldRefuse("leads.family.unknown", "familyOf");
        // Firms that share a phone are a matter of their files: a hint there, no refusal here.
        (await world.Register("张三", Full("苏州华泰精工有限公司", "13900000001"))).Done.ShouldBeTrue();
        (await world.Register("李四", Full("无锡大成机械有限公司", "13900000001"))).Done.ShouldBeTrue();
    }

    [Theory]
    [InlineData("粤E12345", "粤E12345")]
    [InlineData(" 粤e·12345 ", "粤E12345")]
    [InlineData("粤ＡＤ１２３４５", "粤AD12345")]
    [InlineData("粤B12345D", "粤B12345D")]
    [InlineData("京AF00001", "京AF00001")]
    [InlineData("粤Z1234港", "粤Z1234港")]
    [InlineData("粤I12345", null)]
    [InlineData("粤E1234", null)]
    [InlineData("粤E123456", null)]
    [InlineData("粤EABCDE", null)]
    [InlineData("E12345", null)]
    [InlineData("粤EO2345", null)]
    public void A_plate_is_read_in_any_spelling_and_what_is_none_is_refused(string typed, string? plate)
    {
        var read = PlateNumber.Read(typed, "plate", "D03-4.2");
        (read.Done ? read.Value : null).ShouldBe(plate);
    }

    [Fact]
    public void Only_the_keys_the_company_chose_count()
    {
        LeadKeys a = new("陈大文", "+8613800138001", "粤E12345", "人民路1号", true), b = a with { Name = "林小玉" };
        SamePurchase.Judge(a, b, false, ["phone"]).ShouldBe(LeadLikeness.Duplicate);
        SamePurchase.Judge(a, b, false, ["name+address"]).ShouldBe(LeadLikeness.None);
        SamePurchase.Judge(a, b, true, ["name+address"]).ShouldBe(LeadLikeness.Suspected);
        SamePurchase.Judge(a with { Phone = null, Plate = null }, a, false, ["phone", "plate", "name+address"]).ShouldBe(LeadLikeness.Suspected);
        SamePurchase.Judge(a with { Phone = null, Plate = null, Address = null }, a, true, ["phone", "plate", "name+address"]).ShouldBe(LeadLikeness.None);
    }
}
