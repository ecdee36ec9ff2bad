using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Violations;

/// <summary>
/// Who sees a breach: the person, his direct superior, human resources of the company or of the group, and whoever was alerted of it; for everybody else it
/// is not there (D01-2.4b). Searches, exports and timelines hold none of it.
/// </summary>
[Clause("D01-2.4b"), Clause("D12-12")]
static class VisibleViolations
{
    public static IQueryable<Violation> VisibleTo(this IQueryable<Violation> violations, Actor actor, GuijuContext db)
    {
        var (me, unit, all, group) = (actor.PersonId, actor.UnitId, actor.May(Permission.ViolationsRead), actor.Scope == DataScope.Group);
        return violations.Where(v => v.PersonId == me || v.AlertedId == me || (all && (group || v.UnitId == unit)) || db.Set<Person>().Any(p => p.Id == v.PersonId && p.SupervisorId == me));
    }

    /// <summary>Whoever holds a post or role of a company by name; where the company has nobody, the group's.</summary>
    public static async Task<IReadOnlyList<Guid>> Holders(this GuijuContext db, Guid unitId, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        List<string> wanted = [.. names];
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active && (p.UnitId == unitId || db.Set<Unit>().Any(u => u.Id == p.UnitId && u.ParentId == null))
            && (wanted.Contains(p.Post!) || p.Roles.Any(h => db.Set<Role>().Any(r => r.Id == h.RoleId && (wanted.Contains(r.Name) || wanted.Contains(r.Key)))))).OrderBy(p => p.Id).Select(p => new { p.Id, p.UnitId }).Take(20).ToListAsync(ct);
        return [.. people.Where(p => p.UnitId == unitId || !people.Exists(o => o.UnitId == unitId)).Select(p => p.Id)];
    }
}
