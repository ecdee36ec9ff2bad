using System.Diagnostics;
using System.Globalization;
using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Platform.Audit;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Bulk;

/// <summary>How long many customers take, and how long somebody waits who writes beside; said with every run. <c>GUIJU_BULK_ROWS</c> sets how many.</summary>
[CollectionDefinition(nameof(BulkSpeedTests), DisableParallelization = true)]
[Collection(nameof(BulkSpeedTests))]
public class BulkSpeedTests
{
    static int Rows => int.TryParse(Environment.GetEnvironmentVariable("GUIJU_BULK_ROWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 2_000;

    // Processor time, for the clock on the wall tells more of the neighbours. Unoptimised and compiled on the way a row needs about a millisecond.
    static TimeSpan Most => TimeSpan.FromSeconds(10) + TimeSpan.FromMilliseconds(4 * Rows);

    [Theory, OnBoth]
    public async Task Many_are_assigned_and_tagged_within_the_time_and_who_writes_beside_waits_a_moment(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", Rows);
        var beside = await world.IdOf("客户001有限公司");
        var run = world.Services.GetRequiredService<RunBulk>();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var change in new[] { world.To("李四"), new() { Kind = BulkKind.Tag, Tags = ["重点"] } })
        {
            var watch = Stopwatch.StartNew();
            var id = (await world.Preview("孙总监", change)).Id;
            var preview = watch.Elapsed;
            (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).Done.ShouldBeTrue();
            watch.Restart();
            // On a thread of its own: SQLite never waits asynchronously, and the job would be over before anybody else had his turn.
            var going = Task.Run(() => run.Go(id, default));
            var (writes, longest) = (0, TimeSpan.Zero);
            while (!going.IsCompleted)
            {
                var wait = Stopwatch.StartNew();
                await world.Do<PlanNextContact, DateOnly?>("孙总监", u => u.Handle(beside, new DateOnly(2025, 7, 1).AddDays(writes % 9), null, default));
                (writes, longest) = (writes + 1, longest < wait.Elapsed ? wait.Elapsed : longest);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
            await going;
            var done = await world.Job("孙总监", id);
            TestContext.Current.TestOutputHelper?.WriteLine($"{engine} {change.Kind}: {Rows} previewed in {preview.TotalSeconds:0.0} s ({Rows / preview.TotalSeconds:0}/s), changed in {watch.Elapsed.TotalSeconds:0.0} s ({Rows / watch.Elapsed.TotalSeconds:0}/s); {writes} writes beside, the longest {longest.TotalMilliseconds:0} ms; {Environment.WorkingSet >> 20} MB");
            (done.State, done.Done + done.Conflicts).ShouldBe((BulkState.Done, Rows));
            done.Conflicts.ShouldBeLessThanOrEqualTo(1);
        }
        var processor = Environment.CpuUsage.TotalTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: {processor.TotalSeconds:0.0} s of processor for {2 * Rows} rows, previews and writes beside included");
        processor.ShouldBeLessThan(Most);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        (await world.Read(db => db.Set<BulkEffect>().CountAsync())).ShouldBeInRange(2 * Rows - 2, 2 * Rows);
    }
}
