using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Takes somebody in, with his place, roles and, where a user name is given, an account with a one-time password.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class HirePerson(GuijuContext db, CurrentActor actor, Administration administration, AccountMaking accounts)
{
    /// <summary>What may be said of somebody new.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="UnitId">Company, among those the actor administers; his own where none is said.</param>
    /// <param name="DepartmentId">Department of that company.</param>
    /// <param name="Post">Post.</param>
    /// <param name="SupervisorId">Whom he reports to.</param>
    /// <param name="Phone">Phone.</param>
    /// <param name="Email">E-mail.</param>
    /// <param name="UserName">What he signs in with; no account without.</param>
    /// <param name="RoleIds">Roles.</param>
    public sealed record Input(string? Name, Guid? UnitId, Guid? DepartmentId, string? Post, Guid? SupervisorId, string? Phone, string? Email, string? UserName, IReadOnlyList<Guid> RoleIds);

    /// <summary>Who he is now; the one-time password is shown this once.</summary>
    public sealed record Hired(Guid Id, string Name, string? UserName, string? OneTimePassword);

    /// <summary>Takes him in.</summary>
    public async Task<Outcome<Hired>> Handle(Input input, CancellationToken ct)
    {
        await administration.Lock(ct);
        var unit = input.UnitId ?? actor.Value.UnitId;
        var findings = PersonInput.Judge(input.Name, input.Post, input.Phone, input.Email);
        if (!await db.Set<Unit>().VisibleTo(actor.Value).AnyAsync(u => u.Id == unit && u.Active, ct)) findings.Add(new("organization.company.unknown", "unitId"));
        findings.AddRange(await administration.Judge(null, unit, input.DepartmentId, input.SupervisorId, ct));
        findings.AddRange(await administration.JudgeRoles(null, [], [.. input.RoleIds], ct));
        if (findings.Count > 0) return findings;

        var person = new Person(unit, input.Name!.Trim(), input.DepartmentId, PersonInput.Text(input.Post), input.SupervisorId);
        person.Reach(PersonInput.Text(input.Phone), PersonInput.Text(input.Email));
        person.Grant(input.RoleIds);
        db.Add(person);
        await db.SaveChangesAsync(ct);
        if (PersonInput.Text(input.UserName) is not { } userName) return new Hired(person.Id, person.Name, null, null);
        var (password, refused) = await accounts.Open(person, userName, ct);
        return refused.Count > 0 ? refused : new Hired(person.Id, person.Name, userName, password);
    }
}

/// <summary>What is asked of a person's fields, whether he is new or changed.</summary>
static class PersonInput
{
    /// <summary>Findings about the fields.</summary>
    public static List<Finding> Judge(string? name, string? post, string? phone, string? email)
    {
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(name)) findings.Add(new("organization.person.name.required", "name"));
        foreach (var (text, field, most) in new[] { (name, "name", 60), (post, "post", 60), (phone, "phone", 40), (email, "email", 100) })
            if (text?.Trim().Length > most) findings.Add(new Finding("organization.too-long", field).With(most));
        if (Text(email) is { } address && (address.Count(c => c == '@') != 1 || address.StartsWith('@') || address.EndsWith('@') || address.Any(char.IsWhiteSpace)))
            findings.Add(new("organization.email.invalid", "email"));
        return findings;
    }

    /// <summary>Trimmed, or null where nothing is said.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
