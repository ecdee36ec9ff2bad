using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Guiju.Platform.Data.Sqlite;

/// <summary>The embedded database: one file, readers beside one writer.</summary>
public sealed class SqliteGuijuContext(DbContextOptions<SqliteGuijuContext> options, CompanyClock clock) : GuijuContext(options, clock);

/// <summary>Sets up every connection once: write-ahead log, durable through power loss, foreign keys, patience with other programs.</summary>
sealed class SqliteSetUp : DbConnectionInterceptor
{
    const string Pragmas = """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 10000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32000;
        """;

    // Changes the file itself: a copy made by VACUUM INTO is without the log, and a look at whether it is there must not write.
    const string WriteAhead = "PRAGMA journal_mode = WAL;";

    // Connections come back from the pool as they were: what was said to the database itself still holds.
    readonly ConditionalWeakTable<sqlite3, object> ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    // The driver works on the caller's thread whether asked to wait or not.
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    void SetUp(SqliteConnection connection)
    {
        if (connection.Handle is not { } database || ready.TryGetValue(database, out _)) return;
        using var command = connection.CreateCommand();
        command.CommandText = raw.sqlite3_db_readonly(database, "main") == 1 ? Pragmas : WriteAhead + Pragmas;
        command.ExecuteNonQuery();
        ready.AddOrUpdate(database, this);
    }
}
