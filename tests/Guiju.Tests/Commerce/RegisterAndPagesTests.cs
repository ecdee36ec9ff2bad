using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Commerce;

public class RegisterAndPagesTests
{
    [Theory, OnBoth]
    public async Task The_register_pages_newest_first_filters_and_shows_only_the_scope(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (mine, foreign) = (await world.Customer("张三", 1), await world.Customer("王五", 2));
        for (var day = 1; day <= 5; day++) await world.Entered("张三", Ledger.Of(DealingKind.Payment, mine, day, new(2025, 6, day)));
        await world.Entered("张三", Ledger.Of(DealingKind.Delivery, mine, null, new(2025, 6, 3)));
        await world.Entered("王五", Ledger.Of(DealingKind.Payment, foreign, 99m));
        List<decimal?> seen = [];
        string? after = null;
        do
        {
            var page = (await world.Ask<ListDealings, PageOf<DealingRow>>("张三", u => u.Handle(new() { Kind = DealingKind.Payment }, after, 2, default))).Value;
            seen.AddRange(page.Items.Select(d => d.Amount));
            after = page.Next;
        }
        while (after is not null);
        seen.ShouldBe([5m, 4m, 3m, 2m, 1m]);
        (await world.Dealings("张三", new() { From = new(2025, 6, 3), Until = new(2025, 6, 4) })).Count.ShouldBe(3);
        (await world.Dealings("赵主管")).Count.ShouldBe(6, "the supervisor of the first department sees its customers");
        (await world.Dealings("孙总监")).Count.ShouldBe(7);
        (await world.Ask<ListDealings, PageOf<DealingRow>>("张三", u => u.Handle(new() { CustomerId = foreign }, null, 50, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Ask<ListDealings, PageOf<DealingRow>>("张三", u => u.Handle(new(), "nonsense", 50, default))).Refusal.ShouldBe(Refusal.Invalid);
    }

    [Theory, OnBoth]
    public async Task Who_may_not_write_or_see_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        var contract = await world.Entered("张三", Ledger.Of(DealingKind.Contract, customer));
        (await world.Enter("钱信息", Ledger.Of(DealingKind.Order, customer))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<CancelDealing, int>("王五", u => u.Handle(contract.Id, null, "越权", default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Do<PutInForce, int>("王五", u => u.Handle(contract.Id, null, null, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Do<CancelDealing, int>("张三", u => u.Handle(contract.Id, 7, "旧版本", default))).Refusal.ShouldBe(Refusal.Conflict);
        using (var stranger = await world.Browser("王五"))
        {
            (await stranger.Get($"/dealings/{contract.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/api/v1/dealings/{contract.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/api/v1/customers/{customer}/dealings")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/api/v1/customers/{customer}/performance")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/dealings/new?customer={customer}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.GetStringAsync("/dealings/customers?q=佛山")).ShouldBe("[]");
        }
        using (var clerk = await world.Browser("钱信息"))
            (await clerk.Submit("/dealings/new", ("customerId", customer.ToString()), ("kind", "Order"), ("amount", "1"), ("summary", "铸球"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var nobody = world.Browser())
            (await nobody.Get("/api/v1/dealings")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.Dealings("张三")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.State.ShouldBe(DealingState.Draft), d => d.Version.ShouldBe(1));
    }

    [Theory, OnBoth]
    public async Task A_contract_goes_its_way_by_form_and_every_step_is_in_the_audit_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        var contact = (await world.File(customer)).Contacts[0].Id;
        using var browser = await world.Browser("张三");
        (await browser.Page("/dealings/new")).QuerySelector($"select[name=customer] option[value='{customer}']").ShouldNotBeNull();
        (await browser.Page($"/dealings/new?customer={customer}&kind=Contract")).QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value").ShouldBe("Contract");
        using var malformed = await browser.Submit("/dealings/new", ("customerId", customer.ToString()), ("kind", "Contract"), ("on", "10/6"), ("amount", "一万"), ("summary", "年度框架 <b>"));
        malformed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await malformed.Page();
        again.QuerySelector("textarea[name=summary]")!.TextContent.ShouldBe("年度框架 <b>");
        again.QuerySelector("input[name=amount]")!.GetAttribute("value").ShouldBe("一万");
        using var saved = await browser.Submit("/dealings/new", ("customerId", customer.ToString()), ("kind", "Contract"), ("on", "2025-06-09"), ("amount", "300,000.50"), ("currency", "CNY"), ("summary", "年度框架"), ("theirPersonId", contact.ToString()));
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var path = saved.Headers.Location!.ToString();
        (await browser.Page(path)).Body!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("HT-2025-0001"), t => t.ShouldContain("¥300,000.50"), t => t.ShouldContain("谢坤"), t => t.ShouldContain("草拟"));
        using var force = await browser.Submit($"{path}/force", ("version", "1"), ("inForceOn", "2025-06-10"));
        force.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var unsaid = await browser.Submit($"{path}/cancellation", ("version", "2"), ("reason", ""));
        unsaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var cancel = await browser.Submit($"{path}/cancellation", ("version", "2"), ("reason", "客户资金未到位"));
        cancel.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/dealings")).QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("已取消");
        var trail = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "dealing").OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        trail.ShouldBe(["RegisterDealing", "PutInForce", "CancelDealing"]);
    }

    [Theory, OnBoth]
    public async Task The_api_answers_with_versions_and_the_file_holds_the_register(Engine engine)
    {
        await using var world = await World.Open(engine);
        var customer = await world.Customer("张三", 1);
        using var browser = await world.Browser("张三");
        using var made = await browser.PostAsJsonAsync($"/api/v1/customers/{customer}/dealings", new { kind = "Contract", amount = 1234.50m, summary = "=1+1" });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var one = await browser.GetAsync(made.Headers.Location);
        one.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var stale = new HttpRequestMessage(HttpMethod.Post, $"{made.Headers.Location}/force") { Content = JsonContent.Create(new { }) };
        stale.Headers.IfMatch.ParseAdd("\"9\"");
        (await browser.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var force = await browser.PostAsJsonAsync($"{made.Headers.Location}/force", new { on = "2025-06-10" });
        force.StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await browser.GetFromJsonAsync<JsonElement>($"/api/v1/dealings?customerId={customer}&kind=Contract&state=InForce&from=2025-06-10&size=10");
        list.GetProperty("items").GetArrayLength().ShouldBe(1);
        using var file = await browser.GetAsync($"/dealings/export?customerId={customer}");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        (await file.Content.ReadAsByteArrayAsync())[..2].ShouldBe("PK"u8.ToArray());
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "ExportDealings"))).ShouldBe(1);
    }
}
