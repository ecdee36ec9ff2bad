using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Puts a customer into somebody's charge, or names the second contact on our side.</summary>
[Allow(Permission.CustomersAssign)]
sealed class AssignCustomer(GuijuContext db, CurrentActor actor, Charge charge)
{
    /// <summary>Sets the owner (null: the supervisor's pool) and the second contact.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, Guid? ownerId, Guid? secondOwnerId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<Guid>();
        List<Finding> findings = [.. await charge.Assign(found.Value, ownerId, secondOwnerId, ct)];
        return findings.Count > 0 ? findings : id;
    }
}
