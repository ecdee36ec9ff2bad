using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>
/// The guard rails of every change to the organization. Whoever sees one company administers that company, and nobody stronger than himself;
/// nobody gives roles to himself or strengthens a role he holds; the last administrator stays one; nobody reports to himself in a circle.
/// </summary>
public sealed class Administration(GuijuContext db, CurrentActor actor)
{
    /// <summary>Whether the actor administers the whole group: companies and roles are its matter alone.</summary>
    public bool WholeGroup => actor.Value.Scope == DataScope.Group || actor.Value.IsProgram;

    /// <summary>Lets one change of the organization run at a time, so that two of them cannot together undo a guard rail; remembered actors become stale.</summary>
    public Task Lock(CancellationToken ct) => db.ChangeAccess(ct);

    /// <summary>Somebody the actor may change, with his roles; or the refusal.</summary>
    public async Task<(Person? Person, Finding? Finding, Refusal Refusal)> Find(Guid id, CancellationToken ct)
    {
        var person = await db.Set<Person>().Include(p => p.Roles).VisibleTo(actor.Value).SingleOrDefaultAsync(p => p.Id == id, ct);
        if (person is null) return (null, new("platform.not-found"), Refusal.NotFound);
        return await Beyond(person.Roles.Select(r => r.RoleId), ct) is { } role ? (null, new Finding("organization.stronger").With(person.Name, role), Refusal.Forbidden) : (person, null, Refusal.None);
    }

    /// <summary>The first of these roles that reaches further than the actor himself, where he administers one company; null where none does.</summary>
    public async Task<string?> Beyond(IEnumerable<Guid> roleIds, CancellationToken ct)
    {
        if (WholeGroup) return null;
        var (ids, me) = (roleIds.ToList(), actor.Value);
        var roles = await db.Set<Role>().AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Name).ToListAsync(ct);
        return roles.FirstOrDefault(r => r.Scope > me.Scope || r.Permissions.Any(p => !me.May(p)))?.Name;
    }

    /// <summary>What speaks against a place: a department of another company or closed, a superior who left, is unknown, or reports to him.</summary>
    public async Task<List<Finding>> Judge(Guid? personId, Guid unitId, Guid? departmentId, Guid? supervisorId, CancellationToken ct)
    {
        List<Finding> findings = [];
        if (departmentId is { } department && !await db.Set<Department>().AnyAsync(d => d.Id == department && d.UnitId == unitId && d.Active, ct))
            findings.Add(new("organization.department.unknown", "departmentId"));
        if (supervisorId is not { } supervisor) return findings;
        var people = db.Set<Person>().AsNoTracking();
        if (!await people.VisibleTo(actor.Value).AnyAsync(p => p.Id == supervisor && p.Active, ct))
            findings.Add(new("organization.supervisor.unknown", "supervisorId"));
        else if (personId is not null)
        {
            var above = await people.Where(p => p.SupervisorId != null).Select(p => new { p.Id, Head = p.SupervisorId!.Value }).ToDictionaryAsync(p => p.Id, p => p.Head, ct);
            var seen = new HashSet<Guid>();
            for (Guid? at = supervisor; at is { } step && seen.Add(step); at = above.TryGetValue(step, out var head) ? head : null)
                if (step == personId) findings.Add(new("organization.supervisor.circle", "supervisorId"));
        }
        return findings;
    }

    /// <summary>What speaks against giving somebody these roles.</summary>
    public async Task<List<Finding>> JudgeRoles(Guid? personId, IReadOnlyCollection<Guid> before, IReadOnlyCollection<Guid> after, CancellationToken ct)
    {
        List<Finding> findings = [];
        if (personId is not null && personId == actor.Value.PersonId && !before.ToHashSet().SetEquals(after)) findings.Add(new("organization.roles.own", "roleIds"));
        if (await db.Set<Role>().CountAsync(r => after.Contains(r.Id), ct) != after.Distinct().Count()) findings.Add(new("organization.role.unknown", "roleIds"));
        if (await Beyond(after.Except(before), ct) is { } role) findings.Add(new Finding("organization.role.beyond", "roleIds").With(role));
        return findings;
    }

    /// <summary>After a change was saved and before it is kept: whether anybody is left who administers the whole group and can sign in.</summary>
    public async Task<Finding?> LastAdministrator(CancellationToken ct)
    {
        var roles = (await db.Set<Role>().AsNoTracking().Where(r => r.Scope == DataScope.Group).ToListAsync(ct))
            .Where(r => r.Permissions.Contains(Permission.OrganizationWrite)).Select(r => r.Id).ToList();
        var left = await db.Set<Person>().AnyAsync(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId)) && db.Set<Account>().Any(a => a.Id == p.Id), ct);
        return left ? null : new("organization.last-administrator");
    }
}

/// <summary>Which people an actor sees in lists and searches and may administer.</summary>
public static class PeopleScope
{
    /// <summary>Everybody for those who see the group, else those of his company.</summary>
    public static IQueryable<Person> VisibleTo(this IQueryable<Person> people, Actor actor)
    {
        var unit = actor.UnitId;
        return actor.Scope == DataScope.Group ? people : people.Where(p => p.UnitId == unit);
    }

    /// <summary>Departments likewise.</summary>
    public static IQueryable<Department> VisibleTo(this IQueryable<Department> departments, Actor actor)
    {
        var unit = actor.UnitId;
        return actor.Scope == DataScope.Group ? departments : departments.Where(d => d.UnitId == unit);
    }

    /// <summary>Companies likewise.</summary>
    public static IQueryable<Unit> VisibleTo(this IQueryable<Unit> units, Actor actor)
    {
        var unit = actor.UnitId;
        return actor.Scope == DataScope.Group ? units : units.Where(u => u.Id == unit);
    }
}
