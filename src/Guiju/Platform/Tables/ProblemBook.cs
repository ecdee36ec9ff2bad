namespace Guiju.Platform.Tables;

/// <summary>
/// The error workbook of an import: the rows that were not taken, exactly as they came, with the number of the row in the
/// original and the reason beside them. The user corrects it and imports it again: the added columns are known and ignored.
/// </summary>
public static class ProblemBook
{
    /// <summary>Names of the added columns in both languages; the mark keeps them from meeting a column of the user's.</summary>
    static readonly (string Row, string Reason)[] Own = [("※ 原行号", "※ 问题"), ("※ Original row", "※ Problem")];

    /// <summary>Whether a column of this name was added by an error workbook.</summary>
    public static bool IsOwn(string label) => Own.Any(o => label == o.Row || label == o.Reason);

    /// <summary>Writes the workbook; rows stream.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="header">Header of the file imported.</param>
    /// <param name="problems">Rows with the reasons they were refused for, already in the reader's language.</param>
    /// <param name="cancel">Stops writing.</param>
    /// <returns>What was written.</returns>
    public static Task<TableWritten> Write(Stream to, HeaderRow header, IAsyncEnumerable<(TableRow Row, string Reason)> problems, CancellationToken cancel = default)
    {
        var (row, reason) = Own[Ui.Texts.English ? 1 : 0];
        TableColumn[] columns =
        [
            new(reason, ColumnKind.Text, 48), new(row, ColumnKind.Number, 10),
            .. header.Labels.Select(l => new TableColumn(l.StartsWith('[') && l.EndsWith(']') ? "" : l)),
        ];
        return TableWriter.Xlsx(to, new(Ui.Texts.English ? "Problems" : "问题行", columns), Rows(), cancel);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (var (line, why) in problems.WithCancellation(cancel))
                yield return [why, line.Number, .. Enumerable.Range(0, header.Labels.Count).Select(object? (i) => line[i].Text)];
        }
    }
}
