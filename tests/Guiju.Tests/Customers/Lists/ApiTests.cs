using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers.Lists;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers.Lists;

public class ApiTests
{
    [Theory, OnBoth]
    public async Task Unknown_parameters_columns_and_values_are_refused_by_name(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        foreach (var (query, field) in ((string, string)[])[("nmae=x", "nmae"), ("sort=password", "sort"), ("sort=name desc", "sort"), ("stage=Nowhere", "stage"), ("stage=1", "stage"), ("role=-1", "role"), ("owner=x", "owner"),
            ("limit=0", "limit"), ("limit=201", "limit"), ("limit=1e3", "limit"), ("region=999999", "region"), ("nextTo=2025-02-30", "nextTo"), ("completenessFrom=101", "completenessFrom"), ("archived=maybe", "archived"),
            ("after=x", "after"), ("page=2", "page"), ("within=-1", "within")])
        {
            using var answer = await browser.GetAsync("/api/v1/customers?" + query);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            problem.GetProperty("status").GetInt32().ShouldBe(400);
            problem.GetProperty("findings")[0].GetProperty("field").GetString().ShouldBe(field, query);
        }
    }

    [Theory, OnBoth]
    public async Task Sql_in_any_parameter_is_data_or_refused_and_never_runs(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("甲厂", "张三", null));
        using var browser = await world.Browser("张三");
        string[] payloads = ["' OR '1'='1", "'; DROP TABLE customers; --", "1) OR 1=1 --", "name; SELECT pg_sleep(5)", "' || pg_sleep(5) || '", "' UNION SELECT 1,2,3 --", "\" OR \"\"=\"", "name DESC, (SELECT 1)",
            "randomblob(1000000000)", "%' AND 1=(SELECT count(*) FROM accounts) --", "* OR tokens:a", "NEAR(a b)", "\0", "'':*", "a & ! b", "\\'; --", "{\"$ne\":null}", "’ OR 1＝1"];
        foreach (var name in ListParameters.Filters.Concat(["sort", "limit", "after", "'; DROP TABLE customers; --"]))
            foreach (var payload in payloads)
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                using var answer = await browser.GetAsync($"/api/v1/customers?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(payload)}");
                ((int)answer.StatusCode).ShouldBeOneOf([200, 400], $"{name}={payload}");
                if (answer.StatusCode == HttpStatusCode.OK) (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").GetArrayLength().ShouldBe(0, $"{name}={payload}");
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4), $"{name}={payload}");
            }
        (await world.Names("张三", new())).ShouldBe(["甲厂"]);
    }

    [Theory, OnBoth]
    public async Task Pages_follow_each_other(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 5).Select(i => ($"东莞{i}厂", (string?)"张三", (Action<Guiju.Customers.Customer>?)null))]);
        using var browser = await world.Browser("张三");
        List<string> names = [];
        var next = "";
        while (next is not null)
        {
            var page = await browser.GetFromJsonAsync<JsonElement>("/api/v1/customers?limit=2&sort=-name" + (next == "" ? "" : "&after=" + Uri.EscapeDataString(next)));
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        names.ShouldBe(["东莞4厂", "东莞3厂", "东莞2厂", "东莞1厂", "东莞0厂"]);
        using var stranger = world.Browser();
        (await stranger.GetAsync("/api/v1/customers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
