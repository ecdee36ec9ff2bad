using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Guiju.Platform.Tables;

namespace Guiju.Tests.Platform.Tables;

public class RefuseTables
{
    [Fact]
    public void A_workbook_with_a_password_is_refused() =>
        Fixture.Open("xlsx/calamine/pass_protected.xlsx").Refusal().ShouldBe("tables.password");

    [Theory]
    [InlineData("", "tables.empty", null)]
    [InlineData(" \r\n\r\n ", "tables.empty", null)]
    [InlineData("%PDF-1.7", "tables.notTable", "PDF")]
    [InlineData("<html><table><tr><td>a</td></tr></table></html>", "tables.html", null)]
    [InlineData("\uFEFF  <!DOCTYPE html>", "tables.html", null)]
    [InlineData("<table border=1><tr><td>客户", "tables.html", null)]
    [InlineData("MIME-Version: 1.0\r\nX-Document-Type: Workbook", "tables.html", null)]
    [InlineData("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "tables.xml", null)]
    public void What_is_no_table_is_named(string text, string key, string? kind)
    {
        var outcome = Fixture.OpenText(text, "客户.xls");
        outcome.Refusal().ShouldBe(key);
        if (kind is not null) outcome.Findings[0].Values.ShouldBe([kind]);
    }

    [Theory]
    [InlineData("tables.xlsb", "xl/workbook.bin", "")]
    [InlineData("tables.ods", "mimetype", "application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData("tables.numbers", "Index/Document.iwa", "")]
    [InlineData("tables.zip", "readme.txt", "")]
    [InlineData("tables.notTable", "word/document.xml", "")]
    public void Other_packages_are_named_with_a_remedy(string key, string part, string content) =>
        Fixture.Open(Zip((part, content)), "a.xlsx").Refusal().ShouldBe(key);

    [Fact]
    public void A_file_is_read_as_what_it_is_with_a_warning()
    {
        var csv = Fixture.OpenText("a,b\n1,2", "a.xlsx");
        csv.Value.Format.ShouldBe(TableFormat.Text);
        csv.Findings.ShouldHaveSingleItem().Key.ShouldBe("tables.nameDiffers");
        var xls = Fixture.Open(Fixture.Bytes("xlsx/calamine/date.xls"), "a.xlsx");
        xls.Value.Format.ShouldBe(TableFormat.Xls);
        xls.Findings[0].Values.ShouldBe([".xlsx", ".xls"]);
        var text = Fixture.Open("xlsx/calamine/too_small.xls");
        text.Findings.ShouldHaveSingleItem().Key.ShouldBe("tables.nameDiffers");
        text.Value.DefaultSheet.Lines().ShouldBe(["1: Attachment f:\\attachcus\\arnold-j\\Summer trading shots.xls not found!"]);
        Table.Of(text.Value.DefaultSheet).Refusal().ShouldBe("tables.noHeader");
    }

    [Fact]
    public void Size_counts_to_the_byte()
    {
        var limits = new TableLimits { Bytes = 7 };
        Fixture.Open("a,b\n1,2"u8.ToArray(), "a.csv", limits).Done.ShouldBeTrue();
        Fixture.Open("a,b\n1,2\n"u8.ToArray(), "a.csv", limits).Refusal().ShouldBe("tables.tooLarge");
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_001, true)]
    public void Columns_count_where_they_hold_something(int columns, bool refused)
    {
        var text = string.Join(",", Enumerable.Range(1, columns).Select(i => $"c{i}")) + new string(',', 500);
        KeyWhileReading(Encoding.UTF8.GetBytes(text)).ShouldBe(refused ? "tables.columns" : null);
        KeyWhileReading(Book($"<row r=\"1\"><c r=\"{Columns.Letters(columns - 1)}1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"))
            .ShouldBe(refused ? "tables.columns" : null);
    }

    [Theory]
    [InlineData(32_767, false)]
    [InlineData(32_768, true)]
    public void Cells_are_as_long_as_Excel_allows(int length, bool refused)
    {
        var text = new string('长', length);
        KeyWhileReading(Encoding.UTF8.GetBytes("a,b\n1," + text)).ShouldBe(refused ? "tables.cell.long" : null);
        KeyWhileReading(Book($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")).ShouldBe(refused ? "tables.cell.long" : null);
    }

    [Fact]
    public void Zip_bombs_stop_early()
    {
        var rows = Book(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 100_000)));
        KeyWhileReading(rows, new() { RatioFrom = 2 << 20, Ratio = 20 }).ShouldBe("tables.bomb", "2.6 MB of equal rows unpack to far more than 20 times their size");
        KeyWhileReading(rows).ShouldBeNull("as small as that it harms nobody");
        KeyWhileReading(Book("<row><c t=\"" + new string('a', 3 << 20) + "\"/></row>")).ShouldBe("tables.bomb", "an attribute of 3 MB");
        KeyWhileReading(Book("<row><c><v>1</v></c></row>"), new() { UnpackedBytes = 50 }).ShouldBe("tables.bomb");
    }

    [Fact]
    public void Document_types_and_outside_entities_are_refused()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "secret");
        var sheet = $"<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>";
        KeyWhileReading(Zip(("xl/workbook.xml", Workbook), ("xl/worksheets/sheet1.xml", sheet))).ShouldBe("tables.damaged");
        File.Delete(secret);
    }

    [Fact]
    public void A_formula_without_a_result_is_doubted()
    {
        using var file = Fixture.Open(Book("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1+1</f></c></row>"), "a.xlsx").Value;
        file.DefaultSheet.Rows().Single().Doubts().Single().Key.ShouldBe("tables.cell.uncalculated");
    }

    [Fact]
    public void Every_refusal_has_its_text()
    {
        var keys = Directory.EnumerateFiles(Path.GetDirectoryName(ThisFile())!.Replace("tests/Guiju.Tests", "src/Guiju", StringComparison.Ordinal), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(f), "\"(tables\\.[a-zA-Z.]+)\"").Select(m => m.Groups[1].Value))
            .Distinct().ToList();
        keys.Count.ShouldBeGreaterThan(25);
        keys.ShouldAllBe(k => Guiju.Platform.Ui.Texts.All.Has(k));
    }

    static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    static readonly string[] Fixtures =
    [
        "xlsx/calamine/date.xlsx", "xlsx/calamine/date.xls", "xlsx/calamine/merge_cells.xls", "xlsx/calamine/sst_continue.xls", "xlsx/calamine/rph.xlsx",
        "xlsx/calamine/richtext-namespaced.xlsx", "xlsx/calamine/pass_protected.xlsx", "bank/ccb__交易明细_xxxx_2025xxxx_2025xxxx.xls",
        "encodings/customers_gbk.csv", "encodings/customers_utf16le_bom_tab.csv", "csv/csv-spectrum/csvs/json.csv",
    ];

    [Property(MaxTest = 150)]
    public void Random_bytes_are_read_or_refused(byte[] bytes) => ReadOrRefuse(bytes);

    [Property(MaxTest = 400)]
    public void Truncated_and_scratched_files_are_read_or_refused(PositiveInt which, PositiveInt cut, (PositiveInt At, byte Value)[] scratches)
    {
        var bytes = Fixture.Bytes(Fixtures[which.Get % Fixtures.Length]);
        foreach (var (at, value) in scratches) bytes[(int)(at.Get * 7919L % bytes.Length)] = value;
        ReadOrRefuse(cut.Get % 3 == 0 ? bytes[..(int)(cut.Get * 7919L % bytes.Length)] : bytes);
    }

    static void ReadOrRefuse(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        KeyWhileReading(bytes);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    /// <summary>Key of the refusal while opening or reading all rows of all sheets, or null; anything else thrown fails the test.</summary>
    static string? KeyWhileReading(byte[] bytes, TableLimits? limits = null)
    {
        var outcome = Fixture.Open(bytes, "a.xlsx", limits);
        if (!outcome.Done) return outcome.Findings[0].Key;
        using var file = outcome.Value;
        try
        {
            foreach (var sheet in file.Sheets) _ = sheet.Rows().Count();
            _ = Table.Of(file.DefaultSheet);
            return null;
        }
        catch (UnreadableTableException e)
        {
            return e.Finding.Key;
        }
    }

    const string Workbook = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>";

    static byte[] Book(string rows) => Zip(("xl/workbook.xml", Workbook), ("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>"));

    static byte[] Zip(params (string Name, string Content)[] parts)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return to.ToArray();
    }
}
