using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Who stands above whom.</summary>
public static class Supervisors
{
    /// <summary>Id of a person's supervisor, or null where he has none or there is no such person.</summary>
    public static Task<Guid?> SupervisorOf(this GuijuContext db, Guid? personId, CancellationToken ct) =>
        db.Set<Person>().Where(p => p.Id == personId).Select(p => p.SupervisorId).SingleOrDefaultAsync(ct);
}
