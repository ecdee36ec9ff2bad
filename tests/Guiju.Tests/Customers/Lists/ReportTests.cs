using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class ReportTests
{
    static readonly DateTime Now = new(2025, 6, 10, 1, 0, 0, DateTimeKind.Utc);

    static Task Arrange(World world) => world.Add([.. Enumerable.Range(0, 57).Select(i => ($"{(char)('一' + i * 37)}品{i}厂", (string?)"张三", (Action<Customer>?)(f =>
    {
        if (i % 2 == 0) f.TakeRole(RoleKind.Supplier);
        f.Capitalise(1_000_000m + i, "CNY");
        f.Calls("0757-8123" + (1000 + i));
        if (i >= 55) f.Archive(Now);
    })))]);

    [Theory, OnBoth, Clause("D13-3.2b"), Clause("D15-3.2b"), Clause("D16-3.2d"), Clause("D13-2.1b")]
    public async Task The_overview_has_every_live_file_with_all_columns_and_the_file_the_same_rows_in_the_same_order(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Arrange(world);
        using var browser = await world.Browser("钱信息");
        // The first answer also makes the program's code; a served program has long done so.
        await browser.GetStringAsync("/reports/customers");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (headings, rows) = Table(await browser.GetStringAsync("/reports/customers"));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        headings.Skip(1).ShouldBe(ClauseBook.Forms["客户一览表"].Columns);
        rows.Count.ShouldBe(55);
        Table(await browser.GetStringAsync("/reports/customers?archived=all")).Rows.Count.ShouldBe(57);
        var print = await browser.GetStringAsync("/reports/customers/print");
        Table(print).Rows.Select(r => r[2]).ShouldBe(rows.Select(r => r[2]));
        // Totals are those of the database: a file with two classes counts once.
        print.ShouldContain("合计 55 份档案");
        var sum = await world.Read(async db => (await db.Set<Customer>().Where(c => c.ArchivedAt == null).Select(c => c.RegisteredCapital).ToListAsync()).Sum());
        print.ShouldContain(Guiju.Platform.Ui.Show.Money(sum));
        var sheet = Sheet(await browser.GetByteArrayAsync("/reports/customers/export"));
        sheet[0].ShouldBe(ClauseBook.Forms["客户一览表"].Columns);
        sheet.Skip(1).Select(r => r[1]).ShouldBe(rows.Select(r => r[2]));
        Sheet(await browser.GetByteArrayAsync("/reports/customers/export?archived=all")).Count.ShouldBe(58);
    }

    [Theory, OnBoth, Clause("D10-1.3")]
    public async Task The_printed_index_has_exactly_the_live_files(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 5000).Select(i => ($"佛山精密{i}五金有限公司", (string?)null, (Action<Customer>?)(i % 1000 == 999 ? f => f.Archive(Now) : null)))]);
        using var browser = await world.Browser("钱信息");
        var (headings, rows) = Table(await browser.GetStringAsync("/reports/customer-index/print"));
        headings.Skip(1).ShouldBe(ClauseBook.Forms["客户档案索引"].Columns);
        rows.Count.ShouldBe(4995);
        rows.Select(r => r[1]).Distinct().Count().ShouldBe(4995);
        rows[0][3].ShouldStartWith("FSJM");
    }

    [Theory, OnBoth, Clause("D13-2.2a"), Clause("D13-2.2b")]
    public async Task The_special_list_shows_exactly_the_special_files_by_subtype(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 10).Select(i => ($"经销{i}厂", (string?)null, (Action<Customer>?)(f => f.TakeRole(RoleKind.Distributor)))),
            .. new[] { SpecialKind.Bank, SpecialKind.Lawyer, SpecialKind.Bank }.Select((kind, i) => ($"特殊{i}行", (string?)null, (Action<Customer>?)(f => { f.DropRole(RoleKind.Buyer); f.TakeRole(RoleKind.Special, kind); })))]);
        using var browser = await world.Browser("钱信息");
        Table(await browser.GetStringAsync("/reports/customers?role=Special")).Rows.Select(r => r[2]).ShouldBe(["特殊0行", "特殊1行", "特殊2行"], ignoreOrder: true);
        Table(await browser.GetStringAsync("/reports/customers?role=Special&special=Bank")).Rows.Select(r => r[2]).ShouldBe(["特殊0行", "特殊2行"], ignoreOrder: true);
        Table(await browser.GetStringAsync("/reports/customers")).Rows.Count.ShouldBe(13);
    }

    [Theory, OnBoth]
    public async Task A_file_holds_the_lists_rows_is_audited_and_evaluates_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 1100).Select(i => ($"{(i == 0 ? "=cmd|' /C calc'!A0" : "东莞")}{i}厂", (string?)(i % 2 == 0 ? "张三" : "李四"), (Action<Customer>?)null))]);
        using var browser = await world.Browser("赵主管");
        var path = $"/customers/export?owner={world.People["张三"]}&sort=-code";
        var sheet = Sheet(await browser.GetByteArrayAsync(path));
        sheet.Count.ShouldBe(551);
        sheet[1][0].ShouldBe("C20251099");
        sheet.ShouldContain(r => r[1] == "=cmd|' /C calc'!A00厂", "a formula stays text");
        var csv = await browser.GetStringAsync(path + "&format=csv");
        csv.Split("\r\n").Length.ShouldBe(552);
        csv.ShouldNotContain("\n=", Case.Sensitive);
        csv.ShouldNotContain(",=", Case.Sensitive);
        var entries = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "customerExport").OrderBy(e => e.Number).ToListAsync());
        entries.Count.ShouldBe(2);
        entries[0].ActorName.ShouldBe("赵主管");
        entries[0].Changes.ShouldContain(world.People["张三"].ToString());
        entries[0].Changes.ShouldContain("\"550\"");
        // Ticked rows alone, and nobody else's by their ids.
        var ids = await world.Read(db => db.Set<Customer>().OrderBy(c => c.Serial).Take(3).Select(c => c.Id).ToListAsync());
        using var form = new FormUrlEncodedContent([.. ids.Select(i => KeyValuePair.Create("id", i.ToString())), new("format", "xlsx")]);
        using var answer = await browser.PostAsync("/customers/export", form);
        Sheet(await answer.Content.ReadAsByteArrayAsync()).Count.ShouldBe(4);
        using var seller = await world.Browser("李四");
        (await seller.GetAsync("/customers/export")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == "customerExport"))).ShouldBe(3);
    }

    static (List<string> Headings, List<List<string>> Rows) Table(string html)
    {
        var table = new HtmlParser().ParseDocument(html).QuerySelectorAll("table")[^1];
        return ([.. table.QuerySelectorAll("thead th").Select(h => h.TextContent.Trim())], [.. table.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(d => d.TextContent.Trim()).ToList())]);
    }

    static List<List<string>> Sheet(byte[] file)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var part = book.WorkbookPart!.WorksheetParts.First();
        var shared = book.WorkbookPart.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        book.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<CellFormula>()).ShouldBeEmpty();
        return [.. part.Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.DataType?.Value == CellValues.SharedString ? shared[int.Parse(c.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)] : c.InnerText).ToList())];
    }
}
