using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Guiju.Platform.Tables.Excel;

namespace Guiju.Platform.Tables;

/// <summary>One column of a laid-out form.</summary>
/// <param name="Label">Its name; a line break makes two lines.</param>
/// <param name="Width">Width in characters of the standard font.</param>
/// <param name="Left">Whether its cells stand left; else in the middle.</param>
public sealed record FormColumn(string Label, double Width, bool Left = false);

/// <summary>A part of the table under a heading of its own, such as a category of customers.</summary>
/// <param name="Heading">The heading over the whole width, or null for none.</param>
/// <param name="Rows">Values in the order of the columns: text, whole and decimal numbers, <see cref="DateOnly"/>, null.</param>
public sealed record FormSection(string? Heading, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>
/// A paper form of a regulation as a laid-out Excel sheet: title, head line, bordered table by sections, signatures and
/// notes; A4 landscape, as wide as the page, the header repeated on every page and "page x of y" at its foot. Held in
/// memory while it is written: meant for what is printed, not for exports.
/// </summary>
public sealed record FormSheet
{
    /// <summary>Name of the form.</summary>
    public required string Title { get; init; }

    /// <summary>Fields of the head line from left to right, such as <c>单位：…</c>; up to four.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>The columns; at least one.</summary>
    public required IReadOnlyList<FormColumn> Columns { get; init; }

    /// <summary>The table's parts in order.</summary>
    public required IReadOnlyList<FormSection> Sections { get; init; }

    /// <summary>Places to sign from left to right, with what is signed already, such as <c>编制：周明慧　2026-11-20</c>.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>Remarks below the signatures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Text at the foot of every page before its number, such as who printed it when.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Pattern of the page number: {0} is the page, {1} their count.</summary>
    public string PageOf { get; init; } = Ui.Texts.English ? "Page {0} of {1}" : "第 {0} 页 共 {1} 页";

    /// <summary>Writes the workbook.</summary>
    /// <param name="to">Where to; must be seekable, such as a memory stream; stays open.</param>
    public void Write(Stream to)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = FormStyles.Sheet();
        var part = book.AddNewPart<WorksheetPart>();
        var name = XlsxFrame.SheetName(Title, 0);
        var layout = new FormLayout(this);
        part.Worksheet = layout.Worksheet();
        book.Workbook = new Workbook(
            new Sheets(new Sheet { Name = name, SheetId = 1, Id = book.GetIdOfPart(part) }),
            new DefinedNames(new DefinedName($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!${layout.HeaderRow}:${layout.HeaderRow}")
            { Name = "_xlnm.Print_Titles", LocalSheetId = 0 }));
    }
}
