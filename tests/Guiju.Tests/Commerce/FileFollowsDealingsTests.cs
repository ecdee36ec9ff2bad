using Guiju.Commerce;
using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Commerce;

/// <summary>What a dealing does to the customer's file: its timeline, its category, its years.</summary>
public class FileFollowsDealingsTests
{
    static readonly string[] Kinds = ["quotation", "contract", "payment", "negotiation"];

    [Theory, OnBoth, Clause("D13-3.4.1b"), Clause("D15-3.4.1b"), Clause("D16-4.4b"), Clause("D13-3.4.2b"), Clause("D15-3.4.2b")]
    public async Task Dealings_appear_on_the_timeline_by_themselves_in_date_order_each_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        // Entered in another order than they happened.
        await world.Entered("张三", Ledger.Of(DealingKind.Payment, customer, 10_000.00m, new(2025, 6, 9)));
        await world.Entered("张三", Ledger.Of(DealingKind.Quotation, customer, 12_000m, new(2025, 6, 2)));
        await world.Entered("张三", Ledger.Of(DealingKind.Contract, customer, 11_000m, new(2025, 6, 5)));
        async Task<List<TimelineItem>> shown() => [.. (await world.TimelineOf("张三", customer)).Where(i => Kinds.Contains(i.Kind))];
        (await shown()).Select(i => i.Kind).ShouldBe(["payment", "contract", "quotation"]);
        await world.Entered("张三", Ledger.Of(DealingKind.Negotiation, customer, null, new(2025, 6, 10), summary: "谈年度框架"));
        var items = await shown();
        items.Select(i => i.Kind).ShouldBe(["negotiation", "payment", "contract", "quotation"]);
        items[0].Body.ShouldBe("谈年度框架");
        var payment = items.Where(i => i.Kind == "payment").ShouldHaveSingleItem();
        payment.Title.ShouldBe("付款 · FK-2025-0001 · ¥10,000.00");
        using var browser = await world.Browser("张三");
        var page = await browser.Page($"/customers/{customer}");
        page.QuerySelectorAll($".tl a[href='{payment.Link}']").Length.ShouldBe(1);
        page.QuerySelectorAll(".tl a[href^='/dealings/']").Length.ShouldBe(4);
        // Who does not see the customer sees none of it.
        (await world.Ask<ShowRelation, IReadOnlyList<TimelineItem>>("王五", u => u.Timeline(customer, null, 200, default))).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, OnBoth, Clause("D01-1.3e")]
    public async Task The_first_contract_in_force_moves_the_customer_to_the_won_and_its_cancelling_moves_it_back_with_the_reason(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        (await world.Evaluate(customer, LeadClass.Target, "有需求", new(2025, 6, 20))).Done.ShouldBeTrue();
        async Task<string?> category() => await world.Read(db => db.Set<Customer>().Where(c => c.Id == customer).Select(c => db.Set<RegisterCategory>().Where(k => k.Id == c.CategoryId).Select(k => k.Name).FirstOrDefault()).SingleAsync());
        (await category()).ShouldBe("目标和意向客户");
        var contract = await world.Entered("张三", Ledger.Of(DealingKind.Contract, customer, 300_000m));
        (await category()).ShouldBe("目标和意向客户", "a contract that is not in force moves nobody");
        world.SetTime(2025, 6, 10, 17, 30);
        (await world.Do<PutInForce, int>("张三", u => u.Handle(contract.Id, 1, new(2025, 6, 10), default))).Value.ShouldBe(2);
        (await category()).ShouldBe("成交客户");
        var moves = (await world.Ask<ShowRelation, IReadOnlyList<ShowRelation.MoveRow>>("张三", u => u.Moves(customer, default))).Value;
        moves[0].ShouldSatisfyAllConditions(m => m.From.ShouldBe("目标和意向客户"), m => m.To.ShouldBe("成交客户"), m => world.Clock.Local(m.At).ShouldBe(new(2025, 6, 10, 17, 30, 0)));

        world.SetTime(2025, 6, 12);
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(contract.Id, 2, " ", default))).ShouldRefuse("commerce.cancel.reason", "reason");
        (await category()).ShouldBe("成交客户");
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(contract.Id, 2, "客户资金未到位", default))).Value.ShouldBe(3);
        (await category()).ShouldBe("目标和意向客户");
        moves = (await world.Ask<ShowRelation, IReadOnlyList<ShowRelation.MoveRow>>("张三", u => u.Moves(customer, default))).Value;
        moves[0].ShouldSatisfyAllConditions(m => m.From.ShouldBe("成交客户"), m => m.To.ShouldBe("目标和意向客户"), m => m.Reason.ShouldBe("客户资金未到位"), m => world.Clock.DateOf(m.At).ShouldBe(new(2025, 6, 12)));
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(contract.Id, 3, "再次", default))).ShouldRefuse("commerce.cancel.again");
        (await world.Do<PutInForce, int>("张三", u => u.Handle(contract.Id, 3, null, default))).ShouldRefuse("commerce.force.state");
    }

    [Theory, OnBoth, Clause("D01-1.3e")]
    public async Task While_another_deal_is_in_force_cancelling_one_moves_nobody(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        var first = await world.Entered("张三", Ledger.Of(DealingKind.Contract, customer, force: new(2025, 6, 10)));
        var second = await world.Entered("张三", Ledger.Of(DealingKind.Order, customer, force: new(2025, 6, 10)));
        Task<int> moves() => world.Read(db => db.Set<CategoryMove>().CountAsync(m => m.CustomerId == customer));
        (await moves()).ShouldBe(1);
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(first.Id, null, "改签", default))).Done.ShouldBeTrue();
        (await moves()).ShouldBe(1);
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(second.Id, null, "不做了", default))).Done.ShouldBeTrue();
        (await moves()).ShouldBe(2);
    }

    [Theory, OnBoth, Clause("D13-3.4.3a"), Clause("D15-3.4.3a"), Clause("D16-4.5a")]
    public async Task A_year_is_orders_less_returns_compared_with_the_year_before(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        Task order(decimal amount, DateOnly on, DateOnly? force) => world.Entered("张三", Ledger.Of(DealingKind.Order, customer, amount, on, force));
        await order(1_000_000.00m, new(2023, 12, 31), new(2023, 12, 31));
        await order(700_000.50m, new(2024, 1, 1), new(2024, 1, 1));
        await order(499_999.50m, new(2024, 12, 31), new(2025, 1, 5));
        await order(9_000m, new(2024, 5, 1), null);
        await world.Entered("张三", Ledger.Of(DealingKind.Return, customer, 50_000.00m, new(2024, 8, 8)));
        await world.Entered("张三", Ledger.Of(DealingKind.Payment, customer, 800_000m, new(2024, 9, 1)));
        var cancelled = await world.Entered("张三", Ledger.Of(DealingKind.Return, customer, 1m, new(2024, 8, 9)));
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(cancelled.Id, null, "重复登记", default))).Done.ShouldBeTrue();
        var years = (await world.Ask<ShowPerformance, IReadOnlyList<YearOfDealings>>("张三", u => u.Handle(customer, default))).Value;
        years.ShouldBe([new(2024, "CNY", 1_200_000.00m, 50_000.00m, 1_150_000.00m, 15.0m, 800_000m), new(2023, "CNY", 1_000_000.00m, 0m, 1_000_000.00m, null, 0m)]);
        using var browser = await world.Browser("张三");
        var rows = (await browser.Page($"/customers/{customer}")).QuerySelectorAll($"section[aria-label='年度业绩'] tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList();
        rows.ShouldBe(["2024|¥1,150,000.00|+15.0 %", "2023|¥1,000,000.00|—"]);
        (await world.Ask<ShowPerformance, IReadOnlyList<YearOfDealings>>("王五", u => u.Handle(customer, default))).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, Clause("D13-3.4.3a"), Clause("D15-3.4.3a"), Clause("D16-4.5a")]
    [InlineData("1150000.00", "1000000.00", "15.0")]
    [InlineData("1000499.99", "1000000.00", "0.0")]
    [InlineData("1000500.00", "1000000.00", "0.1")]
    [InlineData("999500.00", "1000000.00", "-0.1")]
    [InlineData("0", "1000000.00", "-100.0")]
    [InlineData("100", "0", null)]
    [InlineData("100", "-5", null)]
    [InlineData("100", null, null)]
    public void Growth_is_to_one_decimal_and_absent_where_there_is_nothing_to_compare_with(string sales, string? before, string? growth)
    {
        static decimal? number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        AnnualPerformance.Growth(number(sales)!.Value, number(before)).ShouldBe(number(growth));
    }
}
