using Guiju.Customers.BasicData;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Papers;

[Clause("D02-4.6.2")]
public class BasicDataTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static Task Round(World world) => world.Services.GetRequiredService<DepartmentRound>().Once(Ct);

    [Theory, OnBoth]
    public async Task Only_the_department_that_has_not_confirmed_and_its_head_are_reminded_when_it_is_due(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3, 10);
        var people = await world.Departments("财务", "生产", "技术", "质量", "储运");
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("张三");
        (await browser.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { bankAccount = "工行 6222000000001234" })).Status.ShouldBe(200);
        var (status, told) = await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/receipts");
        status.ShouldBe(200);
        told.GetProperty("departments").GetArrayLength().ShouldBe(5);
        var receipts = await world.Read(db => db.Set<DataReceipt>().ToListAsync());
        receipts.Select(r => world.Clock.Local(r.DueAt)).Distinct().ShouldBe([new DateTime(2025, 6, 6, 17, 30, 0)]);
        foreach (var (_, member) in people.Values) (await world.Messages(member)).ShouldBe(["basic.notice.told"]);

        // Four confirm: members and one head. Each sees the data, the account only where its department may.
        foreach (var (name, (head, member)) in people.Where(p => p.Key != "储运"))
        {
            var receipt = receipts.Single(r => r.Department == name + "部");
            using var there = await world.Browser(name == "质量" ? head : member);
            var (_, data) = await there.Json(HttpMethod.Get, $"/api/v1/basic-data/{receipt.Id}");
            data.GetProperty("name").GetString().ShouldBe("佛山第1五金有限公司");
            data.GetRawText().Contains("6222000000001234", StringComparison.Ordinal).ShouldBe(name == "财务", name);
            data.GetProperty("mobile").GetString()!.ShouldContain("****");
            (await there.Page($"/basic-data/{receipt.Id}")).Body!.TextContent.Contains("6222000000001234", StringComparison.Ordinal).ShouldBe(name == "财务", name);
            using var confirmed = await there.Submit($"/basic-data/{receipt.Id}/confirmation");
            ((int)confirmed.StatusCode).ShouldBe(303);
            (await there.Json(HttpMethod.Post, $"/api/v1/basic-data/{receipt.Id}/confirmation")).Status.ShouldBe(409);
        }
        (await browser.Page($"/customers/{id}")).QuerySelectorAll("section[aria-label=基本资料通知] li").Length.ShouldBe(5);

        world.SetTime(2025, 6, 6, 17, 29, 59);
        await Round(world);
        (await world.Messages("储运员")).ShouldBe(["basic.notice.told"]);
        world.SetTime(2025, 6, 6, 17, 30, 0);
        await Round(world);
        await Round(world);
        (await world.Messages("储运员")).ShouldBe(["basic.notice.told", "basic.notice.overdue"]);
        (await world.Messages("储运部长")).ShouldBe(["basic.notice.told", "basic.notice.overdue"]);
        foreach (var (head, member) in people.Where(p => p.Key != "储运").Select(p => p.Value))
            foreach (var person in new[] { head, member }) (await world.Messages(person)).ShouldNotContain("basic.notice.overdue", person);
        using var later = await world.Browser("张三");
        (await later.Json(HttpMethod.Get, $"/api/v1/customers/{id}/receipts")).Body.EnumerateArray().ShouldAllBe(r => !r.GetProperty("late").GetBoolean());
        world.SetTime(2025, 6, 6, 17, 30, 1);
        (await later.Json(HttpMethod.Get, $"/api/v1/customers/{id}/receipts")).Body.EnumerateArray().Where(r => r.GetProperty("late").GetBoolean()).Select(r => r.GetProperty("department").GetString()).ShouldBe(["储运部"]);
    }

    [Theory, OnBoth]
    public async Task Departments_the_company_has_not_got_are_named_and_to_others_a_notice_is_not_there(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("张三");
        var none = await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/receipts");
        none.Status.ShouldBe(422);
        none.Body.Keys().ShouldBe(["basic.departments.none"]);
        await world.Departments("财务", "生产");
        var (_, told) = await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/receipts");
        told.GetProperty("departments").GetArrayLength().ShouldBe(2);
        told.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("技术、质量、储运");
        // Nobody is told twice while he has not confirmed.
        (await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/receipts")).Body.Keys().ShouldBe(["basic.told-already"]);

        var receipt = await world.Read(db => db.Set<DataReceipt>().Where(r => r.Department == "财务部").Select(r => r.Id).SingleAsync());
        using var other = await world.Browser("生产员");
        ((int)(await other.Get($"/basic-data/{receipt}")).StatusCode).ShouldBe(404);
        (await other.Json(HttpMethod.Post, $"/api/v1/basic-data/{receipt}/confirmation")).Status.ShouldBe(404);
        using var stranger = await world.Browser("王五");
        (await stranger.Json(HttpMethod.Post, $"/api/v1/customers/{id}/receipts")).Status.ShouldBe(404);
        (await stranger.Json(HttpMethod.Get, $"/api/v1/customers/{id}/receipts")).Status.ShouldBe(404);
        (await world.Read(db => db.Set<DataReceipt>().CountAsync(r => r.ConfirmedAt != null))).ShouldBe(0);
        (await world.Read(db => db.Set<DataReceipt>().CountAsync())).ShouldBe(2);
    }
}
