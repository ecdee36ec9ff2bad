using Guiju.Commerce;
using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Commerce;

[Clause("D18-1.9")]
public class StandingTests
{
    static async Task<(string, int)> Standing(HttpClient browser, string query)
    {
        var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/dealings/standing?{query}");
        status.ShouldBe(200);
        return (body.GetProperty("standing").GetString()!, body.GetProperty("orders").GetInt32());
    }

    [Theory, OnBoth]
    public async Task A_plate_with_a_paid_work_order_is_an_old_customer_also_with_a_new_phone(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Customer("张三", 1);
        using var browser = await world.Browser("张三");
        var plate = Uri.EscapeDataString("粤E·12345");
        (await Standing(browser, $"plate={plate}")).ShouldBe(("new", 0));
        var open = await world.Entered("张三", Ledger.Of(DealingKind.WorkOrder, id, 860m, summary: "保养") with { Plate = "粤e12345", Phone = "13800138001" });
        // Written down and not paid yet, it makes nobody old.
        (await Standing(browser, $"plate={plate}")).ShouldBe(("new", 0));
        (await world.Do<PutInForce, int>("张三", u => u.Handle(open.Id, null, null, default))).Done.ShouldBeTrue();
        (await Standing(browser, $"plate={plate}&mobile=13900000000")).ShouldBe(("old", 1));
        (await Standing(browser, "mobile=138-0013-8001")).ShouldBe(("old", 1));
        (await Standing(browser, $"plate={Uri.EscapeDataString("粤E54321")}&mobile=13900000000")).ShouldBe(("new", 0));
        (await browser.Page($"/customers/{id}")).Body!.TextContent.ShouldContain("老客户");
        // Another department learns that he is old, and nothing else of him.
        using var other = await world.Browser("王五");
        (await Standing(other, $"plate={plate}")).ShouldBe(("old", 1));
        (await other.Page($"/dealings/standing?plate={plate}")).QuerySelector("#standing")!.TextContent.ShouldContain("老客户");
        // Cancelled, it counts no more.
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(open.Id, null, "开错", default))).Done.ShouldBeTrue();
        (await Standing(browser, $"plate={plate}")).ShouldBe(("new", 0));
    }

    [Theory, OnBoth]
    public async Task Plate_and_phone_are_checked_and_belong_to_work_orders_alone(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Customer("张三", 1);
        (await world.Enter("张三", Ledger.Of(DealingKind.WorkOrder, id))).ShouldRefuse("commerce.plate.required", "plate");
        (await world.Enter("张三", Ledger.Of(DealingKind.WorkOrder, id) with { Plate = "粤E1234" })).ShouldRefuse("customers.plate.form", "plate");
        (await world.Enter("张三", Ledger.Of(DealingKind.WorkOrder, id) with { Phone = "12" })).ShouldRefuse("commerce.phone.form", "phone");
        (await world.Enter("张三", Ledger.Of(DealingKind.Order, id) with { Plate = "粤E12345" })).ShouldRefuse("commerce.plate.unasked", "plate");
        (await world.Dealings("张三")).ShouldBeEmpty();
        using var browser = await world.Browser("张三");
        (await browser.Json(HttpMethod.Get, "/api/v1/dealings/standing")).Body.Keys().ShouldBe(["commerce.standing.by"]);
        (await browser.Json(HttpMethod.Get, "/api/v1/dealings/standing?plate=x&mobile=y")).Body.Keys().ShouldBe(["customers.plate.form", "commerce.phone.form"]);
    }

    [Fact]
    public void A_second_redemption_does_not_count_again()
    {
        NewOrOld.Of(0, 1).ShouldBe(CustomerStanding.New);
        NewOrOld.Of(1, 1).ShouldBe(CustomerStanding.Old);
        NewOrOld.Of(1, 2).ShouldBe(CustomerStanding.New);
        NewOrOld.CountsAsNew(CustomerStanding.New, 0).ShouldBeTrue();
        NewOrOld.CountsAsNew(CustomerStanding.New, 1).ShouldBeFalse();
        NewOrOld.CountsAsNew(CustomerStanding.Old, 0).ShouldBeFalse();
    }
}
