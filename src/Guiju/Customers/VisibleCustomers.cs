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
        CategoryId = c.CategoryId,
        OwnerId = c.OwnerId,
        SecondOwnerId = c.SecondOwnerId,
        DepartmentId = c.DepartmentId,
        NextContactOn = c.NextContactOn,
        NextStep = c.NextStep,
        LastContactAt = c.LastContactAt,
        LastFeedback = c.LastFeedback,
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
