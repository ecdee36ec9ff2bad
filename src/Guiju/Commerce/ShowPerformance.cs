using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Grading.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>A year of dealings with a customer (客户年度业绩).</summary>
/// <param name="Year">Calendar year of the days the dealings happened.</param>
/// <param name="Currency">ISO code; each currency is a row of its own, nothing is converted.</param>
/// <param name="Orders">Orders in force.</param>
/// <param name="Returns">Goods taken back.</param>
/// <param name="Sales">交易额: orders less returns.</param>
/// <param name="Growth">同比 in percent to one decimal, null where there is nothing to compare with.</param>
/// <param name="Payments">Payments of the year.</param>
public sealed record YearOfDealings(int Year, string Currency, decimal Orders, decimal Returns, decimal Sales, decimal? Growth, decimal Payments);

/// <summary>The annual performance of a customer from its orders and returns, year by year, newest first.</summary>
[Allow(Permission.ReportsRead)]
sealed class ShowPerformance(GuijuContext db, IVisibleCustomers customers)
{
    /// <summary>Its years; a customer out of scope is not there.</summary>
    [Clause("D13-3.4.3a"), Clause("D15-3.4.3a"), Clause("D16-4.5a")]
    public async Task<Outcome<IReadOnlyList<YearOfDealings>>> Handle(Guid customerId, CancellationToken ct)
    {
        if (!await customers.Rows.AnyAsync(c => c.Id == customerId, ct))
            return Outcome<IReadOnlyList<YearOfDealings>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var sums = await db.Set<Dealing>().AsNoTracking()
            .Where(d => d.CustomerId == customerId && d.State == DealingState.InForce && (d.Kind == DealingKind.Order || d.Kind == DealingKind.Return || d.Kind == DealingKind.Payment))
            .GroupBy(d => new { d.On.Year, d.Currency, d.Kind })
            .Select(g => new { g.Key.Year, g.Key.Currency, g.Key.Kind, Sum = g.Sum(d => d.Amount ?? 0m) }).ToListAsync(ct);
        decimal Of(int year, string currency, DealingKind kind) => sums.Where(s => s.Year == year && s.Currency == currency && s.Kind == kind).Sum(s => s.Sum);
        decimal Sales(int year, string currency) => AnnualPerformance.Sales(Of(year, currency, DealingKind.Order), Of(year, currency, DealingKind.Return));
        return Outcome<IReadOnlyList<YearOfDealings>>.Success(
        [
            .. sums.Select(s => (s.Year, s.Currency)).Distinct().OrderByDescending(k => k.Year).ThenBy(k => k.Currency, StringComparer.Ordinal).Select(k =>
            {
                var traded = sums.Any(s => s.Year == k.Year - 1 && s.Currency == k.Currency && s.Kind != DealingKind.Payment);
                return new YearOfDealings(k.Year, k.Currency, Of(k.Year, k.Currency, DealingKind.Order), Of(k.Year, k.Currency, DealingKind.Return), Sales(k.Year, k.Currency),
                    AnnualPerformance.Growth(Sales(k.Year, k.Currency), traded ? Sales(k.Year - 1, k.Currency) : null), Of(k.Year, k.Currency, DealingKind.Payment));
            }),
        ]);
    }
}

/// <summary>Tells the grading what each customer bought.</summary>
sealed class SalesFacts(GuijuContext db) : ISalesFacts
{
    public IQueryable<CustomerSales> Of(int year)
    {
        var (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return db.Set<Dealing>().AsNoTracking()
            .Where(d => d.On >= from && d.On <= until && d.State == DealingState.InForce && d.Currency == Currencies.Default && (d.Kind == DealingKind.Order || d.Kind == DealingKind.Return))
            .GroupBy(d => d.CustomerId)
            .Select(g => new CustomerSales { CustomerId = g.Key, Amount = g.Sum(d => d.Kind == DealingKind.Order ? d.Amount ?? 0m : -(d.Amount ?? 0m)) });
    }
}
