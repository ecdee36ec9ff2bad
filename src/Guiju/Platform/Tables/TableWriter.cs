using Guiju.Platform.Tables.Delimited;
using Guiju.Platform.Tables.Excel;

namespace Guiju.Platform.Tables;

/// <summary>How a column is written.</summary>
public enum ColumnKind
{
    /// <summary>As text, ids and phones too: Excel neither cuts nor computes it.</summary>
    Text,

    /// <summary>As a number without a fixed format.</summary>
    Number,

    /// <summary>As money with grouping and two decimals.</summary>
    Money,

    /// <summary>As a date.</summary>
    Date,

    /// <summary>As date and time of day.</summary>
    Instant,
}

/// <summary>One column of a table written.</summary>
/// <param name="Label">Its name in the header.</param>
/// <param name="Kind">How its values are written; a value that is none of the kind goes in as text.</param>
/// <param name="Width">Width in characters of the standard font.</param>
public sealed record TableColumn(string Label, ColumnKind Kind = ColumnKind.Text, double Width = 16);

/// <summary>Name and columns of a table written.</summary>
/// <param name="Name">Name of the sheet; signs Excel forbids are replaced, and it is cut to 31 characters.</param>
/// <param name="Columns">The columns.</param>
public sealed record TableShape(string Name, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Who took it out and when: at the head and foot of every sheet on paper (Excel alone; CSV has no place for it).</summary>
    public string? Mark { get; init; }
}

/// <summary>What was written.</summary>
/// <param name="Rows">Rows without headers.</param>
/// <param name="Sheets">Sheets, more than one where the rows do not fit one; 1 for CSV.</param>
/// <param name="CutCells">Texts longer than Excel's 32,767 characters, which were cut; CSV cuts none.</param>
public sealed record TableWritten(long Rows, int Sheets, long CutCells);

/// <summary>
/// Writes tables of any length with flat memory. Values are text, whole and decimal numbers, <see cref="DateOnly"/>,
/// <see cref="DateTime"/> (in the zone to be shown), <see cref="TimeOnly"/>, bool and null; anything else by its text.
/// No text is ever evaluated as a formula.
/// </summary>
public static class TableWriter
{
    /// <summary>Media type of a workbook, as answers and mails name it.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes an Excel workbook with frozen header, filter and column widths.</summary>
    /// <param name="to">Where to; need not be seekable, is written asynchronously only and stays open.</param>
    /// <param name="shape">Name and columns.</param>
    /// <param name="rows">Values in the order of the columns; missing ones are empty.</param>
    /// <param name="cancel">Stops writing; what is written then is no valid file.</param>
    public static Task<TableWritten> Xlsx(Stream to, TableShape shape, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel = default) =>
        new XlsxWriter(to, shape).Write(rows, cancel);

    /// <summary>Writes a CSV file: UTF-8 with mark (for Excel), commas, CRLF; formulas disarmed reversibly by <see cref="FormulaGuard"/>.</summary>
    /// <param name="to">Where to; is written asynchronously only and stays open.</param>
    /// <param name="shape">Columns; the name is not used.</param>
    /// <param name="rows">Values in the order of the columns; missing ones are empty.</param>
    /// <param name="cancel">Stops writing.</param>
    public static Task<TableWritten> Csv(Stream to, TableShape shape, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel = default) =>
        CsvWriter.Write(to, shape, rows, cancel);
}
