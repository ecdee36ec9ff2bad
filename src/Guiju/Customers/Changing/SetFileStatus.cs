using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Files a draft, or makes a file formal once every mandatory field is there or said not to exist.</summary>
[Allow(Permission.CustomersWrite)]
sealed class SetFileStatus(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook)
{
    /// <summary>Sets the status, or names every field that is missing.</summary>
    [Clause("D13-3.3.2a"), Clause("D10-1.1b")]
    public async Task<Outcome<FileStatus>> Handle(Guid id, FileStatus status, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<FileStatus>();
        List<Finding> findings = [.. found.Value.Raise(status, ruleBook.For(found.Value.UnitId))];
        return findings.Count > 0 ? findings : found.Value.Status;
    }
}
