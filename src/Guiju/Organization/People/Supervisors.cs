using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Who stands above whom.</summary>
public static class Supervisors
{
    /// <summary>Id of a person's supervisor, or null where he has none or there is no such person.</summary>
    public static Task<Guid?> SupervisorOf(this GuijuContext db, Guid? personId, CancellationToken ct) =>
        db.Set<Person>().Where(p => p.Id == personId).Select(p => p.SupervisorId).SingleOrDefaultAsync(ct);

    /// <summary>Ids of everybody who reports to a person, directly or through others; a circle in the data ends the walk.</summary>
    public static async Task<IReadOnlyList<Guid>> PeopleUnder(this GuijuContext db, Guid head, CancellationToken ct)
    {
        var reports = (await db.Set<Person>().AsNoTracking().Where(p => p.SupervisorId != null).Select(p => new { p.Id, Head = p.SupervisorId!.Value }).ToListAsync(ct)).ToLookup(p => p.Head, p => p.Id);
        HashSet<Guid> seen = [head];
        List<Guid> under = [.. reports[head].Where(seen.Add)];
        for (var i = 0; i < under.Count; i++) under.AddRange(reports[under[i]].Where(seen.Add));
        return under;
    }
}
