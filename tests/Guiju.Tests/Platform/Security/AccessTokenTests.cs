using System.Net;
using System.Net.Http.Headers;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Platform.Security;

public class AccessTokenTests
{
    static async Task<string> Make(HttpClient browser, string days = "30", params string[] permissions)
    {
        using var answer = await browser.Submit("/account/tokens", [("name", "报表同步"), ("days", days), .. permissions.Select(p => ("permissions", p))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return (await answer.Page()).QuerySelector(".secret code")!.TextContent;
    }

    static HttpClient Program(World world, string token)
    {
        var program = world.Browser();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }

    [Theory, OnBoth]
    public async Task A_token_opens_the_api_and_nothing_else(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("赵主管");
        var token = await Make(browser, "30", Permission.OrganizationRead);
        token.ShouldStartWith(AccessToken.Prefix);
        using var program = Program(world, token);
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "pages know no tokens");
        (await program.Submit("/account/tokens", ("name", "offspring"), ("permissions", Permission.OrganizationRead))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.Submit("/organization/people", ("name", "新人"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var kept = await world.Read(db => db.Set<AccessToken>().SingleAsync());
        kept.Hash.ShouldBe(AccessToken.HashOf(token));
        kept.LastUsedAt.ShouldBe(world.Clock.Now);
        (await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "accessToken").ToListAsync())).ShouldAllBe(e => !e.Changes.Contains(token) && !e.Changes.Contains("sha256"));
    }

    [Theory, OnBoth]
    public async Task A_token_expires_to_the_second_and_a_revoked_one_is_dead_at_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("赵主管");
        using var program = Program(world, await Make(browser, "3", Permission.OrganizationRead));
        world.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        using var expired = await program.Get("/api/v1/people");
        expired.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        expired.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        using var second = Program(world, await Make(browser, "3", Permission.OrganizationRead));
        (await second.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await world.Read(db => db.Set<AccessToken>().OrderByDescending(t => t.CreatedAt).Select(t => t.Id).FirstAsync());
        using var colleague = await world.Browser("孙总监");
        (await colleague.Submit("/account/tokens/revoke", ("id", id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await second.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK, "nobody revokes another's");
        (await browser.Submit("/account/tokens/revoke", ("id", id.ToString()))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await second.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task What_the_owner_loses_his_tokens_lose_at_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("赵主管");
        using var program = Program(world, await Make(browser, "30", Permission.OrganizationRead, Permission.CustomersRead));
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var salesperson = await world.Read(db => db.Set<Role>().Where(r => r.Key == "salesperson").Select(r => r.Id).SingleAsync());
        (await world.Do<GiveRoles, Guid>("admin", u => u.Handle(world.People["赵主管"], [salesperson], default))).Done.ShouldBeTrue();
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["赵主管"], false, default))).Done.ShouldBeTrue();
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("367", Permission.OrganizationRead)]
    [InlineData("0", Permission.OrganizationRead)]
    [InlineData("-1", Permission.OrganizationRead)]
    [InlineData("30", Permission.OrganizationWrite)]
    [InlineData("30", Permission.Self)]
    [InlineData("30", Permission.AuditRead)]
    [InlineData("30", "customers.everything")]
    public async Task A_token_never_lives_longer_or_may_more_than_is_right(string days, string permission)
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("赵主管");
        (await browser.Submit("/account/tokens", ("name", "x"), ("days", days), ("permissions", permission))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await world.Read(db => db.Set<AccessToken>().CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("gj_")]
    [InlineData("gj_0000000000000000000000000000000000000000")]
    [InlineData("something else")]
    public async Task A_token_that_was_never_given_opens_nothing(string token)
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var program = Program(world, token);
        (await program.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
