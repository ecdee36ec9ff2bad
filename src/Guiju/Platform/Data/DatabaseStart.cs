using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Data;

/// <summary>The database cannot be used; the message says why and what to do, in both languages.</summary>
public sealed class DatabaseUnusableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Brings the database up to this program before anything is served.</summary>
public static class DatabaseStart
{
    /// <summary>Creates or migrates the database; nothing is changed where it cannot be done.</summary>
    /// <exception cref="DatabaseUnusableException">The database is newer than the program, or cannot be reached, written or migrated.</exception>
    public static async Task Prepare(IServiceProvider services, CancellationToken ct)
    {
        var place = services.GetRequiredService<DataPlace>();
        try
        {
            Directory.CreateDirectory(place.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"数据文件夹 {place.Folder} 不能写入：请换一个位置（环境变量 GUIJU_DATA）或放开权限。 / The data folder {place.Folder} cannot be written: choose another (GUIJU_DATA) or grant access.", e);
        }
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        try
        {
            var known = db.Database.GetMigrations().ToHashSet();
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer)
                throw new DatabaseUnusableException($"数据库比程序新（{newer}）：请用更新的程序打开，数据没有改动。 / The database is newer than the program ({newer}): use a newer program; nothing was changed.");
            if (applied.Count == known.Count) return;
            if (db.IsSqlite) await ReleaseStaleLock(db, ct);
            await db.Database.MigrateAsync(ct);
        }
        catch (Exception e) when (e is not DatabaseUnusableException and not OperationCanceledException)
        {
            throw new DatabaseUnusableException($"数据库打不开或升级失败，服务没有启动，数据保持原样：{e.Message} / The database cannot be opened or migrated; nothing is served and the data are as they were: {e.Message}", e);
        }
    }

    /// <summary>A process killed while migrating leaves its lock row behind, and the next start would wait for it for ever.</summary>
    static async Task ReleaseStaleLock(GuijuContext db, CancellationToken ct)
    {
        var tables = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'").ToListAsync(ct);
        if (tables.Count > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
    }
}
