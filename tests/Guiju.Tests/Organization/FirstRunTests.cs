using System.Net;
using Guiju.Organization;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Organization;

public class FirstRunTests
{
    static readonly (string, string)[] Form = [("company", "华南公司"), ("administratorName", "王管理"), ("userName", "admin"), ("password", World.Password), ("again", World.Password)];

    [Theory, OnBoth]
    public async Task An_empty_installation_leads_to_the_first_run_page_which_then_closes_for_good(Engine engine)
    {
        await using var world = await World.Empty(engine);
        using var browser = world.Browser();
        (await browser.Get("/")).Headers.Location!.ToString().ShouldBe("/set-up");
        (await browser.Get("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await browser.Page("/set-up")).QuerySelectorAll("input[name]").Select(i => i.GetAttribute("name")).ShouldContain("company");
        (await browser.Submit("/set-up", [.. Form.Where(f => f.Item1 != "company")])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit("/set-up", Form)).Headers.Location!.ToString().ShouldBe("/sign-in");
        (await browser.Get("/set-up")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Submit("/set-up", Form)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Submit("/sign-in", ("userName", "admin"), ("password", World.Password))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Read(db => db.Set<Unit>().CountAsync())).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task Of_two_who_set_up_at_once_one_founds_the_company(Engine engine)
    {
        await using var world = await World.Empty(engine);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => world.Browser().Submit("/set-up", Form)));
        answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther).ShouldBe(1);
        answers.ShouldAllBe(a => (int)a.StatusCode < 500);
        (await world.Read(db => db.Set<Unit>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task From_another_machine_it_asks_for_the_code_of_the_servers_log()
    {
        await using var world = await World.Empty(Engine.Sqlite);
        using var browser = world.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var without = await browser.Submit("/set-up", Form);
        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await without.TextOf()).ShouldContain("设置验证码不对");
        var code = world.Services.GetRequiredService<FirstRun>().Code;
        (await browser.Submit("/set-up", [.. Form, ("code", code)])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }
}
