using Guiju.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Guiju.Tests.Platform.Jobs;

public class DailySweepTests
{
    sealed class Counted(Exception? fault = null) : ISweep
    {
        int runs;

        public int Runs => Volatile.Read(ref runs);

        public Task<int> Once(CancellationToken ct)
        {
            Interlocked.Increment(ref runs);
            return fault is null ? Task.FromResult(1) : throw fault;
        }
    }

    static IConfiguration Settings(bool daily) => new ConfigurationBuilder().AddInMemoryCollection([new("Jobs:Daily", daily.ToString())]).Build();

    [Fact]
    public async Task Every_sweep_runs_after_the_start_and_daily_though_one_before_it_fails()
    {
        var time = new FakeTimeProvider();
        var (broken, sound) = (new Counted(new IOException("disk")), new Counted());
        using var daily = new DailySweep([broken, sound], time, Settings(true), NullLogger<DailySweep>.Instance);
        await daily.StartAsync(TestContext.Current.CancellationToken);
        // Moved in small steps: the service waits for its next turn on a thread of its own.
        var turns = new[] { DailySweep.First, TimeSpan.FromDays(1), TimeSpan.FromDays(1) };
        for (var turn = 0; turn < turns.Length; turn++)
        {
            (broken.Runs, sound.Runs).ShouldBe((turn, turn));
            for (var step = 0; step < 400 && sound.Runs == turn; step++)
            {
                time.Advance(turns[turn] / 100);
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
            (broken.Runs, sound.Runs).ShouldBe((turn + 1, turn + 1));
        }
        await daily.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_node_told_not_to_leaves_it_to_others()
    {
        var time = new FakeTimeProvider();
        var sweep = new Counted();
        using var daily = new DailySweep([sweep], time, Settings(false), NullLogger<DailySweep>.Instance);
        await daily.StartAsync(TestContext.Current.CancellationToken);
        await daily.ExecuteTask!;
        time.Advance(TimeSpan.FromDays(3));
        sweep.Runs.ShouldBe(0);
    }
}
