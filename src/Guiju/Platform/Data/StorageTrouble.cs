using Guiju.Rulebook.Findings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guiju.Platform.Data;

/// <summary>Knows a disk or a database that cannot be written for the moment from a fault of the program: nothing was kept, and it mends itself once there is room again.</summary>
public static class StorageTrouble
{
    // Of the operating system: too large for the limit, no room, read-only, no room for this user.
    const int TooLarge = 27, NoSpace = 28, ReadOnly = 30, Quota = 122;

    /// <summary>What is the matter, or null where the exception tells of something else.</summary>
    public static Finding? Of(Exception? e) => e switch
    {
        null => null,
        SqliteException sqlite => sqlite.SqliteErrorCode switch
        {
            13 => new("platform.storage.full"),
            8 or 14 => new("platform.storage.read-only"),
            5 or 6 => new("platform.storage.busy"),
            10 => new("platform.storage.broken"),
            _ => null,
        },
        PostgresException postgres => postgres.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new("platform.storage.full"),
            PostgresErrorCodes.ReadOnlySqlTransaction => new("platform.storage.read-only"),
            PostgresErrorCodes.LockNotAvailable => new("platform.storage.busy"),
            PostgresErrorCodes.IoError => new("platform.storage.broken"),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections => new("platform.storage.away"),
            _ => null,
        },
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException or TimeoutException } => new("platform.storage.away"),
        IOException { HResult: NoSpace or Quota or TooLarge } => new("platform.storage.full"),
        IOException { HResult: ReadOnly } or UnauthorizedAccessException => new("platform.storage.read-only"),
        _ => Of(e.InnerException),
    };

    /// <summary>Does something that is good to have and not worth refusing a reader for; what else goes wrong is thrown.</summary>
    internal static async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (Of(e) is not null)
        {
            // Told where something that matters cannot be written.
        }
    }
}
