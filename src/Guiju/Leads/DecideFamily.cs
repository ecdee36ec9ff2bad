using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>A manager decides whether two registrations are one purchase of a family (D03-4.2).</summary>
[Allow(Permission.LeadsAssign), Clause("D03-4.2")]
public sealed class DecideFamily(GuijuContext db, ICustomerCare care, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>One purchase: it stays with who received the first of them. Two: the file goes to who registered it.</summary>
    public async Task<Outcome<FamilyCase>> Handle(Guid leadId, bool same, CancellationToken ct)
    {
        var lead = await db.Set<Lead>().VisibleTo(actor.Value).SingleOrDefaultAsync(l => l.Id == leadId, ct);
        if (lead is null) return Outcome<FamilyCase>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (lead.Family != FamilyCase.Suspected) return Outcome<FamilyCase>.Refused(Refusal.Conflict, new Finding("leads.family.decided", null, "D03-4.2"));
        if (lead.RegistrarId == actor.Value.PersonId) return Outcome<FamilyCase>.Refused(Refusal.Forbidden, new Finding("leads.family.own", null, "D03-4.2"));
        var first = await db.Set<Lead>().AsNoTracking().SingleAsync(l => l.Id == lead.FamilyLeadId, ct);
        if (!same)
        {
            var given = await care.Reassign(lead.CustomerId, lead.RegistrarId, ct);
            if (!given.Done) return Outcome<FamilyCase>.Refused(given.Refusal, given.Findings);
        }
        lead.DecideFamily(same ? FamilyCase.Confirmed : FamilyCase.Separate, actor.Value.PersonId, clock.Now);
        foreach (var person in new[] { lead.RegistrarId, first.RegistrarId }.Distinct())
            tell.Person(person, same ? "leads.notice.family-one" : "leads.notice.family-two", $"/customers/{lead.CustomerId}", "D03-4.2", actor.Value.Name, lead.Name, first.Name);
        return lead.Family;
    }
}
