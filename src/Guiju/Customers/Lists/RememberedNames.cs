using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>
/// Names that rows of lists show beside the file's own: people, departments, categories of the register. They are few and seldom change, so they are
/// remembered until the count of such changes (<see cref="AccessStamp"/>) is another, and no list looks them up row by row.
/// </summary>
public sealed class RememberedNames
{
    /// <summary>Names by id, of a count of changes.</summary>
    public sealed record Names(long Stamp, IReadOnlyDictionary<Guid, string> All)
    {
        /// <summary>A name; null for nobody.</summary>
        public string? this[Guid? id] => id is { } named ? All.GetValueOrDefault(named) : null;
    }

    Names? remembered;

    /// <summary>The names as they are now; a query where they have changed or one is new, and one more for the program itself, which knows no count.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="named">Ids whose names are wanted.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Names> Now(GuijuContext db, Actor actor, IEnumerable<Guid> named, CancellationToken ct)
    {
        // The count is older than the names read after it, never newer: what is remembered under it is at least as new.
        var stamp = actor.AccessStamp ?? await db.Set<AccessStamp>().OrderBy(s => s.Id).Select(s => s.Value).FirstAsync(ct);
        if (remembered is { } known && known.Stamp == stamp && named.All(known.All.ContainsKey)) return known;
        var all = await db.Set<Person>().Select(p => new { p.Id, p.Name }).Concat(db.Set<Department>().Select(d => new { d.Id, d.Name }))
            .Concat(db.Set<RegisterCategory>().Select(k => new { k.Id, k.Name })).ToDictionaryAsync(n => n.Id, n => n.Name, ct);
        return remembered = new(stamp, all);
    }
}
