using Guiju.Customers.Import;
using Guiju.Platform.Audit;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>How long twenty thousand customers take, said with every run; alone, since what is bounded is the processor time of all that runs.</summary>
[CollectionDefinition(nameof(ImportSpeedTests), DisableParallelization = true)]
[Collection(nameof(ImportSpeedTests))]
public class ImportSpeedTests
{
    const int Rows = 20_000;

    // Processor time, for the clock on the wall tells more of the neighbours than of the import. Unoptimised and compiled on the way it needs about 10 s.
    static readonly TimeSpan most = TimeSpan.FromSeconds(20);

    [Theory, OnBoth]
    public async Task Twenty_thousand_rows_are_checked_and_written_within_the_time(Engine engine)
    {
        await using var world = await World.Open(engine);
        // What is compiled at the first row is not the file's.
        await world.Import(Importing.Clerk, Importing.Made(200, Rows));
        var id = (await world.Upload(Importing.Clerk, Importing.Made(Rows))).Value;
        var (watch, before) = (System.Diagnostics.Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var foreseen = await world.Check(Importing.Clerk, id);
        var check = watch.Elapsed;
        var done = await world.Run(Importing.Clerk, id);
        var (both, processor) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: {Rows} rows checked in {check.TotalSeconds:0.0} s, written in {(both - check).TotalSeconds:0.0} s; {processor.TotalSeconds:0.0} s of processor");
        done.Counts().ShouldBe((Rows, 0, 0, 0));
        foreseen.Counts().ShouldBe(done.Counts());
        // The time told to the user is the time he waited, but for the steps between.
        (foreseen.CheckMilliseconds + done.RunMilliseconds).ShouldBeInRange((long)(both.TotalMilliseconds * 0.8), (long)both.TotalMilliseconds);
        processor.ShouldBeLessThan(most);
        // Nothing of it was saved at the cost of what saving owes.
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == nameof(WriteImportRows) && e.SubjectKind == "customer"))).ShouldBe(Rows + 200);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }
}
