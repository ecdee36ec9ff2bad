using System.Net;
using AngleSharp.Html.Parser;
using Guiju.Customers;
using Guiju.FollowUp;
using Guiju.Rulebook.Clauses;
using Guiju.Shell.Today;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Leads;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Shell;

public class TodayTests
{
    static async Task<ShowToday.Answer> Today(World world, string who, bool group = true) =>
        (await world.Ask<ShowToday, ShowToday.Answer>(who, q => q.Handle(group, default))).Value;

    /// <summary>A customer contacted long ago whose next contact falls on a day.</summary>
    static async Task<Guid> DueOn(World world, string owner, string name, int month, int day)
    {
        world.SetTime(2025, 5, 6);
        var id = await world.Customer(owner, name);
        (await world.Log(owner, id, FollowUpStage.Call(new(2025, month, day), $"谈 {name}"))).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 10);
        return id;
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task Overdue_contacts_come_first_then_those_of_today_and_of_this_week_and_no_further(Engine engine)
    {
        await using var world = await World.Open(engine);
        await DueOn(world, "张三", "本周日客户", 6, 15);
        await DueOn(world, "张三", "下周一客户", 6, 16);
        await DueOn(world, "张三", "今日客户", 6, 10);
        await DueOn(world, "张三", "逾期客户", 6, 7);
        await DueOn(world, "李四", "李四的客户", 6, 9);
        await DueOn(world, "王五", "王五的客户", 6, 9);

        var mine = await Today(world, "张三");
        mine.Contacts.Select(c => c.Name).ShouldBe(["逾期客户", "今日客户", "本周日客户"]);
        (mine.Numbers.Overdue, mine.Numbers.Today, mine.Numbers.Week, mine.Numbers.Oldest, mine.MayGroup).ShouldBe((1, 1, 1, new DateOnly(2025, 6, 7), false));

        var team = await Today(world, "赵主管");
        (team.Group, team.Numbers.Overdue).ShouldBe((true, 2));
        team.Contacts.Select(c => c.Name).ShouldNotContain("王五的客户");
        (await Today(world, "赵主管", group: false)).Contacts.ShouldBeEmpty();
        (await Today(world, "孙总监")).Numbers.Overdue.ShouldBe(3);
    }

    [Theory, OnBoth]
    public async Task Who_has_a_far_off_date_waiting_is_not_due_until_it_is_turned_down(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await DueOn(world, "张三", "逾期客户", 6, 7);
        await world.Log("张三", id, FollowUpStage.Call(new(2025, 12, 8)));
        (await Today(world, "张三")).Contacts.ShouldBeEmpty();
        var decision = (await Today(world, "赵主管")).Decisions.ShouldHaveSingleItem();
        await world.Do<DecideContactPlan, PlanState>("赵主管", u => u.Handle(decision.Id, false, default));
        (await Today(world, "张三")).Contacts.ShouldHaveSingleItem().Name.ShouldBe("逾期客户");
    }

    [Theory, OnBoth]
    public async Task The_page_asks_the_database_at_most_seven_times(Engine engine)
    {
        await using var world = await World.Open(engine);
        for (var i = 0; i < 12; i++) await DueOn(world, "张三", $"客户{i}有限公司", 6, 1 + i);
        await world.Log("张三", await world.Customer("张三", "远期客户"), FollowUpStage.Call(new(2025, 12, 8)));
        using var questions = await world.CountQuestions();
        var answer = await Today(world, "赵主管");
        (answer.Contacts.Count, answer.Decisions.Count, answer.Evaluations.Count, answer.Completions.Count).ShouldBe((12, 1, 12, 12));
        // With the session and the numbers of the navigation that makes a page of at most nine. Looking up the actor is the test's own.
        questions.Of("register_categories", "contact_plans", "customers", "interactions").ShouldBeLessThanOrEqualTo(7);
    }

    [Theory, OnBoth, Clause("D01-1.3a"), Clause("D01-2.3b")]
    public async Task One_click_turns_the_row_into_the_form_and_the_row_is_gone_when_it_is_logged(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await DueOn(world, "张三", "逾期客户", 6, 7);
        using var browser = await world.Browser("张三");
        var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync("/", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var button = page.QuerySelector($"#due-{id} .act a")!;
        page.QuerySelector($"#due-{id} .due")!.TextContent.ShouldBe("逾期 3 天");

        var form = await Fragment(browser, HttpMethod.Get, button.GetAttribute("hx-get")!, null);
        form.Document.QuerySelector("textarea[name=feedback]").ShouldNotBeNull();
        var action = form.Document.QuerySelector("form")!.GetAttribute("hx-post")!;

        var refused = await Fragment(browser, HttpMethod.Post, action, new() { ["mode"] = "Call", ["feedback"] = "要再看报价", ["nextOn"] = "2025-06-09" });
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Document.QuerySelector("textarea")!.TextContent.ShouldBe("要再看报价");
        refused.Document.QuerySelector("#f-nextOn-err")!.TextContent.ShouldContain("D01-2.3b");

        var done = await Fragment(browser, HttpMethod.Post, action, new() { ["mode"] = "Call", ["feedback"] = "要再看报价", ["nextOn"] = "2025-06-20" });
        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Document.QuerySelector("li").ShouldBeNull();
        done.Document.QuerySelector("#today-figures")!.GetAttribute("hx-swap-oob").ShouldBe("true");
        (await world.File(id)).NextContactOn.ShouldBe(new DateOnly(2025, 6, 20));
        (await browser.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldNotContain($"due-{id}");
    }

    [Theory, OnBoth]
    public async Task Anothers_customer_can_be_logged_neither_from_the_row_nor_from_the_form(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await DueOn(world, "李四", "李四的客户", 6, 7);
        using var browser = await world.Browser("王五");
        Dictionary<string, string> form = new() { ["mode"] = "Call", ["feedback"] = "不该记下", ["nextOn"] = "2025-06-20", ["customerId"] = id.ToString() };
        (await Fragment(browser, HttpMethod.Get, $"/today/log/{id}", null)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Fragment(browser, HttpMethod.Post, $"/today/log/{id}", form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Fragment(browser, HttpMethod.Post, "/follow-up/new", form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Fragment(browser, HttpMethod.Post, $"/follow-up/composer?customer={id}", form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.Count<Interaction>()).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task Every_page_of_following_up_leads_and_reports_opens_in_both_languages(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = await world.Contacted("张三", LeadStage.Full());
        (await world.Evaluate("张三", lead.Id, Guiju.Customers.Contracts.LeadClass.Target, "预算已批")).Done.ShouldBeTrue();
        var interaction = await world.Read(db => Task.FromResult(db.Set<Interaction>().Single().Id));
        using var browser = await world.Browser("张三");
        foreach (var language in (string[])["zh-CN", "en"])
            foreach (var path in (string[])["/", "/follow-up", "/follow-up/new", $"/follow-up/new?customer={lead.CustomerId}", $"/follow-up/{interaction}", "/leads", "/leads?view=ToEvaluate",
                         "/leads/new", $"/leads/{lead.Id}", "/leads/form", "/leads/sources", "/leads/territories", "/reports", "/reports/classified-register"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Add("Cookie", $"lang={language}");
                using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                var text = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Body!.TextContent;
                // A key that has no words shows as itself.
                System.Text.RegularExpressions.Regex.Match(text, @"\b(followup|leads|today|reports|enum)\.[a-zA-Z][\w.-]*").Value.ShouldBeEmpty(path);
            }
    }

    sealed record Answered(HttpStatusCode Status, AngleSharp.Html.Dom.IHtmlDocument Document);

    static async Task<Answered> Fragment(HttpClient browser, HttpMethod method, string path, Dictionary<string, string>? form)
    {
        using var request = new HttpRequestMessage(method, path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        request.Headers.Add("HX-Request", "true");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
