using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Tests.Worlds;

namespace Guiju.Browser.Tests.Pages;

/// <summary>The pages of one customer in every look, and a fact edited in place as a person does.</summary>
public class CustomerRecordTests(Chromium chromium)
{
    static async Task<Guid> Arrange(World world)
    {
        var id = (await world.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new()
        {
            Name = "宝庆矿业集团有限公司",
            ShortName = "宝庆矿业",
            Roles = [RoleKind.Buyer, RoleKind.Supplier],
            LegalRepresentative = "谢长林",
            RegionCode = "430502",
            Address = "双清区建材路 18 号",
            Phone = "0739-5212318",
            RegisteredCapital = "12,000",
            BusinessScope = "铁矿采选、锰矿加工；矿山设备销售与维修",
            Industry = "矿业",
            Source = "展会",
            Demand = "φ90 铬合金铸球，月耗约 55 吨",
            Contact = new() { Name = "谢坤", Post = "生产副总", Mobile = "13907396021" },
        }, default))).Value.Id;
        await world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = "罗志强", Post = "设备科", Mobile = "13707398850", WeChat = "luozq" }, default));
        await world.Do<MoveStage, Stage>("张三", u => u.Handle(id, Stage.Contacted, "电话联系谢坤，确认月耗量", default));
        await world.Do<EvaluateCustomer, LeadClass>("张三", u => u.Handle(id, LeadClass.Target, "年用量大，现供方交期不稳", new(2025, 6, 12), "上门谈年度框架", default));
        await world.Do<ChangeCustomer, ChangeCustomer.Changed>("张三", u => u.Handle(new() { Id = id, Facts = new() { LegalRepresentative = "谢长青" }, HappenedOn = new(2025, 6, 1), ChangeSource = "对方来函" }, default));
        await world.Do<TagCustomer, IReadOnlyList<string>>("张三", u => u.Handle(id, ["重点", "球磨"], default));
        await world.Do<SetAbsent, int>("张三", u => u.Handle(id, "fax", "对方不用传真", default));
        return id;
    }

    [Fact]
    public async Task The_pages_of_a_customer_stand_in_every_look()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        var id = await Arrange(world);
        List<string> faults = [];
        foreach (var look in Look.Four)
        {
            await using var visitor = await Visitor.At(world, chromium.Browser, look);
            await visitor.SignIn("张三");
            foreach (var (name, path) in new (string, string?)[] { ("record", ""), ("changes", "?tab=changes"), ("files", "?tab=files"), ("card", "/card"), ("roles", "/roles"), ("change", "/major-change"), ("new", null) })
                faults.AddRange(await visitor.Visit(path is null ? "/customers/new" : $"/customers/{id}{path}", $"customer-{name}"));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fact_is_edited_in_place_by_keyboard_and_a_major_change_asks_for_its_record()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        var id = await Arrange(world);
        await using var visitor = await Visitor.At(world, chromium.Browser);
        await visitor.SignIn("张三");
        var page = visitor.Page;
        await page.GotoAsync($"/customers/{id}");
        await page.ClickAsync("#fact-postcode a[hx-get$='/edit']");
        await page.FillAsync("input[name=postcode]", "42200");
        await page.PressAsync("input[name=postcode]", "Enter");
        await page.WaitForSelectorAsync(".field.edit .err");
        await visitor.Picture("customer-edit-refused");
        await page.FillAsync("input[name=postcode]", "422000");
        await page.PressAsync("input[name=postcode]", "Enter");
        await page.WaitForSelectorAsync("#fact-postcode");
        (await page.InnerTextAsync("#fact-postcode .v")).Trim().ShouldBe("422000");
        (await page.InnerTextAsync("#completeness")).ShouldContain("100 %");
        await page.ClickAsync("#fact-address a[hx-get$='/edit']");
        await page.WaitForSelectorAsync(".field.edit input[name=changeSource]");
        await visitor.Picture("customer-edit-major");
        await page.FillAsync("input[name=address]", "新址");
        await page.FillAsync("input[name=happenedOn]", "2025-06-09");
        await page.FillAsync("input[name=changeSource]", "工商查询");
        await page.PressAsync("input[name=changeSource]", "Enter");
        await page.WaitForSelectorAsync("#fact-address");
        (await page.InnerTextAsync("#fact-address .v")).Trim().ShouldBe("新址");
        await page.ClickAsync("#fact-address a[data-bs-toggle]");
        await page.WaitForSelectorAsync("#fact-address .why table");
        await visitor.Picture("customer-history");
        visitor.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
