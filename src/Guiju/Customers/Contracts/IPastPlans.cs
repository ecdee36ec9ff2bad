namespace Guiju.Customers.Contracts;

/// <summary>A day of the next contact as it was noted with a contact.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Customer">His name.</param>
/// <param name="On">The day noted.</param>
/// <param name="NotedAt">When, UTC.</param>
/// <param name="OwnerId">Who answers for the customer.</param>
/// <param name="DepartmentId">Department that does.</param>
public sealed record PastPlan(Guid CustomerId, string Customer, DateOnly On, DateTime NotedAt, Guid? OwnerId, Guid? DepartmentId);

/// <summary>The days of next contacts that were noted, part by part and within the actor's scope; following up implements it.</summary>
public interface IPastPlans
{
    /// <summary>How many were noted with contacts from one instant to before another, at most.</summary>
    Task<int> Count(Guid unitId, DateTime from, DateTime until, CancellationToken ct);

    /// <summary>The next part, by when the contacts were.</summary>
    /// <param name="unitId">Company that keeps the files.</param>
    /// <param name="from">First instant, UTC.</param>
    /// <param name="until">First instant after the period, UTC.</param>
    /// <param name="mark">Mark of the part, null for the first.</param>
    /// <param name="size">Days at most.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The days, and the mark of the next part or null at the end.</returns>
    Task<(IReadOnlyList<PastPlan> Items, string? Next)> After(Guid unitId, DateTime from, DateTime until, string? mark, int size, CancellationToken ct);
}
