using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Guiju.Platform.Tables;

namespace Guiju.Tests.Customers.Import;

/// <summary>Workbooks of several sheets, as spreadsheet programs write them; numbers stay numbers.</summary>
static class MadeWorkbook
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Of(bool from1904, params (string Name, string Csv)[] sheets)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
            }
            var numbered = sheets.Select((s, i) => (s, Number: i + 1)).ToList();
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + string.Concat(numbered.Select(s => $"<Override PartName=\"/xl/worksheets/sheet{s.Number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><workbookPr{(from1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(numbered.Select(s => $"<sheet name=\"{s.s.Name}\" sheetId=\"{s.Number}\" r:id=\"rId{s.Number}\"/>")) + "</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(numbered.Select(s => $"<Relationship Id=\"rId{s.Number}\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet{s.Number}.xml\"/>")) + "</Relationships>");
            foreach (var (sheet, number) in numbered)
                Part($"xl/worksheets/sheet{number}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>" + string.Concat(sheet.Csv.Split('\n').Where(l => l.Length > 0).Select((line, row) => $"<row r=\"{row + 1}\">"
                    + string.Concat(line.Split(',').Select((cell, column) => Cell($"{Columns.Letters(column)}{row + 1}", cell))) + "</row>")) + "</sheetData></worksheet>");
        }
        return bytes.ToArray();
    }

    static string Cell(string place, string text) => text.Length == 0 ? ""
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && text.Length < 11 ? $"<c r=\"{place}\"><v>{text}</v></c>"
        : $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{WebUtility.HtmlEncode(text)}</t></is></c>";
}
