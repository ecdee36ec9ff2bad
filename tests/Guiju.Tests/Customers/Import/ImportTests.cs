using Guiju.Customers;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Customers.Import;
using Guiju.Platform.Ui;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>From file to customers: what is taken, what is not, and what is said.</summary>
public class ImportTests
{
    [Theory, OnBoth, Clause("D13-3.2a"), Clause("D10-1.1b")]
    public async Task Every_column_arrives_as_it_would_by_hand(Engine engine)
    {
        await using var world = await World.Open(engine);
        var done = await world.Import(Importing.Clerk, """
            客户台账 2025
            客户名称,简称,统一社会信用代码,法人,省,市,区县,地址,邮编,电话,传真,手机,联系人,职务,邮箱,微信,行业,来源,经营范围,注册资本(万元),客户类别,阶段,下次联系,下一步,标签,备注
            湘潭锦川机械有限公司,锦川,91430300MA4L1B2C3X,周建国,湖南省,湘潭市,雨湖区,建设路 8 号,411100,0731-58123456,0731-58123457,13873126552,王敏,采购经理,wang@example.com,wangmin88,机械制造,展会,耐磨件、铸钢件,"1,200.5",经销商、供应商,联系,2025-07-01,报价,重点；老客户,周五打电话
            """.Replace("91430300MA4L1B2C3X", Code), null);
        done.Counts().ShouldBe((1, 0, 0, 0));
        var c = await world.Customer("湘潭锦川机械有限公司");
        (c.ShortName, c.CreditCode, c.LegalRepresentative, c.RegionCode, c.Address, c.Postcode, c.Phone, c.PhoneKey, c.Fax).ShouldBe(("锦川", Code, "周建国", "430302", "建设路 8 号", "411100", "0731-58123456", "+8673158123456", "0731-58123457"));
        (c.Industry, c.Source, c.BusinessScope, c.RegisteredCapital, c.CapitalCurrency, c.Stage, c.NextContactOn, c.NextStep).ShouldBe(("机械制造", "展会", "耐磨件、铸钢件", 12_005_000m, "CNY", Stage.Contacted, new DateOnly(2025, 7, 1), "报价"));
        c.Roles.Select(r => r.Role).Order().ShouldBe([RoleKind.Distributor, RoleKind.Supplier]);
        c.Tags.ShouldBe(["重点", "老客户"]);
        var p = c.Contacts.ShouldHaveSingleItem();
        (p.Name, p.Post, p.Mobile, p.Email, p.WeChat, p.Note, p.Primary).ShouldBe(("王敏", "采购经理", "13873126552", "wang@example.com", "wangmin88", "周五打电话", true));
        (c.Status, c.OwnerId, c.Completeness).ShouldBe((FileStatus.Incomplete, null, 100m));
        c.Code.ShouldStartWith("C2025");
        // Audited as an import, in an unbroken chain.
        var entry = await world.Read(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(e => e.SubjectId == c.Id));
        (entry.Door, entry.ActorName).ShouldBe((Door.Import, Importing.Clerk));
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        (await world.Read(db => db.Set<StageRecord>().CountAsync(r => r.CustomerId == c.Id))).ShouldBe(1);
    }

    [Theory, OnBoth, Clause("D01-2.3b")]
    public async Task Files_of_old_systems_are_taken_as_they_are_written(Engine engine)
    {
        await using var world = await World.Open(engine);
        var done = await world.Import(Importing.Clerk, "客户名称,省,市,区,下次跟进时间,备注,联系人,地址\n甲一有限公司,北京市,北京市,怀柔区,2024/7/21,\"第一行\r\n第二行\",王敏,\"建设路\n8 号\"\n甲二有限公司,重庆,市辖区,云阳县,2025-06-10,,,\n");
        done.Counts().ShouldBe((2, 0, 0, 0));
        var one = await world.Customer("甲一有限公司");
        (one.RegionCode, one.NextContactOn, one.Address, one.Contacts.Single().Note).ShouldBe(("110116", null, "建设路 8 号", "第一行 第二行"));
        var two = await world.Customer("甲二有限公司");
        (two.RegionCode, two.NextContactOn).ShouldBe(("500235", new DateOnly(2025, 6, 10)), "today is not past");
        var told = (await world.Problems(Importing.Clerk, done.Id)).ShouldHaveSingleItem();
        (told.Row, told.Column, told.Finding.Key, told.Finding.Weight, told.Kind).ShouldBe((2, "下次跟进时间", "imports.next-contact.past", Weight.Warning, ProblemKind.Date));
    }

    [Theory, OnBoth]
    public async Task Cards_of_one_company_are_people_of_one_customer(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, "通讯录.vcf", System.Text.Encoding.UTF8.GetBytes("""
            BEGIN:VCARD
            VERSION:3.0
            FN:王敏
            ORG:湘潭锦川机械有限公司;采购部
            TITLE:采购经理
            TEL;TYPE=CELL:13873126552
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:罗强
            ORG:湘潭锦川机械有限公司
            TEL;TYPE=CELL:13873126553
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:没有公司
            TEL;TYPE=CELL:13873126554
            END:VCARD
            """))).Value;
        (await world.Job(Importing.Clerk, id)).Plan.Format.ShouldBe("vCard");
        (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((1, 1, 0, 1));
        (await world.Run(Importing.Clerk, id)).Counts().ShouldBe((1, 1, 0, 1));
        (await world.Customer("湘潭锦川机械有限公司")).Contacts.Select(p => $"{p.Name} {p.Post} {p.Mobile}").ShouldBe(["王敏 采购经理 13873126552", "罗强  13873126553"], ignoreOrder: true);
        (await world.Problems(Importing.Clerk, id)).ShouldContain(p => p.Row == 14 && p.Finding.Key == "customers.name.required");
    }

    const string Code = "91430300MA4L1B2C32";

    [Theory, OnBoth, Clause("D13-3.3.2b")]
    public async Task Every_problem_is_told_with_row_column_and_value(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, $"""
            客户名称,统一社会信用代码,手机,邮编,邮箱,负责人,客户类别,下次联系,地区,地址
            甲一有限公司,1.2E+17,,,,,,,,
            ,,13873126552,,,,,,,
            甲三有限公司,,138731265,,,,,,,
            甲四有限公司,,,4111,,,,,,
            甲五有限公司,,,,not-mail,,,,,
            甲六有限公司,,,,,李无名,,,,
            甲七有限公司,,,,,,大客户,,,
            甲八有限公司,,,,,,,2025-06-09,,
            甲九有限公司,,,,,,,明天,,
            甲十有限公司,,,,,,,,湖南郴洲,
            {new string('长', 201)},,,,,,,,,
            甲十二有限公司,,,,,,,2026-06-10,,
            """)).Value;
        var job = await world.Check(Importing.Clerk, id);
        job.State.ShouldBe(ImportState.Checked);
        job.Counts().ShouldBe((3, 0, 0, 9));
        var problems = await world.Problems(Importing.Clerk, id);
        problems.Select(p => (p.Row, p.Column, p.Finding.Key, p.Finding.Weight)).ShouldBe(new (int, string?, string, Weight)[]
        {
            (2, "统一社会信用代码", "tables.cell.cutOff", Weight.Refusal), (3, "客户名称", "customers.name.required", Weight.Refusal), (4, "手机", "customers.phone.mobile", Weight.Refusal),
            (5, "邮编", "customers.postcode.form", Weight.Refusal), (6, "邮箱", "customers.contact.email", Weight.Refusal), (7, "负责人", "imports.owner.unknown", Weight.Refusal),
            (8, "客户类别", "imports.value.role", Weight.Refusal), (9, "下次联系", "imports.next-contact.past", Weight.Warning), (10, "下次联系", "imports.date", Weight.Refusal),
            (11, "地区", "imports.region.partly", Weight.Warning), (12, "客户名称", "customers.text.long", Weight.Refusal), (13, "下次联系", "customers.next-contact.far", Weight.Warning),
        });
        problems[2].Value.ShouldBe("138731265");
        Texts.All.Say(problems[10].Finding).ShouldContain("200");
        (await world.Customers()).ShouldBe(0, "a check writes nothing");
    }

    [Theory, OnBoth]
    public async Task Payloads_are_kept_as_text_exactly(Engine engine)
    {
        await using var world = await World.Open(engine);
        string[] names = ["=1+1甲公司", "+cmd|' /C calc'!A0", "@SUM(1)乙公司", "<script>alert(1)</script>丙公司", "'; DROP TABLE customers;--丁公司", "\"><img src=x onerror=alert(1)>戊", "{{7*7}}己公司", "𠮷野家庚公司"];
        var done = await world.Import(Importing.Clerk, "客户名称\n" + string.Join('\n', names.Select(n => $"\"{n.Replace("\"", "\"\"")}\"")));
        done.Counts().ShouldBe((names.Length, 0, 0, 0));
        (await world.Read(db => db.Set<Customer>().AsNoTracking().OrderBy(c => c.Serial).Select(c => c.Name).ToListAsync())).ShouldBe(names);
    }

    [Theory, OnBoth, Clause("D13-2.1b"), Clause("D01-1.2c")]
    public async Task One_credit_code_never_gets_a_second_file(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, Importing.Made(3));
        foreach (var (choice, counts) in new[] { (OnDuplicate.Skip, (1, 0, 3, 0)), (OnDuplicate.Create, (1, 0, 0, 3)), (OnDuplicate.Fill, (1, 0, 3, 0)), (OnDuplicate.Overwrite, (1, 0, 3, 0)) })
            (await world.Import(Importing.Clerk, Importing.Made(3) + $"新客户{choice}有限公司,,,,,\n", p => p with { Duplicates = choice })).Counts().ShouldBe(counts, choice.ToString());
        (await world.Customers()).ShouldBe(7);
        // The same name alone is no proof: another file may be opened where that is asked for.
        (await world.Import(Importing.Clerk, $"客户名称\n{Importing.Name(0)}\n", p => p with { Duplicates = OnDuplicate.Create })).Counts().ShouldBe((1, 0, 0, 0));
    }

    [Theory, OnBoth, Clause("D13-2.1b")]
    public async Task A_file_s_own_duplicates_are_found(Engine engine)
    {
        await using var world = await World.Open(engine);
        const string csv = "客户名称,手机,联系人,传真\n株洲恒岳有限公司,13873126552,王敏,\n株洲恒岳有限责任公司,13873126552,王敏,0731-22123456\n株洲恒岳有限公司,13900001111,李强,\n";
        var id = (await world.Upload(Importing.Clerk, csv)).Value;
        (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 2, 0));
        (await world.Problems(Importing.Clerk, id)).ShouldAllBe(p => p.Finding.Key == "imports.duplicate.row" && p.Finding.Values[0]!.ToString() == "2");
        (await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Fill })).Counts().ShouldBe((1, 2, 0, 0));
        var c = await world.Customer("株洲恒岳有限公司");
        c.Fax.ShouldBe("0731-22123456");
        c.Contacts.Select(p => p.Name).Order().ShouldBe(["李强", "王敏"]);
    }

    [Theory, OnBoth, Clause("D13-3.4.1a")]
    public async Task Filling_keeps_and_overwriting_records_the_change(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, "客户名称,电话,地址\n衡阳同泰有限公司,0734-8123456,解放路 1 号\n");
        const string csv = "客户名称,电话,地址,法人\n衡阳同泰有限公司,0734-8123456,建设路 9 号,刘洋\n";
        (await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Fill })).Counts().ShouldBe((0, 1, 0, 0));
        var c = await world.Customer("衡阳同泰有限公司");
        (c.Address, c.LegalRepresentative).ShouldBe(("解放路 1 号", "刘洋"));
        // A moved company is a major change: without day and source the row is not taken.
        (await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Overwrite })).Counts().ShouldBe((0, 0, 0, 1));
        (await world.Customer("衡阳同泰有限公司")).Address.ShouldBe("解放路 1 号");
        (await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Overwrite, HappenedOn = new(2025, 6, 1), ChangeSource = "客户来函" })).Counts().ShouldBe((0, 1, 0, 0));
        (await world.Customer("衡阳同泰有限公司")).Address.ShouldBe("建设路 9 号");
        var change = await world.Read(db => db.Set<MajorChange>().AsNoTracking().SingleAsync());
        (change.Kind, change.HappenedOn, change.Source).ShouldBe((MajorChangeKind.Address, new DateOnly(2025, 6, 1), "客户来函"));
    }

    [Theory, OnBoth]
    public async Task Problem_rows_come_back_corrected(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, "台账\n客户名称,邮编\n好的有限公司,411100\n坏的有限公司,4111\n")).Value;
        await world.Check(Importing.Clerk, id);
        await world.Run(Importing.Clerk, id);
        using var browser = await world.Browser(Importing.Clerk);
        using var answer = await browser.Get($"/customers/import/{id}/problems.xlsx");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var book = await answer.Data();
        using var file = Guiju.Platform.Tables.TableFile.Open(new MemoryStream(book), "问题行.xlsx").Value;
        var row = Guiju.Platform.Tables.Table.Of(file.DefaultSheet).Value.Rows().ShouldHaveSingleItem();
        row.Cells.Select(c => c.Text).ShouldBe(["坏的有限公司", "4111"]);
        var again = (await world.Upload(Importing.Clerk, "问题行.xlsx", book)).Value;
        (await world.Job(Importing.Clerk, again)).Plan.Fields.ShouldBe(["name", "postcode"]);
    }

    [Theory, OnBoth]
    public async Task What_is_exported_comes_in_as_it_was(Engine engine)
    {
        await using var world = await World.Open(engine);
        await using var other = await World.Open(engine);
        await world.Import(Importing.Clerk, Importing.Made(5) + "=特别的有限公司,,,,,\n");
        using var browser = await world.Browser(Importing.Clerk);
        using var columns = await browser.Submit("/customers/columns", [.. Guiju.Customers.Lists.ListColumn.All.Select(c => ("column", c.Key))]);
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var bytes = await browser.Bytes($"/customers/export?format={format}&sort=code");
            var id = (await other.Upload(Importing.Clerk, $"客户.{format}", bytes)).Value;
            (await other.Check(Importing.Clerk, id)).Counts().ShouldBe(format == "xlsx" ? (6, 0, 0, 0) : (0, 0, 6, 0));
            if (format == "xlsx") await other.Run(Importing.Clerk, id);
        }
        static Task<List<string>> Of(World w) => w.Read(async db => (await db.Set<Customer>().AsNoTracking().OrderBy(c => c.Name).ToListAsync()).Select(c => $"{c.Name}|{c.CreditCode}|{c.Phone}|{c.RegionCode}|{c.Industry}").ToList());
        (await Of(other)).ShouldBe(await Of(world));
    }

    [Theory, OnBoth]
    public async Task Imported_customers_are_found_by_search(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, "客户名称,联系人\n杭州科技创新有限公司,欧阳锋\n");
        using var browser = await world.Browser(Importing.Clerk);
        foreach (var word in new[] { "科技", "hzkj", "欧阳" })
            (await browser.Text($"/api/v1/customers?q={Uri.EscapeDataString(word)}")).ShouldContain("杭州科技创新有限公司", Case.Sensitive, word);
    }
}
