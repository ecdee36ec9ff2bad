using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>A supervisor confirms a next contact that lies far off, or refuses it with a reason (D01-2.3b); nobody decides his own.</summary>
[Allow(Permission.FollowUpConfirm), Clause("D01-2.3b")]
public sealed class DecideNextDate(GuijuContext db, ICustomerFiles files, ICustomerCare care, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The decision.</summary>
    /// <param name="Confirm">Whether the date is in force from now on.</param>
    /// <param name="Reason">Why not, up to 200 characters; needed to refuse.</param>
    public sealed record Input(bool Confirm, string? Reason);

    /// <summary>Decides.</summary>
    public async Task<Outcome<ConfirmationState>> Handle(Guid id, Input input, CancellationToken ct)
    {
        var confirmation = await db.Set<DateConfirmation>().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (confirmation is null || await files.Find(confirmation.CustomerId, ct) is null)
            return Outcome<ConfirmationState>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (confirmation.AskedBy == actor.Value.PersonId)
            return Outcome<ConfirmationState>.Refused(Refusal.Forbidden, new Finding("followup.confirm.own", null, "D01-2.3b"));
        if (confirmation.State != ConfirmationState.Pending)
            return Outcome<ConfirmationState>.Refused(Refusal.Conflict, new Finding("followup.confirm.decided").With(confirmation.State));
        if (!input.Confirm && string.IsNullOrWhiteSpace(input.Reason)) return new Finding("followup.confirm.reason", "reason", "D01-2.3b");
        if (input.Reason?.Length > 200) return new Finding("followup.too-long", "reason").With(200);

        if (input.Confirm)
        {
            // It may have waited so long that the day is over.
            if (NextContactIsPlanned.Decide(confirmation.NextOn, clock.Today, null, int.MaxValue / 2000).Refused is { } past) return past;
            var planned = await care.Plan(confirmation.CustomerId, confirmation.NextOn, confirmation.NextStep, ct);
            if (!planned.Done) return planned.Map(_ => ConfirmationState.Pending);
        }
        confirmation.Decide(input.Confirm, actor.Value.PersonId, input.Reason?.Trim(), clock.Now);
        return confirmation.State;
    }
}
