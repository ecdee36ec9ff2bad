using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Backup;

/// <summary>Compares a restored place with the manifest of its backup, step by step, as the day would when it is needed.</summary>
sealed class DrillBackup(IServiceScopeFactory scopes)
{
    /// <summary>A step and what came of it.</summary>
    /// <param name="Key">Key of its sentence, which takes <paramref name="Values"/>.</param>
    /// <param name="Good">Whether it went well.</param>
    /// <param name="Values">Values of the sentence.</param>
    public sealed record Step(string Key, bool Good, params IReadOnlyList<object?> Values);

    /// <summary>Rows as they were, before the program opens and perhaps upgrades the database.</summary>
    public Task<Step> Rows(BackupManifest manifest, CancellationToken ct) => In(async db =>
    {
        var found = await TableDigest.Of(db, ct);
        var other = manifest.Tables.Except(found).Concat(found.Except(manifest.Tables)).Select(t => t.Table).Distinct().ToList();
        return other.Count == 0 ? new Step("backup.drill.rows", true, found.Count, found.Sum(t => t.Rows)) : new("backup.drill.rows.differ", false, string.Join(", ", other));
    });

    /// <summary>What holds once the program has opened the database: its pages, its audit chains to the heads of the backup, its files.</summary>
    public async IAsyncEnumerable<Step> Opened(BackupManifest manifest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return await In(db => Pages(db, ct));
        yield return await In(async db =>
        {
            var verdicts = await AuditTrail.Verify(db, ct);
            var whole = verdicts.All(v => v.BrokenAt is null) && manifest.Chains.SequenceEqual(await MakeBackup.Chains(db, ct));
            return new Step(whole ? "backup.drill.chains" : "backup.drill.chains.broken", whole, verdicts.Count, verdicts.Sum(v => v.Entries));
        });
        await using var scope = Scope();
        var files = await scope.ServiceProvider.GetRequiredService<FileCheck>().Of(scope.ServiceProvider.GetRequiredService<GuijuContext>(), ct);
        yield return new(files.Whole ? "backup.drill.files" : "backup.drill.files.lost", files.Whole, files.Files, files.Missing.Count + files.Damaged.Count);
    }

    /// <summary>Whether the database itself finds its pages in order.</summary>
    public static async Task<Step> Pages(GuijuContext db, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            // PostgreSQL checked every constraint while loading; that it answers is what is left.
            await db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" """).ToListAsync(ct);
            return new("backup.drill.opens", true);
        }
        string said;
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            said = (string?)await command.ExecuteScalarAsync(ct) ?? "";
        }
        catch (SqliteException e)
        {
            said = e.Message;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return said == "ok" ? new("backup.drill.opens", true) : new("backup.drill.pages", false, said);
    }

    async Task<Step> In(Func<GuijuContext, Task<Step>> look)
    {
        await using var scope = Scope();
        return await look(scope.ServiceProvider.GetRequiredService<GuijuContext>());
    }

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        return scope;
    }
}

static class BackupRegistration
{
    /// <summary>Registers what makes and reads backups.</summary>
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddSingleton<PostgresTools>();
        services.AddSingleton<MakeBackup>();
        services.AddSingleton<RestoreBackup>();
        services.AddSingleton<DrillBackup>();
        return services;
    }
}
