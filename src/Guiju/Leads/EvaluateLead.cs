using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>
/// Evaluates a lead by what the customer said: target, potential or temporarily invalid, with the grounds (D01-1.3b). Nobody
/// is evaluated before somebody has spoken to him (D01-1.3a). The file keeps every evaluation with its evaluator and time.
/// </summary>
[Allow(Permission.LeadsWrite), Clause("D01-1.3b"), Clause("D01-1.3a")]
public sealed class EvaluateLead(GuijuContext db, ICustomerFiles files, IContactLog contacts)
{
    /// <summary>What the evaluation found.</summary>
    /// <param name="LeadClass">One of the three classes.</param>
    /// <param name="Grounds">Why, up to 500 characters.</param>
    public sealed record Input(LeadClass? LeadClass, string? Grounds);

    /// <summary>Evaluates it.</summary>
    public async Task<Outcome<CustomerHeader>> Handle(Guid leadId, Input input, CancellationToken ct)
    {
        var customerId = await db.Set<Lead>().Where(l => l.Id == leadId).Select(l => (Guid?)l.CustomerId).SingleOrDefaultAsync(ct);
        if (customerId is not { } id || await files.Find(id, ct) is null)
            return Outcome<CustomerHeader>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        List<Finding> findings = [];
        if (await contacts.Latest(id, ct) is null) findings.Add(contacts.ContactFirst with { Link = $"/customers/{id}" });
        if (input.LeadClass is null) findings.Add(new("leads.class.required", "leadClass", "D01-1.3b"));
        return findings.Count > 0 ? findings : await files.Classify(id, input.LeadClass!.Value, input.Grounds, ct);
    }
}
