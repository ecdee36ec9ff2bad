using System.Data.Common;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guiju.Platform.Data.Sqlite;

/// <summary>The embedded database: one file, readers beside one writer.</summary>
public sealed class SqliteGuijuContext(DbContextOptions<SqliteGuijuContext> options, CompanyClock clock, CurrentActor actor, IEnumerable<ISaveFollower> followers)
    : GuijuContext(options, clock, actor, followers);

/// <summary>Sets up every opened connection: write-ahead log, durable through power loss, foreign keys, patience with other programs.</summary>
sealed class SqliteSetUp : DbConnectionInterceptor
{
    const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 10000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32000;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
