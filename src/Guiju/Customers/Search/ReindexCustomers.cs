using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Search;

/// <summary>Makes the search index anew from the customer files; readers find the old one until it is done.</summary>
[Allow(Permission.CustomersImport)]
public sealed class ReindexCustomers(GuijuContext db, CurrentActor actor)
{
    /// <summary>Customers indexed.</summary>
    public sealed record Reindexed(long Customers);

    /// <summary>Makes it anew. It concerns the whole installation: whoever sees less may not.</summary>
    public async Task<Outcome<Reindexed>> Handle(CancellationToken ct) =>
        actor.Value.Scope == DataScope.Group
            ? new Reindexed(await SearchIndex.Rebuild(db, ct))
            : Outcome<Reindexed>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersImport}"));
}
