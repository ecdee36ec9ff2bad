namespace Guiju.Commerce.Contracts;

/// <summary>What a company sold and was paid in a period, from the orders, returns and payments in force, in yuan.</summary>
/// <param name="Sales">Orders less returns.</param>
/// <param name="Receipts">Payments.</param>
/// <param name="Customers">How many customers that concerns.</param>
/// <param name="OtherCurrencies">Whether there are amounts in other currencies, which are left out.</param>
/// <param name="Largest">The customers the reader sees with the largest sales; the rest are in the totals alone.</param>
public sealed record Turnover(decimal Sales, decimal Receipts, int Customers, bool OtherCurrencies, IReadOnlyList<CustomerTurnover> Largest);

/// <summary>The part of one customer.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Customer">Its name.</param>
/// <param name="Sales">Orders less returns.</param>
/// <param name="Receipts">Payments.</param>
public sealed record CustomerTurnover(Guid CustomerId, string Customer, decimal Sales, decimal Receipts);

/// <summary>Tells reports what a company turned over. Totals are the company's; whoever asks must be somebody its reports are for.</summary>
public interface ICompanyTurnover
{
    /// <summary>Reads it: the rows of the period by the index of company and day.</summary>
    /// <param name="unitId">Company.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    /// <param name="most">Customers named at most.</param>
    /// <param name="ct">Stops reading.</param>
    Task<Turnover> Of(Guid unitId, DateOnly first, DateOnly last, int most, CancellationToken ct);
}
