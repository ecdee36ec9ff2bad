namespace Guiju.Customers.Contracts;

/// <summary>How many files somebody sees fall short of a clause today; the list shows which (<c>/customers?gap=…</c>).</summary>
public interface IFileGaps
{
    /// <summary>Counts the files within the actor's scope.</summary>
    /// <param name="ownerId">Only this person's, or all.</param>
    /// <param name="most">Counted up to here; the page costs the same however many there are.</param>
    /// <param name="ct">Stops counting.</param>
    Task<IReadOnlyDictionary<FileGap, int>> Count(Guid? ownerId, int most, CancellationToken ct);
}
