using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Classes follow as far as the kept file has not got them: a file has each once (D13-2.1b).</summary>
sealed class MergesRoles(GuijuContext db) : IMergesWithCustomer
{
    public Type Entity => typeof(CustomerRole);

    public async Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var has = db.Set<CustomerRole>().Where(r => r.CustomerId == to).Select(r => r.Role);
        var ids = await db.Set<CustomerRole>().Where(r => r.CustomerId == from && (only == null || only.Contains(r.Id)) && !has.Contains(r.Role)).Select(r => r.Id).ToListAsync(ct);
        if (ids.Count > 0) await db.Set<CustomerRole>().Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.CustomerId, to), ct);
        return ids;
    }
}

/// <summary>Files merged earlier into the one that goes now lead to the one kept, in one step.</summary>
sealed class MergesStubs(GuijuContext db) : IMergesWithCustomer
{
    public Type Entity => typeof(Customer);

    public async Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var ids = await db.Set<Customer>().Where(c => c.MergedIntoId == from && (only == null || only.Contains(c.Id))).Select(c => c.Id).ToListAsync(ct);
        if (ids.Count > 0) await db.Set<Customer>().Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.MergedIntoId, to), ct);
        return ids;
    }
}
