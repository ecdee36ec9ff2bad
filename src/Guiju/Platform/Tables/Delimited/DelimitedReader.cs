using System.Text;
using System.Text.RegularExpressions;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Delimited;

/// <summary>
/// Reads separated text record by record, with quoted line breaks. Own code because the place of every record must be
/// the line a person sees in the file, and a missing quote must stop at the cell limit instead of swallowing the file.
/// </summary>
sealed partial class DelimitedReader(TextReader source, char delimiter, TableLimits limits)
{
    readonly char[] buffer = new char[32 * 1024];
    readonly StringBuilder text = new();
    readonly List<Cell> cells = [];
    int at, filled, line = 1;

    /// <summary>All records that hold something.</summary>
    public IEnumerable<TableRow> Rows()
    {
        while (Peek() >= 0)
        {
            var start = line;
            cells.Clear();
            while (ReadCell(start)) { }
            var last = cells.FindLastIndex(c => c.Kind != CellKind.Empty);
            if (last < 0) continue;
            if (last >= limits.Columns)
                throw new UnreadableTableException(new Finding("tables.columns", "file").With(start, last + 1, limits.Columns));
            yield return new(start, [.. cells.GetRange(0, last + 1)]);
        }
    }

    /// <summary>Reads one cell; false where it was the last of its record.</summary>
    bool ReadCell(int start)
    {
        text.Clear();
        var quoted = Peek() == '"';
        if (quoted) ReadQuoted(start);
        while (true)
        {
            var c = Next();
            if (c == delimiter || c is -1 or '\n' or '\r')
            {
                if (c == '\r' && Peek() == '\n') Next();
                if (c is '\n' or '\r') line++;
                // A file of a million empty columns must not fill the memory before it is refused.
                if (text.Length > 0 || cells.Count <= limits.Columns * 20) cells.Add(CellOf(text.ToString(), quoted));
                return c == delimiter;
            }
            Append((char)c, start);
        }
    }

    void ReadQuoted(int start)
    {
        var opened = line;
        Next();
        while (true)
        {
            var c = Next();
            if (c < 0) throw new UnreadableTableException(new Finding("tables.text.quote", "file").With(opened));
            if (c == '"')
            {
                if (Peek() != '"') return;
                Next();
            }
            if (c == '\n' || c == '\r' && Peek() != '\n') line++;
            Append((char)c, start);
        }
    }

    void Append(char c, int start)
    {
        if (text.Length >= limits.CellLength)
            throw new UnreadableTableException(new Finding("tables.cell.long", "file")
                .With(start, Columns.Letters(cells.Count), limits.CellLength));
        text.Append(c);
    }

    int Peek()
    {
        if (at == filled) (at, filled) = (0, source.Read(buffer));
        return at < filled ? buffer[at] : -1;
    }

    int Next()
    {
        var c = Peek();
        if (c >= 0) at++;
        return c;
    }

    static Cell CellOf(string text, bool quoted)
    {
        if (text.Length == 0) return Cell.Empty;
        // Programs write ="0123" to make Excel keep an id as text.
        if (!quoted && text.Length > 2 && text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"')
            && text.AsSpan(2, text.Length - 3).IndexOfAnyExcept(Digits) < 0)
            text = text[2..^1];
        else if (text[0] == '\'') text = FormulaGuard.Restore(text);
        return text.Length is 0 ? Cell.Empty
            : new(text, CellKind.Text, text.Length <= 24 && Exponent().IsMatch(text) ? CellNote.CutOff : CellNote.None);
    }

    static readonly System.Buffers.SearchValues<char> Digits =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-/. ");

    [GeneratedRegex(@"^-?[0-9](\.[0-9]{1,15})?[eE]\+[0-9]{2,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();
}
