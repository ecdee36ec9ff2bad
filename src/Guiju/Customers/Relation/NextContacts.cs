using Guiju.Customers.Clauses;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Plans the next contact with a customer; a plan beyond the limit waits for the supervisor.</summary>
sealed class NextContacts(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, Tell tell)
{
    ILookup<Guid, ContactPlan>? pending;

    /// <summary>Asks for many customers at once what <see cref="Plan"/> would ask for each.</summary>
    public async Task Look(IReadOnlyCollection<Guid> customers, CancellationToken ct) =>
        pending = (await db.Set<ContactPlan>().Where(p => customers.Contains(p.CustomerId) && p.State == PlanState.Pending).ToListAsync(ct)).ToLookup(p => p.CustomerId);

    /// <summary>Plans it, or says why not; a warning says that it waits for confirmation and what counts until then.</summary>
    [Clause("D01-2.3b")]
    public async Task<IReadOnlyList<Finding>> Plan(Customer c, DateOnly? on, string? step, CancellationToken ct)
    {
        List<Finding> findings = [.. new[] { NextContactDate.Check(on, clock.Today), EntryText.Check(step, "nextStep", 200) }.OfType<Finding>()];
        if (findings.Count > 0) return findings;
        foreach (var old in pending?[c.Id] ?? await db.Set<ContactPlan>().Where(p => p.CustomerId == c.Id && p.State == PlanState.Pending).ToListAsync(ct))
            old.Decide(PlanState.Replaced, actor.Value.PersonId, actor.Value.Name, clock.Now);
        var limit = ruleBook.Today.MaxFutureDays;
        if (!NextContactDate.NeedsConfirmation(on!.Value, clock.Today, limit))
        {
            c.PlanContact(on, step);
            return [];
        }
        db.Add(new ContactPlan(c, on.Value, string.IsNullOrWhiteSpace(step) ? null : step.Trim(), actor.Value.PersonId, actor.Value.Name));
        tell.Person(await Supervisor(ct), "customers.notice.far-contact", $"/customers/{c.Id}", "D01-2.3b", actor.Value.Name, c.Name, $"{on:yyyy-MM-dd}");
        return [new Finding("customers.next-contact.far", "nextContactOn", "D01-2.3b").With(limit, $"{on:yyyy-MM-dd}").AsWarning()];
    }

    async Task<Guid?> Supervisor(CancellationToken ct)
    {
        if (!asked) (supervisor, asked) = (await db.SupervisorOf(actor.Value.PersonId, ct), true);
        return supervisor;
    }

    Guid? supervisor;
    bool asked;
}
