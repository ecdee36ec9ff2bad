namespace Guiju.Customers.Lists;

/// <summary>A list asked for: which customers, in which order, which part of it.</summary>
/// <param name="Filter">Which customers.</param>
public sealed record ListRequest(CustomerFilter Filter)
{
    /// <summary>Most rows of one page.</summary>
    public const int MaxSize = 200;

    /// <summary>Rows reached by page numbers; further on by filters or by following pages.</summary>
    public const int MaxNumbered = 10_000;

    /// <summary>Column sorted by: a key of <see cref="CustomerSort.All"/>.</summary>
    public string Sort { get; init; } = "name";

    /// <summary>Whether from the last to the first.</summary>
    public bool Descending { get; init; }

    /// <summary>Rows wanted, 1 to <see cref="MaxSize"/>.</summary>
    public int Size { get; init; } = 50;

    /// <summary>Number of the page, from 1; for people who turn pages.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Mark of the last row seen; for programs, as fast at the end as at the start. Null at the start.</summary>
    public string? After { get; init; }

    /// <summary>Columns the address asks for; null for those of the account.</summary>
    public IReadOnlyList<ColumnChoice>? Columns { get; init; }

    /// <summary>Whether the rows are to be counted.</summary>
    public bool Count { get; init; } = true;
}

/// <summary>A page of customers.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Count">How many there are in all, or null where not asked for.</param>
/// <param name="Next">Mark to ask for the next page with, or null at the end.</param>
public sealed record CustomerPage(IReadOnlyList<CustomerRow> Rows, BoundedCount? Count, string? Next);
