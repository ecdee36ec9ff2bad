using System.Net;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Security;

public class AccountTests
{
    const string NewPassword = "四匹马 在雨里 慢慢走";

    static async Task<bool> In(HttpClient browser) => (await browser.Get("/account")).StatusCode == HttpStatusCode.OK;

    static Task<HttpResponseMessage> SignIn(HttpClient browser, string password) => browser.Submit("/sign-in", ("userName", "张三"), ("password", password));

    [Theory, OnBoth]
    public async Task A_changed_password_ends_the_other_sessions_and_leaves_no_secret_in_the_audit_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var here = await world.Browser("张三");
        using var elsewhere = await world.Browser("张三");
        using var colleague = await world.Browser("李四");
        (await here.Submit("/account/password", ("current", World.Password), ("password", NewPassword), ("again", NewPassword))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await In(here)).ShouldBeTrue();
        (await In(elsewhere)).ShouldBeFalse();
        (await In(colleague)).ShouldBeTrue();
        (await SignIn(world.Browser(), World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(world.Browser(), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var entries = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == world.People["张三"]).ToListAsync());
        entries.ShouldContain(e => e.Act == "ChangePassword");
        entries.ShouldAllBe(e => !e.Changes.Contains(NewPassword) && !e.Changes.Contains("hash", StringComparison.OrdinalIgnoreCase));
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory]
    [InlineData("wrong", NewPassword, NewPassword, "当前密码不对")]
    [InlineData(World.Password, "short", "short", "至少 10 个字符")]
    [InlineData(World.Password, NewPassword, "something else", "两次输入的密码不一样")]
    [InlineData(World.Password, "woaini1314520", "woaini1314520", "太容易猜")]
    [InlineData(World.Password, World.Password, World.Password, "不能和现在的一样")]
    public async Task A_password_that_will_not_do_is_refused_and_says_why(string current, string password, string again, string why)
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        using var answer = await browser.Submit("/account/password", ("current", current), ("password", password), ("again", again));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.TextOf()).ShouldContain(why);
        (await SignIn(world.Browser(), World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    static async Task<(byte[] Secret, IReadOnlyList<string> RecoveryCodes)> Enrol(World world, HttpClient browser)
    {
        (await browser.Submit("/account/second-factor", ("current", World.Password))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/account/second-factor")).QuerySelector("img.qr")!.GetAttribute("src")!.ShouldStartWith("data:image/png;base64,");
        var secret = await world.Read(async db => world.Services.CreateScope().ServiceProvider.GetRequiredService<SecondFactor>().Secret(await db.Set<Account>().SingleAsync(a => a.UserName == "张三"))!);
        using var codes = await browser.Submit("/account/second-factor/confirm", ("code", Totp.CodeOf(secret, Totp.StepOf(world.Clock.Now))));
        codes.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (secret, [.. (await codes.Page()).QuerySelectorAll(".codes code").Select(c => c.TextContent)]);
    }

    [Theory, OnBoth]
    public async Task With_the_second_factor_on_the_password_alone_opens_nothing_and_no_code_works_twice(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var (secret, recovery) = await Enrol(world, browser);
        recovery.Count.ShouldBe(SecondFactor.RecoveryCodes);
        (await world.Read(db => db.Set<Account>().SingleAsync(a => a.UserName == "张三"))).TotpSecret!.ShouldNotContain(Totp.Base32(secret));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        using var fresh = world.Browser();
        var first = await SignIn(fresh, World.Password);
        first.Headers.Location!.ToString().ShouldBe("/sign-in/code");
        (await In(fresh)).ShouldBeFalse();
        (await fresh.Submit("/sign-in/code", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var code = Totp.CodeOf(secret, Totp.StepOf(world.Clock.Now));
        (await fresh.Submit("/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await In(fresh)).ShouldBeTrue();

        using var replay = world.Browser();
        await SignIn(replay, World.Password);
        (await replay.Submit("/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "used");
        (await replay.Submit("/sign-in/code", ("code", recovery[0].ToUpperInvariant()))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var again = world.Browser();
        await SignIn(again, World.Password);
        (await again.Submit("/sign-in/code", ("code", recovery[0]))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "each recovery code works once");
    }

    [Theory, OnBoth]
    public async Task The_right_password_buys_no_new_guesses_at_the_code(Engine engine)
    {
        await using var world = await World.Open(engine);
        using (var browser = await world.Browser("张三")) await Enrol(world, browser);
        for (var n = 0; n < 5; n++)
        {
            using var thief = world.Browser();
            (await SignIn(thief, World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther, $"attempt {n}");
            await thief.Submit("/sign-in/code", ("code", "123456"));
        }
        (await SignIn(world.Browser(), World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "five wrong codes lock");
    }

    [Fact]
    public async Task The_code_page_is_worth_nothing_without_a_password_before_it()
    {
        await using var world = await World.Open(Engine.Sqlite);
        (await world.Browser().Get("/sign-in/code")).Headers.Location!.ToString().ShouldBe("/sign-in");
        (await world.Browser().Submit("/sign-in/new-password", ("password", NewPassword), ("again", NewPassword))).Headers.Location!.ToString().ShouldBe("/sign-in");
    }

    [Theory, OnBoth]
    public async Task A_session_is_ended_by_its_owner_at_once_and_by_nobody_else(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var mine = await world.Browser("张三");
        using var other = await world.Browser("张三");
        using var colleague = await world.Browser("李四");
        var sessions = await world.Read(db => db.Set<SignInSession>().OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync());
        var colleagues = sessions.Single(s => s.AccountId == world.People["李四"]).Id;
        (await mine.Submit("/account/sessions/end", ("id", colleagues.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await In(colleague)).ShouldBeTrue();
        var page = await mine.Page("/account");
        var id = page.QuerySelectorAll("#sessions form input[name=id]").Single().GetAttribute("value")!;
        (await mine.Submit("/account/sessions/end", ("id", id))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await In(other)).ShouldBeFalse();
        (await In(mine)).ShouldBeTrue();
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "EndSession"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_passkey_that_proves_nothing_is_refused_and_other_peoples_are_not_found()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        var options = await browser.Submit("/account/passkeys/options");
        (await options.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"challenge\"");
        (await browser.Submit("/account/passkeys", ("credential", "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit("/account/passkeys", ("credential", "not json at all"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit("/account/passkeys/remove", ("id", "AAAA"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Browser().Submit("/sign-in/passkey", ("credential", "{\"id\":\"AAAA\"}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task Keys_of_cookies_lie_in_the_database_so_that_another_node_knows_the_session(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        (await world.Read(db => db.Set<StoredKey>().CountAsync())).ShouldBeGreaterThan(0);
        var place = world.Services.GetRequiredService<Guiju.Platform.Data.DataPlace>();
        await using var second = await World.Start(Path.Combine(place.Folder, place.Postgres is null ? "." : "second"), place.Postgres);
        using var answer = await World.Carry(browser, second);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
