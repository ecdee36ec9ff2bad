using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Customers.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Plans the next contact with a customer (D01-2.3b).</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class PlanNextContact(GuijuContext db, CurrentActor actor, NextContacts contacts)
{
    /// <summary>What one saw of the plan.</summary>
    public sealed record Plan(DateOnly? On, string? Step);

    /// <summary>Plans it; answers the day in effect, which is still the old one while a far one waits for confirmation.</summary>
    /// <param name="id">The file.</param>
    /// <param name="on">Day of the next contact.</param>
    /// <param name="step">What for.</param>
    /// <param name="ct">Ends the act.</param>
    /// <param name="seen">What the caller saw; what he left as it was stays as others made it.</param>
    /// <param name="version">Version of the file the caller saw, where he says not what.</param>
    [Clause("D01-2.3b")]
    public async Task<Outcome<DateOnly?>> Handle(Guid id, DateOnly? on, string? step, CancellationToken ct, Plan? seen = null, int? version = null)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<DateOnly?>();
        var c = found.Value;
        step = string.IsNullOrWhiteSpace(step) ? null : step.Trim();
        if (seen is not null || (version is { } then && then != c.Version))
        {
            var since = version is { } old ? await ChangesSince.Of(db, id, id, old, ct) : new Dictionary<string, ChangeSince>();
            List<Finding> conflicts = [];
            Judge("nextContactOn", seen is null ? null : Day(seen.On), Day(c.NextContactOn), Day(on));
            Judge("nextStep", seen is null ? null : seen.Step ?? "", c.NextStep ?? "", step ?? "");
            if (conflicts.Count > 0) return Outcome<DateOnly?>.Refused(Refusal.Conflict, conflicts);
            if (seen is not null && on == seen.On) on = c.NextContactOn;
            if (seen is not null && (step ?? "") == (seen.Step ?? "")) step = c.NextStep;

            void Judge(string field, string? saw, string now, string said)
            {
                if (said == now || (saw is not null && (said == saw || saw == now))) return;
                var change = since.GetValueOrDefault(field);
                conflicts.Add(new Finding("customers.conflict", field) { Conflict = new($"customers.{field}", saw ?? change?.Seen ?? now, now, said, change?.By, change?.At) }.With($"customers.{field}", now, said, change?.By ?? "Guiju"));
            }
        }
        var findings = await contacts.Plan(found.Value, on, step, ct);
        return findings.Refuse() ? findings.ToList() : Outcome<DateOnly?>.Success(found.Value.NextContactOn, findings);
    }

    static string Day(DateOnly? on) => on?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
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
