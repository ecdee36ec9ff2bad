using Guiju.Customers.Review;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Duties;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Papers;

[Clause("D12-5a")]
public class ReviewTests
{
    [Theory, OnBoth]
    public async Task A_wrong_representative_is_put_right_by_the_close_of_the_third_working_day(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 9, 30, 10);
        var id = await world.Opened("张三", Files.Complete(1));
        using var clerk = await world.Browser("钱信息");
        var (status, _) = await clerk.Json(HttpMethod.Post, $"/api/v1/customers/{id}/reviews", new { found = new[] { new { field = "legalRepresentative", problem = "执照上是李四" } } });
        status.ShouldBe(201);
        var line = await world.Read(db => db.Set<ReviewLine>().SingleAsync());
        world.Clock.Local(line.DueAt!.Value).ShouldBe(new DateTime(2025, 10, 11, 17, 30, 0));
        (await world.Messages("张三")).ShouldContain("review.notice.found");
        using var browser = await world.Browser("张三");
        (await browser.Page("/duties")).QuerySelector("li.duty")!.TextContent.ShouldContain("执照上是李四");
        using var other = await world.Browser("李四");
        (await other.Page("/duties?whose=All")).QuerySelector("li.duty").ShouldBeNull();

        async Task<bool> Late()
        {
            // Sessions of days ago are over.
            using var again = await world.Browser("张三");
            return (await again.Json(HttpMethod.Get, "/api/v1/customers/reviews?open=true")).Body.GetProperty("items")[0].GetProperty("late").GetBoolean();
        }

        world.SetTime(2025, 10, 11, 17, 30, 0);
        await world.Remind();
        (await Late()).ShouldBeFalse();
        (await world.Messages("张三")).ShouldNotContain("duty.D12-5a.notice");
        world.SetTime(2025, 10, 11, 17, 30, 1);
        (await Late()).ShouldBeTrue();
        await world.Remind();
        await world.Remind();
        (await world.Messages("张三")).Count(m => m == "duty.D12-5a.notice").ShouldBe(1);

        using var later = await world.Browser("张三");
        // Said to be corrected while the field holds what it held: recorded, and told.
        var (done, said) = await later.Json(HttpMethod.Post, $"/api/v1/customers/reviews/{line.Id}/correction", new { correction = "已按执照改为李四" });
        done.ShouldBe(200);
        (await world.Owed("D12-5a")).ShouldHaveSingleItem().State.ShouldBe(Guiju.Duties.Contracts.DutyState.DoneLate);
        said.GetProperty("warnings")[0].GetProperty("key").GetString().ShouldBe("review.unchanged");
        (await later.Json(HttpMethod.Post, $"/api/v1/customers/reviews/{line.Id}/correction", new { correction = "再来" })).Status.ShouldBe(409);
        var page = await later.Page("/customers/reviews");
        page.QuerySelectorAll(".paper thead th").Select(t => t.TextContent).ShouldBe(["公司", "审查日期", "审查人", "客户", "问题", "纠正期限", "纠正人", "纠正日期"]);
        page.QuerySelectorAll(".paper tbody td").Select(t => t.TextContent.Trim()).ShouldBe(["华南公司", "2025-09-30", "钱信息", "佛山第1五金有限公司", "法定代表人：执照上是李四 （已纠正：已按执照改为李四）", "2025-10-11 17:30", "张三", "2025-10-11"]);
        (await later.Page("/customers/reviews?open=true")).QuerySelector(".paper tbody")!.TextContent.ShouldContain("没有待纠正的问题");
        (await later.GetByteArrayAsync("/customers/reviews.xlsx", TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(1000);
        (await world.Messages("钱信息")).ShouldContain("review.notice.corrected");
    }

    [Theory, OnBoth]
    public async Task A_review_may_find_nothing_and_what_cannot_be_is_refused_whole(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("张三");
        using var nothing = await browser.Submit($"/customers/{id}/reviews", ("nothing", "true"));
        ((int)nothing.StatusCode).ShouldBe(303);
        (await browser.Page("/customers/reviews")).QuerySelector(".paper tbody")!.TextContent.ShouldContain("未发现问题");
        using var empty = await browser.Submit($"/customers/{id}/reviews", ("field", "phone"), ("problem", ""));
        ((int)empty.StatusCode).ShouldBe(422);
        (await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/reviews", new { found = new object[] { new { field = "phone", problem = "空号" }, new { field = "hobby", problem = "不对" } } })).Body.Keys().ShouldBe(["review.field.unknown"]);
        using var page = await browser.Submit($"/customers/{id}/reviews", ("field", "phone"), ("problem", "空号"));
        ((int)page.StatusCode).ShouldBe(303);
        var line = await world.Read(db => db.Set<ReviewLine>().SingleAsync(l => l.Problem != null));
        (await browser.Json(HttpMethod.Post, $"/api/v1/customers/reviews/{line.Id}/correction", new { correction = " " })).Body.Keys().ShouldBe(["review.correction.required"]);

        // Another department, and who may only read, change nothing.
        using var other = await world.Browser("王五");
        (await other.Json(HttpMethod.Post, $"/api/v1/customers/{id}/reviews", new { })).Status.ShouldBe(404);
        (await other.Json(HttpMethod.Post, $"/api/v1/customers/reviews/{line.Id}/correction", new { correction = "黑" })).Status.ShouldBe(404);
        (await other.Json(HttpMethod.Get, "/api/v1/customers/reviews")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await other.Json(HttpMethod.Get, $"/api/v1/customers/{id}/reviews")).Status.ShouldBe(404);
        (await world.Read(db => db.Set<ReviewLine>().CountAsync())).ShouldBe(2);
        (await world.Read(db => db.Set<ReviewLine>().CountAsync(l => l.CorrectedAt != null))).ShouldBe(0);
        using var corrected = await browser.Submit($"/customers/{id}/reviews/{line.Id}/correction", ("correction", "已核实新号码"));
        ((int)corrected.StatusCode).ShouldBe(303);
    }
}
