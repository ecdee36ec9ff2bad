using Guiju.Platform.Data;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Somebody with his place, roles and the state of his account.</summary>
[Allow(Permission.OrganizationRead)]
public sealed class ShowPerson(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Who he is and where he stands.</summary>
    public sealed record Facts(Guid Id, int Version, string Name, Guid UnitId, string Unit, Guid? DepartmentId, string? Department, string? Post, Guid? SupervisorId, string? Supervisor,
        string? Phone, string? Email, bool Active, IReadOnlyList<RoleFacts> Roles, AccountFacts? Account);

    /// <summary>A role he has.</summary>
    public sealed record RoleFacts(Guid Id, string Name, DataScope Scope);

    /// <summary>His account, without its secrets.</summary>
    public sealed record AccountFacts(string UserName, bool MustChangePassword, DateTime? LockedUntil, bool SecondFactor, DateTime? LastSeenAt);

    /// <summary>Reads him.</summary>
    public async Task<Outcome<Facts>> Handle(Guid id, CancellationToken ct)
    {
        var now = clock.Now;
        var person = await db.Set<Person>().AsNoTracking().VisibleTo(actor.Value).SingleOrDefaultAsync(p => p.Id == id, ct);
        if (person is null) return Outcome<Facts>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var unit = await db.Set<Unit>().Where(u => u.Id == person.UnitId).Select(u => u.Name).SingleAsync(ct);
        var department = await db.Set<Department>().Where(d => d.Id == person.DepartmentId).Select(d => d.Name).SingleOrDefaultAsync(ct);
        var supervisor = await db.Set<Person>().Where(p => p.Id == person.SupervisorId).Select(p => p.Name).SingleOrDefaultAsync(ct);
        var roles = await db.Set<PersonRole>().Where(r => r.PersonId == id).Join(db.Set<Role>(), r => r.RoleId, r => r.Id, (_, r) => new RoleFacts(r.Id, r.Name, r.Scope)).ToListAsync(ct);
        var account = await db.Set<Account>().Where(a => a.Id == id)
            .Select(a => new AccountFacts(a.UserName!, a.MustChangePassword, a.LockedUntil > now ? a.LockedUntil : null, a.TotpSince != null,
                db.Set<SignInSession>().Where(s => s.AccountId == id).Max(s => (DateTime?)s.LastSeenAt))).SingleOrDefaultAsync(ct);
        return new Facts(person.Id, person.Version, person.Name, person.UnitId, unit, person.DepartmentId, department, person.Post, person.SupervisorId, supervisor,
            person.Phone, person.Email, person.Active, roles, account);
    }
}
