using System.Collections.Frozen;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Makes the actor of a person from his roles, his department and the people below him.</summary>
sealed class Actors(GuijuContext db) : IActors
{
    public async Task<Actor?> Find(Guid personId, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().Where(p => p.Id == personId && p.Active)
            .Select(p => new { p.Id, p.Name, p.UnitId, p.DepartmentId, Unit = db.Set<Unit>().Where(u => u.Id == p.UnitId).Select(u => u.Name).Single() }).SingleOrDefaultAsync(ct);
        if (person is null) return null;
        var roles = await (from has in db.Set<PersonRole>()
                           join role in db.Set<Role>() on has.RoleId equals role.Id
                           where has.PersonId == personId
                           select new { role.Scope, role.Permissions }).AsNoTracking().ToListAsync(ct);
        var scope = roles.Select(r => r.Scope).DefaultIfEmpty(DataScope.Own).Max();
        var narrow = scope == DataScope.Department;
        return new Actor
        {
            PersonId = person.Id,
            Name = person.Name,
            UnitId = person.UnitId,
            UnitName = person.Unit,
            DepartmentId = person.DepartmentId,
            Scope = scope,
            Permissions = roles.SelectMany(r => r.Permissions).Append(Permission.Self).ToFrozenSet(),
            Departments = narrow && person.DepartmentId is { } department ? await Below(department, person.UnitId, ct) : [],
            Subordinates = narrow ? await Subordinates(personId, ct) : [],
        };
    }

    async Task<IReadOnlyList<Guid>> Below(Guid root, Guid unit, CancellationToken ct)
    {
        var children = (await db.Set<Department>().AsNoTracking().Where(d => d.UnitId == unit && d.ParentId != null)
            .Select(d => new { d.Id, ParentId = d.ParentId!.Value }).ToListAsync(ct)).ToLookup(d => d.ParentId, d => d.Id);
        return Reach(root, children);
    }

    async Task<IReadOnlyList<Guid>> Subordinates(Guid head, CancellationToken ct)
    {
        var reports = (await db.Set<Person>().AsNoTracking().Where(p => p.SupervisorId != null)
            .Select(p => new { p.Id, Head = p.SupervisorId!.Value }).ToListAsync(ct)).ToLookup(p => p.Head, p => p.Id);
        return [.. Reach(head, reports).Where(id => id != head)];
    }

    /// <summary>Everything reachable from a root, the root first; a circle in the data ends the walk instead of the program.</summary>
    static List<Guid> Reach(Guid root, ILookup<Guid, Guid> below)
    {
        var seen = new HashSet<Guid> { root };
        var order = new List<Guid> { root };
        for (var i = 0; i < order.Count; i++)
            order.AddRange(below[order[i]].Where(seen.Add));
        return order;
    }
}
