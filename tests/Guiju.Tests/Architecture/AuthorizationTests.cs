using System.Net;
using System.Reflection;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Architecture;

/// <summary>Who gets in where, read from the program itself, so that a new route or use case is judged the day it is written.</summary>
public class AuthorizationTests
{
    /// <summary>All that answers without a session; everything else sends strangers to the sign-in page or refuses them.</summary>
    static readonly HashSet<string> Public =
    [
        "GET /sign-in", "POST /sign-in", "GET /sign-in/code", "POST /sign-in/code", "GET /sign-in/new-password", "POST /sign-in/new-password",
        "POST /sign-in/passkey", "POST /sign-in/passkey/options", "POST /sign-out", "GET /set-up", "POST /set-up", "POST /ui/preferences",
        "GET /health/live", "GET /health/ready", "GET /health",
    ];

    /// <summary>Besides the list: the API's contract and the page that shows it, which hold no data of any company.</summary>
    static bool IsPublic(string name) => Public.Contains(name)
        || name.StartsWith("GET /openapi/", StringComparison.Ordinal) || name.StartsWith("GET /api/docs", StringComparison.Ordinal);

    static IEnumerable<(string Name, RouteEndpoint Endpoint)> Routes(World world) =>
        world.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => ($"{m} /{e.RoutePattern.RawText!.Trim('/')}", e)));

    [Fact]
    public async Task What_answers_strangers_is_on_the_list_and_nothing_else()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var routes = Routes(world).ToList();
        routes.Count.ShouldBeGreaterThan(30, "the routes are really seen");
        routes.Where(r => r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsPublic(r.Name))
            .Select(r => $"{r.Name} asks for no session: remove AllowAnonymous, or put it on the list here with a reason").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_other_route_refuses_a_stranger_before_anything_else()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var stranger = world.Browser();
        var open = new List<string>();
        foreach (var (name, endpoint) in Routes(world).Where(r => !IsPublic(r.Name)))
        {
            var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p =>
                p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter ? Fill(endpoint, parameter.Name) : ((dynamic)p).Content as string))));
            using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), path);
            using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
            var refused = answer.StatusCode == HttpStatusCode.Unauthorized
                || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal));
            if (!refused) open.Add($"{name}: answered {(int)answer.StatusCode} to a stranger");
        }
        open.ShouldBeEmpty();

        static string Fill(RouteEndpoint endpoint, string parameter) =>
            endpoint.RoutePattern.ParameterPolicies.TryGetValue(parameter, out var policies) && policies.Any(p => p.Content is "int" or "long") ? "1" : "0197a000-0000-7000-8000-000000000000";
    }

    /// <summary>Words that name what is decided by the program and not by who fills in a form.</summary>
    static readonly string[] Decided = ["OwnerId", "SecondOwnerId", "UnitId", "State", "Status", "Version", "CreatedBy", "ChangedBy", "CreatedAt", "ChangedAt", "AccountId", "PersonId", "Hash", "Code", "Serial"];

    /// <summary>Where choosing one of them is the very act, and the use case judges the choice.</summary>
    static readonly HashSet<string> Chosen =
    [
        "HirePerson.Input.UnitId", // the company somebody new works for, among those the actor administers
        "SaveDepartment.Input.UnitId", // likewise, for a new department
        "SaveCompany.Input.Code", // a company's short code is typed
        "DrawTerritory.Input.OwnerId", // who answers for a territory is what drawing it decides
        "ChangeCustomer.Input.Version", // the version the caller saw, compared and never written
        "RecordViolation.Input.PersonId", // of whom a breach is recorded is what recording one says; judged by company, never oneself
        "RegisterCustomer.Input.Status", // draft or formal as asked for; the file's rules decide whether it becomes so
    ];

    [Fact]
    public void No_input_binds_what_the_program_decides() =>
        typeof(AllowAttribute).Assembly.GetTypes().Where(t => t.GetCustomAttribute<AllowAttribute>() is not null)
            .SelectMany(t => t.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(n => n.Name == "Input"))
            .SelectMany(i => i.GetProperties().Where(p => Decided.Contains(p.Name)).Select(p => $"{i.DeclaringType!.Name}.Input.{p.Name}"))
            .Where(p => !Chosen.Contains(p)).Select(p => $"{p}: take it from the actor or the record; or, where choosing it is the act itself, judge it there and list it here").ShouldBeEmpty();

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData(null, "http://localhost", true)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    public async Task A_change_that_another_site_starts_is_refused(string? site, string? origin, bool passes)
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        if (site is not null) browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        if (origin is not null) browser.DefaultRequestHeaders.Add("Origin", origin);
        (await browser.Submit("/account/sessions/end")).StatusCode.ShouldBe(passes ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden);
        using var stranger = world.Browser();
        if (site is not null) stranger.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        if (origin is not null) stranger.DefaultRequestHeaders.Add("Origin", origin);
        (await stranger.Submit("/sign-in", ("userName", "张三"), ("password", World.Password))).StatusCode.ShouldBe(passes ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, "nor is anybody signed in from elsewhere");
    }

    [Fact]
    public void Every_permission_has_its_words_in_both_languages() =>
        Permission.All.Where(p => !Guiju.Platform.Ui.Texts.All.Has($"permission.{p}")).ShouldBeEmpty();

    [Fact]
    public async Task Administration_pages_refuse_those_without_the_permission()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var seller = await world.Browser("张三");
        foreach (var path in new[] { "/organization/people", "/organization/departments", "/organization/roles", "/organization/people/new", $"/organization/people/{world.People["李四"]}", "/api/v1/people", "/api/v1/departments", $"/api/v1/people/{world.People["李四"]}" })
            (await seller.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        using var supervisor = await world.Browser("赵主管");
        (await supervisor.Get("/organization/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await supervisor.Submit($"/organization/people/{world.People["张三"]}/password");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Submit($"/organization/people/{world.People["张三"]}/employment", ("active", "false"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var seesStill = await world.Browser("张三");
    }
}
