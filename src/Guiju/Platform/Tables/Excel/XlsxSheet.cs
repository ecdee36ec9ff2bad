using System.Globalization;
using System.Xml;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Excel;

/// <summary>One sheet of a workbook, read row by row.</summary>
sealed class XlsxSheet(XlsxWorkbook book, string part, string name, bool hidden) : TableSheet(name, hidden)
{
    const int LastRow = 1_048_576;

    /// <inheritdoc/>
    public override IEnumerable<TableRow> Rows()
    {
        using var reading = new Reading(book, part);
        while (reading.Next() is { } row) yield return row;
    }

    /// <summary>The state of one reading.</summary>
    sealed class Reading : IDisposable
    {
        readonly XlsxWorkbook book;
        readonly string part;
        readonly XmlReader reader;
        readonly XlsxText text;
        readonly List<Cell> cells = [];
        int row, column;

        public Reading(XlsxWorkbook book, string part)
        {
            (this.book, this.part) = (book, part);
            reader = book.Read(part);
            text = new(book.Limits, TooLong);
        }

        /// <summary>The next row that holds something, or null at the end.</summary>
        public TableRow? Next()
        {
            try
            {
                while (reader.Read())
                    if (reader.NodeType == XmlNodeType.Element)
                    {
                        if (reader.LocalName == "row") StartRow();
                        else if (reader.LocalName == "c") ReadCell();
                    }
                    else if (reader.NodeType == XmlNodeType.EndElement)
                    {
                        if (reader.LocalName == "sheetData") return null;
                        if (reader.LocalName == "row" && cells.Count > 0) return new(row, [.. cells]);
                    }
                return null;
            }
            catch (Exception e) when (UnreadableTableException.MeansDamage(e))
            {
                throw UnreadableTableException.Damaged($"{part} {Columns.Letters(column)}{row}", e);
            }
        }

        void StartRow()
        {
            row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : row + 1;
            if (row is < 1 or > LastRow) throw UnreadableTableException.Damaged($"{part} {row}");
            cells.Clear();
            column = -1;
        }

        void ReadCell()
        {
            column = reader.GetAttribute("r") is { } reference && Columns.Of(reference) is >= 0 and var told ? told : column + 1;
            var (type, style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
            if (reader.IsEmptyElement) return;
            string? value = null, rich = null;
            var formula = false;
            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
                if (reader.NodeType == XmlNodeType.Element)
                    switch (reader.LocalName)
                    {
                        case "v": value = text.Plain(reader); break;
                        case "is": rich = text.Rich(reader); break;
                        case "f": formula = true; XlsxText.Skip(reader); break;
                        default: XlsxText.Skip(reader); break;
                    }
            Put(CellOf(type, style, value, rich, formula));
        }

        Cell CellOf(string? type, string? style, string? value, string? rich, bool formula)
        {
            if (string.IsNullOrEmpty(value) && rich is null)
                return formula && type != "str" ? new("", CellKind.Empty, CellNote.Uncalculated) : Cell.Empty;
            return type switch
            {
                "s" => int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
                    && book.Texts[index] is { } shared ? Cell.Of(shared) : throw UnreadableTableException.Damaged($"{part} {Columns.Letters(column)}{row}"),
                "inlineStr" => Cell.Of(rich ?? ExcelEscapes.Decode(value!)),
                "str" => Cell.Of(ExcelEscapes.Decode(value ?? rich!)),
                "b" => new(value?.Trim() is "1" or "true" ? "TRUE" : "FALSE", CellKind.Boolean),
                "e" => new(value ?? "#N/A", CellKind.Error, CellNote.Error),
                "d" => OfIso(value ?? ""),
                _ => book.FormatOf(style).Show(value ?? rich!, book.From1904),
            };
        }

        static Cell OfIso(string value)
        {
            if (TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var time) && !value.Contains('-'))
                return new(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Time);
            return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date)
                ? new(date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date)
                : Cell.Of(value);
        }

        void Put(Cell cell)
        {
            if (cell == Cell.Empty) return;
            if (cell.Text.Length > book.Limits.CellLength) throw TooLong();
            if (column >= book.Limits.Columns)
                throw new UnreadableTableException(new Finding("tables.columns", "file").With(row, column + 1, book.Limits.Columns));
            while (cells.Count <= column) cells.Add(Cell.Empty);
            cells[column] = cell;
        }

        UnreadableTableException TooLong() =>
            new(new Finding("tables.cell.long", "file").With(row, Columns.Letters(Math.Max(0, column)), book.Limits.CellLength));

        public void Dispose() => reader.Dispose();
    }
}
