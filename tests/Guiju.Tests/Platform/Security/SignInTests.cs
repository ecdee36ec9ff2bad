using System.Net;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Platform.Security;

public class SignInTests
{
    static Task<HttpResponseMessage> SignIn(HttpClient browser, string name, string password, string back = "") =>
        browser.Submit("/sign-in", ("userName", name), ("password", password), ("back", back));

    [Theory, OnBoth]
    public async Task The_right_password_opens_a_session_in_a_cookie_no_script_reads(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = world.Browser();
        using var answer = await SignIn(browser, "张三", World.Password, "/customers?q=科技");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Uri.UnescapeDataString(answer.Headers.Location!.ToString()).ShouldBe("/customers?q=科技");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("guiju=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        var session = await world.Read(db => db.Set<SignInSession>().SingleAsync());
        session.AccountId.ShouldBe(world.People["张三"]);
        (await world.Read(db => db.Set<AuditEntry>().SingleAsync(e => e.Act == "SignIn"))).SubjectKind.ShouldBe("account");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task After_signing_in_nobody_is_led_elsewhere(string back)
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var answer = await SignIn(world.Browser(), "张三", World.Password, back);
        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Theory, OnBoth]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes_to_the_second(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = world.Browser();
        for (var n = 1; n <= 4; n++) (await SignIn(browser, "张三", $"wrong {n}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(browser, "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther, "four wrong ones do not lock");
        for (var n = 1; n <= 5; n++) (await SignIn(browser, "张三", $"wrong {n}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(browser, "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "locked, even for the right one");
        (await SignIn(browser, "李四", World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther, "nobody else is locked");
        world.Time.Advance(SignInSteps.LockFor - TimeSpan.FromSeconds(1));
        (await SignIn(browser, "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await SignIn(browser, "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Changes.Contains("lockedUntil")))).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task A_burst_of_parallel_guesses_gets_no_more_than_five(Engine engine)
    {
        await using var world = await World.Open(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => SignIn(world.Browser(), "张三", n == 11 ? "wrong" : $"guess {n}")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Unauthorized);
        (await world.Read(db => db.Set<Account>().SingleAsync(a => a.UserName == "张三"))).AccessFailedCount.ShouldBe(SignInSteps.Most);
        (await SignIn(world.Browser(), "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task An_unknown_user_gets_the_answer_of_a_wrong_password_and_of_a_locked_account(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (unknown, unknownTook) = await Timed(() => SignIn(world.Browser(), "没有这个人", "whatever it is"));
        var (wrong, wrongTook) = await Timed(() => SignIn(world.Browser(), "张三", "whatever it is"));
        for (var n = 2; n <= 5; n++) await SignIn(world.Browser(), "张三", "whatever it is");
        var (locked, lockedTook) = await Timed(() => SignIn(world.Browser(), "张三", World.Password));
        unknown.StatusCode.ShouldBe(wrong.StatusCode);
        locked.StatusCode.ShouldBe(wrong.StatusCode);
        var texts = await Task.WhenAll(new[] { unknown, wrong, locked }.Select(Markup.TextOf));
        texts[0].ShouldBe(texts[1]);
        texts[2].ShouldBe(texts[1]);
        new[] { unknownTook, wrongTook, lockedTook }.ShouldAllBe(t => t >= TimeSpan.FromMilliseconds(195), "all refusals wait for the same moment");

        static async Task<(HttpResponseMessage, TimeSpan)> Timed(Func<Task<HttpResponseMessage>> act)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            return (await act(), System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }
    }

    [Fact]
    public async Task An_address_that_keeps_failing_is_slowed_down_and_one_that_signs_in_is_not()
    {
        await using var world = await World.Open(Engine.Sqlite);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => SignIn(world.Browser(), $"nobody {n}", "guess")));
        using var slowed = await SignIn(world.Browser(), "张三", World.Password);
        slowed.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        slowed.Headers.RetryAfter.ShouldNotBeNull();

        await using var office = await World.Open(Engine.Sqlite);
        for (var n = 0; n < 40; n++) (await SignIn(office.Browser(), "李四", World.Password)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, OnBoth]
    public async Task Signing_in_always_opens_a_new_session_and_ends_the_one_the_browser_had(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        using var again = await SignIn(browser, "张三", World.Password);
        var sessions = await world.Read(db => db.Set<SignInSession>().OrderBy(s => s.Id).ToListAsync());
        sessions.Count.ShouldBe(2);
        sessions[0].EndedAt.ShouldNotBeNull();
        sessions[1].EndedAt.ShouldBeNull();
    }

    [Theory, OnBoth]
    public async Task Signing_out_ends_the_session_on_the_server_so_that_a_kept_cookie_is_worth_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = world.Browser();
        var signedIn = await SignIn(browser, "张三", World.Password);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("guiju=", StringComparison.Ordinal)).Split(';')[0];
        (await browser.Submit("/sign-out")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var thief = world.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", cookie } } };
        using var answer = await thief.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/sign-in");
    }

    [Theory, OnBoth]
    public async Task A_session_ends_after_seven_idle_days_and_after_thirty_days_however_busy(Engine engine)
    {
        await using var world = await World.Open(engine);
        async Task<bool> In(HttpClient browser) => (await browser.Get("/account")).StatusCode == HttpStatusCode.OK;
        using var idle = await world.Browser("张三");
        world.Time.Advance(Sessions.IdleFor + TimeSpan.FromMinutes(1));
        (await In(idle)).ShouldBeFalse();
        using var busy = await world.Browser("张三");
        for (var day = 0; day < 29; day++)
        {
            world.Time.Advance(TimeSpan.FromDays(1));
            (await In(busy)).ShouldBeTrue($"day {day}");
        }
        world.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        (await In(busy)).ShouldBeFalse();
    }

    [Theory, OnBoth]
    public async Task Who_left_cannot_sign_in_and_gets_the_same_answer(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Write(async (db, _) => (await db.Set<Guiju.Organization.Person>().SingleAsync(p => p.Name == "张三")).SetActive(false));
        (await SignIn(world.Browser(), "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Demo_accounts_work_in_the_demo_alone()
    {
        await using var world = await World.Open(Engine.Sqlite);
        await world.Write(async (db, _) => (await db.Set<Account>().SingleAsync(a => a.UserName == "张三")).Demo = true);
        (await SignIn(world.Browser(), "张三", World.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
