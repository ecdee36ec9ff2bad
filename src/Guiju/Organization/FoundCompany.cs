using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>First run: the company, the standard roles and the administrator. Works once; afterwards it refuses for good.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class FoundCompany(GuijuContext db, UserManager<Account> accounts)
{
    /// <summary>What the first page asks for.</summary>
    /// <param name="Company">Name of the company, or of the group.</param>
    /// <param name="AdministratorName">Name of the administrator.</param>
    /// <param name="UserName">What he signs in with.</param>
    /// <param name="Password">At least ten characters.</param>
    public sealed record Input(string? Company, string? AdministratorName, string? UserName, string? Password);

    /// <summary>The company and the administrator.</summary>
    public sealed record Founded(Guid UnitId, Guid AdministratorId);

    /// <summary>Founds the company.</summary>
    public async Task<Outcome<Founded>> Handle(Input input, CancellationToken ct)
    {
        // Locks out a second one that comes at the same moment.
        await db.ChangeAccess(ct);
        if (await db.Set<Unit>().AnyAsync(ct)) return new Finding("organization.founded-already");
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(input.Company)) findings.Add(new("organization.company.required", "company"));
        if (string.IsNullOrWhiteSpace(input.AdministratorName)) findings.Add(new("organization.person.name.required", "administratorName"));
        if (string.IsNullOrWhiteSpace(input.UserName)) findings.Add(new("organization.user-name.required", "userName"));
        if (input.Company?.Trim().Length > 100) findings.Add(new Finding("organization.too-long", "company").With(100));
        if (input.AdministratorName?.Trim().Length > 60) findings.Add(new Finding("organization.too-long", "administratorName").With(60));
        if (input.UserName?.Trim().Length > 60) findings.Add(new("security.user-name.invalid", "userName"));
        if (findings.Count > 0) return findings;

        var unit = new Unit("HQ", input.Company!.Trim(), null);
        var roles = StandardRoles.Make();
        var person = new Person(unit.Id, input.AdministratorName!.Trim());
        person.Grant([roles.Single(r => r.Key == "administrator").Id]);
        db.Add(unit);
        db.AddRange(roles);
        db.Add(person);
        await db.SaveChangesAsync(ct);
        var account = new Account { Id = person.Id, UserName = input.UserName!.Trim() };
        var made = await accounts.CreateAsync(account, input.Password ?? "");
        return made.Succeeded ? new Founded(unit.Id, person.Id) : made.Errors.Select(e => Passwords.Finding(e, "password")).ToList();
    }
}
