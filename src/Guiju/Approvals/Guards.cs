using Guiju.Approvals.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Approvals;

/// <summary>Lets acts beyond a limit pass by an approval in force, and keeps what was refused or excepted.</summary>
sealed class Guards(GuijuContext db, CurrentActor actor, CompanyClock clock, IApprovals approvals) : IGuards
{
    public async Task<Finding?> Pass(GuardedAct act, CancellationToken ct)
    {
        var clause = act.Refusal.Clause ?? throw new ArgumentException("A guard names its clause.", nameof(act));
        if (act.Need is { } need && await approvals.Use(need, act.Title, ct) is { } approval)
        {
            db.Add(new KeptDecision(actor.Value, db.Act, clock.Now, GuardResult.Excepted, clause, act.Subject.Kind, act.Subject.Id, act.Title, ApprovalRequest.WriteFacts(act.Facts), act.ParametersOn, act.Refusal.Key)
            { RequestId = approval.RequestId, Approval = approval.Number });
            return null;
        }
        return act.Refusal with { Guard = new(act.Subject.Kind, act.Subject.Id, act.Title, [.. act.Facts.Select(f => KeyValuePair.Create(f.Label, f.Value))], act.ParametersOn) };
    }

    public void Keep(IEnumerable<Finding> refusals)
    {
        foreach (var (finding, note) in refusals.Where(f => f.Guard is not null && f.Clause is not null).Select(f => (f, f.Guard!)))
            db.Add(new KeptDecision(actor.Value, db.Act, clock.Now, GuardResult.Refused, finding.Clause!, note.SubjectKind, note.SubjectId, note.Title,
                ApprovalRequest.WriteFacts([.. note.Facts.Select(f => new ApprovalFact(f.Key, f.Value))]), note.ParametersOn, finding.Key));
    }
}

/// <summary>Keeps the refusals of an act that was undone: called by the door after its transaction is gone.</summary>
sealed class RefusalKeeper(IGuards guards) : IKeepsRefusals
{
    public void Keep(IEnumerable<Finding> refusals) => guards.Keep(refusals);
}
