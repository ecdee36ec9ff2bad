using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>Reads the days of next contacts from the contacts they were noted with, along the index of a company's contacts; what was imported is history of another system.</summary>
sealed class PastPlans(GuijuContext db, IVisibleCustomers customers) : IPastPlans
{
    public Task<int> Count(Guid unitId, DateTime from, DateTime until, CancellationToken ct) => Of(unitId, from, until).CountAsync(ct);

    public async Task<(IReadOnlyList<PastPlan> Items, string? Next)> After(Guid unitId, DateTime from, DateTime until, string? mark, int size, CancellationToken ct)
    {
        var noted = Of(unitId, from, until);
        if (mark?.Split('_') is [var ticks, var id])
        {
            var (at, last) = (new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc), Guid.Parse(id));
            noted = noted.Where(i => i.At >= at && (i.At > at || i.Id.CompareTo(last) > 0));
        }
        var found = await noted.OrderBy(i => i.At).ThenBy(i => i.Id).Take(size).Select(i => new { i.Id, i.At, i.CustomerId, On = i.NextOn!.Value, NotedAt = i.CreatedAt }).ToListAsync(ct);
        var ids = found.Select(f => f.CustomerId).Distinct().ToList();
        var files = await customers.Rows.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.OwnerId, c.DepartmentId }).ToDictionaryAsync(c => c.Id, ct);
        return ([.. found.Where(f => files.ContainsKey(f.CustomerId)).Select(f => new PastPlan(f.CustomerId, files[f.CustomerId].Name, f.On, f.NotedAt, files[f.CustomerId].OwnerId, files[f.CustomerId].DepartmentId))],
            found.Count < size ? null : string.Create(CultureInfo.InvariantCulture, $"{found[^1].At.Ticks}_{found[^1].Id:N}"));
    }

    IQueryable<Interaction> Of(Guid unitId, DateTime from, DateTime until) => db.Set<Interaction>().AsNoTracking().Where(i => i.UnitId == unitId && i.At >= from && i.At < until && i.NextOn != null && i.ImportId == null);
}
