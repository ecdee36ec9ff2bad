using System.Net;
using System.Text.Json;
using Guiju.Policies;
using Guiju.Policies.Pages;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Policies;

public class SettingPageTests
{
    [Theory, OnBoth]
    public async Task The_clauses_page_sets_a_parameter_from_a_day_on_with_a_reason(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("admin");
        var page = await browser.Page("/policies/clauses/D01-2.3b?set=max_future");
        page.QuerySelector("form[action$='/parameters/max_future'] [name=value]")!.GetAttribute("value").ShouldBe("180");

        using (var refused = await browser.Submit("/policies/clauses/D01-2.3b/parameters/max_future", ("value", "很久"), ("from", "2025-06-09"), ("reason", "")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var again = await refused.Page();
            again.QuerySelector("[name=value]")!.GetAttribute("value").ShouldBe("很久");
            var said = again.Body!.TextContent;
            said.ShouldContain("不小于 0 的整数");
            said.ShouldContain("生效日期不能早于今天");
            said.ShouldContain("请写明改动的理由");
        }
        using (var unread = await browser.Submit("/policies/clauses/D01-2.3b/parameters/max_future", ("value", "90"), ("from", "明天"), ("reason", "缩短")))
            unread.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await world.Read(db => db.Set<ClauseSetting>().CountAsync())).ShouldBe(0);

        using (var set = await browser.Submit("/policies/clauses/D01-2.3b/parameters/max_future", ("value", "90"), ("from", "2025-06-12"), ("reason", "缩短跟进间隔")))
            set.Headers.Location!.ToString().ShouldBe("/policies/clauses/D01-2.3b");
        (await browser.Page("/policies/clauses/D01-2.3b")).Body!.TextContent.ShouldContain("2025-06-12 起：90（本公司；缩短跟进间隔）");

        using var seller = await world.Browser("张三");
        (await seller.Page("/policies/clauses/D01-2.3b?set=max_future")).QuerySelector("form[action$='/parameters/max_future']").ShouldBeNull();
        using var forbidden = await seller.Submit("/policies/clauses/D01-2.3b/parameters/max_future", ("value", "1"), ("reason", "x"));
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var unknown = await browser.Submit("/policies/clauses/D01-2.3b/parameters/no_such", ("value", "1"), ("reason", "x"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Every_parameter_of_the_register_reads_back_as_it_was_written()
    {
        foreach (var parameter in ClauseBook.Register.All.SelectMany(c => c.Parameters.Values).Where(p => p.Value.ValueKind != JsonValueKind.Null))
            JsonElement.DeepEquals(SettingText.Read(parameter.Value, SettingText.Write(parameter.Value)), parameter.Value).ShouldBeTrue($"{parameter.Clause} {parameter.Name}: {parameter.Value}");
    }

    [Theory]
    [InlineData("1", "2.5", "2.5")]
    [InlineData("\"x\"", "12", "\"12\"")]
    [InlineData("[\"a\"]", " 展会\n\n 网络 ", "[\"展会\",\"网络\"]")]
    [InlineData("[7,3]", "5\r\n2", "[5,2]")]
    [InlineData("{\"甲\":1}", "甲：3", "{\"甲\":3}")]
    [InlineData("true", "false", "false")]
    [InlineData("1", "", "\"\"")]
    [InlineData("{\"a\":[1]}", "{", "\"{\"")]
    public void What_is_typed_is_read_as_the_sort_the_register_has(string model, string typed, string read) =>
        SettingText.Read(JsonSerializer.Deserialize<JsonElement>(model), typed).GetRawText().ShouldBe(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(read)));
}
