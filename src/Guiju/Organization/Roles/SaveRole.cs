using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Adds a role, or changes what its holders may do and how far they see; takes effect at their next request.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SaveRole(GuijuContext db, CurrentActor actor, Administration administration)
{
    /// <summary>What may be said of a role.</summary>
    public sealed record Input(string? Name, DataScope? Scope, IReadOnlyList<string> Permissions);

    /// <summary>Adds one for a null id, else changes that one.</summary>
    public async Task<Outcome<Guid>> Handle(Guid? id, int? versionSeen, Input input, CancellationToken ct)
    {
        if (!administration.WholeGroup) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("organization.group-only"));
        await administration.Lock(ct);
        var role = id is null ? null : await db.Set<Role>().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (id is not null && role is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var name = input.Name?.Trim() ?? "";
        List<Finding> findings = [];
        if (name.Length == 0) findings.Add(new("organization.role.name.required", "name"));
        if (name.Length > 60) findings.Add(new Finding("organization.too-long", "name").With(60));
        if (await db.Set<Role>().AnyAsync(r => r.Name == name && r.Id != id, ct)) findings.Add(new Finding("organization.role.taken", "name").With(name));
        if (input.Scope is not { } scope || !Enum.IsDefined(scope))
        {
            findings.Add(new("organization.role.scope.required", "scope"));
            return findings;
        }
        if (input.Permissions.Any(p => p == Permission.Self || !Permission.All.Contains(p))) findings.Add(new("organization.role.permission.unknown", "permissions"));
        if (findings.Count > 0) return findings;

        // In the order of the list, so that the audit trail shows what changed and not how it was clicked.
        var permissions = Permission.All.Where(input.Permissions.Contains).ToList();
        if (role is null)
        {
            db.Add(role = new Role($"own-{Platform.Ids.Next():N}"[..36], name, scope, permissions));
            return role.Id;
        }
        var mine = actor.Value.PersonId is { } me && await db.Set<PersonRole>().AnyAsync(r => r.PersonId == me && r.RoleId == id, ct);
        if (mine && (scope > role.Scope || permissions.Except(role.Permissions).Any())) return new Finding("organization.role.own", "permissions");
        if (versionSeen is { } version) db.Entry(role).Property(r => r.Version).OriginalValue = version;
        role.Change(name, scope, permissions);
        await db.SaveChangesAsync(ct);
        return await administration.LastAdministrator(ct) is { } last ? last : role.Id;
    }
}

/// <summary>Removes a role nobody has.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class RemoveRole(GuijuContext db, Administration administration)
{
    /// <summary>Removes it.</summary>
    public async Task<Outcome<string>> Handle(Guid id, CancellationToken ct)
    {
        if (!administration.WholeGroup) return Outcome<string>.Refused(Refusal.Forbidden, new Finding("organization.group-only"));
        await administration.Lock(ct);
        var role = await db.Set<Role>().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (role is null) return Outcome<string>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var holders = await db.Set<PersonRole>().CountAsync(r => r.RoleId == id, ct);
        if (holders > 0) return new Finding("organization.role.in-use").With(role.Name, holders);
        db.Remove(role);
        return role.Name;
    }
}
