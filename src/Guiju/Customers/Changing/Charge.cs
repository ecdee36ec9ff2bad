using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Puts customers into somebody's charge: the step of giving one and of giving many.</summary>
sealed class Charge(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook, Tell tell)
{
    readonly Dictionary<(Guid Id, Guid Unit), Person?> known = [];

    /// <summary>Sets the owner (null: the supervisor's pool) and the second contact, or says why not.</summary>
    public async Task<IReadOnlyList<Finding>> Assign(Customer c, Guid? ownerId, Guid? secondOwnerId, CancellationToken ct)
    {
        List<Finding> findings = [];
        var owner = ownerId is { } o ? await Find(o, c.UnitId, ct) : null;
        if (ownerId is not null && owner is null) findings.Add(new("customers.owner.unknown", "ownerId"));
        if (secondOwnerId is { } s && await Find(s, c.UnitId, ct) is null) findings.Add(new("customers.owner.unknown", "secondOwnerId"));
        if (secondOwnerId is not null && secondOwnerId == ownerId) findings.Add(new("customers.owner.twice", "secondOwnerId"));
        if (findings.Count > 0) return findings;
        if (ownerId != c.OwnerId) tell.Person(ownerId, "customers.notice.assigned", $"/customers/{c.Id}", null, actor.Value.Name, c.Name);
        if (secondOwnerId != c.SecondOwnerId) tell.Person(secondOwnerId, "customers.notice.second", $"/customers/{c.Id}", null, actor.Value.Name, c.Name);
        c.AssignTo(ownerId, ownerId is null ? c.DepartmentId ?? actor.Value.DepartmentId : owner!.DepartmentId);
        c.SetSecondOwner(secondOwnerId);
        c.Judge(ruleBook.For(c.UnitId));
        return [];
    }

    async Task<Person?> Find(Guid id, Guid unit, CancellationToken ct) =>
        known.TryGetValue((id, unit), out var person) ? person : known[(id, unit)] = await Owners.Find(db, id, unit, ct);
}
