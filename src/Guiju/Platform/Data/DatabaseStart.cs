using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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
            throw new DatabaseUnusableException(Folder(place, e.Message), e);
        }
        try
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
            var known = db.Database.GetMigrations().ToHashSet();
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer)
                throw new DatabaseUnusableException($"没有启动：数据库 {place.Where} 比程序新（{newer}）。请用更新的程序打开；数据没有改动。 / Not started: the database {place.Where} is newer than the program ({newer}). Use a newer program; nothing was changed.");
            if (applied.Count == known.Count) return;
            if (db.IsSqlite) await ReleaseStaleLock(db, ct);
            await db.Database.MigrateAsync(ct);
        }
        catch (Exception e) when (e is not DatabaseUnusableException and not OperationCanceledException)
        {
            throw new DatabaseUnusableException(Explain(place, e), e);
        }
    }

    static string Folder(DataPlace place, string why) =>
        $"没有启动：数据文件夹 {place.Folder} 不能写入（{why}）。请放开权限，或用环境变量 GUIJU_DATA 换一个位置。 / Not started: the data folder {place.Folder} cannot be written ({why}). Grant access, or choose another with GUIJU_DATA.";

    /// <summary>What, where, why and what to do, by what the database said.</summary>
    static string Explain(DataPlace place, Exception e)
    {
        var why = e.GetBaseException().Message;
        return e.GetBaseException() switch
        {
            _ when place.Postgres is null && Innermost<SqliteException>(e) is { SqliteErrorCode: 8 or 14 or 10 or 13 } locked => Folder(place, locked.Message),
            _ when place.Postgres is null && Innermost<SqliteException>(e) is { SqliteErrorCode: 11 or 26 } broken =>
                $"没有启动：{place.Where} 不是完好的数据库（{broken.Message}）。请恢复备份；文件没有改动。 / Not started: {place.Where} is no sound database ({broken.Message}). Restore a backup; the file was not changed.",
            PostgresException refused =>
                $"没有启动：{place.Where} 拒绝了（{refused.MessageText}）。请检查 ConnectionStrings__Guiju 里的用户、密码、数据库和权限；数据保持原样。 / Not started: {place.Where} refused ({refused.MessageText}). Check user, password, database and rights in ConnectionStrings__Guiju; the data are as they were.",
            _ when place.Postgres is not null && (e is NpgsqlException || e.GetBaseException() is System.Net.Sockets.SocketException or IOException or TimeoutException) =>
                $"没有启动：连不上 {place.Where}（{why}）。请确认数据库在运行、ConnectionStrings__Guiju 写对了、网络通。 / Not started: {place.Where} cannot be reached ({why}). See that the database runs, that ConnectionStrings__Guiju is right and that the network lets it pass.",
            ArgumentException or KeyNotFoundException or FormatException when place.Postgres is not null =>
                $"没有启动：ConnectionStrings__Guiju 写得不对（{why}）。应像 Host=localhost;Database=guiju;Username=guiju;Password=… / Not started: ConnectionStrings__Guiju is malformed ({why}). It should look like Host=localhost;Database=guiju;Username=guiju;Password=…",
            _ => $"没有启动：数据库 {place.Where} 打不开或升级失败（{why}），数据保持原样。 / Not started: the database {place.Where} cannot be opened or upgraded ({why}); the data are as they were.",
        };
    }

    static T? Innermost<T>(Exception? e) where T : Exception => e is null ? null : Innermost<T>(e.InnerException) ?? e as T;

    /// <summary>A process killed while migrating leaves its lock row behind, and the next start would wait for it for ever.</summary>
    static async Task ReleaseStaleLock(GuijuContext db, CancellationToken ct)
    {
        var tables = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'").ToListAsync(ct);
        if (tables.Count > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
    }
}
