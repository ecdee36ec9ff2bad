using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Tests.Worlds;

namespace Guiju.Browser.Tests.Pages;

/// <summary>The ledger of dealings, its forms, the panel on the record and the ranking, full of a year's business.</summary>
public class CommercePagesTests(Chromium chromium)
{
    static async Task<Guid> Open(World world, string name, RoleKind role, SpecialKind? special = null) =>
        (await world.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new() { Name = name, Roles = [role], Special = special, Status = FileStatus.Incomplete }, default))).Value.Id;

    static async Task<Guid> Enter(World world, Guid customer, DealingKind kind, decimal? amount, DateOnly on, string summary, DateOnly? force = null) =>
        (await world.Do<RegisterDealing, Registered>("张三", u => u.Handle(new() { CustomerId = customer, Kind = kind, Amount = amount, On = on, Summary = summary, InForceOn = force }, default))).Value.Id;

    static async Task<(Guid Customer, Guid Contract)> Fill(World world)
    {
        var copper = await Open(world, "桂岭铜业有限责任公司", RoleKind.Buyer);
        var cement = await Open(world, "云麓水泥（湘乡）有限公司", RoleKind.Distributor);
        await Open(world, "湘江银行股份有限公司", RoleKind.Special, SpecialKind.Bank);
        await Enter(world, copper, DealingKind.Order, 1_000_000m, new(2023, 9, 1), "2023 年 φ60–90 铸球", new(2023, 9, 1));
        await Enter(world, copper, DealingKind.Order, 1_200_000m, new(2024, 3, 4), "2024 年 φ60–90 铸球", new(2024, 3, 4));
        await Enter(world, copper, DealingKind.Return, 50_000m, new(2024, 8, 8), "破碎率超标，退 6 吨");
        await Enter(world, copper, DealingKind.Payment, 800_000m, new(2024, 12, 20), "承兑汇票，票期六个月");
        await Enter(world, cement, DealingKind.Order, 386_400.50m, new(2024, 5, 6), "φ90 铸球 46 吨", new(2024, 5, 6));
        await Enter(world, copper, DealingKind.Negotiation, null, new(2025, 5, 28), "谈 2025 年框架：要求带磨耗对比表，价格随废钢指数按季调整，付款由三七改为五五");
        await Enter(world, copper, DealingKind.Quotation, 1_320_000m, new(2025, 6, 3), "全年 158 吨，含运费", new(2025, 6, 3));
        return (copper, await Enter(world, copper, DealingKind.Contract, 1_300_000m, new(2025, 6, 9), "2025 年度框架合同"));
    }

    [Fact]
    public async Task Every_page_of_the_ledger_stands_in_every_look()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        var (customer, contract) = await Fill(world);
        string[] paths = ["/dealings", "/dealings/new", $"/dealings/new?customer={customer}", $"/dealings/{contract}", $"/customers/{customer}", "/grading/ranking?year=2024"];
        List<string> faults = [];
        foreach (var look in Look.Four)
        {
            await using var visitor = await Visitor.At(world, chromium.Browser, look);
            await visitor.SignIn("张三");
            foreach (var (path, name) in paths.Zip(["register", "choose", "new", "contract", "record", "ranking"]))
                faults.AddRange(await visitor.Visit(path, $"commerce-{name}"));
        }
        faults.ShouldBeEmpty();
    }
}
