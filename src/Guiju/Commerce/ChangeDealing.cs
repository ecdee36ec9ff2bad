using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>Puts an offer, contract or order into force from a day on.</summary>
[Allow(Permission.CommerceWrite)]
sealed class PutInForce(GuijuContext db, IVisibleCustomers customers, DealingCheck check, DealEffect effect, CompanyClock clock)
{
    /// <summary>Puts it into force; the day is not in the future, and the customer's file is asked again, for a dealing may have waited long.</summary>
    [Clause("D01-1.3e"), Clause("D13-3.3.1a")]
    public async Task<Outcome<int>> Handle(Guid id, int? version, DateOnly? on, CancellationToken ct)
    {
        var found = await customers.DealingToChange(db, id, version, ct);
        if (!found.Done) return found.Map(_ => 0);
        var dealing = found.Value;
        List<Finding> findings = [];
        if (dealing.State != DealingState.Draft) findings.Add(new Finding("commerce.force.state", "inForceOn").With($"enum.DealingState.{dealing.State}"));
        var from = on ?? clock.Today;
        if (from > clock.Today) findings.Add(new Finding("commerce.force.future", "inForceOn").With($"{from:yyyy-MM-dd}"));
        else if (from < DealingCheck.Earliest) findings.Add(new Finding("commerce.on.early", "inForceOn").With($"{from:yyyy-MM-dd}"));
        findings.AddRange((await check.Counterpart(dealing.CustomerId, dealing.Kind, ct)).Findings.Where(f => f.Weight == Weight.Refusal));
        if (findings.Count > 0) return findings;
        dealing.PutInForce(from);
        var told = await effect.TookEffect(dealing, from, ct);
        return told.Any(f => f.Weight == Weight.Refusal) ? told.ToList() : Outcome<int>.Success(dealing.Version + 1, told);
    }
}

/// <summary>Cancels a dealing with a reason; it stays in the ledger and counts no more.</summary>
[Allow(Permission.CommerceWrite)]
sealed class CancelDealing(GuijuContext db, IVisibleCustomers customers, DealEffect effect, CompanyClock clock)
{
    /// <summary>Cancels it as of today.</summary>
    [Clause("D01-1.3e")]
    public async Task<Outcome<int>> Handle(Guid id, int? version, string? reason, CancellationToken ct)
    {
        var found = await customers.DealingToChange(db, id, version, ct);
        if (!found.Done) return found.Map(_ => 0);
        var dealing = found.Value;
        List<Finding> findings = [];
        if (dealing.State == DealingState.Cancelled) findings.Add(new("commerce.cancel.again", "reason"));
        if (string.IsNullOrWhiteSpace(reason)) findings.Add(new("commerce.cancel.reason", "reason", "D01-1.3e"));
        else if (LedgerText.Check(reason, "reason", 300) is { } text) findings.Add(text);
        if (findings.Count > 0) return findings;
        var wasInForce = dealing.State == DealingState.InForce;
        dealing.Cancel(clock.Today, reason!);
        var told = await effect.WasCancelled(dealing, wasInForce, clock.Today, reason!, ct);
        return told.Any(f => f.Weight == Weight.Refusal) ? told.ToList() : Outcome<int>.Success(dealing.Version + 1, told);
    }
}

static class DealingTables
{
    /// <summary>A dealing whose customer is within the actor's scope, to be changed; another version than the one seen is a conflict.</summary>
    public static async Task<Outcome<Dealing>> DealingToChange(this IVisibleCustomers customers, GuijuContext db, Guid id, int? version, CancellationToken ct)
    {
        // Two questions: rows of other features are read untracked, which would go for the dealing too.
        var dealing = await db.Set<Dealing>().SingleOrDefaultAsync(d => d.Id == id, ct);
        if (dealing is null || !await customers.Rows.AnyAsync(c => c.Id == dealing.CustomerId, ct)) return Outcome<Dealing>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return version is { } seen && seen != dealing.Version ? Outcome<Dealing>.Refused(Refusal.Conflict, new Finding("platform.conflict")) : dealing;
    }
}
