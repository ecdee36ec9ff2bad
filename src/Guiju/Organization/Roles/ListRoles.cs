using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>The roles, with what they allow and how many hold them.</summary>
[Allow(Permission.OrganizationRead)]
public sealed class ListRoles(GuijuContext db)
{
    /// <summary>A role.</summary>
    public sealed record Row(Guid Id, int Version, string Key, string Name, DataScope Scope, IReadOnlyList<string> Permissions, int Holders);

    /// <summary>Reads them, those who see least first.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> Handle(CancellationToken ct)
    {
        var roles = await db.Set<Role>().AsNoTracking().OrderBy(r => r.Id)
            .Select(r => new Row(r.Id, r.Version, r.Key, r.Name, r.Scope, r.Permissions, db.Set<PersonRole>().Count(h => h.RoleId == r.Id && db.Set<Person>().Any(p => p.Id == h.PersonId && p.Active)))).ToListAsync(ct);
        // From those who see least to those who see most.
        return Outcome<IReadOnlyList<Row>>.Success([.. roles.OrderBy(r => r.Scope).ThenBy(r => r.Permissions.Count).ThenBy(r => r.Id)]);
    }
}
