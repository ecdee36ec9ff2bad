using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Records that a customer reached a stage, or fell back to one (D01-3.1a).</summary>
[Allow(Permission.CustomersWrite)]
sealed class MoveStage(GuijuContext db, CurrentActor actor, StageSteps steps)
{
    /// <summary>Moves it, or lists the stages that have no record.</summary>
    [Clause("D01-3.1a")]
    public async Task<Outcome<Stage>> Handle(Guid id, Stage stage, string? note, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<Stage>();
        List<Finding> findings = [.. await steps.Move(found.Value, stage, note, ct)];
        return findings.Count > 0 ? findings : stage;
    }
}
