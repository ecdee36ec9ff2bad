using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Browser.Tests.Pages;

/// <summary>
/// Every page there is a route for, in both languages, both themes and both widths: nothing wider than the screen, no complaint of the
/// browser, no serious finding of axe. A new page is looked at without being named here.
/// </summary>
public class EveryPageTests(Chromium chromium)
{
    /// <summary>Pages whose address needs a value, and states of pages worth looking at.</summary>
    static readonly string[] Named = ["/policies/clauses/D01-1.2b", "/policies/clauses/D01-2.3b?set=max_future", "/customers?stage=Won&q=%E7%A7%91%E6%8A%80", "/no-such-page"];

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task Every_page_stands_in_every_look(int look)
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await using var visitor = await Visitor.At(world, chromium.Browser, Look.Four[look]);
        await visitor.SignIn("admin");
        List<string> faults = [];
        var paths = await Pages(world, visitor);
        paths.Count.ShouldBeGreaterThan(15);
        foreach (var path in paths.Concat(Named))
            faults.AddRange(await visitor.Visit(path, path.Split('?')[0].Trim('/').Replace('/', '-'), path == "/no-such-page" ? 404 : 200));
        faults.ShouldBeEmpty();
    }

    /// <summary>Addresses without values that answer with a whole page; parts of pages, files and the API's documents are none.</summary>
    static async Task<List<string>> Pages(World world, Visitor visitor)
    {
        List<string> pages = [];
        foreach (var path in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.Parameters.Count == 0 && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(p => !p.StartsWith("/api", StringComparison.Ordinal) && p != "/ui/gallery/broken").Distinct().Order())
        {
            var answer = await visitor.Page.Context.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
            answer.Status.ShouldBeLessThan(500, path);
            if (answer.Status == 200 && answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal) && (await answer.TextAsync()).Contains("<main", StringComparison.Ordinal)) pages.Add(path);
        }
        return pages;
    }
}
