namespace Guiju.Platform.Jobs;

/// <summary>Something that is looked after every few minutes, such as deadlines that have come.</summary>
public interface IRound
{
    /// <summary>Looks once.</summary>
    Task Once(CancellationToken ct);
}

/// <summary>
/// Makes the rounds: every <c>Jobs:RoundMinutes</c> minutes (5 unless said otherwise). One that fails does not keep the others from their work, and
/// is made again at the next. Setting <c>Jobs:Daily</c> <c>false</c> leaves them to other nodes too.
/// </summary>
sealed class Rounds(IEnumerable<IRound> rounds, TimeProvider time, IConfiguration settings, ILogger<Rounds> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.GetValue("Jobs:Daily", true)) return;
        try
        {
            var between = TimeSpan.FromMinutes(Math.Clamp(settings.GetValue("Jobs:RoundMinutes", 5), 1, 1440));
            while (true)
            {
                await Task.Delay(between, time, stoppingToken);
                foreach (var round in rounds) await Once(round, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    async Task Once(IRound round, CancellationToken ct)
    {
        try
        {
            await round.Once(ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "{Round} failed; made again at the next round.", round.GetType().Name);
        }
    }
}
