using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Adds a class to a file or takes one off; one entity has one file whatever it is to us (D13-2.1b).</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class ChangeRoles(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook)
{
    /// <summary>Adds these classes; those there already stay.</summary>
    [Clause("D13-2.1b"), Clause("D13-2.2a"), Clause("D10-0.3")]
    public async Task<Outcome<IReadOnlyList<RoleKind>>> Add(Guid id, IReadOnlyCollection<RoleKind> roles, SpecialKind? special, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<RoleKind>>();
        List<Finding> findings = [.. CustomerClasses.Check(roles, special)];
        if (findings.Count > 0) return findings;
        foreach (var role in roles) found.Value.TakeRole(role, role == RoleKind.Special ? special : null);
        return Done(found.Value);
    }

    /// <summary>Takes a class off; the last one stays.</summary>
    [Clause("D13-2.1a")]
    public async Task<Outcome<IReadOnlyList<RoleKind>>> Drop(Guid id, RoleKind role, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<RoleKind>>();
        var has = found.Value.Roles.Select(r => r.Role).ToList();
        if (!has.Contains(role)) return new Finding("customers.roles.not-there", "role").With(role);
        if (CustomerClasses.CheckDrop(has, role) is { } finding) return finding;
        found.Value.DropRole(role);
        return Done(found.Value);
    }

    Outcome<IReadOnlyList<RoleKind>> Done(Customer c)
    {
        c.Judge(ruleBook.For(c.UnitId));
        return Outcome<IReadOnlyList<RoleKind>>.Success([.. c.Roles.Select(r => r.Role).Order()]);
    }
}
