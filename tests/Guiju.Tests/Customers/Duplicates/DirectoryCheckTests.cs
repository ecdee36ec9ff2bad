using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers.Duplicates;

[Clause("D17-2b")]
public class DirectoryCheckTests
{
    static async Task<(bool Refused, bool Group, List<string> Keys)> Check(HttpClient browser, object applicant)
    {
        var (status, body) = await browser.Json(HttpMethod.Post, "/api/v1/customers/directory/check", applicant);
        status.ShouldBe(200);
        return (body.GetProperty("refused").GetBoolean(), body.GetProperty("forTheGroup").GetBoolean(),
            [.. body.GetProperty("hits").EnumerateArray().SelectMany(h => h.Keys())]);
    }

    static async Task<Guid> Won(World world)
    {
        var id = await world.Opened("张三", new() { Name = "华星贸易(深圳)有限公司", Roles = [RoleKind.Buyer], CreditCode = Files.Code(1) });
        await world.WithFiles("张三", async files => (await files.NoteDeal(id, true, world.Clock.Today, "首单", default)).Done.ShouldBeTrue());
        return id;
    }

    [Theory, OnBoth]
    public async Task Another_spelling_the_credit_code_and_a_former_name_are_refused_and_an_affiliate_is_left_to_the_group(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await Won(world);
        using var browser = await world.Browser("张三");
        (await Check(browser, new { name = "华星贸易（深圳）有限公司" })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeTrue(), a => a.Keys.ShouldBe(["customers.directory.name"]));
        (await Check(browser, new { name = "别家有限公司", creditCode = Files.Code(1) })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeTrue(), a => a.Keys.ShouldBe(["customers.directory.code"]));
        (await Check(browser, new { name = "新来贸易有限公司", affiliates = new[] { "深圳市华星贸易有限公司" } })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeFalse(), a => a.Group.ShouldBeTrue(), a => a.Keys.ShouldBe(["customers.directory.affiliate"]));
        (await Check(browser, new { name = "全新矿业有限公司" })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeFalse(), a => a.Group.ShouldBeFalse(), a => a.Keys.ShouldBeEmpty());

        // Renamed: whoever applies under the old name is found by the record of the change; so is one who says he was called so.
        (await world.Change("张三", id, new() { Name = "深圳恒泰贸易有限公司" }, new(2025, 6, 1), "来函")).Done.ShouldBeTrue();
        (await Check(browser, new { name = "华星贸易（深圳）有限公司" })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeTrue(), a => a.Keys.ShouldBe(["customers.directory.former"]));
        (await Check(browser, new { name = "另起炉灶有限公司", formerNames = new[] { "深圳市恒泰贸易有限公司" } })).Refused.ShouldBeTrue();
        (await Check(browser, new { name = "广州华星贸易有限公司" })).Refused.ShouldBeFalse();

        // Who does not see the file learns that it is there, not where.
        using var other = await world.Browser("王五");
        var (_, hidden) = await other.Json(HttpMethod.Post, "/api/v1/customers/directory/check", new { name = "深圳恒泰贸易有限公司" });
        hidden.GetProperty("refused").GetBoolean().ShouldBeTrue();
        hidden.GetProperty("hits")[0].GetProperty("customerId").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await browser.Page($"/customers/directory?name={Uri.EscapeDataString("深圳恒泰贸易有限公司")}")).QuerySelector("#directory-answer a")!.GetAttribute("href").ShouldBe($"/customers/{id}");
        (await browser.Page("/customers/directory")).QuerySelector("#directory-answer").ShouldBeNull();
    }

    [Theory, OnBoth]
    public async Task A_prospects_file_is_no_hindrance_and_a_question_without_a_name_is_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Opened("张三", new() { Name = "洽谈中贸易(深圳)有限公司", Roles = [RoleKind.Buyer] });
        await world.Opened("张三", new() { Name = "供货方(深圳)有限公司", Roles = [RoleKind.Supplier] });
        using var browser = await world.Browser("张三");
        foreach (var name in new[] { "洽谈中贸易（深圳）有限公司", "供货方（深圳）有限公司" })
            (await Check(browser, new { name })).ShouldSatisfyAllConditions(a => a.Refused.ShouldBeFalse(), a => a.Group.ShouldBeFalse(), a => a.Keys.ShouldBe(["customers.directory.prospect"]));
        (await browser.Json(HttpMethod.Post, "/api/v1/customers/directory/check", new { name = " " })).Body.Keys().ShouldBe(["customers.name.required"]);
        (await browser.Json(HttpMethod.Post, "/api/v1/customers/directory/check", new { name = "甲", creditCode = "91440000ABCDEFGH1X" })).Body.Keys().ShouldBe(["customers.credit-code.check"]);
        ((int)(await browser.Get("/customers/directory?creditCode=1")).StatusCode).ShouldBe(422);
    }
}
