using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>Tells the customer's file of the first deal in force, and of the last one cancelled.</summary>
sealed class DealEffect(GuijuContext db, ICustomerFiles files)
{
    /// <summary>After a dealing took effect; findings of the file, such as a stage without its record, come back as warnings.</summary>
    [Clause("D01-1.3e")]
    public async Task<IReadOnlyList<Finding>> TookEffect(Dealing dealing, DateOnly on, CancellationToken ct) =>
        WonByDeal.IsDeal(dealing.Kind) && WonByDeal.Wins(dealing.Kind, await OthersInForce(dealing, ct))
            ? (await files.NoteDeal(dealing.CustomerId, true, on, dealing.Number, ct)).Findings : [];

    /// <summary>After a dealing was cancelled; a refusal of the file refuses the act.</summary>
    [Clause("D01-1.3e")]
    public async Task<IReadOnlyList<Finding>> WasCancelled(Dealing dealing, bool wasInForce, DateOnly on, string reason, CancellationToken ct) =>
        WonByDeal.IsDeal(dealing.Kind) && WonByDeal.GoesBack(dealing.Kind, wasInForce, await OthersInForce(dealing, ct))
            ? (await files.NoteDeal(dealing.CustomerId, false, on, reason, ct)).Findings : [];

    Task<int> OthersInForce(Dealing dealing, CancellationToken ct) =>
        db.Set<Dealing>().CountAsync(d => d.CustomerId == dealing.CustomerId && d.Id != dealing.Id && d.State == DealingState.InForce
            && (d.Kind == DealingKind.Contract || d.Kind == DealingKind.Order), ct);
}
