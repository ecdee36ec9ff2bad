using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Adds a department, or gives one another name and place; departments nest without circles.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SaveDepartment(GuijuContext db, CurrentActor actor, Administration administration)
{
    /// <summary>What may be said of a department.</summary>
    /// <param name="Name">Name, unique among its siblings.</param>
    /// <param name="ParentId">Department above it, of the same company.</param>
    /// <param name="UnitId">Company of a new one; a department never moves between companies.</param>
    public sealed record Input(string? Name, Guid? ParentId, Guid? UnitId);

    /// <summary>Adds one for a null id, else changes that one.</summary>
    public async Task<Outcome<Guid>> Handle(Guid? id, int? versionSeen, Input input, CancellationToken ct)
    {
        await administration.Lock(ct);
        var visible = db.Set<Department>().VisibleTo(actor.Value);
        var department = id is null ? null : await visible.SingleOrDefaultAsync(d => d.Id == id, ct);
        if (id is not null && department is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var unit = department?.UnitId ?? input.UnitId ?? actor.Value.UnitId;
        var name = input.Name?.Trim() ?? "";
        List<Finding> findings = [];
        if (name.Length == 0) findings.Add(new("organization.department.name.required", "name"));
        if (name.Length > 60) findings.Add(new Finding("organization.too-long", "name").With(60));
        if (department is null && !await db.Set<Unit>().VisibleTo(actor.Value).AnyAsync(u => u.Id == unit && u.Active, ct)) findings.Add(new("organization.company.unknown", "unitId"));
        var parents = await db.Set<Department>().AsNoTracking().Where(d => d.UnitId == unit).ToDictionaryAsync(d => d.Id, d => d.ParentId, ct);
        if (input.ParentId is { } parent && !parents.ContainsKey(parent)) findings.Add(new("organization.department.unknown", "parentId"));
        var seen = new HashSet<Guid>();
        for (var at = input.ParentId; id is not null && at is { } step && seen.Add(step); at = parents.GetValueOrDefault(step))
            if (step == id) findings.Add(new("organization.department.circle", "parentId"));
        if (await db.Set<Department>().AnyAsync(d => d.UnitId == unit && d.ParentId == input.ParentId && d.Name == name && d.Id != id, ct)) findings.Add(new Finding("organization.department.taken", "name").With(name));
        if (findings.Count > 0) return findings;

        if (department is null) db.Add(department = new Department(unit, name, input.ParentId));
        else
        {
            if (versionSeen is { } version) db.Entry(department).Property(d => d.Version).OriginalValue = version;
            department.Move(name, input.ParentId);
        }
        return department.Id;
    }
}

/// <summary>Closes a department nobody works in, or reopens one; its history stays.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SetDepartmentActive(GuijuContext db, CurrentActor actor, Administration administration)
{
    /// <summary>Closes or reopens it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, bool active, CancellationToken ct)
    {
        await administration.Lock(ct);
        var department = await db.Set<Department>().VisibleTo(actor.Value).SingleOrDefaultAsync(d => d.Id == id, ct);
        if (department is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var people = active ? 0 : await db.Set<Person>().CountAsync(p => p.DepartmentId == id && p.Active, ct);
        var below = active ? 0 : await db.Set<Department>().CountAsync(d => d.ParentId == id && d.Active, ct);
        if (people + below > 0) return new Finding("organization.department.in-use").With(department.Name, people, below);
        department.SetActive(active);
        return id;
    }
}
