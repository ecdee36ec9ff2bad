using System.Net;
using Guiju.Approvals;
using Guiju.Approvals.Contracts;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Access;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Approvals;
using Guiju.Tests.Commerce;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Access;

/// <summary>Files outside one's scope: read by an approved request, and every opening kept.</summary>
public class AccessTests
{
    [Theory, OnBoth, Clause("D13-6b"), Clause("D15-6b")]
    public async Task A_file_is_read_by_an_approved_request_as_far_and_as_long_as_it_goes(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 3, 31);
        var file = await world.Opened("张三", Files.Complete(1));
        await world.Entered("张三", Ledger.Of(DealingKind.Contract, file));
        (await world.Do<Guiju.Customers.Papers.SaveSheet, int>("张三", u => u.Handle(file, null, new() { BankAccount = "中国银行 6222 0000 1111" }, default))).Done.ShouldBeTrue();
        var code = (await world.File(file)).Code;
        // 王五 works in another department.
        using var applicant = await world.Browser("王五");
        (await applicant.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted")).Status.ShouldBe(404);
        (await applicant.Json(HttpMethod.Post, "/api/v1/customers/access-requests", new { fileNumber = "K999", parts = Array.Empty<string>() })).Body.Keys()
            .ShouldBe(["access.file.unknown", "access.parts.none", "access.until.missing", "approvals.reason.required"]);
        using (var owner = await world.Browser("张三"))
            (await owner.Json(HttpMethod.Post, "/api/v1/customers/access-requests", new { fileNumber = code, parts = new[] { "basic" }, until = "2025-04-07", reason = "x" })).Body.Keys().ShouldBe(["access.file.yours"]);
        using (var posted = await applicant.Submit("/customers/access/new", ("fileNumber", code), ("parts", "Basic"), ("parts", "Dealings"), ("from", "2025-04-01"), ("until", "2025-04-07"), ("reason", "联合投标")))
            posted.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await posted.TextOf());
        var request = await world.Read(db => db.Set<ApprovalRequest>().SingleAsync());
        (request.ClauseId, request.Title, request.State).ShouldBe(("D13-6b", code, ApprovalState.Waiting));
        (await world.Decide("王五", request.Id)).Done.ShouldBeFalse("who asked never decides");
        (await applicant.Get($"/customers/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "asked is not approved");
        // 信息部负责人 decides, by the parameter of the clause.
        (await world.Decide("钱信息", request.Id)).Value.ShouldBe(ApprovalState.Approved);
        (await applicant.Get($"/customers/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it begins on 04-01");

        world.SetTime(2025, 4, 7, 23, 59, 59);
        using var reader = await world.Browser("王五");
        var page = await reader.Page($"/customers/{file}");
        var text = page.Body!.TextContent;
        text.ShouldContain("佛山第1五金有限公司");
        text.ShouldContain("φ90 铸球 20 吨");
        text.ShouldNotContain("6222 0000 1111");
        text.ShouldNotContain("谢坤");
        text.ShouldNotContain("0757-81230001");
        page.QuerySelectorAll("a[href*='export'], a[href*='part=Finance'], main a[href*='/dealings/']").ShouldBeEmpty("no finance tab, no export, no way further");
        foreach (var (path, status) in new[] { ("?part=Basic", 200), ("?part=Finance", 403), ("/granted/export", 403), ("/card", 404) })
        {
            using var answer = await reader.Get($"/customers/{file}{path}");
            ((int)answer.StatusCode).ShouldBe(status, path);
        }
        var granted = await reader.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted");
        (granted.Status, granted.Body.GetProperty("number").GetString(), granted.Body.GetProperty("export").GetBoolean()).ShouldBe((200, request.Number, false));
        granted.Body.GetProperty("account").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await reader.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted?part=Finance")).Body.Keys().ShouldBe(["access.part.refused"]);
        (await reader.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted/export")).Status.ShouldBe(403);
        // The grant is for this file and this person, to read: no list has it, nothing can be changed.
        (await reader.Json(HttpMethod.Get, "/api/v1/customers")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await reader.Json(HttpMethod.Patch, $"/api/v1/customers/{file}", new { address = "x" })).Status.ShouldBe(404);
        using (var other = await world.Browser("李四"))
        {
            (await other.Get($"/customers/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted")).Status.ShouldBe(404);
        }
        world.SetTime(2025, 4, 8, 0, 0, 0);
        (await reader.Get($"/customers/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reader.Json(HttpMethod.Get, $"/api/v1/customers/{file}/granted")).Status.ShouldBe(404);
        // What the guard refused is kept although nothing of the act is left.
        using var director = await world.Browser("孙总监");
        var kept = await director.Json(HttpMethod.Get, "/api/v1/decisions?clause=D13-6b&result=Refused");
        kept.Body.GetProperty("items").EnumerateArray().Select(d => (d.GetProperty("person").GetString(), d.GetProperty("title").GetString())).ShouldContain(("李四", code));
        (await director.Page("/approvals/decisions?clause=D13-6b")).Body!.TextContent.ShouldContain(code);
    }

    [Theory, OnBoth, Clause("D16-7b")]
    public async Task Another_department_decides_where_the_company_says_so_and_an_approval_with_export_gives_the_file(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Departments("营销");
        (await world.Do<SetClauseParameter, SetClauseParameter.Decided>("孙总监", u => u.Handle("D13-6b", "approver_role", new() { Value = System.Text.Json.JsonSerializer.SerializeToElement("营销部"), Reason = "营销部管档案" }, default))).Done.ShouldBeTrue();
        var file = await world.Opened("张三", Files.Complete(1));
        var code = (await world.File(file)).Code;
        using var applicant = await world.Browser("王五");
        var asked = await applicant.Json(HttpMethod.Post, "/api/v1/customers/access-requests", new { fileNumber = code, parts = new[] { "basic", "contacts" }, export = true, until = "2025-06-10", reason = "联合投标" });
        asked.Body.GetProperty("deciders").EnumerateArray().Select(d => d.GetString()).ShouldBe(["营销部长"]);
        var id = asked.Body.GetProperty("id").GetGuid();
        (await world.Decide("钱信息", id)).Done.ShouldBeFalse();
        (await world.Decide("营销部长", id)).Value.ShouldBe(ApprovalState.Approved);
        (await applicant.Page($"/customers/{file}")).QuerySelector($"a[href='/customers/{file}/granted/export']").ShouldNotBeNull();
        using var taken = await applicant.Get($"/customers/{file}/granted/export");
        (taken.StatusCode, taken.Content.Headers.ContentType!.MediaType!.Contains("spreadsheet", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true));
        world.SetTime(2025, 6, 11, 0, 0, 0);
        (await applicant.Get($"/customers/{file}/granted/export")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnBoth, Clause("D13-6c")]
    public async Task Every_opening_and_refusal_leaves_a_row_with_the_right_relied_on(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (k1, k2) = (await world.Opened("张三", Files.Complete(1)), await world.Opened("张三", Files.Complete(2)));
        var (code1, code2) = ((await world.File(k1)).Code, (await world.File(k2)).Code);
        using var reader = await world.Browser("王五");
        (await reader.Json(HttpMethod.Post, "/api/v1/customers/access-requests", new { fileNumber = code1, parts = new[] { "basic" }, until = "2025-06-10", reason = "联合投标" })).Status.ShouldBe(201);
        var request = await world.Read(db => db.Set<ApprovalRequest>().SingleAsync());
        (await world.Decide("钱信息", request.Id)).Done.ShouldBeTrue();
        await reader.Page($"/customers/{k1}");
        (await reader.Json(HttpMethod.Get, $"/api/v1/customers/{k1}/granted")).Status.ShouldBe(200);
        (await reader.Get($"/customers/{k2}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var clerk = await world.Browser("钱信息");
        var log = (await clerk.Json(HttpMethod.Get, "/api/v1/customers/accesses")).Body.GetProperty("items").EnumerateArray()
            .Select(a => (a.GetProperty("person").GetString(), a.GetProperty("code").GetString(), a.GetProperty("allowed").GetBoolean(), a.GetProperty("ground").GetString(), a.GetProperty("number").GetString())).ToList();
        log.ShouldBe([("王五", code2, false, "none", null), ("王五", code1, true, "request", request.Number), ("王五", code1, true, "request", request.Number)]);
        // Standing rights are named too, through page and API.
        using (var owner = await world.Browser("张三")) (await owner.Json(HttpMethod.Get, $"/api/v1/customers/{k1}")).Status.ShouldBe(200);
        using (var supervisor = await world.Browser("赵主管")) await supervisor.Page($"/customers/{k1}");
        await clerk.Page($"/customers/{k1}");
        var page = await clerk.Page($"/customers/access?code={code1}");
        page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td")[4].TextContent.Trim()).ShouldBe(["全公司范围", "本部门及下属", "负责人", $"查阅申请 {request.Number}", $"查阅申请 {request.Number}"]);
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(5);
        foreach (var (who, status) in new[] { ("王五", 403), ("赵主管", 403), ("孙总监", 200) })
        {
            using var browser = await world.Browser(who);
            ((int)(await browser.Get("/customers/access")).StatusCode).ShouldBe(status, who);
            (await browser.Json(HttpMethod.Get, "/api/v1/customers/accesses")).Status.ShouldBe(status, who);
        }
        // Kept three years, then forgotten.
        world.SetTime(2028, 6, 9);
        await world.Services.GetServices<Guiju.Platform.Jobs.ISweep>().OfType<ForgetAccesses>().Single().Once(default);
        (await world.Read(db => db.Set<Guiju.Customers.Access.FileAccess>().CountAsync())).ShouldBe(6);
        world.SetTime(2028, 6, 12);
        await world.Services.GetServices<Guiju.Platform.Jobs.ISweep>().OfType<ForgetAccesses>().Single().Once(default);
        (await world.Read(db => db.Set<Guiju.Customers.Access.FileAccess>().CountAsync())).ShouldBe(0);
    }
}
