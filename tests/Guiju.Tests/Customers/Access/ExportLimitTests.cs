using System.IO.Compression;
using System.Net;
using Guiju.Approvals;
using Guiju.Approvals.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Approvals;
using Guiju.Tests.Customers.Lists;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Access;

/// <summary>How much one may take out a day (D05-8.2e).</summary>
public class ExportLimitTests
{
    [Theory, OnBoth, Clause("D05-8.2e")]
    public async Task More_than_a_hundred_rows_a_day_need_the_supervisors_approval_for_just_these_rows_and_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        // 客户开发专员 with the right to export and a supervisor, as the clause has it.
        await world.Hire(world.Unit, ("专员", "客户开发专员", "孙总监", "clerk"), ("同事", "客户开发专员", "孙总监", "clerk"));
        await world.Add([.. Enumerable.Range(0, 101).Select(i => ($"佛山{i}厂", (string?)(i < 100 ? "张三" : "李四"), (Action<Guiju.Customers.Customer>?)null))]);
        using var specialist = await world.Browser("专员");
        // 101 at once: refused through page and API, with the way to the request.
        string ask;
        using (var page = await specialist.Get("/customers/export"))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            ask = page.Headers.Location!.ToString();
            ask.ShouldStartWith("/exports/ask?");
        }
        var refused = await specialist.Json(HttpMethod.Get, "/api/v1/customers/export");
        (refused.Status, refused.Body.Keys()[0]).ShouldBe((422, "exports.refused"));
        // What was refused is kept, each time, though the act was undone; the rows were given back.
        (await world.Read(db => db.Set<KeptDecision>().OrderBy(d => d.Id).Select(d => new { d.Person, d.ClauseId, d.Result, d.Door, d.Act }).ToListAsync()))
            .Select(d => (d.Person, d.ClauseId, d.Result, d.Door, d.Act)).ShouldBe([("专员", "D05-8.2e", GuardResult.Refused, Guiju.Platform.Security.Door.Page, "StartExport"), ("专员", "D05-8.2e", GuardResult.Refused, Guiju.Platform.Security.Door.Api, "StartExport")]);
        (await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync(a => a.SubjectKind == "customerExport"))).ShouldBe(0);
        // 100 pass, with mark and log.
        using (var hundred = await specialist.Get($"/customers/export?owner={world.People["张三"]}"))
        {
            hundred.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Sheet(hundred)).ShouldContain("专员 2025-06-10 09:00");
        }
        (await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync(a => a.SubjectKind == "customerExport"))).ShouldBe(1);
        using (var colleague = await world.Browser("同事"))
            (await colleague.Get($"/customers/export?owner={world.People["张三"]}")).StatusCode.ShouldBe(HttpStatusCode.OK, "everybody has his own hundred");

        // The request: bound to what it shows, decided by the supervisor, never by who asked.
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new Uri("http://x"), ask).Query);
        using (var empty = await specialist.Submit("/exports/ask", ("name", query["name"]!), ("rows", query["rows"]!), ("conditions", query["conditions"]!), ("reason", "")))
            empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var posted = await specialist.Submit("/exports/ask", ("name", query["name"]!), ("rows", query["rows"]!), ("conditions", query["conditions"]!), ("reason", "展会邀请")))
            posted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var request = await world.Read(db => db.Set<ApprovalRequest>().SingleAsync());
        (await specialist.Json(HttpMethod.Post, $"/api/v1/approvals/{request.Id}/decision", new { verdict = "approve" })).Status.ShouldBe(403);
        (await specialist.Get("/customers/export")).StatusCode.ShouldBe(HttpStatusCode.SeeOther, "asked is not approved");
        (await world.Decide("孙总监", request.Id)).Value.ShouldBe(ApprovalState.Approved);
        (await specialist.Json(HttpMethod.Get, "/api/v1/customers/export?q=佛山")).Status.ShouldBe(422, "other conditions are not what was approved");
        using (var allowed = await specialist.Get("/customers/export")) allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await specialist.Json(HttpMethod.Get, "/api/v1/customers/export")).Status.ShouldBe(422, "once");
        var excepted = await world.Read(db => db.Set<KeptDecision>().SingleAsync(d => d.Result == GuardResult.Excepted));
        (excepted.RequestId, excepted.Approval).ShouldBe((request.Id, request.Number));
        // Whoever holds no such post is not limited, unless the company says so.
        using var clerk = await world.Browser("钱信息");
        (await clerk.Get("/customers/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBoth, Clause("D05-8.2e")]
    public async Task Exports_of_one_day_are_counted_together(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Hire(world.Unit, ("专员", "客户开发专员", "孙总监", "clerk"));
        await world.Add([.. Enumerable.Range(0, 101).Select(i => ($"{(i < 60 ? "佛山" : "广州")}{i}厂", (string?)"张三", (Action<Guiju.Customers.Customer>?)null))]);
        using (var specialist = await world.Browser("专员"))
        {
            // 60, then 41: the second makes 101.
            using (var sixty = await specialist.Get("/customers/export?q=佛山")) sixty.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await specialist.Json(HttpMethod.Get, "/api/v1/customers/export?q=广州")).Body.Keys().ShouldBe(["exports.refused"]);
            using (var one = await specialist.Get("/customers/export?q=广州60厂")) one.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        world.SetTime(2025, 6, 11);
        using var next = await world.Browser("专员");
        using (var forty = await next.Get("/customers/export?q=广州")) forty.StatusCode.ShouldBe(HttpStatusCode.OK, "another day");
        // Two at once are counted one after the other.
        world.SetTime(2025, 6, 12);
        using var third = await world.Browser("专员");
        var race = await Task.WhenAll(third.Get("/customers/export?q=佛山&format=csv"), third.Get("/customers/export?q=佛山&format=xlsx"));
        race.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    static async Task<string> Sheet(HttpResponseMessage answer)
    {
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await reader.ReadToEndAsync();
    }
}
