using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Platform.Http;

public class ApiContractTests
{
    static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A changed contract is a decision: look at the difference, then run the tests once with <c>GUIJU_ACCEPT=1</c>.</summary>
    [Fact]
    public async Task The_contract_is_the_one_kept_in_git()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var anybody = world.Browser();
        var served = JsonNode.Parse(await anybody.GetStringAsync("/openapi/v1.json"))!;
        served["paths"]!.AsObject().Select(p => p.Key).ShouldAllBe(p => p.StartsWith("/api/v1/", StringComparison.Ordinal));
        served["servers"]?.AsArray().Count.ShouldBe(0);
        served["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key).ShouldBe(["session", "token"], ignoreOrder: true);
        var text = served.ToJsonString(Written).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Repository.Root, "docs", "openapi.v1.json");
        if (Environment.GetEnvironmentVariable("GUIJU_ACCEPT") == "1") await File.WriteAllTextAsync(file, text);
        var kept = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        var line = kept.Zip(text.Split('\n')).TakeWhile(l => l.First == l.Second).Count();
        (string.Join('\n', kept) + "\n" == text).ShouldBeTrue($"The API's contract changed at line {line + 1} of docs/openapi.v1.json: “{kept.ElementAtOrDefault(line)}” became “{text.Split('\n').ElementAtOrDefault(line)}”. If that is meant: GUIJU_ACCEPT=1, and look at the difference.");
    }

    [Fact]
    public async Task Its_page_works_under_a_strict_policy_with_scripts_of_the_program_alone()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var anybody = world.Browser();
        using var answer = await anybody.GetAsync("/api/docs");
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found) answer.Headers.Location!.ToString().ShouldEndWith("docs/");
        using var page = answer.IsSuccessStatusCode ? answer : await anybody.GetAsync("/api/docs/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self' 'nonce-");
        policy.ShouldNotContain("http");
        var html = await page.Content.ReadAsStringAsync();
        foreach (System.Text.RegularExpressions.Match script in System.Text.RegularExpressions.Regex.Matches(html, "<script[^>]*>"))
            script.Value.ShouldContain("nonce=\"" + policy.Split("'nonce-")[1].Split('\'')[0]);
        html.ShouldNotContain("src=\"http");
    }
}
