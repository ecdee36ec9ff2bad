using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Evaluates a customer: target, potential or temporarily invalid, with grounds; a new evaluation keeps the old ones (D01-1.3b).</summary>
[Allow(Permission.CustomersWrite)]
sealed class EvaluateCustomer(GuijuContext db, CurrentActor actor, ClassifiedRegister register, NextContacts contacts)
{
    /// <summary>Evaluates; a day of the next contact given along lets a target or potential customer enter the register at once (D01-1.3c).</summary>
    [Clause("D01-1.3b"), Clause("D01-1.3c")]
    public async Task<Outcome<LeadClass>> Handle(Guid id, LeadClass leadClass, string? grounds, DateOnly? nextContactOn, string? nextStep, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<LeadClass>();
        List<Finding> findings = [.. nextContactOn is null ? [] : await contacts.Plan(found.Value, nextContactOn, nextStep, ct)];
        findings.AddRange(await register.Evaluate(found.Value, leadClass, grounds, ct));
        return findings.Refuse() ? findings : Outcome<LeadClass>.Success(leadClass, findings);
    }
}
