using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Excel;

/// <summary>A workbook of Excel 97 to 2003 (.xls). The library tells formula errors as nothing, so such cells read as empty.</summary>
static class XlsWorkbook
{
    /// <summary>The sheets in order.</summary>
    public static Outcome<IReadOnlyList<TableSheet>> Open(Stream stream, TableLimits limits)
    {
        try
        {
            using var reader = Reader(stream);
            var sheets = new List<TableSheet>();
            do
                sheets.Add(new XlsSheet(stream, sheets.Count, reader.Name ?? "", reader.VisibleState is not (null or "visible"), limits));
            while (reader.NextResult());
            return sheets;
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }

    /// <summary>
    /// The library throws anything from index to memory exceptions on damaged files and does not document which; whatever
    /// comes out of it is a damaged file.
    /// </summary>
    internal static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException e)
        {
            throw new UnreadableTableException(new("tables.password", "file"), e);
        }
        catch (Exception e) when (e is not (UnreadableTableException or ObjectDisposedException))
        {
            throw UnreadableTableException.Damaged("Workbook", e);
        }
    }

    internal static IExcelDataReader Reader(Stream stream)
    {
        stream.Position = 0;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Guarded(() => ExcelReaderFactory.CreateBinaryReader(stream, new() { LeaveOpen = true, FallbackEncoding = TextEncodingOfOldFiles }));
    }

    /// <summary>Excel 95 files that do not tell their code page come from Chinese Windows here.</summary>
    static Encoding TextEncodingOfOldFiles => Encoding.GetEncoding("GB18030");
}

/// <summary>One sheet of such a workbook.</summary>
sealed class XlsSheet(Stream stream, int index, string name, bool hidden, TableLimits limits) : TableSheet(name, hidden)
{
    /// <inheritdoc/>
    public override IEnumerable<TableRow> Rows()
    {
        using var reader = XlsWorkbook.Reader(stream);
        for (var i = 0; i < index; i++) XlsWorkbook.Guarded(reader.NextResult);
        while (XlsWorkbook.Guarded(reader.Read))
        {
            var row = XlsWorkbook.Guarded(() => Row(reader));
            if (row.Cells.Count > 0) yield return row;
        }
    }

    TableRow Row(IExcelDataReader reader)
    {
        var number = reader.Depth + 1;
        var cells = new List<Cell>();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var cell = CellOf(reader, column);
            if (cell.Kind == CellKind.Empty) continue;
            if (column >= limits.Columns)
                throw new UnreadableTableException(new Finding("tables.columns", "file").With(number, column + 1, limits.Columns));
            while (cells.Count < column) cells.Add(Cell.Empty);
            cells.Add(cell);
        }
        return new(number, cells);
    }

    static Cell CellOf(IExcelDataReader reader, int column)
    {
        return reader.GetValue(column) switch
        {
            null => Cell.Empty,
            string text => Cell.Of(text),
            bool truth => new(truth ? "TRUE" : "FALSE", CellKind.Boolean),
            DateTime date => OfDate(date, NumberFormat.Of(reader.GetNumberFormatString(column))),
            TimeSpan time => new(string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}"), CellKind.Time),
            IFormattable number => NumberFormat.Of(reader.GetNumberFormatString(column)) is var format
                ? new NumberFormat(Digits: format.Digits).Show(number.ToString("R", CultureInfo.InvariantCulture), from1904: false) : default,
            var other => Cell.Of(other.ToString() ?? ""),
        };
    }

    /// <summary>The library gives times of day as instants of its first day.</summary>
    static Cell OfDate(DateTime date, NumberFormat format)
    {
        date = new DateTime((date.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        if (format is { Date: false, Time: true } && date.Year < 1900)
            return new(date.ToString("HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Time);
        return new(date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date);
    }
}
