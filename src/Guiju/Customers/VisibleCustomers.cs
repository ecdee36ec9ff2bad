using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Shows other features the customers of the actor's scope as rows of one shape.</summary>
sealed class VisibleCustomers(GuijuContext db, CurrentActor actor) : IVisibleCustomers
{
    IQueryable<Customer> Scoped => db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => c.ArchivedAt == null);

    public IQueryable<VisibleCustomer> Rows => Scoped.Select(c => new VisibleCustomer
    {
        Id = c.Id,
        UnitId = c.UnitId,
        Code = c.Code,
        Name = c.Name,
        SortKey = c.SortKey,
        Role = c.Roles.OrderBy(r => r.Id).Select(r => (RoleKind?)r.Role).FirstOrDefault(),
        Stage = c.Stage,
        LeadClass = c.LeadClass,
        LeadClassGrounds = c.LeadClassGrounds,
        Status = c.Status,
        Completeness = c.Completeness,
        // The ten fields of InformationScore, counted where the rows are so that lists can filter by it.
        Score = 10 * (1 + (c.Roles.Any() ? 1 : 0) + (c.Industry != null ? 1 : 0) + (c.Address != null ? 1 : 0)
            + (c.Contacts.Any() ? 1 : 0) + (c.Contacts.Any(p => p.Post != null) ? 1 : 0)
            + (c.Phone != null || c.Contacts.Any(p => p.Mobile != null || p.Phone != null) ? 1 : 0)
            + (c.Contacts.Any(p => p.Email != null) ? 1 : 0) + (c.Source != null ? 1 : 0) + (c.Demand != null ? 1 : 0)),
        CategoryId = c.CategoryId,
        OwnerId = c.OwnerId,
        SecondOwnerId = c.SecondOwnerId,
        DepartmentId = c.DepartmentId,
        NextContactOn = c.NextContactOn,
        NextStep = c.NextStep,
        LastContactAt = c.LastContactAt,
        LastFeedback = c.LastFeedback,
        OpenedOn = c.OpenedOn,
        RegionCode = c.RegionCode,
        Address = c.Address,
        Phone = c.Phone,
        Industry = c.Industry,
        Source = c.Source,
        Demand = c.Demand,
        Contact = c.Contacts.OrderByDescending(p => p.Primary).ThenBy(p => p.Id).Select(p => new VisibleContact
        {
            Id = p.Id,
            CustomerId = p.CustomerId,
            Name = p.Name,
            Post = p.Post,
            Phone = p.Mobile ?? p.Phone,
            Email = p.Email,
            Primary = p.Primary,
        }).FirstOrDefault(),
        ChangedBy = c.ChangedBy,
        ChangedAt = c.ChangedAt,
    });

    public IQueryable<VisibleContact> Contacts =>
        from c in Scoped
        join p in db.Set<ContactPerson>() on c.Id equals p.CustomerId
        select new VisibleContact
        {
            Id = p.Id,
            CustomerId = p.CustomerId,
            Name = p.Name,
            Post = p.Post,
            Phone = p.Mobile ?? p.Phone,
            Email = p.Email,
            Primary = p.Primary,
        };

    public IQueryable<VisibleCategory> Categories
    {
        get
        {
            var (unit, all) = (actor.Value.UnitId, actor.Value.Scope == DataScope.Group);
            return db.Set<RegisterCategory>().AsNoTracking().Where(c => all || c.UnitId == unit)
                .Select(c => new VisibleCategory { Id = c.Id, UnitId = c.UnitId, Order = c.Order, Name = c.Name });
        }
    }
}
