using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Shows other features the classes of the customers of the actor's scope.</summary>
sealed class VisibleRoles(GuijuContext db, CurrentActor actor) : IVisibleRoles
{
    public IQueryable<VisibleRole> Rows =>
        from c in db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value)
        where c.ArchivedAt == null
        join r in db.Set<CustomerRole>() on c.Id equals r.CustomerId
        select new VisibleRole { CustomerId = c.Id, Role = r.Role, Special = r.Special };
}
