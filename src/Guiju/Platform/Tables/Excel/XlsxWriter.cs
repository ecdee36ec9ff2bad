using System.Globalization;
using System.IO.Compression;
using System.Text;
using Guiju.Platform.Tables.Delimited;

namespace Guiju.Platform.Tables.Excel;

/// <summary>
/// Writes a workbook row by row into the packed stream. Own code because texts must go in as inline texts (no table of
/// shared texts to hold in memory), and styles, filter and further sheets are needed while streaming asynchronously.
/// </summary>
sealed class XlsxWriter(Stream to, TableShape shape)
{
    /// <summary>Rows of one sheet with its header; Excel's own limit. Tests use fewer.</summary>
    internal int RowsPerSheet { get; init; } = 1_048_576;

    const int CellLength = 32_767;
    const int FlushAt = 128 * 1024;

    readonly StringBuilder xml = new(FlushAt + 32 * 1024);
    readonly string[] letters = [.. shape.Columns.Select((_, i) => Columns.Letters(i))];
    readonly List<string> names = [];
    Stream? sheet;
    byte[] bytes = new byte[FlushAt * 2];
    int row;
    long rows, cut;

    /// <summary>Writes the whole workbook.</summary>
    public async Task<TableWritten> Write(IAsyncEnumerable<IReadOnlyList<object?>> source, CancellationToken cancel)
    {
        await using var outbox = new Outbox(to);
        using (var zip = new ZipArchive(outbox, ZipArchiveMode.Create, leaveOpen: true))
        {
            StartSheet(zip);
            await foreach (var values in source.WithCancellation(cancel))
            {
                if (row == RowsPerSheet)
                {
                    EndSheet();
                    StartSheet(zip);
                }
                Row(values);
                rows++;
                if (xml.Length <= FlushAt) continue;
                Flush();
                await outbox.Send(cancel);
            }
            EndSheet();
            foreach (var (part, content) in XlsxFrame.Parts(names)) Part(zip, part, content);
        }
        await outbox.Send(cancel);
        return new(rows, names.Count, cut);
    }

    void StartSheet(ZipArchive zip)
    {
        names.Add(XlsxFrame.SheetName(shape.Name, names.Count));
        sheet = zip.CreateEntry($"xl/worksheets/sheet{names.Count}.xml", CompressionLevel.Fastest).Open();
        xml.Append(XlsxFrame.SheetStart(shape.Columns, first: names.Count == 1));
        row = 0;
        StartRow();
        for (var i = 0; i < letters.Length; i++) Text(i, shape.Columns[i].Label, XlsxFrame.HeaderStyle);
        xml.Append("</row>");
    }

    void EndSheet()
    {
        xml.Append("</sheetData>");
        if (letters.Length > 0)
            xml.Append(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{letters[^1]}{row}\"/>");
        if (shape.Mark is { Length: > 0 } mark) xml.Append(XlsxFrame.Mark(mark));
        xml.Append("</worksheet>");
        Flush();
        sheet!.Dispose();
    }

    void StartRow() => xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{++row}\">");

    void Row(IReadOnlyList<object?> values)
    {
        StartRow();
        for (var i = 0; i < letters.Length && i < values.Count; i++) Cell(i, values[i]);
        xml.Append("</row>");
    }

    void Cell(int column, object? value)
    {
        switch (value)
        {
            case null or "": break;
            case string text: Text(column, text, XlsxFrame.TextStyle); break;
            case bool truth: Value(column, " t=\"b\"", 0, truth ? "1" : "0"); break;
            case int or short or byte: Value(column, "", XlsxFrame.StyleOf(shape.Columns[column].Kind), string.Create(CultureInfo.InvariantCulture, $"{value}")); break;
            case long or decimal or double or float: Number(column, (IFormattable)value); break;
            case DateOnly date when date.Year >= 1901:
                Value(column, "", XlsxFrame.DateStyle, Invariant(date.DayNumber - Day0.DayNumber));
                break;
            case DateTime instant when instant.Year >= 1901:
                var style = shape.Columns[column].Kind == ColumnKind.Date ? XlsxFrame.DateStyle : XlsxFrame.InstantStyle;
                Value(column, "", style, Invariant((instant - Day0.ToDateTime(default)).TotalDays));
                break;
            default: Text(column, CsvWriter.TextOf(value), XlsxFrame.TextStyle); break;
        }
    }

    /// <summary>Excel keeps 15 digits; a number with more goes in as text, as does one that is not finite.</summary>
    void Number(int column, IFormattable value)
    {
        var digits = value.ToString(value is double or float ? "R" : null, CultureInfo.InvariantCulture);
        var exact = value is double or float ? double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture))
            : digits.AsSpan().TrimStart("-0.").Length - (digits.Contains('.', StringComparison.Ordinal) ? 1 : 0) <= 15;
        if (exact) Value(column, "", XlsxFrame.StyleOf(shape.Columns[column].Kind), digits);
        else Text(column, digits, XlsxFrame.TextStyle);
    }

    void Value(int column, string type, int style, string value)
    {
        xml.Append("<c r=\"").Append(letters[column]).Append(row).Append('"').Append(type);
        if (style > 0) xml.Append(" s=\"").Append(style).Append('"');
        xml.Append("><v>").Append(value).Append("</v></c>");
    }

    void Text(int column, string value, int style)
    {
        if (value.Length == 0) return;
        if (value.Length > CellLength)
        {
            cut++;
            value = value[..(char.IsHighSurrogate(value[CellLength - 1]) ? CellLength - 1 : CellLength)];
        }
        xml.Append("<c r=\"").Append(letters[column]).Append(row).Append("\" s=\"").Append(style).Append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        ExcelEscapes.Append(xml, value);
        xml.Append("</t></is></c>");
    }

    void Flush()
    {
        foreach (var chunk in xml.GetChunks())
        {
            var most = Encoding.UTF8.GetMaxByteCount(chunk.Length);
            if (bytes.Length < most) bytes = new byte[most];
            sheet!.Write(bytes, 0, encoder.GetBytes(chunk.Span, bytes, flush: false));
        }
        xml.Clear();
    }

    /// <summary>Keeps the first half of a pair that falls between two chunks.</summary>
    readonly Encoder encoder = Encoding.UTF8.GetEncoder();

    static void Part(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    static readonly DateOnly Day0 = new(1899, 12, 30);

    static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
