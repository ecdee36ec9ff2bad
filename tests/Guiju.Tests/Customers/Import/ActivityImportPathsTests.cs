using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Guiju.Customers.Import;
using Guiju.FollowUp;
using Guiju.Platform.Audit;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>The ways contacts and people come in: workbooks of several sheets, pages, API, command line, cut off in the middle, by the ten thousand.</summary>
public class ActivityImportPathsTests
{
    const string Clerk = Importing.Clerk;

    [Theory, OnBoth]
    public async Task Sheet_after_sheet_a_workbook_brings_in_customers_people_and_contacts(Engine engine)
    {
        await using var world = await World.Open(engine);
        var bytes = MadeWorkbook.Of(true, ("客户", "客户名称,城市\n甲一有限公司,长沙\n"), ("联系人", "所属客户,姓名,手机\n甲一有限公司,王敏,13873126552\n"), ("跟进记录", "客户名称,跟进时间,跟进方式,跟进内容,联系人\n甲一有限公司,43894.5,电话,从一九零四年数起,王敏\n"));
        using var browser = await world.Browser(Clerk);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "老系统.xlsx" } };
        using var uploaded = await browser.Send("/customers/import", form);
        var place = uploaded.Headers.Location!.ToString();
        List<string> kinds = [];
        for (var sheet = 0; sheet < 3; sheet++)
        {
            var page = await browser.Page(place);
            kinds.Add(page.QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value")!);
            var fields = page.QuerySelectorAll("select[name=fields]").Select(s => ("fields", s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "")).ToArray();
            using var checked_ = await browser.Submit($"{place}/check", fields);
            ((int)checked_.StatusCode).ShouldBe(303, await checked_.TextOf());
            var id = Guid.Parse(place.Split('/')[^1]);
            await Until(world, id, ImportState.Checked);
            (await browser.Submit($"{place}/run")).Dispose();
            await Until(world, id, ImportState.Done);
            var result = await browser.Page(place);
            var rest = result.QuerySelectorAll("select[name=sheet] option").Select(o => o.GetAttribute("value")!).ToList();
            rest.Count.ShouldBe(2 - sheet);
            if (rest.Count == 0) break;
            using var next = await browser.Submit($"{place}/next", ("sheet", rest[0]));
            ((int)next.StatusCode).ShouldBe(303, await next.TextOf());
            place = next.Headers.Location!.ToString();
        }
        kinds.ShouldBe(["customers", "people", "activities"]);
        var kept = await world.Read(db => db.Set<Interaction>().AsNoTracking().SingleAsync());
        (world.Clock.Local(kept.At), kept.ContactPersonId).ShouldBe((new DateTime(2024, 3, 5, 12, 0, 0), (await world.Customer("甲一有限公司")).Contacts.Single().Id));
        // Somebody else does not go on with it.
        using var admin = await world.Browser("admin");
        (await admin.Submit($"{place}/next", ("sheet", "客户"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var none = await world.Browser("张三");
        (await none.Submit($"{place}/next", ("sheet", "客户"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((int)(await browser.Submit($"{place}/next", ("sheet", "没有"))).StatusCode).ShouldBe(422);
    }

    [Theory, OnBoth]
    public async Task What_the_rows_are_can_be_changed_and_a_row_put_right_in_place(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n");
        using var browser = await world.Browser(Clerk);
        var id = (await world.Upload(Clerk, "a.csv", Encoding.UTF8.GetBytes("客户名称,跟进时间,跟进方式,跟进内容\n甲一有限公司,2024-03-05,电话,甲\n乙二有限公司,2024-03-05,电话,乙\n"), null)).Value;
        (await world.Job(Clerk, id)).Plan.Kind.ShouldBe("activities");
        (await browser.Submit($"/customers/import/{id}/sheet", ("sheet", "a"), ("kind", "customers"))).Dispose();
        (await world.Job(Clerk, id)).Plan.ShouldSatisfyAllConditions(p => p.Kind.ShouldBe("customers"), p => p.Fields[0].ShouldBe("name"));
        ((int)(await browser.Submit($"/customers/import/{id}/sheet", ("sheet", "a"), ("kind", "wishes"))).StatusCode).ShouldBe(422);
        (await browser.Submit($"/customers/import/{id}/sheet", ("sheet", "a"), ("kind", "activities"))).Dispose();
        (await world.Check(Clerk, id)).Counts().ShouldBe((1, 0, 0, 1));
        var row = await browser.Text($"/customers/import/{id}/rows/3");
        row.ShouldContain("乙二有限公司");
        using var mended = await browser.Submit($"/customers/import/{id}/rows/3", ("cells[0]", "甲一有限公司"));
        ((int)mended.StatusCode).ShouldBe(303, await mended.TextOf());
        await world.Check(Clerk, id);
        (await world.Run(Clerk, id)).Counts().ShouldBe((2, 0, 0, 0));
        // What the columns meant is remembered with what the rows were.
        var again = (await world.Upload(Clerk, "b.csv", Encoding.UTF8.GetBytes("跟进内容,客户名称,跟进方式,跟进时间\n丙,甲一有限公司,电话,2024-03-06\n"), null)).Value;
        (await world.Job(Clerk, again)).Plan.ShouldSatisfyAllConditions(p => p.Kind.ShouldBe("activities"), p => p.RememberedOf.ShouldBe(Clerk), p => p.Fields.ShouldBe(["feedback", "customer.name", "mode", "at"]));
        foreach (var kind in new[] { "customers", "people", "activities" })
        {
            using var template = await browser.Get($"/customers/import/template.xlsx?kind={kind}");
            var made = (await world.Upload(Clerk, "模板.csv", Encoding.UTF8.GetBytes(string.Join(',', Labels(await template.Data())) + "\n甲一有限公司,x\n"), kind)).Value;
            (await world.Job(Clerk, made)).Plan.Fields.ShouldAllBe(f => f != null, $"the columns of the template of {kind} are all known");
        }

        static IReadOnlyList<string> Labels(byte[] bytes)
        {
            using var file = Guiju.Platform.Tables.TableFile.Open(new MemoryStream(bytes), "t.xlsx").Value;
            return [.. Guiju.Platform.Tables.Table.Of(file.DefaultSheet).Value.Header.Labels.Select(l => l.Contains(',') ? $"\"{l}\"" : l)];
        }
    }

    [Theory, OnBoth]
    public async Task The_api_and_the_command_line_take_kind_and_sheet(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n");
        using var browser = await world.Browser(Clerk);
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes("客户,日期,内容,方式\n甲一有限公司,2024-03-05,谈价,电话\n"));
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(part, "file", "a.csv");
        form.Add(new StringContent("activities"), "kind");
        using var created = await browser.Send("/api/v1/imports", form);
        ((int)created.StatusCode).ShouldBe(201, await created.Words());
        var place = created.Headers.Location!.ToString();
        var id = Guid.Parse(place.Split('/')[^1]);
        await Until(world, id, ImportState.Checked);
        (await browser.Send($"{place}/run", null)).Dispose();
        await Until(world, id, ImportState.Done);
        (await browser.Json(place)).GetProperty("plan").GetProperty("kind").GetString().ShouldBe("activities");
        (await browser.Json("/api/v1/interactions")).GetProperty("items")[0].GetProperty("importedBy").GetString().ShouldBe(Clerk);
        using var wrong = new MultipartFormDataContent { { new ByteArrayContent("客户\n甲\n"u8.ToArray()), "file", "a.csv" }, { new StringContent("wishes"), "kind" } };
        ((int)(await browser.Send("/api/v1/imports", wrong)).StatusCode).ShouldBe(422);

        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "老系统.xlsx");
        await File.WriteAllBytesAsync(path, MadeWorkbook.Of(false, ("客户", "客户名称\n甲二有限公司\n"), ("沟通", "客户名称,日期,内容,方式\n甲一有限公司,2024-03-06,再谈,电话\n")), TestContext.Current.CancellationToken);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, Clerk, false, OnDuplicate.Skip, "activities", "沟通", default)).ShouldBe(0);
        (await world.Count<Interaction>()).ShouldBe(2);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, Clerk, false, OnDuplicate.Skip, "activities", "没有", default)).ShouldBe(2);
        (await Guiju.Shell.ImportVerb.Import(world.Services, new(path), null, Clerk, false, OnDuplicate.Skip, "wishes", null, default)).ShouldBe(2);
        (await world.Customers()).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task A_killed_run_goes_on_without_doubles(Engine engine)
    {
        const int rows = 12_000;
        var (folder, postgres) = await Databases.Make(engine);
        Guid id;
        await using (var world = await World.Start(folder, postgres))
        {
            await world.Import(Clerk, Importing.Made(50));
            id = (await world.Upload(Clerk, "a.csv", Encoding.UTF8.GetBytes(Made(rows, 50) + Made(1, 50).Split('\n')[1] + "\n"), "activities")).Value;
            (await world.Check(Clerk, id)).Counts().ShouldBe((rows, 0, 1, 0));
            using var browser = await world.Browser(Clerk);
            (await browser.Submit($"/customers/import/{id}/run")).Dispose();
            while ((await world.Job(Clerk, id)).RowsDone == 0) await Importing.Wait(10);
        }
        await using (var world = await World.Start(folder, postgres))
        {
            var left = await world.Job(Clerk, id);
            left.State.ShouldBe(ImportState.Interrupted);
            (await world.Count<Interaction>()).ShouldBe(left.Created, "what is counted is what is written");
            var done = await world.Run(Clerk, id);
            (done.State, done.Counts()).ShouldBe((ImportState.Done, (rows, 0, 1, 0)));
            (await world.Count<Interaction>()).ShouldBe(rows);
            (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        }
    }

    internal static string Made(int rows, int customers)
    {
        var csv = new StringBuilder("客户名称,跟进时间,跟进方式,联系人,跟进内容,跟进人,下次跟进时间\n");
        for (var i = 0; i < rows; i++)
            csv.Append(Importing.Name(i % customers)).Append(',').Append(new DateTime(2020, 1, 1).AddMinutes(i * 47L).ToString("yyyy年M月d日 H:mm", CultureInfo.InvariantCulture)).Append(",电话,王经理,第 ").Append(i).Append(" 次沟通，客户要求报价并寄送样品,").Append(i % 3 == 0 ? "张三" : "李四").Append(",2021-01-01\n");
        return csv.ToString();
    }

    static async Task Until(World world, Guid id, ImportState state)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await world.Read(db => db.Set<ImportJob>().AsNoTracking().Where(j => j.Id == id).Select(j => j.State).SingleAsync()) == state) return;
            await Importing.Wait(50);
        }
        throw new TimeoutException($"The import never became {state}.");
    }
}

/// <summary>How long fifty thousand contacts take, said with every run.</summary>
[CollectionDefinition(nameof(ActivityImportSpeedTests), DisableParallelization = true)]
[Collection(nameof(ActivityImportSpeedTests))]
public class ActivityImportSpeedTests
{
    const int Rows = 10_000, Customers = 2_000;

    // Processor time, for the clock on the wall tells more of the neighbours; unoptimised it needs about half of it.
    static readonly TimeSpan most = TimeSpan.FromSeconds(15);

    [Theory, OnBoth]
    public async Task Ten_thousand_contacts_are_checked_and_written_within_the_time(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, Importing.Made(Customers));
        var id = (await world.Upload(Importing.Clerk, "a.csv", Encoding.UTF8.GetBytes(ActivityImportPathsTests.Made(Rows, Customers)), "activities")).Value;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var foreseen = await world.Check(Importing.Clerk, id);
        var check = watch.Elapsed;
        var done = await world.Run(Importing.Clerk, id);
        var run = watch.Elapsed - check;
        var processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: {Rows} contacts of {Customers} customers checked in {check.TotalSeconds:0.0} s ({Rows / check.TotalSeconds:0} rows/s), written in {run.TotalSeconds:0.0} s ({Rows / run.TotalSeconds:0} rows/s); {processor.TotalSeconds:0.0} s of processor");
        (foreseen.Counts(), done.Counts()).ShouldBe(((Rows, 0, 0, 0), (Rows, 0, 0, 0)));
        processor.ShouldBeLessThan(most);
        (await world.Bring(Importing.Clerk, "activities", ActivityImportPathsTests.Made(1000, Customers))).Counts().ShouldBe((0, 0, 1000, 0));
    }
}
