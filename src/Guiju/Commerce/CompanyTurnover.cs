using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>Adds up what a company turned over in a period.</summary>
sealed class CompanyTurnover(GuijuContext db, IVisibleCustomers customers) : ICompanyTurnover
{
    public async Task<Turnover> Of(Guid unitId, DateOnly first, DateOnly last, int most, CancellationToken ct)
    {
        var rows = db.Set<Dealing>().AsNoTracking().Where(d => d.UnitId == unitId && d.On >= first && d.On <= last && d.State == DealingState.InForce
            && (d.Kind == DealingKind.Order || d.Kind == DealingKind.Return || d.Kind == DealingKind.Payment));
        var sums = await rows.GroupBy(d => new { Ours = d.Currency == Currencies.Default, d.Kind }).Select(g => new { g.Key.Ours, g.Key.Kind, Sum = g.Sum(d => d.Amount ?? 0m) }).ToListAsync(ct);
        if (sums.Count == 0) return new(0, 0, 0, false, []);
        decimal Sum(DealingKind kind) => sums.Where(s => s.Ours && s.Kind == kind).Sum(s => s.Sum);
        var yuan = rows.Where(d => d.Currency == Currencies.Default);
        var count = await yuan.Select(d => d.CustomerId).Distinct().CountAsync(ct);
        var largest = await yuan.GroupBy(d => d.CustomerId).Select(g => new
        {
            Id = g.Key,
            Sales = g.Sum(d => d.Kind == DealingKind.Order ? d.Amount ?? 0m : d.Kind == DealingKind.Return ? -(d.Amount ?? 0m) : 0m),
            Receipts = g.Sum(d => d.Kind == DealingKind.Payment ? d.Amount ?? 0m : 0m),
        }).Join(customers.Rows, s => s.Id, c => c.Id, (s, c) => new { s.Id, c.Name, c.SortKey, s.Sales, s.Receipts })
            .OrderByDescending(s => s.Sales).ThenBy(s => s.SortKey).Take(most).ToListAsync(ct);
        return new(AnnualPerformance.Sales(Sum(DealingKind.Order), Sum(DealingKind.Return)), Sum(DealingKind.Payment), count, sums.Any(s => !s.Ours),
            [.. largest.Select(s => new CustomerTurnover(s.Id, s.Name, s.Sales, s.Receipts))]);
    }
}
