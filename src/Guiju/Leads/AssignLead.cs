using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>A supervisor gives a lead out of the pool to one of his people (D01-1.1a).</summary>
[Allow(Permission.LeadsAssign), Clause("D01-1.1a")]
public sealed class AssignLead(GuijuContext db, ICustomerCare care, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Gives it out.</summary>
    /// <param name="leadId">A lead of the pool in the supervisor's scope.</param>
    /// <param name="ownerId">Who takes charge: himself or one of his people.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<CustomerHeader>> Handle(Guid leadId, Guid? ownerId, CancellationToken ct)
    {
        var lead = await db.Set<Lead>().VisibleTo(actor.Value).SingleOrDefaultAsync(l => l.Id == leadId, ct);
        if (lead is null) return Outcome<CustomerHeader>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (ownerId is not { } owner || !await db.Set<Person>().InChargeOf(actor.Value).AnyAsync(p => p.Id == owner, ct))
            return new Finding("leads.owner.required", "ownerId", "D01-1.1a");
        if (!await care.WithoutOwner.ContainsAsync(lead.CustomerId, ct))
            return Outcome<CustomerHeader>.Refused(Refusal.Conflict, new Finding("leads.assigned-already"));
        lead.GivenOut(actor.Value.PersonId, clock.Now);
        tell.Person(owner, "leads.notice.given", $"/leads/{lead.Id}", "D01-1.1a", actor.Value.Name, lead.Name);
        return await care.GiveOut(lead.CustomerId, owner, ct);
    }
}

/// <summary>To whom an actor may give work.</summary>
static class Colleagues
{
    /// <summary>People at work he may give leads to: those of his company, or those below him.</summary>
    public static IQueryable<Person> InChargeOf(this IQueryable<Person> people, Actor actor)
    {
        var (me, unit, departments, below) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        var here = people.Where(p => p.Active && p.UnitId == unit);
        return actor.Scope switch
        {
            DataScope.Group or DataScope.Unit => here,
            DataScope.Department => here.Where(p => p.Id == me || departments.Contains(p.DepartmentId!.Value) || below.Contains(p.Id)),
            DataScope.Own => here.Where(p => p.Id == me),
        };
    }
}
