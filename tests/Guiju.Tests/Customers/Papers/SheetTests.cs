using DocumentFormat.OpenXml.Packaging;
using Guiju.Customers;
using Guiju.Customers.Clauses;
using Guiju.Customers.Papers;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Papers;

[Clause("D12-4.1a")]
public class SheetTests
{
    static readonly SheetFacts full = new() { Organization = "三个车间，120 人", Credit = "两年无逾期", Relation = "铸球采购方" };

    [Theory, OnBoth]
    public async Task With_a_unified_licence_the_licence_alone_makes_it_complete(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1) with { CreditCode = "91440000ABCDEFGH1B" });
        var sheet = $"/api/v1/customers/{id}/information-sheet";
        (await browser.Json(HttpMethod.Put, sheet, new { full.Organization, full.Credit, full.Relation, unified = true })).Status.ShouldBe(200);
        var refused = await browser.Json(HttpMethod.Post, sheet + "/completion");
        refused.Status.ShouldBe(422);
        refused.Body.Keys().ShouldBe(["papers.certificate.missing"]);
        (await browser.Attach(id, "营业执照")).Status.ShouldBe(201);
        (await browser.Json(HttpMethod.Post, sheet + "/completion")).Status.ShouldBe(204);
        var (_, view) = await browser.Json(HttpMethod.Get, sheet);
        view.GetProperty("complete").GetBoolean().ShouldBeTrue();
        view.GetProperty("completedBy").GetString().ShouldBe("张三");
        view.GetProperty("missing").GetArrayLength().ShouldBe(0);

        // What is taken away afterwards is missing again.
        var attached = (await browser.Json(HttpMethod.Get, $"/api/v1/customers/{id}/attachments")).Body[0].GetProperty("id").GetGuid();
        (await browser.DeleteAsync($"/api/v1/customers/{id}/attachments/{attached}", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        (await browser.Json(HttpMethod.Get, sheet)).Body.GetProperty("complete").GetBoolean().ShouldBeFalse();
    }

    [Theory, OnBoth]
    public async Task A_code_whose_check_character_is_wrong_is_refused_and_an_early_one_is_kept_with_a_warning(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1) with { CreditCode = null });
        var wrong = await browser.Json(HttpMethod.Patch, $"/api/v1/customers/{id}", new { creditCode = "91440000ABCDEFGH1X" });
        wrong.Status.ShouldBe(422);
        wrong.Body.Keys().ShouldBe(["customers.credit-code.check"]);
        var sheet = $"/api/v1/customers/{id}/information-sheet";
        // Without a code there is no unified licence either.
        (await browser.Json(HttpMethod.Put, sheet, new { unified = true })).Body.Keys().ShouldBe(["papers.unified.code"]);
        (await world.Read(db => db.Set<InformationSheet>().CountAsync())).ShouldBe(0);
        // The legal early codes of Fujian fail the arithmetic: warned of where they are entered (D13-3.1b), and good for this form.
        (await browser.Json(HttpMethod.Patch, $"/api/v1/customers/{id}", new { creditCode = "91350100M000100Y4X" })).Status.ShouldBe(200);
        (await browser.Json(HttpMethod.Put, sheet, new { unified = true })).Status.ShouldBe(200);
    }

    [Theory, OnBoth]
    public async Task A_firm_with_an_old_licence_needs_all_three_certificates_and_two_are_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1) with { CreditCode = null });
        var sheet = $"/api/v1/customers/{id}/information-sheet";
        (await browser.Json(HttpMethod.Put, sheet, new { full.Organization, full.Credit, full.Relation, licenceNumber = "１１０１０８ ０００００００１６" })).Status.ShouldBe(200);
        await browser.Attach(id, "营业执照");
        await browser.Attach(id, "税务登记证");
        var two = await browser.Json(HttpMethod.Post, sheet + "/completion");
        two.Status.ShouldBe(422);
        two.Body.Keys().ShouldBe(["papers.certificate.missing"]);
        two.Body.GetProperty("findings")[0].GetProperty("message").GetString()!.ShouldContain("组织机构代码证");
        (await browser.Json(HttpMethod.Get, sheet)).Body.GetProperty("complete").GetBoolean().ShouldBeFalse();
        await browser.Attach(id, "组织机构代码证");
        (await browser.Json(HttpMethod.Post, sheet + "/completion")).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("110108000000016", true, 0)]
    [InlineData("110108000000017", true, 1)]
    [InlineData("1101081234567", true, 0)]
    [InlineData("11010800000001", false, 1)]
    [InlineData("91440000ABCDEFGH1B", false, 1)]
    [InlineData("11010800000001A", false, 1)]
    [InlineData("", false, 1)]
    public void A_licence_number_has_fifteen_digits_of_which_the_last_checks(string typed, bool kept, int findings)
    {
        var read = LicenceNumber.Read(typed);
        (read.Done, read.Findings.Count).ShouldBe((kept, findings));
    }

    [Fact]
    public void Unified_licences_are_of_their_day_and_the_numbers_are_parameters()
    {
        SourceCertificates.Check(true, "91440000ABCDEFGH1B", new(2015, 9, 30), new(2015, 10, 1)).ShouldHaveSingleItem().Key.ShouldBe("papers.unified.early");
        SourceCertificates.Check(true, "91440000ABCDEFGH1B", new(2015, 10, 1), new(2015, 10, 1)).ShouldBeEmpty();
        SourceCertificates.Needed(true, 3).ShouldBe(["营业执照"]);
        SourceCertificates.Needed(false, 3).Count.ShouldBe(3);
        SourceCertificates.Needed(false, 2).ShouldBe(["营业执照", "税务登记证"]);
    }

    [Theory, OnBoth]
    public async Task The_form_is_a_page_and_a_workbook_with_the_boxes_of_the_regulation(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1));
        using var saved = await browser.Submit($"/customers/{id}/sheet", ("organization", "三个车间"), ("credit", "良好"), ("relation", "采购方"), ("unified", "true"), ("account", "shown"), ("bankAccount", "工行佛山分行 6222000000001234"));
        ((int)saved.StatusCode).ShouldBe(303);
        var page = await browser.Page($"/customers/{id}/sheet");
        string[] boxes = ["客户编号", "所属公司", "客户名称", "机构(组织架构/规模)", "经营内容", "信用情况", "与本公司关系", "统一社会信用代码", "营业执照(附件)", "税务登记证(附件/三证合一标记)", "组织机构代码证(附件/三证合一标记)", "法定代表人", "地址", "电话", "建表人", "日期"];
        var paper = page.QuerySelector(".paper")!;
        boxes.Where(b => !paper.QuerySelectorAll("th").Any(t => t.TextContent == b)).ShouldBeEmpty();
        paper.TextContent.ShouldContain("三证合一");
        paper.TextContent.ShouldContain("三个车间");
        using var bad = await browser.Submit($"/customers/{id}/sheet", ("organization", "改过"), ("licenceNumber", "123"));
        ((int)bad.StatusCode).ShouldBe(422);
        (await bad.Page()).QuerySelector("textarea[name=organization]")!.TextContent.ShouldBe("改过");
        var bytes = await browser.GetByteArrayAsync($"/customers/{id}/sheet.xlsx", TestContext.Current.CancellationToken);
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        var text = string.Concat(book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.InnerText + "|"));
        boxes.Where(b => !text.Contains(b, StringComparison.Ordinal)).ShouldBeEmpty();

        // The account: the owner sees it; his supervisor, who may not, learns that there is one and cannot write over it.
        paper.TextContent.ShouldContain("6222000000001234");
        using var head = await world.Browser("赵主管");
        (await head.Page($"/customers/{id}/sheet")).QuerySelector(".paper")!.TextContent.ShouldNotContain("6222000000001234");
        (await head.Json(HttpMethod.Get, $"/api/v1/customers/{id}/information-sheet")).Body.GetProperty("accountHidden").GetBoolean().ShouldBeTrue();
        (await head.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { bankAccount = "换一个" })).Body.Keys().ShouldBe(["papers.account.hidden"]);
        // Saved from the page the field was not on, it stays.
        using var kept = await head.Submit($"/customers/{id}/sheet", ("organization", "三个车间"), ("credit", "良好"), ("relation", "采购方"), ("unified", "true"));
        (await world.Read(db => db.Set<InformationSheet>().Select(s => s.BankAccount).SingleAsync())).ShouldBe("工行佛山分行 6222000000001234");
    }

    [Theory, OnBoth]
    public async Task Others_files_are_not_there_and_nothing_of_them_is_changed(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var other = await world.Browser("王五");
        foreach (var path in new[] { $"/customers/{id}/sheet", $"/customers/{id}/sheet.xlsx", $"/customers/{id}/papers", $"/customers/{id}/papers.xlsx", $"/api/v1/customers/{id}/information-sheet", $"/api/v1/customers/{id}/papers" })
            ((int)(await other.Get(path)).StatusCode).ShouldBe(404, path);
        (await other.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { organization = "黑" })).Status.ShouldBe(404);
        (await other.Json(HttpMethod.Post, $"/api/v1/customers/{id}/papers/check")).Status.ShouldBe(404);
        (await other.Attach(id, "合同")).Status.ShouldBe(404);
        (await world.Read(async db => (await db.Set<InformationSheet>().CountAsync(), await db.Set<PaperArchive>().CountAsync(), await db.Set<Attachment>().CountAsync()))).ShouldBe((0, 0, 0));
        // An old version is refused.
        using var browser = await world.Browser("张三");
        (await browser.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { organization = "甲" })).Status.ShouldBe(200);
        (await browser.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { organization = "乙" }, "1")).Status.ShouldBe(200);
        (await browser.Json(HttpMethod.Put, $"/api/v1/customers/{id}/information-sheet", new { organization = "丙" }, "1")).Status.ShouldBe(412);
    }
}
