using System.Net;
using System.Text;
using Guiju.Customers.Import;
using Guiju.Platform.Ui;
using Guiju.Tests.Platform.Tables;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>Files that cannot be imported say so with place, reason and remedy, and leave nothing behind.</summary>
public class RefusedFilesTests
{
    public static TheoryData<string, string, byte[]> Files => new()
    {
        { "客户.xlsx", "tables.notTable", "%PDF-1.7 something"u8.ToArray() },
        { "客户.xls", "tables.html", Encoding.UTF8.GetBytes("<html><table><tr><td>客户名称</td></tr></table></html>") },
        { "客户.xlsx", "tables.damaged", [.. "PK\u0003\u0004"u8, .. new byte[200]] },
        { "客户.csv", "tables.text.cut", Encoding.UTF8.GetBytes("客户名称,电话\n甲有限公司,0731-58123456\n乙有限公")[..^1] },
        { "客户.csv", "tables.text.nul", Encoding.UTF8.GetBytes("客户名称,电话\n甲有限\0公司,0731-58123456\n") },
        { "客户.csv", "tables.noHeader", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 30).Select(i => $"1387312{i:0000},2025-01-01,{i}"))) },
        { "客户.csv", "tables.empty", [] },
        { "客户.csv", "imports.no-rows", Encoding.UTF8.GetBytes("客户名称,电话\n") },
        { "客户.csv", "tables.text.mixed", [.. Encoding.UTF8.GetBytes("客户名称,电话\n甲有限公司,0731-58123456\n乙有限公司,\n"), 0xC4, 0xE3, 0xBA, 0xC3, 0x0A] },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_that_cannot_be_read_is_refused_at_the_door(string name, string key, byte[] bytes)
    {
        await using var world = await World.Open(Engine.Sqlite);
        var outcome = await world.Upload(Importing.Clerk, name, bytes);
        outcome.Findings.ShouldHaveSingleItem().Key.ShouldBe(key);
        Texts.All.Say(outcome.Findings[0]).ShouldContain("请");
        (await world.Read(db => db.Set<ImportJob>().CountAsync())).ShouldBe(0);
    }

    [Theory, OnBoth]
    public async Task A_fault_far_down_fails_the_check_and_nothing_was_written(Engine engine)
    {
        await using var world = await World.Open(engine);
        // The missing quote swallows the rest: it shows only when the rows are read to the end.
        var id = (await world.Upload(Importing.Clerk, Importing.Made(2500) + "\"" + new string('x', 40_000))).Value;
        var job = await world.Check(Importing.Clerk, id);
        (job.State, job.Failure!.Key).ShouldBe((ImportState.Failed, "tables.cell.long"));
        (await world.Customers()).ShouldBe(0);
        (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Start(id, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
    }

    [Theory, OnBoth]
    public async Task Encodings_and_separators_make_no_difference(Engine engine)
    {
        await using var world = await World.Open(engine);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var n = 0;
        foreach (var encoding in new[] { new UTF8Encoding(false), new UTF8Encoding(true), Encoding.GetEncoding("GBK"), Encoding.GetEncoding("GB18030"), Encoding.Unicode, Encoding.BigEndianUnicode })
            foreach (var separator in new[] { ',', '\t', ';' })
            {
                var text = $"客户名称{separator}联系电话{separator}城市\n第{++n}号机械有限公司{separator}0731-58{n:000000}{separator}长沙\n";
                var id = (await world.Upload(Importing.Clerk, "客户.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)])).Value;
                (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 0, 0), $"{encoding.WebName} {separator}");
                (await world.Run(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 0, 0));
                (await world.Customer($"第{n}号机械有限公司")).RegionCode.ShouldBe("430100");
            }
    }

    [Theory, OnBoth]
    public async Task Salesforce_s_own_export_is_mapped_and_checked(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, "salesforce_accounts.csv", Fixture.Bytes("crm/salesforce_accounts.csv"))).Value;
        var job = await world.Check(Importing.Clerk, id, p => p with { Fields = [.. p.Fields.Select(f => f is "roles" or "owner" ? null : f)] });
        job.State.ShouldBe(ImportState.Checked);
        job.Created.ShouldBeGreaterThan(0);
        (job.Created + job.Updated + job.Skipped + job.Faulty).ShouldBe(job.Rows);
    }

    [Theory, OnBoth]
    public async Task Nobody_sees_or_moves_the_import_of_another_company_or_without_permission(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, "客户名称\n<script>alert(1)</script>有限公司\n")).Value;
        (await world.Upload("张三", "客户名称\n甲有限公司\n")).Refusal.ShouldBe(Guiju.Rulebook.Findings.Refusal.Forbidden);
        await world.Write(async (db, _) =>
        {
            // 李四 may import too, but sees his own customers alone.
            var role = new Guiju.Organization.Role("importer", "导入员", Guiju.Platform.Security.DataScope.Own, [Guiju.Platform.Security.Permission.CustomersImport, Guiju.Platform.Security.Permission.CustomersRead]);
            db.Add(role);
            var other = new Guiju.Organization.Unit("002", "华北公司", null);
            db.Add(other);
            await db.SaveChangesAsync();
            (await db.Set<Guiju.Organization.Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李四")).Grant([role.Id]);
        });
        using var clerk = await world.Browser(Importing.Clerk);
        using var own = await world.Browser("李四");
        using var none = await world.Browser("张三");
        foreach (var path in new[] { $"/customers/import/{id}", $"/customers/import/{id}/progress", $"/customers/import/{id}/problems.xlsx", $"/api/v1/imports/{id}", $"/api/v1/imports/{id}/problems" })
        {
            (await clerk.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await own.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await none.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await clerk.Get(path.Replace(id.ToString(), Guid.CreateVersion7().ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        foreach (var step in new[] { "check", "run", "stop", "back", "drop", "sheet" })
        {
            (await own.Submit($"/customers/import/{id}/{step}", ("fields", "name"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, step);
            (await none.Submit($"/customers/import/{id}/{step}", ("fields", "name"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, step);
        }
        // In the same company one looks, but goes on only with one's own.
        using var admin = await world.Browser("admin");
        (await admin.Get($"/customers/import/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.Submit($"/customers/import/{id}/check", ("fields", "name"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Text($"/customers/import/{id}")).ShouldNotContain("<script>alert");
        (await world.Job(Importing.Clerk, id)).State.ShouldBe(ImportState.Uploaded);
    }

    [Theory, OnBoth]
    public async Task What_the_uploader_may_not_do_by_hand_the_import_may_not_either(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Write(async (db, _) =>
        {
            var role = new Guiju.Organization.Role("importer", "导入员", Guiju.Platform.Security.DataScope.Own,
                [Guiju.Platform.Security.Permission.CustomersImport, Guiju.Platform.Security.Permission.CustomersRead, Guiju.Platform.Security.Permission.CustomersWrite, Guiju.Platform.Security.Permission.FollowUpWrite]);
            db.Add(role);
            await db.SaveChangesAsync();
            (await db.Set<Guiju.Organization.Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李四")).Grant([role.Id]);
        });
        await world.Import(Importing.Clerk, Importing.Made(1));
        var id = (await world.Upload("李四", Importing.Made(1) + "新来的有限公司,,,,,\n")).Value;
        (await world.Check("李四", id, p => p with { Duplicates = OnDuplicate.Fill })).Counts().ShouldBe((1, 0, 0, 1));
        var hidden = (await world.Problems("李四", id)).ShouldHaveSingleItem();
        hidden.Finding.Key.ShouldBe("customers.duplicate.hidden");
        (hidden.Finding.Link, hidden.Finding.Values.Count).ShouldBe((null, 0));
        await world.Run("李四", id);
        (await world.Customer("新来的有限公司")).OwnerId.ShouldBe(world.People["李四"]);
        // He gives customers to nobody else; an administrator may.
        (await world.Import("李四", "客户名称,负责人\n甲有限公司,张三\n乙有限公司,李四\n")).Counts().ShouldBe((1, 0, 0, 1));
        (await world.Import("admin", "客户名称,负责人\n丙有限公司,张 三\n")).Counts().ShouldBe((1, 0, 0, 0));
        var c = await world.Customer("丙有限公司");
        c.OwnerId.ShouldBe(world.People["张三"]);
        c.DepartmentId.ShouldNotBeNull();
        (await world.Do<MoveImport, Guid>("李四", u => u.Check(id, new ImportPlan { Labels = ["x"], Fields = ["name"], Owner = DefaultOwner.Pool }, default))).Done.ShouldBeFalse();
    }
}
