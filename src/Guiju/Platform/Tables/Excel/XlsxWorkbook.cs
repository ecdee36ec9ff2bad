using System.Xml;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Excel;

/// <summary>
/// A workbook of today's Excel (.xlsx, .xlsm). Read with the XML reader directly: the libraries tried turn stored numbers
/// into binary ones (which loses the digits of long ids) and unpack without bounds.
/// </summary>
sealed class XlsxWorkbook : IDisposable
{
    readonly XlsxParts parts;
    readonly NumberFormat[] formats;

    XlsxWorkbook(XlsxParts parts, TableLimits limits)
    {
        this.parts = parts;
        Limits = limits;
        Texts = new(limits);
        var book = parts.Relations("").Values.FirstOrDefault(r => r.Kind == "officeDocument").Target ?? "xl/workbook.xml";
        var relations = parts.Relations(book);
        formats = ReadFormats(relations.Values.FirstOrDefault(r => r.Kind == "styles").Target ?? "xl/styles.xml");
        ReadTexts(relations.Values.FirstOrDefault(r => r.Kind == "sharedStrings").Target ?? "xl/sharedStrings.xml");
        Sheets = ReadSheets(book, relations);
    }

    /// <summary>Sheets with cells in the order of their tabs; charts are left out.</summary>
    public IReadOnlyList<TableSheet> Sheets { get; }

    /// <summary>Whether days count from 1904.</summary>
    public bool From1904 { get; private set; }

    /// <summary>Texts referred to by number.</summary>
    public SharedTexts Texts { get; }

    /// <summary>Limits of reading.</summary>
    public TableLimits Limits { get; }

    /// <summary>Opens the package.</summary>
    /// <exception cref="UnreadableTableException">It is damaged or beyond a limit.</exception>
    public static XlsxWorkbook Open(XlsxParts parts, TableLimits limits)
    {
        try
        {
            return new(parts, limits);
        }
        catch (Exception e) when (UnreadableTableException.MeansDamage(e))
        {
            throw UnreadableTableException.Damaged("xl/workbook.xml", e);
        }
    }

    /// <summary>The format of a cell's style.</summary>
    public NumberFormat FormatOf(string? style) =>
        int.TryParse(style, out var index) && index >= 0 && index < formats.Length ? formats[index] : default;

    /// <summary>Opens a sheet's XML.</summary>
    public XmlReader Read(string part) => parts.Read(part) ?? throw UnreadableTableException.Damaged(part);

    List<TableSheet> ReadSheets(string book, Dictionary<string, (string Kind, string Target)> relations)
    {
        var sheets = new List<TableSheet>();
        using var reader = Read(book);
        var position = 0;
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                From1904 = reader.GetAttribute("date1904") is "1" or "true" or "on";
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                position++;
                var name = ExcelEscapes.Decode(reader.GetAttribute("name") ?? $"Sheet{position}");
                var hidden = reader.GetAttribute("state") is "hidden" or "veryHidden";
                var id = RelationId(reader);
                var (kind, target) = id is not null && relations.TryGetValue(id, out var relation)
                    ? relation : ("worksheet", $"xl/worksheets/sheet{position}.xml");
                if (kind == "worksheet" && parts.Has(target)) sheets.Add(new XlsxSheet(this, target, name, hidden));
            }
        return sheets;
    }

    /// <summary>Both the transitional and the strict form of the attribute, whatever its prefix.</summary>
    static string? RelationId(XmlReader reader)
    {
        string? id = null;
        while (reader.MoveToNextAttribute())
            if (reader.LocalName == "id" && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = reader.Value;
        reader.MoveToElement();
        return id;
    }

    NumberFormat[] ReadFormats(string part)
    {
        var custom = new Dictionary<int, NumberFormat>();
        var styles = new List<NumberFormat>();
        using var reader = parts.Read(part);
        var inCells = false;
        while (reader?.Read() == true)
        {
            if (reader.LocalName == "cellXfs") inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt" && int.TryParse(reader.GetAttribute("numFmtId"), out var id))
                custom[id] = NumberFormat.Of(reader.GetAttribute("formatCode"));
            else if (inCells && reader.LocalName == "xf" && styles.Count < 100_000)
                styles.Add(int.TryParse(reader.GetAttribute("numFmtId"), out var format)
                    ? custom.TryGetValue(format, out var known) ? known : NumberFormat.BuiltIn(format) : default);
        }
        return [.. styles];
    }

    void ReadTexts(string part)
    {
        using var reader = parts.Read(part);
        var text = new XlsxText(Limits, () => new(new Finding("tables.text.line", "file")));
        while (reader?.Read() == true)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" }) Texts.Add(text.Rich(reader));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Texts.Dispose();
        parts.Dispose();
    }
}
