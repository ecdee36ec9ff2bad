using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Platform.Ui;
using Guiju.Policies;
using Guiju.Policies.Pages;
using Guiju.Policies.Trying;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Decisions;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Policies;

public class TryClauseTests
{
    // Told at, looked at, working days, due, late: Chinese New Year, the Dragon Boat holiday, make-up days, month and year ends, the last second, lunch does not matter to whole days.
    [Theory]
    [InlineData("2025-06-03T09:00:00", "2025-06-06T17:30:00", 3, "2025-06-06T17:30:00", false)]
    [InlineData("2025-06-03T09:00:00", "2025-06-06T17:30:01", 3, "2025-06-06T17:30:00", true)]
    [InlineData("2025-06-03T23:59:59", "2025-06-04T00:00:00", 3, "2025-06-06T17:30:00", false)]
    [InlineData("2025-06-06T12:30:00", "2025-06-11T17:30:00", 3, "2025-06-11T17:30:00", false)]
    [InlineData("2025-05-30T17:30:00", "2025-06-05T08:00:00", 3, "2025-06-05T17:30:00", false)]
    [InlineData("2025-01-24T10:00:00", "2025-02-06T09:00:00", 3, "2025-02-05T17:30:00", true)]
    [InlineData("2025-01-27T10:00:00", "2025-02-05T09:00:00", 1, "2025-02-05T17:30:00", false)]
    [InlineData("2025-09-26T16:00:00", "2025-09-28T18:00:00", 1, "2025-09-28T17:30:00", true)]
    [InlineData("2025-09-30T16:00:00", "2025-10-09T17:30:00", 1, "2025-10-09T17:30:00", false)]
    [InlineData("2024-02-28T11:59:00", "2024-03-01T17:30:00", 2, "2024-03-01T17:30:00", false)]
    [InlineData("2024-12-31T09:00:00", "2025-01-02T17:30:01", 1, "2025-01-02T17:30:00", true)]
    [InlineData("2025-06-07T10:00:00", "2025-06-09T17:30:00", 1, "2025-06-09T17:30:00", false)]
    [InlineData("2025-06-03T09:00:00", "2025-06-03T17:30:00", 0, "2025-06-03T17:30:00", false)]
    [Guiju.Rulebook.Clauses.Clause("D02-4.6.2")]
    public void Departments_have_until_the_close_of_the_last_working_day(string told, string looked, int days, string due, bool late)
    {
        var rule = Rule("D02-4.6.2");
        var decision = rule.Decide(Facts(rule, new { toldAt = told, lookedAt = looked }), Parameters(rule, ("confirm_within", days)), WorkCalendar.China);
        decision.Due!.Value.At.ShouldBe(DateTime.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        decision.Late.ShouldBe(late);
        decision.Because.Single(r => r.Ground == Ground.Parameter).Values.ShouldBe([days]);
    }

    [Fact]
    public void Every_rule_can_be_described_and_every_word_of_it_is_there()
    {
        var rules = Rules();
        rules.Select(r => r.Clause).ShouldBeUnique();
        rules.Count.ShouldBeGreaterThanOrEqualTo(11);
        foreach (var rule in rules)
        {
            ClauseBook.Register.Has(rule.Clause).ShouldBeTrue(rule.Clause);
            foreach (var fact in RuleInput.FactsOf(rule))
            {
                Texts.All.Has($"fact.{fact.Name}").ShouldBeTrue($"{rule.Clause} {fact.Name}");
                RuleInput.WordsOf(fact).ShouldAllBe(w => Texts.All.Has(w.Key));
            }
            foreach (var parameter in RuleInput.ParametersOf(rule)) ClauseBook.Register[parameter.Clause].Parameters.ShouldContainKey(parameter.Name);
            // The register's own values can be read by the rule.
            RuleInput.ReadParameters(rule, f => ClauseBook.Register[f.Clause].Parameters[f.Name].Value).ShouldBeOfType(rule.Parameters);
        }
        ClauseBook.Register.All.SelectMany(c => c.Parameters.Values).Select(p => p.Unit).Where(u => u is not null && ClauseShow.Unit(u)?.StartsWith("policies.", StringComparison.Ordinal) == true).Distinct().ShouldBeEmpty("units without words");
        foreach (var unit in Enum.GetValues<Guiju.Rulebook.Deadlines.TimeUnit>()) Texts.All.Has($"decision.amount.{unit}").ShouldBeTrue(unit.ToString());
    }

    [Theory, OnBoth]
    public async Task A_clause_is_tried_over_the_api_and_nothing_is_kept(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var client = await world.Browser("赵主管");
        using var admin = await world.Browser("admin");
        var before = await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync());

        var described = await client.GetFromJsonAsync<JsonElement>("/api/v1/clauses/D01-1.3c");
        var facts = described.GetProperty("trial").GetProperty("facts");
        facts.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["evaluatedAt", "leadClass"]);
        facts.GetProperty("properties").GetProperty("leadClass").GetProperty("enum").GetArrayLength().ShouldBe(3);
        described.GetProperty("trial").GetProperty("parameters").GetProperty("properties").GetProperty("transfer_within").GetProperty("default").GetInt32().ShouldBe(1);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/clauses/D01-3.1c")).GetProperty("trial").ValueKind.ShouldBe(JsonValueKind.Null);

        // The Tuesday's evaluation is due on Wednesday at the close; under two days, on Thursday.
        var tried = await Tried(client, "D01-1.3c", new { facts = new { evaluatedAt = "2025-06-03T10:00", leadClass = "potential", nextContactOn = "2025-06-10", lookedAt = "2025-06-04T17:30:01" } });
        tried.GetProperty("due").GetDateTime().ShouldBe(new DateTime(2025, 6, 4, 17, 30, 0));
        tried.GetProperty("late").GetBoolean().ShouldBeTrue();
        tried.GetProperty("allowed").GetBoolean().ShouldBeTrue();
        tried.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "transfer_within").GetProperty("origin").GetString().ShouldBe("register");
        tried.GetProperty("because").EnumerateArray().Select(l => l.GetProperty("text").GetString()).ShouldContain("期限 1 个工作日，起始日不算");

        var drafted = await Tried(client, "D01-1.3c", new { facts = new { evaluatedAt = "2025-06-03T10:00", leadClass = "target" }, parameters = new { transfer_within = 2 } });
        drafted.GetProperty("due").GetDateTime().ShouldBe(new DateTime(2025, 6, 5, 17, 30, 0));
        drafted.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        drafted.GetProperty("findings")[0].GetProperty("field").GetString().ShouldBe("nextContactOn");
        drafted.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "transfer_within").GetProperty("origin").GetString().ShouldBe("draft");

        // What the company decided counts from its day on.
        using (var set = await admin.PostAsJsonAsync("/api/v1/clauses/D01-1.3c/parameters/transfer_within/settings", new { value = 3, from = "2025-07-01", reason = "放宽" })) set.EnsureSuccessStatusCode();
        (await Tried(client, "D01-1.3c", new { on = "2025-06-30", facts = new { evaluatedAt = "2025-06-03T10:00", leadClass = "target" } })).GetProperty("due").GetDateTime().Day.ShouldBe(4);
        var later = await Tried(client, "D01-1.3c", new { on = "2025-07-01", facts = new { evaluatedAt = "2025-06-03T10:00", leadClass = "target" } });
        later.GetProperty("due").GetDateTime().Day.ShouldBe(6);
        later.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "transfer_within").GetProperty("since").GetString().ShouldBe("2025-07-01");

        // Two years on, nobody knows the holidays yet.
        (await Tried(client, "D12-5a", new { facts = new { foundAt = "2031-06-03T10:00" } })).GetProperty("estimated").GetBoolean().ShouldBeTrue();
        (await Tried(client, "D13-3.3.2c", new { facts = new { openedOn = "2025-04-01", filled = new[] { "客户名称", "法定代表人", "地址", "邮编", "电话", "传真" }, lookedOn = "2025-04-17" } })).GetProperty("score").GetDecimal().ShouldBe(75.0m);
        (await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync())).ShouldBe(before + 1, "only the setting was kept");
    }

    [Theory, OnBoth]
    public async Task What_cannot_be_tried_is_said_field_by_field(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var client = await world.Browser("赵主管");
        async Task<IReadOnlyList<(string Key, string? Field)>> Refused(string id, object input, HttpStatusCode status = HttpStatusCode.UnprocessableEntity)
        {
            using var answer = await client.PostAsJsonAsync($"/api/v1/clauses/{id}/decide", input);
            answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
            return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings").EnumerateArray().Select(f => (f.GetProperty("key").GetString()!, f.GetProperty("field").GetString()))];
        }

        (await Refused("no-such-clause", new { }, HttpStatusCode.NotFound)).ShouldBe([("policies.clause.unknown", null)]);
        (await Refused("D01-3.1c", new { })).ShouldBe([("policies.try.none", null)]);
        (await Refused("D01-1.3c", new { facts = new { evaluatedAt = "昨天", leadClass = "maybe", who = "x" } })).ShouldBe([("policies.try.unknown", "who"), ("policies.try.kind", "evaluatedAt"), ("policies.try.kind", "leadClass")]);
        (await Refused("D01-1.3c", new { })).ShouldBe([("policies.try.missing", "evaluatedAt"), ("policies.try.missing", "leadClass")]);
        (await Refused("D12-5a", new { facts = new { foundAt = "1025-06-03T10:00" } })).ShouldBe([("policies.try.kind", "foundAt")]);
        (await Refused("D12-5a", new { facts = new { foundAt = "2025-06-03T10:00Z" } })).ShouldBe([("policies.try.kind", "foundAt")]);
        (await Refused("D12-5a", new { facts = new { foundAt = "2025-06-03T10:00" }, parameters = new { correct_workdays = "three", no_such = 1 } })).ShouldBe([("policies.setting.unknown", "parameters"), ("policies.setting.kind", "correct_workdays")]);
        (await Refused("D12-5a", new { facts = new { foundAt = "2025-06-03T10:00" }, parameters = new { correct_workdays = 2_000_000_000 } })).ShouldBe([("policies.try.beyond", null)]);
        (await Refused("D12-5a", new { facts = new { foundAt = "2025-06-03T10:00" }, on = "1900-01-01" })).ShouldBe([("policies.try.kind", "on")]);
        (await Refused("D12-5a", new { facts = new { foundAt = "2025-06-03T10:00" }, unit = Guiju.Platform.Ids.Next() }, HttpStatusCode.Forbidden)).ShouldBe([("policies.try.unit", "unit")]);
        (await Refused("D01-3.1a", new { facts = new { from = "collected", to = "won", recorded = Enumerable.Repeat("contacted", 500) } })).ShouldBe([("policies.try.kind", "recorded")]);
    }

    [Theory, OnBoth]
    public async Task The_clauses_page_tries_it_by_the_address(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("赵主管");
        (await browser.Page("/policies/clauses/D01-2.3b")).QuerySelector("a[href='/policies/clauses/D01-2.3b/try']").ShouldNotBeNull();
        (await browser.Page("/policies/clauses/D01-3.1c")).QuerySelector("a[href$='/try']").ShouldBeNull();

        var page = await browser.Page("/policies/clauses/D01-2.3b/try?f.nextContactOn=2025-12-08&f.today=2025-06-10&p.max_future=&on=");
        page.Body!.TextContent.ShouldContain("要主管确认后生效");
        page.Body.TextContent.ShouldContain("180 天以内（到 2025-12-07 周日）不用确认");
        page.QuerySelector("[name='f.nextContactOn']")!.GetAttribute("value").ShouldBe("2025-12-08");
        (await browser.Page("/policies/clauses/D01-2.3b/try?f.nextContactOn=2025-12-08&f.today=2025-06-10&p.max_future=181")).Body!.TextContent.ShouldContain("立即生效");

        using var wrong = await browser.Get("/policies/clauses/D01-2.3b/try?f.nextContactOn=x&f.today=");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await wrong.Page();
        again.QuerySelector("[name='f.nextContactOn']")!.GetAttribute("aria-invalid").ShouldBe("true");
        again.QuerySelector("[name='f.today']")!.GetAttribute("aria-invalid").ShouldBe("true");
        using var none = await browser.Get("/policies/clauses/D01-3.1c/try");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    static async Task<JsonElement> Tried(HttpClient client, string id, object input)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/clauses/{id}/decide", input);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static List<ClauseRule> Rules() => [.. typeof(TryClause).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ClauseRule)) && !t.IsAbstract).Select(t => (ClauseRule)Activator.CreateInstance(t)!)];

    static ClauseRule Rule(string id) => Rules().Single(r => r.Clause == id);

    static object Facts(ClauseRule rule, object said)
    {
        List<Guiju.Rulebook.Findings.Finding> findings = [];
        var facts = RuleInput.ReadFacts(rule, JsonSerializer.SerializeToNode(said)!.AsObject(), findings);
        findings.ShouldBeEmpty();
        return facts!;
    }

    static object Parameters(ClauseRule rule, params (string Name, object Value)[] values) => RuleInput.ReadParameters(rule, f => JsonSerializer.SerializeToElement(values.Single(v => v.Name == f.Name).Value));
}
