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
        Archiving.Set(found.Value, archived, clock.Now);
        return archived;
    }
}

/// <summary>Archives a file or brings it back: the step of doing so with one and with many.</summary>
static class Archiving
{
    /// <summary>Sets it; one archived already keeps its day.</summary>
    public static void Set(Customer c, bool archived, DateTime now)
    {
        if (c.ArchivedAt is null == archived) c.Archive(archived ? now : null);
    }
}
