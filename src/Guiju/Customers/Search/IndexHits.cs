using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>How often the index holds what is looked for, which decides the way to it.</summary>
static class IndexHits
{
    /// <summary>
    /// Hits up to which SQLite lists them once, to test rows against: 0.15 microseconds each, and a test costs nothing then. One test against the index
    /// itself takes 20 microseconds and more, which pays only where soon a row is a hit.
    /// </summary>
    public const int Listed = 50_000;

    /// <summary>The hits, counted to one more than matters: <see cref="SearchPlan.Rare"/> on PostgreSQL, <see cref="Listed"/> on SQLite.</summary>
    /// <param name="db">The database.</param>
    /// <param name="table">The index.</param>
    /// <param name="match">What is looked for, in the engine's own language.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<int> Count(GuijuContext db, string table, string match, CancellationToken ct)
    {
        var few = await Count(db, table, match, SearchPlan.Rare + 1, ct);
        return few <= SearchPlan.Rare || !db.IsSqlite ? few : await Count(db, table, match, Listed + 1, ct);
    }

    static async Task<int> Count(GuijuContext db, string table, string match, int most, CancellationToken ct) => (await db.Database.SqlQueryRaw<int>(db.IsSqlite
        ? $"SELECT count(*) AS Value FROM (SELECT rowid FROM {table} WHERE {table} MATCH {{0}} LIMIT {{1}})"
        : $"SELECT count(*)::int AS \"Value\" FROM (SELECT serial FROM {table} WHERE tokens @@ {{0}}::tsquery LIMIT {{1}}) AS bounded", match, most).ToListAsync(ct))[0];
}
