using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Platform.Audit;
using Guiju.Tests.Customers.Bulk;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Crash;

/// <summary>The program is killed in the middle of a bulk change and again in the middle of taking it back: each time the job goes on by itself, no row is done twice, the counts are true.</summary>
public class KilledBulkTests
{
    const int Rows = 1600;

    [Theory, OnBoth]
    public async Task A_bulk_change_killed_in_the_middle_goes_on_and_so_does_its_way_back(Engine engine)
    {
        var place = await Databases.Make(engine);
        var token = await CrashTests.Token(place);
        await using (var before = await World.Start(place.Folder, place.Postgres)) await before.Own("张三", Rows);
        string job;
        int killedAt, takenBackAt;
        await using (var served = await ServedProgram.Start(place))
        {
            using var client = served.Client(token);
            using var asked = await client.PostAsJsonAsync("/api/v1/customers/bulk", new { kind = "Tag", tags = (string[])["重点"], filter = "" }, TestContext.Current.CancellationToken);
            asked.IsSuccessStatusCode.ShouldBeTrue(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            job = asked.Headers.Location!.ToString();
            (await Until(client, job, "Ready")).GetProperty("toChange").GetInt32().ShouldBe(Rows);
            (await client.PostAsync($"{job}/run", null, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
            killedAt = await MidWay(client, served, job, "rowsDone");
        }
        await using (var served = await ServedProgram.Start(place))
        {
            // Nobody asks it to: it finds the job whose holder is gone, on a file at once, in a shared database when the claim has run out.
            using var client = served.Client(token);
            var done = await Until(client, job, "Done");
            (Count(done, "rows"), Count(done, "rowsDone"), Count(done, "done"), Count(done, "unchanged"), Count(done, "refused"), Count(done, "conflicts")).ShouldBe((Rows, Rows, Rows, 0, 0, 0), $"killed at {killedAt}");
            (await client.PostAsync($"{job}/undo", null, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
            takenBackAt = await MidWay(client, served, job, "takenBack");
        }
        await using (var served = await ServedProgram.Start(place))
        {
            using var client = served.Client(token);
            var undone = await Until(client, job, "Undone");
            (Count(undone, "rows"), Count(undone, "takenBack"), Count(undone, "stayed")).ShouldBe((Rows, Rows, 0), $"killed at {takenBackAt}");
        }
        await using var world = await World.Start(place.Folder, place.Postgres);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.Tags.Contains("重点")))).ShouldBe(0);
        // Twice done would be two entries of a file.
        var acts = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "customer" && (e.Act == nameof(RunBulkRows) || e.Act == nameof(UndoBulkRows))).GroupBy(e => new { e.SubjectId, e.Act }).Select(g => new { g.Key.Act, Count = g.Count() }).ToListAsync());
        acts.ShouldAllBe(a => a.Count == 1);
        acts.CountBy(a => a.Act).ToDictionary().ShouldBe(new Dictionary<string, int> { [nameof(RunBulkRows)] = Rows, [nameof(UndoBulkRows)] = Rows }, ignoreOrder: true);
        (await world.Read(db => db.Set<BulkRow>().CountAsync(r => r.Result == RowResult.TakenBack))).ShouldBe(Rows);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    static int Count(JsonElement job, string name) => job.GetProperty(name).GetInt32();

    static async Task<JsonElement> Until(HttpClient client, string job, string state)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            var now = await client.GetFromJsonAsync<JsonElement>(job);
            if (now.GetProperty("state").GetString()!.Equals(state, StringComparison.OrdinalIgnoreCase)) return now;
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), now.ToString());
        }
    }

    // A chunk or more is kept and some are not: then it is killed.
    static async Task<int> MidWay(HttpClient client, ServedProgram served, string job, string counted)
    {
        var count = 0;
        for (var patience = Stopwatch.StartNew(); count == 0; await Task.Delay(2))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            count = Count(await client.GetFromJsonAsync<JsonElement>(job), counted);
        }
        await served.Kill();
        count.ShouldBeLessThan(Rows);
        return count;
    }
}
