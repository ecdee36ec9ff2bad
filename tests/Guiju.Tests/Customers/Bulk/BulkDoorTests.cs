using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Bulk;

/// <summary>The doors to bulk changes: API and pages.</summary>
public class BulkDoorTests
{
    [Theory, OnBoth]
    public async Task By_the_API_it_is_previewed_run_followed_and_taken_back_and_a_repeated_request_does_nothing_twice(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 3);
        using var browser = await world.Browser("孙总监");
        async Task<JsonElement> Until(string place, string state)
        {
            for (var i = 0; i < 400; i++)
            {
                var job = await browser.GetFromJsonAsync<JsonElement>(place);
                if (job.GetProperty("state").GetString() == state) return job;
                await Task.Delay(25, TestContext.Current.CancellationToken);
            }
            throw new TimeoutException(state);
        }
        async Task<HttpResponseMessage> Ask(string path, object? body, string? key = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            return await browser.SendAsync(request);
        }
        var order = new { kind = "Owner", person = world.People["李四"], filter = "owner=" + world.People["张三"] };
        using var opened = await Ask("/api/v1/customers/bulk", order, "eins");
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await Ask("/api/v1/customers/bulk", order, "eins");
        again.Headers.Location.ShouldBe(opened.Headers.Location);
        (await world.Read(db => db.Set<BulkJob>().CountAsync())).ShouldBe(1);
        var place = opened.Headers.Location!.ToString();
        (await Until(place, "ready")).GetProperty("toChange").GetInt32().ShouldBe(3);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.OwnerId == world.People["李四"]))).ShouldBe(0, "nothing before it is confirmed");
        (await Ask(place + "/run", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Until(place, "done")).GetProperty("done").GetInt32().ShouldBe(3);
        var first = await browser.GetFromJsonAsync<JsonElement>(place + "/rows?limit=2&result=Done");
        first.GetProperty("items").GetArrayLength().ShouldBe(2);
        var second = await browser.GetFromJsonAsync<JsonElement>($"{place}/rows?limit=2&result=Done&after={first.GetProperty("next").GetString()}");
        second.GetProperty("items").GetArrayLength().ShouldBe(1);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Ask(place + "/run", null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Ask(place + "/undo", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Until(place, "undone")).GetProperty("takenBack").GetInt32().ShouldBe(3);
        (await browser.GetFromJsonAsync<JsonElement>("/api/v1/customers/bulk")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await Ask("/api/v1/customers/bulk", new { kind = "Tag", tags = new[] { "x" }, filter = "", ids = Array.Empty<Guid>() })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Ask("/api/v1/customers/bulk", new { kind = "Nonsense", filter = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Ask("/api/v1/customers/bulk", new { kind = "Tag", unitId = world.Unit, filter = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, OnBoth]
    public async Task By_the_pages_rows_are_ticked_previewed_confirmed_and_their_result_taken_home(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 3);
        await world.Own("张三", 1, c => c.Archive(new(2025, 6, 2, 0, 0, 0, DateTimeKind.Utc)), "归档");
        using var browser = await world.Browser("赵主管");
        var list = await browser.Page("/customers?size=2&page=2");
        list.QuerySelectorAll(".bulk button[name=kind]").Select(b => b.GetAttribute("value")).ShouldContain("Owner");
        list.QuerySelector("#picked input[name=conditions]")!.GetAttribute("value").ShouldBe("");
        var ids = await world.Ids();
        using var form = await browser.PostAsync("/customers/bulk/order", new FormUrlEncodedContent([new("kind", "Owner"), .. ids.Select(i => KeyValuePair.Create("id", i.ToString()))]));
        var order = await form.Page();
        order.QuerySelectorAll("input[name=id]").Length.ShouldBe(4);
        using var bad = await browser.PostAsync("/customers/bulk", new FormUrlEncodedContent([new("kind", "Owner"), .. ids.Select(i => KeyValuePair.Create("id", i.ToString()))]));
        ((int)bad.StatusCode).ShouldBe(422);
        using var posted = await browser.PostAsync("/customers/bulk", new FormUrlEncodedContent([new("kind", "Owner"), new("person", world.People["李四"].ToString()), .. ids.Select(i => KeyValuePair.Create("id", i.ToString()))]));
        ((int)posted.StatusCode).ShouldBe(303);
        var path = posted.Headers.Location!.ToString();
        var id = Guid.Parse(path.Split('/')[^1]);
        for (var i = 0; i < 200 && (await world.Job("赵主管", id)).State == BulkState.Previewing; i++) await Task.Delay(25, TestContext.Current.CancellationToken);
        var page = await browser.Page(path);
        page.Body!.TextContent.ShouldContain("确认修改 3 户");
        page.Body.TextContent.ShouldContain("负责人改为“李四”");
        (await browser.Page(path + "?result=Blocked")).QuerySelectorAll("table.gj tbody tr").Length.ShouldBe(1);
        ((int)(await browser.Submit(path + "/run")).StatusCode).ShouldBe(303);
        for (var i = 0; i < 200 && (await world.Job("赵主管", id)).State != BulkState.Done; i++) await Task.Delay(25, TestContext.Current.CancellationToken);
        (await browser.Page(path)).Body!.TextContent.ShouldContain("已修改 3 户，0 户原本如此，1 户未修改");
        (await browser.Page("/customers/bulk")).Body!.TextContent.ShouldContain("负责人改为“李四”");
        using var file = await browser.GetAsync(path + "/result.xlsx");
        file.Content.Headers.ContentType!.MediaType!.ShouldContain("spreadsheet");
        using var took = await browser.PostAsync("/customers/bulk/export", new FormUrlEncodedContent([new("all", "true"), new("conditions", ""), new("format", "csv")]));
        took.StatusCode.ShouldBe(HttpStatusCode.OK);
        // A salesperson finds what he may do, and no more.
        using var seller = await world.Browser("李四");
        (await seller.Page("/customers")).QuerySelectorAll(".bulk button[name=kind]").Select(b => b.GetAttribute("value")).ShouldBe(["Tag", "NextContact", "Stage", "Untag", "Fact", "Category"], ignoreOrder: true);
        ((int)(await seller.GetAsync(path)).StatusCode).ShouldBe(404);
        ((int)(await seller.GetAsync(path + "/result.xlsx")).StatusCode).ShouldBe(404);
        ((int)(await seller.Submit("/customers/bulk/order", ("kind", "Owner"), ("id", ids[0].ToString()))).StatusCode).ShouldBe(403);
        ((int)(await seller.Submit(path + "/undo")).StatusCode).ShouldBe(404);
    }
}
