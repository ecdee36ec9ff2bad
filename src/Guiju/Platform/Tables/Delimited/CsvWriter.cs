using System.Buffers;
using System.Globalization;
using System.Text;

namespace Guiju.Platform.Tables.Delimited;

/// <summary>Writes separated text.</summary>
static class CsvWriter
{
    /// <summary>Writes the whole file.</summary>
    public static async Task<TableWritten> Write(Stream to, TableShape shape, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        var line = new StringBuilder();
        // Lone halves of surrogate pairs cannot be encoded; the replacement sign stands for them.
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), 64 * 1024, leaveOpen: true);
        Append(line, [.. shape.Columns.Select(c => c.Label)], shape.Columns.Count);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            Append(line, row, shape.Columns.Count);
            count++;
            if (line.Length < 32 * 1024) continue;
            await writer.WriteAsync(line, cancel);
            line.Clear();
        }
        await writer.WriteAsync(line, cancel);
        await writer.FlushAsync(cancel);
        return new(count, 1, 0);
    }

    static void Append(StringBuilder line, IReadOnlyList<object?> row, int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            if (i > 0) line.Append(',');
            var value = i < row.Count ? row[i] : null;
            // Numbers are no formulas even when they begin with a minus.
            if (value is int or long or decimal or double or float or short or byte) line.Append(CultureInfo.InvariantCulture, $"{value}");
            else Quote(line, FormulaGuard.Protect(TextOf(value)), first: columns == 1);
        }
        line.Append("\r\n");
    }

    static void Quote(StringBuilder line, string text, bool first)
    {
        // Blanks at the ends, and an empty only cell (which would be an empty line), are quoted so that they survive.
        if (text.AsSpan().IndexOfAny(Quoted) < 0 && !(first && text.Length == 0)
            && (text.Length == 0 || !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1])))
        {
            line.Append(text);
            return;
        }
        line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n\t;");

    /// <summary>A value as text.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString(instant.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "TRUE" : "FALSE",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
