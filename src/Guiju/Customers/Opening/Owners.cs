using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>People who can take charge of a customer.</summary>
static class Owners
{
    /// <summary>Somebody who works for the company, or null.</summary>
    public static Task<Person?> Find(GuijuContext db, Guid id, Guid unit, CancellationToken ct) =>
        db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.UnitId == unit && p.Active, ct);
}
