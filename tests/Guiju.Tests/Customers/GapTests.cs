using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers;

public class GapTests
{
    [Theory, OnBoth, Clause("D01-3.1a"), Clause("D01-1.2c")]
    public async Task What_falls_short_is_a_condition_of_the_list_and_counted_on_the_owners_page(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3);
        var old = await world.Opened("张三", Files.Complete(1));
        world.SetTime(2025, 6, 12);
        var thin = await world.Opened("张三", Files.Complete(2) with { Industry = null, Demand = null, Source = null });
        var good = await world.Opened("张三", Files.Complete(3));
        await world.Opened("李四", Files.Complete(4) with { Industry = null, Demand = null, Source = null });
        (await world.Short(FileGap.Stale)).ShouldBe([old]);
        (await world.Short(FileGap.TooLittle)).ShouldBe([thin]);
        (await world.Short(FileGap.Stale, FileGap.TooLittle)).ShouldBe([old, thin], ignoreOrder: true);
        (await world.Short()).ShouldBe([old, thin, good], ignoreOrder: true);

        using var browser = await world.Browser("张三");
        var answer = await browser.GetFromJsonAsync<JsonElement>("/api/v1/customers?gap=Stale&gap=TooLittle");
        answer.GetProperty("items").GetArrayLength().ShouldBe(2);
        using var wrong = await browser.GetAsync("/api/v1/customers?gap=Nonsense");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var today = await browser.Page("/");
        var links = today.QuerySelectorAll("[aria-labelledby=short-title] li").Select(l => (l.QuerySelector("a")!.GetAttribute("href"), l.QuerySelector(".b")!.TextContent)).ToList();
        links.ShouldBe([("/customers?gap=TooLittle&owner=me", "1"), ("/customers?gap=Stale&owner=me", "1")], ignoreOrder: true);
        (await browser.Page(links[0].Item1!)).QuerySelectorAll("table tbody tr").Length.ShouldBe(1);
    }
}
