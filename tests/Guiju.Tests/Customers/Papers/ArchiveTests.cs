using Guiju.Customers;
using Guiju.Customers.Papers;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Papers;

[Clause("D02-4.6.3")]
public class ArchiveTests
{
    [Theory, OnBoth]
    public async Task With_the_contract_missing_it_is_incomplete_and_with_the_contract_it_is_filed(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1));
        await browser.Attach(id, "开发申请", "开发申请.pdf");
        await browser.Attach(id, "背景调查", "背景调查.pdf");
        // Before anybody checked, nothing is said.
        (await browser.Json(HttpMethod.Get, $"/api/v1/customers/{id}/papers")).Body.GetProperty("state").GetString().ShouldBe("notChecked");
        var (status, check) = await browser.Json(HttpMethod.Post, $"/api/v1/customers/{id}/papers/check");
        status.ShouldBe(200);
        check.GetProperty("state").GetString().ShouldBe("incomplete");
        check.GetProperty("missing").EnumerateArray().Select(m => m.GetString()).ShouldBe(["合同"]);
        (await browser.Page($"/customers/{id}?tab=files")).QuerySelector("#papers")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("不完整"), t => t.ShouldContain("缺：合同"));

        world.SetTime(2025, 6, 12, 10);
        using var clerk = await world.Browser("钱信息");
        using var later = await world.Browser("张三");
        var contract = await clerk.Attach(id, "合同", "合同.pdf");
        var (_, filed) = await later.Json(HttpMethod.Get, $"/api/v1/customers/{id}/papers");
        filed.GetProperty("state").GetString().ShouldBe("filed");
        filed.GetProperty("filedBy").GetString().ShouldBe("钱信息");
        filed.GetProperty("filedAt").GetDateTime().ShouldBe(new DateTime(2025, 6, 12, 2, 0, 0, DateTimeKind.Utc));
        (await later.Page($"/customers/{id}?tab=files")).QuerySelector("#papers")!.TextContent.ShouldContain("资料已归档：钱信息，2025-06-12 10:00");

        // The contract called something else, or taken off, is missing again.
        (await later.Json(HttpMethod.Patch, contract.Place!, new { kind = "背景调查" })).Status.ShouldBe(204);
        (await later.Json(HttpMethod.Get, $"/api/v1/customers/{id}/papers")).Body.GetProperty("state").GetString().ShouldBe("incomplete");
        (await later.Json(HttpMethod.Patch, contract.Place!, new { kind = "合同", copies = 2, location = "3 号柜 2 层" })).Status.ShouldBe(204);
        (await world.Read(db => db.Set<PaperArchive>().SingleAsync())).FiledBy.ShouldBe("张三");
        (await clerk.DeleteAsync(contract.Place, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        (await world.Read(db => db.Set<PaperArchive>().SingleAsync())).FiledAt.ShouldBeNull();
    }

    [Theory, OnBoth]
    public async Task The_directory_lists_every_paper_and_a_kind_nobody_knows_is_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1));
        var (_, place) = await browser.Attach(id, "合同", "供货合同.pdf");
        (await browser.Attach(id, "情书")).Status.ShouldBe(422);
        (await browser.Json(HttpMethod.Patch, place!, new { kind = "情书" })).Body.Keys().ShouldBe(["papers.kind.unknown"]);
        (await browser.Json(HttpMethod.Patch, place!, new { kind = "合同", copies = 0 })).Body.Keys().ShouldBe(["papers.copies"]);
        using var described = await browser.Submit($"/customers/{id}/attachments/{place![^36..]}/paper", ("kind", "合同"), ("copies", "3"), ("location", "3 号柜 2 层"));
        ((int)described.StatusCode).ShouldBe(303);
        using var wrong = await browser.Submit($"/customers/{id}/attachments/{place[^36..]}/paper", ("kind", "合同"), ("copies", "三"));
        ((int)wrong.StatusCode).ShouldBe(422);
        var page = await browser.Page($"/customers/{id}/papers");
        page.QuerySelectorAll(".paper thead th").Select(t => t.TextContent).ShouldBe(["档案编号", "资料名称", "类型", "份数", "存放位置", "归档人", "日期"]);
        page.QuerySelectorAll(".paper tbody td").Select(t => t.TextContent.Trim()).ShouldBe(["C20250001", "供货合同.pdf", "合同", "3", "3 号柜 2 层", "张三", "2025-06-10"]);
        (await browser.GetByteArrayAsync($"/customers/{id}/papers.xlsx", TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(1000);
        (await world.Read(db => db.Set<Attachment>().CountAsync())).ShouldBe(1);
    }
}
