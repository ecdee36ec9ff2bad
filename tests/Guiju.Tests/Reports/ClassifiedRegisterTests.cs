using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Guiju.Customers.Contracts;
using Guiju.Leads;
using Guiju.Platform.Ui;
using Guiju.Policies;
using Guiju.Reports;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Leads;
using Guiju.Tests.Worlds;
using Microsoft.Extensions.DependencyInjection;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Reports;

public class ClassifiedRegisterTests
{
    static async Task<ShowClassifiedRegister.Answer> Register(World world, string who, ShowClassifiedRegister.Filter? filter = null) =>
        (await world.Ask<ShowClassifiedRegister, ShowClassifiedRegister.Answer>(who, q => q.Handle(filter ?? new(), default))).Value;

    static async Task<RegisterLead.Registered> Evaluated(World world, string who, string name, string phone, LeadClass found)
    {
        var lead = await world.Contacted(who, Full(name, phone));
        (await world.Evaluate(who, lead.Id, found, "电话了解了需求和预算")).Done.ShouldBeTrue();
        return lead;
    }

    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task Category_one_holds_targets_and_potentials_and_a_new_evaluation_brings_the_fourth_in(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3);
        await Evaluated(world, "张三", "甲客户有限公司", "13800138001", LeadClass.Target);
        await Evaluated(world, "张三", "乙客户有限公司", "13800138002", LeadClass.Target);
        await Evaluated(world, "张三", "丙客户有限公司", "13800138003", LeadClass.Potential);
        var aside = await Evaluated(world, "张三", "丁客户有限公司", "13800138004", LeadClass.TemporarilyInvalid);
        var first = (await Register(world, "张三")).Sections[0];
        (first.Order, first.Name, first.Rows.Count).ShouldBe((1, "目标和意向客户", 3));
        first.Rows.Select(r => r.Name).ShouldNotContain("丁客户有限公司");

        (await world.Evaluate("张三", aside.Id, LeadClass.Potential, "新线立项")).Done.ShouldBeTrue();
        (await Register(world, "张三")).Sections[0].Rows.Count.ShouldBe(4);
    }

    [Theory, OnBoth, Clause("D01-1.3e")]
    public async Task A_customer_won_stands_in_category_two_and_goes_back_with_a_reason_only(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = await Evaluated(world, "张三", "甲客户有限公司", "13800138001", LeadClass.Target);
        async Task<bool> Deal(bool won, string? reason)
        {
            var done = false;
            var actor = await world.Actor_("张三");
            await world.As(actor, async services => done = (await services.GetRequiredService<ICustomerFiles>().NoteDeal(lead.CustomerId, won, world.Clock.Today, reason, default)).Done);
            return done;
        }
        (await Deal(true, null)).ShouldBeTrue();
        var form = await Register(world, "张三");
        form.Sections.Select(s => s.Rows.Count).Take(2).ShouldBe([0, 1]);
        form.Sections[1].Name.ShouldBe("成交客户");
        (await Deal(false, null)).ShouldBeFalse();
        (await Register(world, "张三")).Sections[1].Rows.Count.ShouldBe(1);
        (await Deal(false, "客户取消合同")).ShouldBeTrue();
        (await Register(world, "张三")).Sections.Select(s => s.Rows.Count).Take(2).ShouldBe([1, 0]);
    }

    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task It_shows_the_scope_alone_and_obeys_its_filters(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Evaluated(world, "张三", "甲客户有限公司", "13800138001", LeadClass.Target);
        world.SetTime(2025, 6, 12);
        await Evaluated(world, "李四", "乙客户有限公司", "13800138002", LeadClass.Target);
        await Evaluated(world, "王五", "丙客户有限公司", "13800138003", LeadClass.Target);
        (await Register(world, "张三")).Total.ShouldBe(1);
        (await Register(world, "赵主管")).Total.ShouldBe(2);
        (await Register(world, "孙总监")).Total.ShouldBe(3);
        (await Register(world, "孙总监", new(OwnerId: world.People["李四"]))).Sections[0].Rows.ShouldHaveSingleItem().Name.ShouldBe("乙客户有限公司");
        (await Register(world, "孙总监", new(Until: new(2025, 6, 11)))).Sections[0].Rows.ShouldHaveSingleItem().Name.ShouldBe("甲客户有限公司");
        (await Register(world, "张三", new(OwnerId: world.People["李四"]))).Total.ShouldBe(0);
    }

    [Theory, OnBoth, Clause("D01-1.3c")]
    public async Task Screen_and_Excel_have_the_forms_columns_and_the_same_rows(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Evaluated(world, "张三", "甲客户有限公司", "13800138001", LeadClass.Target);
        var wanted = ClauseBook.Forms["销售客户分类登记表"].Columns.Skip(1).Select(c => c.Split('(')[0]).ToList();
        using var browser = await world.Browser("张三");
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/reports/classified-register", TestContext.Current.CancellationToken));
        page.QuerySelectorAll(".paper thead th").Select(h => h.TextContent).Skip(1).ShouldBe(wanted);
        page.QuerySelectorAll(".paper tr.cat").Length.ShouldBe(3);
        var shown = page.QuerySelectorAll(".paper tbody tr:not(.cat)").ShouldHaveSingleItem().QuerySelectorAll("td").Select(c => c.TextContent).ToList();
        shown[2].ShouldBe("甲客户有限公司");

        using var file = new MemoryStream(await browser.GetByteArrayAsync("/reports/classified-register.xlsx", TestContext.Current.CancellationToken));
        var rows = Cells(file);
        rows.ShouldContain(r => wanted.All(r.Contains));
        rows.Single(r => r.Contains("甲客户有限公司")).ShouldBe(shown);
    }

    [Theory, OnBoth, Clause("D01-1.2a")]
    public async Task My_register_of_leads_exports_the_columns_and_rows_of_the_page(Engine engine)
    {
        await using var world = await World.Open(engine);
        for (var i = 1; i <= 5; i++) (await world.Register(i <= 3 ? "李四" : "王五", Full($"客户{i}有限公司", $"1380013800{i}"))).Done.ShouldBeTrue();
        using var browser = await world.Browser("李四");
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/leads", TestContext.Current.CancellationToken));
        var headings = page.QuerySelectorAll("table.gj thead th").Select(h => h.TextContent).SkipLast(1).ToList();
        headings.ShouldBe(ClauseBook.Forms["客户信息登记表"].Columns);
        page.QuerySelectorAll("table.gj tbody tr").Length.ShouldBe(3);

        using var file = new MemoryStream(await browser.GetByteArrayAsync("/leads/register.xlsx", TestContext.Current.CancellationToken));
        var rows = Cells(file);
        rows[0].ShouldBe(headings);
        rows.Skip(1).Select(r => r[4]).ShouldBe(["客户3有限公司", "客户2有限公司", "客户1有限公司"]);
        Texts.All.Pairs["reports.leads"].Zh.ShouldBe("客户信息登记表");
    }

    /// <summary>The texts of the first sheet's rows, empty cells left out only at the end.</summary>
    static List<List<string>> Cells(Stream file)
    {
        using var book = SpreadsheetDocument.Open(file, false);
        var part = book.WorkbookPart!;
        var shared = part.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(i => i.InnerText).ToList() ?? [];
        return [.. part.WorksheetParts.First().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>()
            .Select(c => c.DataType?.Value == CellValues.SharedString ? shared[int.Parse(c.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)] : c.InlineString?.InnerText ?? c.CellValue?.Text ?? "").ToList())];
    }
}
