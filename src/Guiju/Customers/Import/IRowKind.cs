using Guiju.Customers.Contracts;
using Guiju.Platform.Tables;

namespace Guiju.Customers.Import;

/// <summary>How rows of one kind are judged, shown and taken back; the job around them is the same for all.</summary>
interface IRowKind
{
    /// <summary>What its columns can mean.</summary>
    ImportShape Shape { get; }

    /// <summary>Judges the rows of a batch one after the other and, in the run, writes them: check and run share this step.</summary>
    Task<BatchResult> Judge(ImportJob job, RowBatch batch, bool write, CancellationToken ct);

    /// <summary>Remembers rows written before an interruption, for the duplicates that follow.</summary>
    Task Remember(ImportJob job, IReadOnlyList<TableRow> rows, SeenRows seen, CancellationToken ct);

    /// <summary>Judges one row alone against what is on record, to be put right.</summary>
    Task<JudgedRow> Look(ImportJob job, TableRow row, ImportAmendment? said, CancellationToken ct);

    /// <summary>Takes rows back, the last first.</summary>
    Task<TakenBack> TakeBack(ImportJob job, IReadOnlyList<ImportedRow> rows, CancellationToken ct);
}

/// <summary>A row judged alone.</summary>
/// <param name="Row">The row with what was put right.</param>
/// <param name="LeftOut">Whether it is left out.</param>
/// <param name="Findings">What there is to say.</param>
sealed record JudgedRow(TableRow Row, bool LeftOut, IReadOnlyList<Rulebook.Findings.Finding> Findings);

/// <summary>What came of taking rows back.</summary>
/// <param name="Back">Rows taken back.</param>
/// <param name="Stayed">Rows that stay, each with the reason.</param>
sealed record TakenBack(int Back, IReadOnlyList<(ImportedRow Row, Customer File, Rulebook.Findings.Finding Why)> Stayed);

/// <summary>The kinds of rows.</summary>
sealed class RowKinds(CustomerRows customers, IEnumerable<IImportKind> others, IServiceProvider services)
{
    /// <summary>The kind an import brings in.</summary>
    public IRowKind Of(ImportJob job) => job.Plan.Kind is var key && others.FirstOrDefault(k => k.Shape.Key == key) is { } kind ? ActivatorUtilities.CreateInstance<HangingRows>(services, kind) : customers;
}
