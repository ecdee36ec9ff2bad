using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Customers;
using Guiju.FollowUp.Weekly;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.FollowUp.Weekly;

public class PlanComparisonTests
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Theory, OnBoth, Clause("D01-3.1d")]
    public async Task Week_23_stays_as_it_was_sent_and_is_held_item_by_item_beside_week_24(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        var changed = await world.InRegister("张三", 1, new(2025, 6, 6));
        var gone = await world.InRegister("张三", 2, new(2025, 6, 20));
        await world.InRegister("张三", 3, new(2025, 6, 20));
        world.SetTime(2025, 6, 6, 17, 0);
        var first = (await world.SendPlan_("张三")).Value.Id;
        var kept = await world.Read(db => db.Set<WeeklyPlan>().AsNoTracking().Where(p => p.Id == first).Select(p => new { p.Document, p.PlanHash, p.RegisterHash }).SingleAsync());

        // In week 24 the register changes: a demand, a customer given to somebody else, one that is new.
        world.SetTime(2025, 6, 10);
        (await world.Change("张三", changed, new() { Demand = "改后需求" })).Done.ShouldBeTrue();
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(gone, world.People["李四"], null, default))).Done.ShouldBeTrue();
        await world.InRegister("张三", 4, new(2025, 6, 13));
        world.SetTime(2025, 6, 13, 17, 0);
        var second = (await world.SendPlan_("张三", PlanStage.Week.Next)).Value.Id;
        (await world.Read(db => db.Set<WeeklyPlan>().AsNoTracking().Where(p => p.Id == first).Select(p => new { p.Document, p.PlanHash, p.RegisterHash }).SingleAsync())).ShouldBe(kept);

        using var browser = await world.Browser("张三");
        var both = (await browser.GetFromJsonAsync<PlanComparison>($"/api/v1/weekly-plans/{second}/comparison", Web))!;
        (both.Before.Week, both.After.Week, both.Same).ShouldBe(("2025-W23", "2025-W24", 1));
        both.Register.Select(r => (r.Name, r.What)).ShouldBe([("佛山第2五金有限公司", RowChange.Gone), ("佛山第1五金有限公司", RowChange.Changed), ("佛山第4五金有限公司", RowChange.Added)], ignoreOrder: true);
        both.Register.Single(r => r.What == RowChange.Changed).Cells.Select(c => (c.Column, c.Before, c.After)).ShouldContain(("需求产品", "铸球", "改后需求"));
        both.Lines.Select(r => (r.Name, r.What)).ShouldContain(("佛山第4五金有限公司", RowChange.Added));

        // Either way round, by the page and by name.
        var page = await browser.Page($"/follow-up/week/sent/{second}/compare");
        foreach (var word in (string[])["2025-W23 与 2025-W24", "改后需求", "减少", "新增"]) page.Body!.TextContent.ShouldContain(word);
        (await browser.Page($"/follow-up/week/sent/{first}/compare?with={second}")).Body!.TextContent.ShouldContain("2025-W23 与 2025-W24");
        (await browser.Page($"/follow-up/week/sent/{second}")).QuerySelector($"a[href='/follow-up/week/sent/{second}/compare']").ShouldNotBeNull();
        (await browser.Page($"/follow-up/week/sent/{first}")).QuerySelector("a[href$='/compare']").ShouldBeNull("there is none before it");

        // What is nobody's business is not there; a plan that is none says so.
        using var other = await world.Browser("王五");
        using (var refused = await other.GetAsync($"/api/v1/weekly-plans/{second}/comparison")) refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var none = await browser.GetAsync($"/api/v1/weekly-plans/{second}/comparison?with={Guid.CreateVersion7()}"))
        {
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await none.Content.ReadAsStringAsync()).ShouldContain("不是同一个人的");
        }
        // Sixty months are not over, nor is there a way to delete what was sent before.
        using var gone405 = await browser.DeleteAsync($"/api/v1/weekly-plans/{first}");
        gone405.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
