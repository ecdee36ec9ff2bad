using System.Net;
using Guiju.Policies;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Policies;

public sealed class ListClausesTests
{
    static async Task<ListClauses.Found> List(ListClauses.Filter filter) => (await new ListClauses().Handle(filter, default)).Value;

    [Fact]
    public async Task The_pages_together_hold_every_clause_once_in_order()
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await List(new(After: after, Take: 97));
            ids.AddRange(page.Items.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);
        ids.Count.ShouldBe(866);
        ids.Distinct().Count().ShouldBe(866);
        ids[0].ShouldBe("D01-0");
        ids.IndexOf("D11-2.7").ShouldBeLessThan(ids.IndexOf("D11-2.10"), "article 7 comes before article 10");
    }

    [Fact]
    public async Task Clauses_are_found_by_words_in_either_language_and_by_id()
    {
        (await List(new("D13-3.3.1b"))).Items.Select(r => r.Id).ShouldBe(["D13-3.3.1b"]);
        (await List(new("立户头 接触"))).Items.Select(r => r.Id).ShouldBe(["D13-3.3.1b", "D15-3.3.1b", "D16-4.1b"]);
        (await List(new("FIRST contact TOO"))).Items.Select(r => r.Id).ShouldContain("D13-3.3.1b");
        (await List(new("销售客户分类登记表"))).Items.Select(r => r.Id).ShouldContain("D01-1.3c");
        (await List(new("no such words"))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_narrow_together()
    {
        (await List(new(Feature: "leads", Regulation: "d01", Take: 200))).Items.ShouldAllBe(r => r.Feature == "Leads" && r.Id.StartsWith("D01"));
        (await List(new(Feature: "Leads", Take: 200))).Items.Count.ShouldBe(37);
        var states = 0;
        foreach (var state in Enum.GetValues<ClauseState>())
            states += ClauseBook.Standing.Rows.Count(r => r.State == state);
        states.ShouldBe(866);
        (await List(new(Take: 0))).Items.Count.ShouldBe(1);
        (await List(new(Take: 9999))).Items.Count.ShouldBe(ListClauses.Most);
    }

    [Fact]
    public async Task The_register_is_read_in_the_browser_by_those_signed_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = await World.Open(Engine.Sqlite);
        using var stranger = world.Browser();
        (await stranger.GetAsync("/policies/clauses", ct)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        using var browser = await world.Browser("张三");
        var list = await browser.GetStringAsync("/policies/clauses?search=" + Uri.EscapeDataString("立户头 接触"), ct);
        list.ShouldContain("/policies/clauses/D13-3.3.1b");
        list.ShouldNotContain("/policies/clauses/D01-1.1a");
        var page = await browser.GetStringAsync("/policies/clauses/D13-3.3.1b", ct);
        page.ShouldContain("file_open_within_workdays");
        page.ShouldContain("公司设定");
        page.ShouldContain("D16-4.1b");
        page.ShouldContain("客户档案");
        (await browser.GetStringAsync("/policies/clauses/D13-3.3.2a/why", ct)).ShouldContain("制度规定");
        (await browser.GetAsync("/policies/clauses/x", ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetStringAsync("/policies/clauses?search=%3Cscript%3Ealert(1)%3C/script%3E", ct)).ShouldNotContain("<script>alert");
        (await browser.GetStringAsync("/api/v1/clauses?regulation=D04&take=2", ct)).ShouldContain("D04-");
    }
}
