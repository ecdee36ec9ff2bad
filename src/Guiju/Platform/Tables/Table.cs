using System.Globalization;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables;

/// <summary>The row of column names.</summary>
/// <param name="Number">Number of the row as the user sees it.</param>
/// <param name="Labels">Names of the columns, trimmed; a column without one has its letter in brackets, such as <c>[C]</c>.</param>
public sealed record HeaderRow(int Number, IReadOnlyList<string> Labels)
{
    /// <summary>The header must be among so many rows.</summary>
    public const int Within = 20;

    /// <summary>
    /// Finds the header in the first rows, passing over titles and remarks above it: the first row of distinct words that
    /// is at least half as wide as the widest row. Where labels are known, the row with most of them wins.
    /// </summary>
    /// <param name="first">First rows of the sheet, beyond the twentieth too, so that widths can be compared.</param>
    /// <param name="isKnown">Whether a label is one the caller expects; two such labels (one in a single column) decide.</param>
    public static HeaderRow? Find(IReadOnlyList<TableRow> first, Func<string, bool>? isKnown = null)
    {
        var widest = first.Select(Filled).DefaultIfEmpty(0).Max();
        var candidates = first.Where(r => r.Number <= Within).ToList();
        if (isKnown is not null)
        {
            var best = candidates.MaxBy(r => r.Cells.Count(c => isKnown(c.Text.Trim())));
            if (best is not null && best.Cells.Count(c => isKnown(c.Text.Trim())) >= Math.Min(2, widest)) return Of(best);
        }
        var header = candidates.FirstOrDefault(r => Filled(r) * 2 >= widest && Filled(r) >= Math.Min(2, widest) && Reads(r));
        return header is null ? null : Of(header);
    }

    static int Filled(TableRow row) => row.Cells.Count(c => !string.IsNullOrWhiteSpace(c.Text));

    /// <summary>Whether a row reads like names of columns: words, short, hardly any twice.</summary>
    static bool Reads(TableRow row)
    {
        var labels = row.Cells.Where(c => !string.IsNullOrWhiteSpace(c.Text)).ToList();
        return labels.Count > 0
            && labels.All(c => c.Kind == CellKind.Text && c.Text.Length <= 60 && IsWord(c.Text))
            && labels.Select(c => c.Text.Trim()).Distinct().Count() * 10 >= labels.Count * 7;
    }

    /// <summary>A word has a letter and is neither date nor e-mail, phone, amount or web address.</summary>
    static bool IsWord(string text) =>
        text.Any(char.IsLetter) && !text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal)
        && text.Count(char.IsDigit) * 2 <= text.Trim().Length
        && !DateTime.TryParse(text, CultureInfo.InvariantCulture, out _);

    static HeaderRow Of(TableRow row) => new(row.Number,
        [.. row.Cells.Select((c, i) => string.IsNullOrWhiteSpace(c.Text) ? $"[{Columns.Letters(i)}]" : c.Text.Trim())]);
}

/// <summary>A sheet with its header found: what an import works on.</summary>
public sealed class Table
{
    readonly TableSheet sheet;
    readonly int[] kept;

    Table(TableSheet sheet, HeaderRow found)
    {
        this.sheet = sheet;
        kept = [.. Enumerable.Range(0, found.Labels.Count).Where(i => !ProblemBook.IsOwn(found.Labels[i]))];
        Header = found with { Labels = [.. kept.Select(i => found.Labels[i])] };
    }

    /// <summary>The names of the columns; those a <see cref="ProblemBook"/> added are left out.</summary>
    public HeaderRow Header { get; }

    /// <summary>The sheet read.</summary>
    public TableSheet Sheet => sheet;

    /// <summary>Finds the header of a sheet, or says that there is none.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="isKnown">Whether a label is one the caller expects.</param>
    public static Outcome<Table> Of(TableSheet sheet, Func<string, bool>? isKnown = null)
    {
        try
        {
            var first = sheet.Rows().Take(HeaderRow.Within * 3).ToList();
            if (first.Count == 0) return new Finding("tables.empty", "file");
            return HeaderRow.Find(first, isKnown) is { } header
                ? new Table(sheet, header)
                : new Finding("tables.noHeader", "file").With(HeaderRow.Within);
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }

    /// <summary>The rows below the header, cells in the order of <see cref="HeaderRow.Labels"/>; cells beyond the last label are kept.</summary>
    /// <exception cref="UnreadableTableException">The file turns out to be damaged or beyond a limit.</exception>
    public IEnumerable<TableRow> Rows()
    {
        var asIs = kept.Length == Header.Labels.Count && (kept.Length == 0 || kept[^1] == kept.Length - 1);
        foreach (var row in sheet.Rows())
            if (row.Number > Header.Number)
                yield return asIs ? row : row with { Cells = [.. kept.Select(i => row[i])] };
    }
}
