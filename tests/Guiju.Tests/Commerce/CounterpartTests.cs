using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Commerce;

/// <summary>The other side of a dealing is a customer file, and business is booked on a filed one alone.</summary>
public class CounterpartTests
{
    static readonly DealingKind[] Booked = [DealingKind.Contract, DealingKind.Order, DealingKind.Payment];

    [Theory, OnBoth, Clause("D13-3.2a"), Clause("D15-3.2a"), Clause("D16-3.2a")]
    public async Task No_dealing_is_saved_without_a_customer_file_within_scope_neither_by_form_nor_by_api(Engine engine)
    {
        await using var world = await World.Open(engine);
        var foreign = await world.Customer("王五", 1);
        using var browser = await world.Browser("张三");
        foreach (var kind in Booked)
        {
            (await world.Enter("张三", Ledger.Of(kind, null))).ShouldRefuse("customers.business.choose", "customerId");
            foreach (var id in new[] { foreign, Guid.CreateVersion7() })
            {
                (await world.Enter("张三", Ledger.Of(kind, id))).Findings.ShouldContain(f => f.Key == "commerce.customer.unknown" && f.Field == "customerId" && f.Clause == "D13-3.2a" && f.Link == "/customers/new");
                using var posted = await browser.Submit("/dealings/new", ("customerId", id.ToString()), ("kind", kind.ToString()), ("amount", "100.00"), ("summary", "铸球"));
                posted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
                using var sent = await browser.PostAsJsonAsync("/api/v1/dealings", new { customerId = id, kind = kind.ToString(), amount = 100.00m, summary = "铸球" });
                sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            }
            using var none = await browser.Submit("/dealings/new", ("kind", kind.ToString()), ("amount", "100.00"), ("summary", "铸球"), ("customer", "佛山某某公司"));
            none.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            using var named = await browser.PostAsJsonAsync("/api/v1/dealings", new { kind = kind.ToString(), amount = 100.00m, summary = "铸球", customerName = "佛山某某公司" });
            ((int)named.StatusCode).ShouldBeInRange(400, 422);
        }
        (await world.Read(db => db.Set<Dealing>().CountAsync())).ShouldBe(0);
        using var ok = await browser.PostAsJsonAsync("/api/v1/dealings", new { customerId = await world.Customer("张三", 2), kind = "Order", amount = 100.00m, summary = "铸球" });
        ok.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact, Clause("D13-3.2a"), Clause("D15-3.2a"), Clause("D16-3.2a")]
    public void There_is_no_field_to_type_a_counterparty_into()
    {
        string[] texts(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(string)).Select(p => p.Name).Order()];
        typeof(DealingFacts).GetProperty(nameof(DealingFacts.CustomerId))!.PropertyType.ShouldBe(typeof(Guid?));
        // A new text here has to be looked at: it must not hold the other side's name.
        // Plate and phone of a work order name a car and a line, never a counterparty.
        texts(typeof(DealingFacts)).ShouldBe(["Currency", "Phone", "Plate", "Summary"]);
        texts(typeof(Dealing)).ShouldBe(["Author", "CancelReason", "Currency", "Number", "PhoneKey", "Plate", "Summary"]);
        typeof(Dealing).GetProperty(nameof(Dealing.CustomerId))!.PropertyType.ShouldBe(typeof(Guid));
        typeof(RegisterDealing).Assembly.GetTypes().Where(t => t.Namespace == "Guiju.Commerce" && typeof(Guiju.Platform.Data.Entity).IsAssignableFrom(t)).ShouldBe([typeof(Dealing)]);
    }

    [Theory, OnBoth, Clause("D13-3.3.1a"), Clause("D15-3.3.1a"), Clause("D16-4.1a")]
    public async Task An_order_waits_until_the_customer_is_filed_and_the_refusal_leads_to_its_prefilled_file(Engine engine)
    {
        await using var world = await World.Open(engine);
        var draft = await world.Opened("张三", Files.Complete(1, FileStatus.Draft));
        var refused = await world.Enter("张三", Ledger.Of(DealingKind.Order, draft));
        refused.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Clause.ShouldBe("D13-3.3.1a"), f => f.Link.ShouldBe($"/customers/{draft}"), f => f.Field.ShouldBe("customerId"));
        using var browser = await world.Browser("张三");
        using var posted = await browser.Submit("/dealings/new", ("customerId", draft.ToString()), ("kind", "Order"), ("amount", "1,000.00"), ("summary", "铸球"));
        posted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await posted.Page()).QuerySelector($".finding a[href='/customers/{draft}']").ShouldNotBeNull();
        (await browser.Page($"/customers/{draft}")).Body!.TextContent.ShouldContain("佛山第1五金有限公司");
        foreach (var kind in new[] { DealingKind.Contract, DealingKind.Delivery, DealingKind.Return, DealingKind.Payment, DealingKind.Dispute })
            (await world.Enter("张三", Ledger.Of(kind, draft))).ShouldRefuse("customers.business.draft");
        // Talking and offering come before the file is complete.
        await world.Entered("张三", Ledger.Of(DealingKind.Negotiation, draft, null));
        await world.Entered("张三", Ledger.Of(DealingKind.Quotation, draft));
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(draft, FileStatus.Formal, default))).Value.ShouldBe(FileStatus.Formal);
        (await world.Entered("张三", Ledger.Of(DealingKind.Order, draft))).Number.ShouldBe("DD-2025-0001");
    }

    [Theory, OnBoth]
    public async Task Everything_wrong_is_said_at_once_and_nothing_is_kept(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (mine, other) = (await world.Customer("张三", 1), await world.Customer("张三", 2));
        var stranger = (await world.File(other)).Contacts[0].Id;
        var outcome = await world.Enter("张三", new() { CustomerId = mine, Kind = DealingKind.Payment, On = new(2025, 6, 11), Amount = 1.005m, Currency = "BTC", Summary = " ", InForceOn = new(2025, 6, 1), OurPersonId = Guid.CreateVersion7(), TheirPersonId = stranger });
        outcome.Findings.Select(f => f.Key).ShouldBe(["commerce.on.future", "commerce.amount.cents", "commerce.currency.unknown", "commerce.summary.required", "commerce.force.unasked", "commerce.our-person.unknown", "commerce.their-person.unknown"], ignoreOrder: true);
        (await world.Enter("张三", Ledger.Of(DealingKind.Order, mine, null))).ShouldRefuse("commerce.amount.required", "amount");
        (await world.Enter("张三", Ledger.Of(DealingKind.Order, mine, 0m))).ShouldRefuse("commerce.amount.positive", "amount");
        (await world.Enter("张三", Ledger.Of(DealingKind.Order, mine, -0.01m))).ShouldRefuse("commerce.amount.positive", "amount");
        (await world.Enter("张三", Ledger.Of(DealingKind.Order, mine, 1_000_000_000_000m))).ShouldRefuse("commerce.amount.most", "amount");
        (await world.Enter("张三", Ledger.Of(DealingKind.Contract, mine, force: new(2025, 6, 11)))).ShouldRefuse("commerce.force.future", "inForceOn");
        (await world.Read(db => db.Set<Dealing>().CountAsync())).ShouldBe(0);
        await world.Entered("张三", Ledger.Of(DealingKind.Order, mine, 0.01m));
        await world.Entered("张三", Ledger.Of(DealingKind.Order, mine, 999_999_999_999.99m));
        (await world.Dealings("张三")).Select(d => d.Amount).ShouldBe([0.01m, 999_999_999_999.99m], ignoreOrder: true);
    }
}
