using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>
/// Brings the parts SQLite's indexes of words have grown in back into one, daily and after imports: a test of one row against nine parts takes ten times as
/// long as against one. Done in small steps, between which others write. PostgreSQL does the like by itself.
/// </summary>
sealed class TidyIndex(IServiceScopeFactory scopes, WriteTurn turn) : ISweep
{
    /// <summary>Pages of 4 KB merged in a step: some ten milliseconds.</summary>
    const int Step = 500;

    /// <summary>Steps after which it is left for the next day: more than an index of a hundred million records takes.</summary>
    const int Most = 100_000;

    /// <inheritdoc/>
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        if (!db.IsSqlite) return 0;
        foreach (var table in (string[])["customer_search", "record_search"]) await Merge(db, table, ct);
        return 0;
    }

    // A negative number begins to merge all parts into one, positive ones go on with it; a step that changes fewer than two rows had nothing to do.
    async Task Merge(GuijuContext db, string table, CancellationToken ct)
    {
        var sql = $"INSERT INTO {table} ({table}, rank) VALUES ('merge', {{0}})";
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            for (var step = 0; step < Most; step++)
            {
                using var mine = await turn.Take(ct);
                var before = await Changes(db, ct);
                await db.Database.ExecuteSqlRawAsync(sql, [step == 0 ? -Step : Step], ct);
                if (await Changes(db, ct) - before < 2) return;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    static async Task<long> Changes(GuijuContext db, CancellationToken ct) => (await db.Database.SqlQueryRaw<long>("SELECT total_changes() AS Value").ToListAsync(ct))[0];
}
