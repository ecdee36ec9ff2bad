using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Says that a standard field does not exist at a customer (无), with the reason, or takes that back (D13-3.3.2a).</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class SetAbsent(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook)
{
    /// <summary>Marks the field; a null reason takes the mark back.</summary>
    [Clause("D13-3.3.2a")]
    public async Task<Outcome<int>> Handle(Guid id, string field, string? reason, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<int>();
        var c = found.Value;
        if (reason is not null)
        {
            List<Finding> findings = [.. Absence.Check(field, reason)];
            if (findings.Count == 0 && FactText.Of(c, field) is not null) findings.Add(new Finding("customers.absent.filled", field, "D13-3.3.2a").With($"customers.{field}"));
            if (findings.Count > 0) return findings;
        }
        c.MarkAbsent(field, reason);
        c.Judge(ruleBook.For(c.UnitId));
        await db.SaveChangesAsync(ct);
        return c.Version;
    }
}
