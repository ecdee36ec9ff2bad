using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Customers.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Plans the next contact with a customer (D01-2.3b).</summary>
[Allow(Permission.CustomersWrite)]
sealed class PlanNextContact(GuijuContext db, CurrentActor actor, NextContacts contacts)
{
    /// <summary>Plans it; answers the day in effect, which is still the old one while a far one waits for confirmation.</summary>
    [Clause("D01-2.3b")]
    public async Task<Outcome<DateOnly?>> Handle(Guid id, DateOnly? on, string? step, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<DateOnly?>();
        var findings = await contacts.Plan(found.Value, on, step, ct);
        return findings.Refuse() ? findings.ToList() : Outcome<DateOnly?>.Success(found.Value.NextContactOn, findings);
    }
}

/// <summary>The supervisor confirms a next contact beyond the limit, or turns it down; nobody decides what he asked for himself (D01-2.3b).</summary>
[Allow(Permission.FollowUpConfirm)]
sealed class DecideContactPlan(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Decides; only a confirmed plan takes effect.</summary>
    [Clause("D01-2.3b")]
    public async Task<Outcome<PlanState>> Handle(Guid planId, bool confirm, CancellationToken ct)
    {
        var plan = await db.Set<ContactPlan>().SingleOrDefaultAsync(p => p.Id == planId, ct);
        if (plan is null) return Outcome<PlanState>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var found = await db.ToChange(actor.Value, plan.CustomerId, ct);
        if (!found.Done) return found.Refuse<PlanState>();
        if (plan.State != PlanState.Pending) return new Finding("customers.plan.decided", null, "D01-2.3b").With(plan.State, plan.DecidedByName);
        if (plan.AskedById == actor.Value.PersonId) return Outcome<PlanState>.Refused(Refusal.Forbidden, new Finding("customers.plan.own", null, "D01-2.3b"));
        if (confirm && NextContactDate.Check(plan.On, clock.Today) is { } past) return past;
        plan.Decide(confirm ? PlanState.Confirmed : PlanState.Refused, actor.Value.PersonId, actor.Value.Name, clock.Now);
        if (confirm) found.Value.PlanContact(plan.On, plan.Step);
        tell.Person(plan.AskedById, confirm ? "customers.notice.far-confirmed" : "customers.notice.far-refused", $"/customers/{plan.CustomerId}", "D01-2.3b", actor.Value.Name, found.Value.Name, $"{plan.On:yyyy-MM-dd}");
        return plan.State;
    }
}
