namespace Guiju.Platform.Jobs;

/// <summary>Something that gathers in the course of work and that nobody needs any more.</summary>
public interface ISweep
{
    /// <summary>Sweeps once.</summary>
    /// <returns>How many things were removed.</returns>
    Task<int> Once(CancellationToken ct);
}

/// <summary>
/// Runs every sweep once a day, the first time some minutes after the start; one that fails does not keep the others from
/// their work. Setting <c>Jobs:Daily</c>: <c>false</c> on nodes that are to leave it to others.
/// </summary>
sealed class DailySweep(IEnumerable<ISweep> sweeps, TimeProvider time, IConfiguration settings, ILogger<DailySweep> log) : BackgroundService
{
    /// <summary>How long after the start the first sweep comes.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.GetValue("Jobs:Daily", true)) return;
        try
        {
            await Task.Delay(First, time, stoppingToken);
            using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
            do
                foreach (var sweep in sweeps) await Once(sweep, stoppingToken);
            while (await daily.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    async Task Once(ISweep sweep, CancellationToken ct)
    {
        try
        {
            if (await sweep.Once(ct) is > 0 and var removed) log.LogInformation("{Sweep}: {Count} removed.", sweep.GetType().Name, removed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "{Sweep} failed; tried again tomorrow.", sweep.GetType().Name);
        }
    }
}

static class JobsRegistration
{
    /// <summary>Registers what runs by the clock.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services.AddSingleton<JobClaims>().AddHostedService<DailySweep>().AddHostedService<Rounds>();
}
