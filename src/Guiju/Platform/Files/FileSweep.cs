using Guiju.Platform.Jobs;
using Guiju.Platform.Security;

namespace Guiju.Platform.Files;

/// <summary>Says which stored files a feature's rows name.</summary>
public interface IFileReferences
{
    /// <summary>Those of the hashes that are named.</summary>
    Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> hashes, CancellationToken ct);
}

/// <summary>Sweeps files that no row names.</summary>
sealed class FileSweep(IServiceScopeFactory scopes, FileStore store) : ISweep
{
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
}

static class FilesRegistration
{
    /// <summary>Registers the store and its sweep.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddSingleton<FileSweep>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<FileSweep>());
        return services;
    }
}
