using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Puts a customer into somebody's charge, or names the second contact on our side.</summary>
[Allow(Permission.CustomersAssign)]
sealed class AssignCustomer(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook, Tell tell)
{
    /// <summary>Sets the owner (null: the supervisor's pool) and the second contact.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, Guid? ownerId, Guid? secondOwnerId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<Guid>();
        var c = found.Value;
        List<Finding> findings = [];
        var owner = ownerId is { } o ? await Owners.Find(db, o, c.UnitId, ct) : null;
        if (ownerId is not null && owner is null) findings.Add(new("customers.owner.unknown", "ownerId"));
        if (secondOwnerId is { } s && await Owners.Find(db, s, c.UnitId, ct) is null) findings.Add(new("customers.owner.unknown", "secondOwnerId"));
        if (secondOwnerId is not null && secondOwnerId == ownerId) findings.Add(new("customers.owner.twice", "secondOwnerId"));
        if (findings.Count > 0) return findings;
        if (ownerId != c.OwnerId) tell.Person(ownerId, "customers.notice.assigned", $"/customers/{c.Id}", null, actor.Value.Name, c.Name);
        if (secondOwnerId != c.SecondOwnerId) tell.Person(secondOwnerId, "customers.notice.second", $"/customers/{c.Id}", null, actor.Value.Name, c.Name);
        c.AssignTo(ownerId, ownerId is null ? c.DepartmentId ?? actor.Value.DepartmentId : owner!.DepartmentId);
        c.SetSecondOwner(secondOwnerId);
        c.Judge(ruleBook.For(c.UnitId));
        return c.Id;
    }
}
