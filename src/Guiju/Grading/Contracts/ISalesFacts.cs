namespace Guiju.Grading.Contracts;

/// <summary>What grading and ranking need to know of sales; the feature that keeps the orders answers.</summary>
public interface ISalesFacts
{
    /// <summary>What each customer bought in a calendar year, in yuan: orders in force less returns. Customers without either are not there. Not narrowed to the actor's scope.</summary>
    IQueryable<CustomerSales> Of(int year);
}

/// <summary>What a customer bought.</summary>
public sealed record CustomerSales
{
    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Yuan.</summary>
    public required decimal Amount { get; init; }
}
