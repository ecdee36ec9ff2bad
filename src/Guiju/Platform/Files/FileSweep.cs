using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Files;

/// <summary>Says which stored files a feature's rows name: what is named is never swept, is looked for by <c>verify</c> and goes into backups.</summary>
public interface IFileReferences
{
    /// <summary>Hashes of the named files in a database; one may come several times.</summary>
    IQueryable<string> Hashes(GuijuContext db);
}

/// <summary>Sweeps files that no row names.</summary>
sealed class FileSweep(IServiceScopeFactory scopes, FileStore store) : ISweep
{
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        var references = scope.ServiceProvider.GetServices<IFileReferences>().ToList();
        // A backup reads rows first and files after: what its rows name stays until it is done.
        using var hold = store.Hold();
        if (hold is null) return 0;
        return await store.Sweep(async (hashes, stop) =>
        {
            var named = new HashSet<string>();
            foreach (var feature in references) named.UnionWith(await feature.Hashes(db).Where(h => hashes.Contains(h)).Distinct().ToListAsync(stop));
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
        services.AddScoped<FileCheck>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<FileSweep>());
        return services;
    }
}
