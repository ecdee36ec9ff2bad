using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Guiju.Platform.Tables.Delimited;

namespace Guiju.Platform.Tables.Excel;

/// <summary>Lays a form out into rows, merged ranges and page set-up.</summary>
sealed class FormLayout(FormSheet form)
{
    readonly SheetData data = new();
    readonly MergeCells merges = new();
    readonly int width = form.Columns.Count;
    uint row;

    /// <summary>Row of the column names, repeated on every page; known once laid out.</summary>
    public uint HeaderRow { get; private set; }

    /// <summary>The sheet's XML.</summary>
    public Worksheet Worksheet()
    {
        Line(30, FormStyles.Title, [(form.Title, width)]);
        if (form.Head.Count > 0) Line(18, FormStyles.Head, Spread(form.Head), ends: true);
        HeaderRow = row + 1;
        Line(form.Columns.Any(c => c.Label.Contains('\n', StringComparison.Ordinal)) ? 32 : 20, FormStyles.Header, [.. form.Columns.Select(c => (c.Label, 1))]);
        foreach (var section in form.Sections)
        {
            if (section.Heading is { } heading) Line(18, FormStyles.Section, [(heading, width)]);
            foreach (var values in section.Rows) Values(values);
        }
        if (form.Signatures.Count > 0)
        {
            row++;
            Line(26, FormStyles.Signature, Spread(form.Signatures));
        }
        foreach (var note in form.Notes) Line(16, FormStyles.Note, [(note, width)]);
        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView { WorkbookViewId = 0, ShowGridLines = false, TabSelected = true }),
            new DocumentFormat.OpenXml.Spreadsheet.Columns(form.Columns.Select((c, i) =>
                new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })),
            data);
        if (merges.HasChildren) sheet.Append(merges);
        sheet.Append(
            new PrintOptions { HorizontalCentered = true },
            new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter(new OddFooter(Footer())));
        return sheet;
    }

    /// <summary>Font size 9; an ampersand in the text is doubled, as codes begin with one. A digit must not follow the size at once.</summary>
    string Footer() => $"&L&9 {form.Title.Replace("&", "&&", StringComparison.Ordinal)}&R&9 {form.Footer.Replace("&", "&&", StringComparison.Ordinal)} "
        + string.Format(CultureInfo.InvariantCulture, form.PageOf, "&P", "&N");

    /// <summary>Divides the width of the table among texts, by the widths of the columns.</summary>
    List<(string Text, int Columns)> Spread(IReadOnlyList<string> texts)
    {
        var total = form.Columns.Sum(c => c.Width);
        var (spread, column, used) = (new List<(string, int)>(), 0, 0.0);
        for (var i = 0; i < texts.Count; i++)
        {
            var from = column;
            var last = i == texts.Count - 1;
            while (column < width && (last || column == from || width - column > texts.Count - i - 1 && used + form.Columns[column].Width / 2 <= total * (i + 1) / texts.Count))
                used += form.Columns[column++].Width;
            spread.Add((texts[i], Math.Max(1, column - from)));
        }
        return spread;
    }

    void Line(double height, uint style, IReadOnlyList<(string Text, int Columns)> texts, bool ends = false)
    {
        var line = Start(height);
        var column = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            var (text, columns) = texts[i];
            var aligned = !ends || texts.Count == 1 || i == 0 ? style : i == texts.Count - 1 ? FormStyles.HeadRight : FormStyles.HeadCenter;
            line.Append(TextCell(column, text, aligned));
            for (var rest = 1; rest < columns; rest++) line.Append(new DocumentFormat.OpenXml.Spreadsheet.Cell { CellReference = Reference(column + rest), StyleIndex = aligned });
            if (columns > 1) merges.Append(new MergeCell { Reference = $"{Reference(column)}:{Reference(column + columns - 1)}" });
            column += columns;
        }
    }

    void Values(IReadOnlyList<object?> values)
    {
        var line = Start(17);
        for (var i = 0; i < width; i++)
        {
            var style = form.Columns[i].Left ? FormStyles.Left : FormStyles.Center;
            line.Append((i < values.Count ? values[i] : null) switch
            {
                int or long or decimal => Plain(i, ((IFormattable)values[i]!).ToString(null, CultureInfo.InvariantCulture), style),
                DateOnly { Year: > 1900 } date => Plain(i, (date.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture), FormStyles.Date),
                var other => TextCell(i, CsvWriter.TextOf(other), style),
            });
        }
    }

    Row Start(double height)
    {
        var line = new Row { RowIndex = ++row, Height = height, CustomHeight = true };
        data.Append(line);
        return line;
    }

    DocumentFormat.OpenXml.Spreadsheet.Cell Plain(int column, string value, uint style) =>
        new() { CellReference = Reference(column), StyleIndex = style, CellValue = new CellValue(value) };

    /// <summary>Inline text is never evaluated.</summary>
    DocumentFormat.OpenXml.Spreadsheet.Cell TextCell(int column, string text, uint style) => text.Length == 0
        ? new() { CellReference = Reference(column), StyleIndex = style }
        : new(new InlineString(new Text(ExcelEscapes.Encode(text)) { Space = SpaceProcessingModeValues.Preserve }))
        { CellReference = Reference(column), StyleIndex = style, DataType = CellValues.InlineString };

    string Reference(int column) => Tables.Columns.Letters(column) + row.ToString(CultureInfo.InvariantCulture);
}
