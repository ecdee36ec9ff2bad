using System.Globalization;
using System.Text;

namespace Guiju.Platform.Tables.Excel;

/// <summary>The parts of a written workbook around its rows.</summary>
static class XlsxFrame
{
    /// <summary>Numbers of the cell styles below.</summary>
    public const int HeaderStyle = 1, TextStyle = 2, DateStyle = 3, InstantStyle = 4, MoneyStyle = 5;

    const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The style of a number in a column.</summary>
    public static int StyleOf(ColumnKind kind) => kind == ColumnKind.Money ? MoneyStyle : 0;

    /// <summary>Beginning of a sheet: frozen header and column widths.</summary>
    public static string SheetStart(IReadOnlyList<TableColumn> columns, bool first)
    {
        var xml = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"{(first ? " tabSelected=\"1\"" : "")}>")
            .Append("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>");
        if (columns.Count > 0)
        {
            xml.Append("<cols>");
            for (var i = 0; i < columns.Count; i++)
                xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Math.Clamp(columns[i].Width, 1, 255)}\" customWidth=\"1\"/>");
            xml.Append("</cols>");
        }
        return xml.Append("<sheetData>").ToString();
    }

    /// <summary>Head and foot of the sheet on paper; an ampersand would be a sign of Excel's own.</summary>
    public static string Mark(string mark)
    {
        var text = System.Security.SecurityElement.Escape(mark.Replace("&", "&&", StringComparison.Ordinal));
        return $"<headerFooter><oddHeader>&amp;R{text}</oddHeader><oddFooter>&amp;L{text}&amp;R&amp;P/&amp;N</oddFooter></headerFooter>";
    }

    /// <summary>A name Excel takes for a sheet: no forbidden signs, at most 31 units, numbered from the second on.</summary>
    public static string SheetName(string name, int index)
    {
        var ending = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({index + 1})");
        var safe = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            safe.Append(Rune.IsControl(rune) || rune.Value is '\\' or '/' or '?' or '*' or '[' or ']' or ':' or 0xFFFE or 0xFFFF ? " " : rune.ToString());
        var plain = safe.ToString().Trim(' ', '\'');
        var room = 31 - ending.Length;
        if (plain.Length > room) plain = plain[..(char.IsHighSurrogate(plain[room - 1]) ? room - 1 : room)].Trim(' ', '\'');
        if (plain.Length == 0 || plain.Equals("History", StringComparison.OrdinalIgnoreCase)) plain = "Sheet";
        return plain + ending;
    }

    /// <summary>All other parts, by name.</summary>
    public static IEnumerable<(string Part, string Content)> Parts(IReadOnlyList<string> names)
    {
        const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var numbers = Enumerable.Range(1, names.Count);
        yield return ("xl/styles.xml", Styles);
        yield return ("xl/workbook.xml", $"{Head}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
            + string.Concat(numbers.Select(n => $"<sheet name=\"{Attribute(names[n - 1])}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")) + "</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", Relations(
            [.. numbers.Select(n => ($"rId{n}", "worksheet", $"worksheets/sheet{n}.xml")), ($"rId{names.Count + 1}", "styles", "styles.xml")]));
        yield return ("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
        yield return ("[Content_Types].xml", $"{Head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kind}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Kind}styles+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Kind}worksheet+xml\"/>")) + "</Types>");
    }

    static string Relations(params IReadOnlyList<(string Id, string Kind, string Target)> relations) =>
        $"{Head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>")) + "</Relationships>";

    static string Attribute(string text)
    {
        var xml = new StringBuilder();
        ExcelEscapes.Append(xml, text);
        return xml.ToString();
    }

    /// <summary>Text is formatted as text ("@") and quoted, so that it stays text when somebody edits the cell.</summary>
    static readonly string Styles = $"{Head}<styleSheet xmlns=\"{Main}\">"
        + "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font><font><b/><sz val=\"11\"/><name val=\"等线\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEFF2F6\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
}
