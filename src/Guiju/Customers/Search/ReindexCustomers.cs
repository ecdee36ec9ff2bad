using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>Makes the search index anew from the customer files and all that hangs on them; readers find the old one until it is done.</summary>
[Allow(Permission.CustomersImport)]
public sealed class ReindexCustomers(GuijuContext db, CurrentActor actor, IEnumerable<ISearchedKind> kinds)
{
    /// <summary>Customers and other records indexed.</summary>
    public sealed record Reindexed(long Customers, long Records);

    /// <summary>Makes it anew. It concerns the whole installation: whoever sees less may not.</summary>
    public async Task<Outcome<Reindexed>> Handle(CancellationToken ct) =>
        actor.Value.Scope == DataScope.Group
            ? new Reindexed(await SearchIndex.Rebuild(db, ct), await RecordIndex.Rebuild(db, kinds, ct))
            : Outcome<Reindexed>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersImport}"));
}

/// <summary>Whether the search index holds what it should: asked by <c>guiju verify</c>; mended by <c>guiju reindex</c>.</summary>
[Allow(Permission.CustomersImport)]
public sealed class CheckIndex(GuijuContext db, IEnumerable<ISearchedKind> kinds)
{
    /// <summary>What was found.</summary>
    /// <param name="Records">Records that should be found, customers among them.</param>
    /// <param name="Missing">Records the index lacks.</param>
    /// <param name="Spare">Rows of the index whose record is gone.</param>
    public sealed record Verdict(long Records, long Missing, long Spare)
    {
        /// <summary>Whether the index is in step.</summary>
        public bool InStep => Missing == 0 && Spare == 0;
    }

    /// <summary>Counts what is there and what is indexed.</summary>
    public async Task<Outcome<Verdict>> Handle(CancellationToken ct)
    {
        var words = db.IsSqlite ? "customer_search_docsize" : "customer_search";
        var row = db.IsSqlite ? "id" : "serial";
        async Task<long> Count(string sql) => (await db.Database.SqlQueryRaw<long>(sql).ToListAsync(ct))[0];
        var customers = await db.Set<Customer>().LongCountAsync(c => c.MergedIntoId == null, ct);
        var missing = await Count($"SELECT count(*) AS \"Value\" FROM customers AS c WHERE c.merged_into_id IS NULL AND NOT EXISTS (SELECT 1 FROM {words} AS s WHERE s.{row} = c.serial)");
        var spare = await Count($"SELECT count(*) AS \"Value\" FROM {words} AS s WHERE NOT EXISTS (SELECT 1 FROM customers AS c WHERE c.serial = s.{row} AND c.merged_into_id IS NULL)");
        var records = customers;
        foreach (var kind in kinds)
        {
            var (there, found) = (await kind.Count(db, ct), await db.Set<FoundRecord>().LongCountAsync(f => f.Kind == kind.Kind, ct));
            (records, missing, spare) = (records + there, missing + Math.Max(0, there - found), spare + Math.Max(0, found - there));
        }
        words = words.Replace("customer", "record", StringComparison.Ordinal);
        missing += await Count($"SELECT count(*) AS \"Value\" FROM found_records AS f WHERE NOT EXISTS (SELECT 1 FROM {words} AS s WHERE s.{row} = f.serial)");
        return new Verdict(records, missing, spare);
    }
}
