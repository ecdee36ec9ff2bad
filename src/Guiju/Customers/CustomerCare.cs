using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Carries out on the file what a supervisor decided elsewhere.</summary>
sealed class CustomerCare(GuijuContext db, CurrentActor actor, NextContacts contacts) : ICustomerCare
{
    static readonly Outcome<CustomerHeader> NotThere = Outcome<CustomerHeader>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    public IQueryable<Guid> WithoutOwner
    {
        get
        {
            var unit = actor.Value.UnitId;
            return db.Set<Customer>().Where(c => c.UnitId == unit && c.OwnerId == null && c.ArchivedAt == null).Select(c => c.Id);
        }
    }

    public async Task<Outcome<CustomerHeader>> Plan(Guid id, DateOnly? on, string? step, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        var findings = await contacts.Plan(found.Value, on, step, ct);
        return findings.Refuse() ? findings.ToList() : Outcome<CustomerHeader>.Success(found.Value.Header(), findings);
    }

    public async Task<Outcome<CustomerHeader>> GiveOut(Guid id, Guid ownerId, CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var customer = await db.Set<Customer>().SingleOrDefaultAsync(c => c.Id == id && c.UnitId == unit && c.OwnerId == null && c.MergedIntoId == null, ct);
        var owner = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == ownerId && p.UnitId == unit && p.Active, ct);
        if (customer is null || owner is null) return NotThere;
        customer.AssignTo(owner.Id, owner.DepartmentId);
        return customer.Header();
    }

    public async Task<Outcome<CustomerHeader>> Reassign(Guid id, Guid ownerId, CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var customer = await db.Set<Customer>().SingleOrDefaultAsync(c => c.Id == id && c.UnitId == unit && c.MergedIntoId == null, ct);
        var owner = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == ownerId && p.UnitId == unit && p.Active, ct);
        if (customer is null || owner is null) return NotThere;
        customer.AssignTo(owner.Id, owner.DepartmentId);
        return customer.Header();
    }
}
