using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.Platform.Audit;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>An import that is killed in the middle goes on without doubling anything.</summary>
public class InterruptedImportTests
{
    const int Rows = 16_000;

    [Theory, OnBoth]
    public async Task A_killed_run_is_marked_and_continued_without_doubles(Engine engine)
    {
        var (folder, postgres) = await Databases.Make(engine);
        Guid id;
        // The last row is the first one's customer again: the continued run must still know.
        var csv = Importing.Made(Rows) + Importing.Made(1).Split('\n')[1] + "\n";
        await using (var world = await World.Start(folder, postgres))
        {
            id = (await world.Upload(Importing.Clerk, csv)).Value;
            (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((Rows, 0, 1, 0));
            using var browser = await world.Browser(Importing.Clerk);
            using var started = await browser.Submit($"/customers/import/{id}/run");
            ((int)started.StatusCode).ShouldBe(303);
            while ((await world.Job(Importing.Clerk, id)).RowsDone == 0) await Importing.Wait(10);
        }
        await using (var world = await World.Start(folder, postgres))
        {
            var left = await world.Job(Importing.Clerk, id);
            left.State.ShouldBe(ImportState.Interrupted);
            left.RowsDone.ShouldBeInRange(1000, Rows - 1000);
            (await world.Customers()).ShouldBe(left.Created, "what is counted is what is written");
            (await (await world.Browser(Importing.Clerk)).Text($"/customers/import/{id}")).ShouldContain("继续导入");

            var done = await world.Run(Importing.Clerk, id);
            (done.State, done.RowsDone, done.Rows).ShouldBe((ImportState.Done, Rows + 1, Rows + 1));
            done.Counts().ShouldBe((Rows, 0, 1, 0));
            var files = await world.Read(db => db.Set<Customer>().AsNoTracking().Select(c => new { c.Name, c.Code, c.Serial, c.CreditCode }).ToListAsync());
            files.Count.ShouldBe(Rows);
            files.Select(f => f.Code).Distinct().Count().ShouldBe(Rows);
            files.Select(f => f.Serial).Distinct().Count().ShouldBe(Rows);
            (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
            (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == "customer" && e.Act == nameof(WriteImportRows)))).ShouldBe(Rows);
        }
    }

    [Theory, OnBoth]
    public async Task File_numbers_follow_each_other_whatever_is_refused_between(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, "客户名称,邮编\n甲有限公司,\n乙有限公司,1\n丙有限公司,\n甲有限公司,\n");
        await world.Import(Importing.Clerk, "客户名称\n丁有限公司\n");
        (await world.Read(db => db.Set<Customer>().AsNoTracking().OrderBy(c => c.Serial).Select(c => c.Code).ToListAsync())).ShouldBe(["C20250001", "C20250002", "C20250003"]);
    }

    [Theory, OnBoth]
    public async Task The_api_uploads_checks_runs_and_tells(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser(Importing.Clerk);
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes("客户名称,邮编\n甲有限公司,411100\n乙有限公司,4111\n"));
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(part, "file", "客户.csv");
        using var created = await browser.Send("/api/v1/imports", form);
        ((int)created.StatusCode).ShouldBe(201, await created.Words());
        var place = created.Headers.Location!.ToString();
        (await Until(browser, place, "checked")).GetProperty("created").GetInt32().ShouldBe(1);
        var problems = await browser.Json($"{place}/problems");
        var problem = problems.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (problem.GetProperty("row").GetInt32(), problem.GetProperty("column").GetString(), problem.GetProperty("finding").GetProperty("key").GetString()).ShouldBe((3, "邮编", "customers.postcode.form"));
        using var run = await browser.Send($"{place}/run", null);
        run.IsSuccessStatusCode.ShouldBeTrue(await run.Words());
        var done = await Until(browser, place, "done");
        (done.GetProperty("rows").GetInt32(), done.GetProperty("created").GetInt32(), done.GetProperty("faulty").GetInt32()).ShouldBe((2, 1, 1));
    }

    [Theory, OnBoth]
    public async Task The_pages_lead_from_file_to_result(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser(Importing.Clerk);
        (await browser.Page("/customers/import")).QuerySelector("input[type=file]").ShouldNotBeNull();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Importing.Made(3) + "坏<b>客户,1,,,,\n")), "file", "客户 <i>.csv" } };
        using var uploaded = await browser.Send("/customers/import", form);
        ((int)uploaded.StatusCode).ShouldBe(303, await uploaded.Words());
        var place = uploaded.Headers.Location!.ToString();
        var page = await browser.Page(place);
        page.QuerySelectorAll("select[name=fields]").Select(s => s.QuerySelector("option[selected]")?.GetAttribute("value")).ShouldBe(["name", "creditCode", "phone", "city", "contact.name", "industry"]);
        // Without a column for the name nothing can begin, and what was chosen is still there.
        using var refused = await browser.Submit($"{place}/check", [.. Enumerable.Repeat(("fields", ""), 5), ("fields", "industry")]);
        ((int)refused.StatusCode).ShouldBe(422);
        (await refused.TextOf()).ShouldContain("没有一列对应");
        using var begun = await browser.Submit($"{place}/check", [.. new[] { "name", "creditCode", "phone", "city", "contact.name", "industry" }.Select(f => ("fields", f)), ("duplicates", "Skip")]);
        ((int)begun.StatusCode).ShouldBe(303);
        while ((await world.Read(db => db.Set<ImportJob>().AsNoTracking().Select(j => j.State).SingleAsync())) == ImportState.Checking) await Importing.Wait(20);
        var html = await browser.Text(place);
        html.ShouldContain("导入 3 户");
        html.ShouldContain("坏&lt;b&gt;客户");
        html.ShouldNotContain("坏<b>客户");
        (await browser.Text($"{place}?kind=Format")).ShouldContain("应为 18 位");
        (await browser.Submit($"{place}/run")).Dispose();
        while ((await world.Read(db => db.Set<ImportJob>().AsNoTracking().Select(j => j.State).SingleAsync())) != ImportState.Done) await Importing.Wait(20);
        (await browser.Text(place)).ShouldContain("已新建");
        using var template = await browser.Get("/customers/import/template.xlsx");
        using var file = Guiju.Platform.Tables.TableFile.Open(new MemoryStream(await template.Data()), "t.xlsx").Value;
        var labels = Guiju.Platform.Tables.Table.Of(file.DefaultSheet).Value.Header.Labels;
        MatchColumns.Of(labels, [], new(2025, 6, 10)).ShouldAllBe(f => f != null, "the template's own columns are all known");
    }

    [Fact]
    public async Task The_command_line_does_the_same()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "客户.csv");
        await Importing.Write(path, "客户名称,邮编\n甲有限公司,411100\n乙有限公司,4111\n");
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, null, true, OnDuplicate.Skip, null, null, default)).ShouldBe(1);
        (await world.Customers()).ShouldBe(0);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, "钱信息", false, OnDuplicate.Skip, null, null, default)).ShouldBe(1);
        (await world.Customers()).ShouldBe(1);
        await Importing.Write(path, "客户名称\n丙有限公司\n");
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, "钱信息", false, OnDuplicate.Fill, null, null, default)).ShouldBe(0);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, "nobody", false, OnDuplicate.Skip, null, null, default)).ShouldBe(2);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path + "x"), null, null, false, OnDuplicate.Skip, null, null, default)).ShouldBe(2);
    }

    static async Task<JsonElement> Until(HttpClient browser, string place, string state)
    {
        for (var i = 0; i < 400; i++)
        {
            var job = await browser.Json(place);
            if (job.GetProperty("state").GetString() == state) return job;
            await Importing.Wait(50);
        }
        throw new TimeoutException($"The import never became {state}.");
    }
}
