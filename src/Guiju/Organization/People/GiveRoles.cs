using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Organization;

/// <summary>Gives somebody exactly these roles; takes effect at his next request.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class GiveRoles(GuijuContext db, Administration administration)
{
    /// <summary>Gives them; nobody changes his own, and the last administrator keeps his.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, IReadOnlyList<Guid> roleIds, CancellationToken ct)
    {
        await administration.Lock(ct);
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<Guid>.Refused(refusal, finding!);
        var findings = await administration.JudgeRoles(id, [.. person.Roles.Select(r => r.RoleId)], [.. roleIds], ct);
        if (findings.Count > 0) return findings;
        person.Grant(roleIds);
        await db.SaveChangesAsync(ct);
        return await administration.LastAdministrator(ct) is { } last ? last : id;
    }
}
