using Guiju.Platform.Security;

namespace Guiju.Platform.Files;

/// <summary>Says which stored files a feature's rows name.</summary>
public interface IFileReferences
{
    /// <summary>Those of the hashes that are named.</summary>
    Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> hashes, CancellationToken ct);
}

/// <summary>Sweeps files that no row names: once a day, the first time some minutes after the start.</summary>
sealed class FileSweep(IServiceScopeFactory scopes, FileStore store, TimeProvider time, ILogger<FileSweep> log) : BackgroundService
{
    /// <summary>Sweeps once.</summary>
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var references = scope.ServiceProvider.GetServices<IFileReferences>().ToList();
        return await store.Sweep(async (hashes, stop) =>
        {
            var named = new HashSet<string>();
            foreach (var feature in references) named.UnionWith(await feature.Named(hashes, stop));
            return named;
        }, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(10), time, stoppingToken);
            using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
            do
            {
                try
                {
                    if (await Once(stoppingToken) is > 0 and var removed) log.LogInformation("{Count} files that no record names were removed.", removed);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
                {
                    log.LogWarning(e, "Files could not be swept; tried again tomorrow.");
                }
            }
            while (await daily.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }
}

static class FilesRegistration
{
    /// <summary>Registers the store and its sweep.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddSingleton<FileSweep>();
        services.AddHostedService(s => s.GetRequiredService<FileSweep>());
        return services;
    }
}
