using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Customers.Papers;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>Everything a customer's record shows.</summary>
sealed record RecordModel
{
    public required CustomerView View { get; init; }

    public required string Tab { get; init; }

    public required bool May { get; init; }

    public required bool MayAssign { get; init; }

    public required bool MayArchive { get; init; }

    public required bool MayDelete { get; init; }

    public required int StaleAfter { get; init; }

    public required IReadOnlyList<CategoryView> Categories { get; init; }

    public required IReadOnlyList<CustomerPanel> Panels { get; init; }

    public required IReadOnlyList<ReadAttachments.Row> Files { get; init; }

    public required long MostMegabytes { get; init; }

    public PapersView? Papers { get; init; }

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public string? OfferedKind { get; init; }

    public IReadOnlyList<TimelineItem> Timeline { get; init; } = [];

    public string? Older { get; init; }

    public PageOf<HistoryRow>? History { get; init; }

    public RecordPlace? Place { get; init; }

    public FindNeighbours.Neighbours? Near { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public int FileCount => Files.Count;
}
