using System.Net;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Publishing;

/// <summary>Read before access: what is closed to whom, until when, and what it costs those to whom nothing is closed.</summary>
public class GateTests
{
    static readonly string[] closed = ["/", "/customers", "/customers/{0}", "/customers/{0}/card", "/search?q=五金", "/duties", "/leads", "/dealings", "/follow-up/week", "/notices", "/reports", "/customers/export"];

    static readonly string[] closedApi = ["/api/v1/customers", "/api/v1/customers/{0}", "/api/v1/customers/export", "/api/v1/search?q=五金", "/api/v1/leads", "/api/v1/interactions", "/api/v1/dealings", "/api/v1/duties"];

    [Theory, OnBoth, Clause("D10-0.2")]
    public async Task Who_never_read_any_version_sees_only_the_policy_and_who_read_the_last_has_days_of_grace(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 9, 1);
        await world.General();
        var customer = await world.Opened("张三", Files.Complete(1));
        var id = await world.Entered("GL-01", "客户信息管理制度", gate: true);
        // Entered alone it closes nothing.
        using (var before = await world.Browser("张三")) (await before.Get("/customers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = await world.Published(id, PublishingStage.Draft("v1", new(2025, 9, 1), "# 总则\n接触客户信息前须签阅（D10-0.2）。"));
        await Closed("张三", customer, first);
        (await world.Reads("张三", first)).Done.ShouldBeTrue();
        await Free("张三", customer);

        world.SetTime(2025, 9, 20);
        var second = await world.Published(id, PublishingStage.Draft("v2", new(2025, 9, 20), "# 总则\n第二版（D10-0.2）。"));
        world.SetTime(2025, 9, 27, 23, 59, 59);
        using (var grace = await world.Browser("张三"))
        {
            var page = await grace.Page("/customers");
            page.QuerySelector("[role=status]")!.TextContent.ShouldContain("2025-09-27");
            page.QuerySelector("[role=status] a")!.GetAttribute("href").ShouldBe("/regulations/access");
            (await grace.Json(HttpMethod.Get, $"/api/v1/customers/{customer}")).Status.ShouldBe(200);
        }
        // A user who never acknowledged any version has no grace.
        await Closed("李四", customer, second);
        world.SetTime(2025, 9, 28, 0, 0, 0);
        await Closed("张三", customer, second);
        // The page that stands in the way is the text itself; its button opens the rest at once.
        using (var browser = await world.Browser("张三"))
        {
            var page = await browser.Page("/regulations/access");
            page.Body!.TextContent.ShouldContain("第二版");
            using var done = await browser.Submit(page.QuerySelector(".reg-sign form")!.GetAttribute("action")!);
            done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            (await browser.Get("/customers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await Free("张三", customer);
        // Whoever joins is closed out before the round asks him, and can read at once.
        await world.Joins("新员", "销售一部");
        await Closed("新员", customer, second);
        (await world.Reads("新员", second)).Done.ShouldBeTrue();
        using (var newcomer = await world.Browser("新员")) (await newcomer.Get("/customers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A token is its owner's.
        using (var browser = await world.Browser("张三")) (await browser.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task Closed(string who, Guid file, Guid version)
        {
            using var browser = await world.Browser(who);
            foreach (var path in closed)
            {
                using var answer = await browser.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, file));
                if (answer.StatusCode == HttpStatusCode.NotFound) continue;
                answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, $"{who} {path}");
                answer.Headers.Location!.ToString().ShouldBe("/regulations/access");
            }
            foreach (var path in closedApi)
            {
                var (status, body) = await browser.Json(HttpMethod.Get, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, file));
                if (status == 404) continue;
                status.ShouldBe(403, $"{who} {path}");
                body.Keys().ShouldBe(["publishing.gate.closed"]);
            }
            (await browser.Json(HttpMethod.Post, "/api/v1/customers", new { name = "闯入者有限公司" })).Body.Keys().ShouldBe(["publishing.gate.closed"]);
            using var write = await browser.Submit($"/customers/{file}/tags", ("tags", "x"));
            write.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            // Open stays what he needs to read, and his own account.
            foreach (var path in new[] { "/regulations", "/regulations/readings", "/regulations/access", "/policies/clauses/D10-0.2", "/account" }) (await browser.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await browser.Json(HttpMethod.Get, $"/api/v1/regulations/{id}")).Status.ShouldBe(200);
        }

        async Task Free(string who, Guid file)
        {
            using var browser = await world.Browser(who);
            (await browser.Get($"/customers/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            // Once known to be free he is asked about no more.
            using var questions = await world.CountQuestions();
            for (var n = 0; n < 3; n++) (await browser.Json(HttpMethod.Get, $"/api/v1/customers/{file}")).Status.ShouldBe(200);
            questions.Of("regulation", "violations").ShouldBe(0);
        }
    }
}
