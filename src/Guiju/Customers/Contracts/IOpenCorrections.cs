namespace Guiju.Customers.Contracts;

/// <summary>Something a review found wrong that is still to be put right (D12-5a).</summary>
/// <param name="Id">The line of the review record.</param>
/// <param name="CustomerId">The file.</param>
/// <param name="Customer">Its name.</param>
/// <param name="Field">Field that is wrong, camel case; null for something else.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="DueAt">The last second in time, UTC.</param>
/// <param name="Late">Whether it is late now.</param>
public sealed record OpenCorrection(Guid Id, Guid CustomerId, string Customer, string? Field, string Problem, DateTime DueAt, bool Late);

/// <summary>What reviews of information found wrong in the files an actor sees.</summary>
public interface IOpenCorrections
{
    /// <summary>Those not put right yet, the first due first.</summary>
    /// <param name="ownerId">Only in this person's files, or in all the actor sees.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Stops reading.</param>
    Task<IReadOnlyList<OpenCorrection>> Due(Guid? ownerId, int most, CancellationToken ct);
}
