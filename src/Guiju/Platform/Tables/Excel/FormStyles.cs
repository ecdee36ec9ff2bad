using DocumentFormat.OpenXml.Spreadsheet;

namespace Guiju.Platform.Tables.Excel;

/// <summary>Fonts, borders and cell styles of a laid-out form.</summary>
static class FormStyles
{
    /// <summary>Numbers of the cell styles below.</summary>
    public const uint Title = 1, Head = 2, HeadCenter = 3, HeadRight = 4, Header = 5, Section = 6, Center = 7, Left = 8, Date = 9, Signature = 10, Note = 11;

    const string Song = "宋体";

    /// <summary>The style sheet.</summary>
    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }) { Count = 1 },
        new Fonts(Font(10), Font(18, bold: true), Font(10, bold: true), Font(9)) { Count = 4 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF0F0F0" }) { PatternType = PatternValues.Solid }))
        { Count = 3 },
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin },
                new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder()),
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder()))
        { Count = 3 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            Style(font: 1, HorizontalAlignmentValues.Center),
            Style(font: 0, HorizontalAlignmentValues.Left),
            Style(font: 0, HorizontalAlignmentValues.Center),
            Style(font: 0, HorizontalAlignmentValues.Right),
            Style(font: 2, HorizontalAlignmentValues.Center, border: 1, fill: 2, wrap: true),
            Style(font: 2, HorizontalAlignmentValues.Left, border: 1),
            Style(font: 0, HorizontalAlignmentValues.Center, border: 1, wrap: true),
            Style(font: 0, HorizontalAlignmentValues.Left, border: 1, wrap: true),
            Style(font: 0, HorizontalAlignmentValues.Center, border: 1, format: 164),
            Style(font: 0, HorizontalAlignmentValues.Left, border: 2),
            Style(font: 3, HorizontalAlignmentValues.Left))
        { Count = 12 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    static Font Font(double size, bool bold = false)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = Song });
        return font;
    }

    static CellFormat Style(uint font, HorizontalAlignmentValues align, uint border = 0, uint fill = 0, bool wrap = false, uint format = 0) =>
        new(new Alignment { Horizontal = align, Vertical = VerticalAlignmentValues.Center, WrapText = wrap })
        {
            NumberFormatId = format,
            FontId = font,
            FillId = fill,
            BorderId = border,
            FormatId = 0,
            QuotePrefix = format == 0,
            ApplyNumberFormat = format != 0,
            ApplyFont = true,
            ApplyFill = fill != 0,
            ApplyBorder = border != 0,
            ApplyAlignment = true,
        };
}
