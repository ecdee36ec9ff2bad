using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Commerce;

/// <summary>Registers a dealing with a customer in its file (D13-3.4.1b).</summary>
[Allow(Permission.CommerceWrite)]
sealed class RegisterDealing(GuijuContext db, DealingCheck check, DealEffect effect, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Registers it, or says everything that stands in the way.</summary>
    [Clause("D13-3.2a"), Clause("D15-3.2a"), Clause("D16-3.2a"), Clause("D13-3.4.1b"), Clause("D15-3.4.1b"), Clause("D16-4.4b"), Clause("D01-1.3e")]
    public async Task<Outcome<Registered>> Handle(DealingFacts facts, CancellationToken ct)
    {
        var me = actor.Value;
        var ourPerson = facts.OurPersonId ?? me.PersonId ?? Guid.Empty;
        var file = await check.Counterpart(facts.CustomerId, facts.Kind, ct);
        List<Finding> findings = [.. file.Findings.Where(f => f.Weight == Weight.Refusal), .. await check.Check(facts, file.Done ? file.Value : null, ourPerson, ct)];
        if (findings.Count > 0) return findings;

        var (customer, kind, today) = (file.Value, facts.Kind!.Value, clock.Today);
        var on = facts.On ?? today;
        var dealing = new Dealing(customer.UnitId, customer.Id, kind, await db.NumberFor(customer.UnitId, kind, on, ct), on,
            on == today ? clock.Now : clock.Utc(on.ToDateTime(default)), me.Name);
        dealing.Tell(facts.Summary!, facts.Amount, facts.Currency is { Length: > 0 } currency ? currency : Currencies.Default);
        dealing.Between(ourPerson, facts.TheirPersonId);
        if (kind == DealingKind.WorkOrder) dealing.About(string.IsNullOrWhiteSpace(facts.Plate) ? null : PlateNumber.Read(facts.Plate, "plate", "D18-1.9").Value, MatchKeys.Phone(facts.Phone));
        db.Add(dealing);
        var registered = new Registered(dealing.Id, dealing.Number);
        if ((DealingCheck.CanWait(kind) ? facts.InForceOn : on) is not { } force) return registered;
        dealing.PutInForce(force);
        var told = await effect.TookEffect(dealing, force, ct);
        return told.Any(f => f.Weight == Weight.Refusal) ? told.ToList() : Outcome<Registered>.Success(registered, told);
    }
}

/// <summary>A registered dealing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Number people read.</param>
public sealed record Registered(Guid Id, string Number);
