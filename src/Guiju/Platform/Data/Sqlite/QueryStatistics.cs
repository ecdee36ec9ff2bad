using Guiju.Platform.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Data.Sqlite;

/// <summary>
/// Keeps what SQLite plans its queries by: how many rows share a value of each index. Without it an owner's five customers are looked for
/// along the names of all the company's. It samples, so that a million rows take no longer than a thousand; PostgreSQL does the same by itself.
/// </summary>
sealed class QueryStatistics(IServiceScopeFactory scopes) : ISweep
{
    /// <summary>Rows looked at of each index at most.</summary>
    const int Sample = 1000;

    /// <summary>Entries of the audit trail below which nothing is counted: figures of a few rows would mislead once there are many.</summary>
    const int Least = 1000;

    /// <inheritdoc/>
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Refresh(scope.ServiceProvider.GetRequiredService<GuijuContext>(), ct);
        return 0;
    }

    /// <summary>Brings them up to date; of use after thousands of rows have come at once. Does nothing on PostgreSQL and in a database that is nearly empty.</summary>
    public static async Task Refresh(GuijuContext db, CancellationToken ct)
    {
        if (!db.IsSqlite || await db.Set<Audit.AuditEntry>().OrderBy(e => e.UnitId).ThenBy(e => e.Number).Take(Least).CountAsync(ct) < Least) return;
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.Database.ExecuteSqlRawAsync($"PRAGMA analysis_limit = {Sample}", ct);
            await db.Database.ExecuteSqlRawAsync("ANALYZE", ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        // A connection reads them when it is opened: those that wait in the pool plan by the old ones.
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }
}
