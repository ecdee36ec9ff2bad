using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Archives a file, so that lists leave it out and nothing in it changes, or brings it back. Nothing is ever deleted.</summary>
[Allow(Permission.CustomersArchive)]
sealed class ArchiveCustomer(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Archives or restores.</summary>
    public async Task<Outcome<bool>> Handle(Guid id, bool archived, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct, archived: true);
        if (!found.Done) return found.Refuse<bool>();
        if (found.Value.ArchivedAt is null == archived) found.Value.Archive(archived ? clock.Now : null);
        return archived;
    }
}
