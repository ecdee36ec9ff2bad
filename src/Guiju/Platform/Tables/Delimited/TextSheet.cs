using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Delimited;

/// <summary>A text file as a sheet.</summary>
sealed class TextSheet(Stream stream, string name, TextEncoding encoding, char delimiter, bool told, TableLimits limits)
    : TableSheet(name, hidden: false)
{
    /// <inheritdoc/>
    public override IEnumerable<TableRow> Rows()
    {
        using var reader = encoding.Read(stream);
        using var rows = new DelimitedReader(reader, delimiter, limits).Rows().GetEnumerator();
        if (told && !Next(rows)) yield break;
        while (Next(rows)) yield return rows.Current;
    }

    static bool Next(IEnumerator<TableRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw new UnreadableTableException(new Finding("tables.text.changed", "file"), e);
        }
    }
}
