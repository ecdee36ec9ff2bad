using Guiju.Platform.Tables;

namespace Guiju.Tests.Platform.Tables;

public class ReadExcel
{
    const string Folder = "xlsx/calamine/";

    /// <summary>Every sheet of every small workbook, cell by cell.</summary>
    [Theory]
    [InlineData("any_sheets.xlsx", "1: 1 | 2", "2: 3 | 4", "3: 5 | 6", "5: This workbook contains 4 sheets: Visible, Hidden, VeryHidden and Chart")]
    [InlineData("date.xlsx", "1: 2021-01-01 | 15", "2: 2021-01-02 | 16", "3: 255:10:10 | 17")]
    [InlineData("date.xls", "1: 2021-01-01 | 15", "2: 2021-01-02 | 16", "3: 255:10:10 | 17")]
    [InlineData("date_1904.xlsx", "1: 2021-01-01 | 15", "2: 2021-01-02 | 16", "3: 255:10:10 | 17")]
    [InlineData("date_1904.xls", "1: 2021-01-01 | 15", "2: 2021-01-02 | 16", "3: 255:10:10 | 17")]
    [InlineData("date_iso.xlsx", "1: 2021-01-01", "2: 2021-01-01 10:10:10", "3: 10:10:10", "4: This workbook contains datetime in ISO 8601",
        "5: Please, check source code of the file, if you resave it",
        "6: Created with openpyxl, see https://openpyxl.readthedocs.io/en/latest/datetime.html#using-the-iso-8601-format")]
    [InlineData("date_quoted_format.xlsx", "1: 2021-01-01", "2: 2021-01-01", "3: 2021-01-01", "4: 2021-01-01")]
    [InlineData("empty_s_attribute.xlsx", "1: Name | Value", "2: John | 1", "3: Sophia | 2", "4: Peter | 3", "5: Sam | 4")]
    [InlineData("empty_shared_string.xlsx", "1: abc")]
    [InlineData("empty_shared_string_value.xlsx", "1: Name | City | Status", "2: Alice |  | Active", "3:  | Berlin")]
    [InlineData("empty_sheet.xlsx")]
    [InlineData("encoded_entities.xlsx", "1: &")]
    [InlineData("errors.xlsx", "1: #DIV/0!", "2: #NAME?", "3: #VALUE!", "4: #NULL!", "5: #REF!", "6: #NUM!", "7: #N/A")]
    [InlineData("has_x000D_.xlsx", "1: ABC\r\nDEF")]
    [InlineData("has_x000D_inline.xlsx", "1: ABC\r\nDEF")]
    [InlineData("header-row.xlsx", "3:  |  | Note 1", "9: Columns | Column A | Column B | Column C", "10: put data here | 1 | 2 | 3")]
    [InlineData("inlineStr_cdata.xlsx", "1: Hello CDATA | World", "2: 12345 | NormalText")]
    [InlineData("inlineStr_with_value.xlsx", "1: NN | Hierarchy |  | Outline Number | ID | Name | Type | Description",
        "2: 1 | + |  | 1. | RQ11610 | requirement | Textual Requirement | test")]
    [InlineData("issue127.xlsx")]
    [InlineData("issue438.xlsx", "1: x | y", "2: 1 | 2", "3: 2 | 6", "4: 3 | 9", "5: 4 | 11")]
    [InlineData("issue_391.xlsx", "1: 1", "2: 2", "3: 3", "4: 4", "5: 5", "6: 6", "7: 7")]
    [InlineData("merge_cells.xlsx", "1: Row Merge |  | Not Merged", "2: Column Merge | Chunk Merged")]
    [InlineData("merge_cells.xls", "1: Row Merge |  | Not Merged", "2: Column Merge | Chunk Merged")]
    [InlineData("merged_range.xlsx", "1: A1 | B1 | C1 |  | E1 | F1 | G1 | H1", "3: A3 | B3 | C3 |  | E3 | F3 | G3 | H3", "4: A4 | B4 | C4 |  | E4 | F4 | G4 | H4")]
    [InlineData("no-header.xlsx", "3: a | 0", "4: b | 1")]
    [InlineData("non_monotonic_si.xlsx", "1: 1 | 2 | 3", "2: 2 | 4 | 6", "3: 3 | 6 | 9", "4: 4 | 8 | 12", "5: 5 | 10 | 15", "6: 6 | 12 | 18")]
    [InlineData("nonstandard-xml-ns-prefix.xlsx", "1: a | b", "2: 1 | 3", "3: 2 | 4")]
    [InlineData("richtext-after-plain.xlsx", "1: abcd | abcd | abcd | abcd", "2: tvalrval1rval2 | rval1rval2 | rval1rval2 | rval1rval2")]
    [InlineData("richtext-namespaced.xlsx", "1: inline string\nLine 2\nLine 3 |  |  |  |  |  |  | shared string\nLine 2\nLine 3")]
    [InlineData("rph.xlsx", "1: 課きく　毛こ")]
    [InlineData("string-ref.xlsx", "1: col1", "2: -8086931554011838357")]
    [InlineData("table-multiple.xlsx", "1: Item | Type | Quantity", "2: 1 | Apple | 50", "3: 2 | Banana | 200", "4: 3 | Orange | 60", "5: 4 | Pear | 100")]
    [InlineData("whitespace_trim.xlsx", "1: trimmed value | value with tabs |  \t\n | clean text", "2: line1\nline2 |   line1\nline2  ", "3: 日期 时间")]
    public void Workbooks_read_cell_by_cell(string name, params string[] lines) => Fixture.Lines(Folder + name).ShouldBe(lines);

    [Fact]
    public void Large_fixtures_read_whole()
    {
        var strings = Fixture.Lines(Folder + "sst_continue.xls");
        strings.Count.ShouldBe(136);
        strings[0].ShouldBe("1: This is a long string with a serial number at the end 0001");
        strings[135].ShouldBe("136: New CONTINUE block");
        strings[134].ShouldBe("135: This is a long string with a serial num");
        strings.Take(134).Select((l, i) => l == $"{i + 1}: This is a long string with a serial number at the end {i + 1:0000}" ? "" : l).Distinct().ShouldBe([""]);
        var bookings = Fixture.Lines(Folder + "minimal_package.xlsx");
        bookings.Count.ShouldBe(196);
        bookings[3].ShouldStartWith("4: 4894831 | 01/30/17 | 00:05 | 4210 | WOODLEY                 AV |");
        var strict = Fixture.Lines(Folder + "strict_iso_paths.xlsx");
        strict.Count.ShouldBe(76);
        strict[1].ShouldStartWith("2: 150-031260-001_B | 1.5 | 7 | 4 | 5 | 2 | 78.46 | 2153.93 | 1516.12 | 1051527.39333333 |");
    }

    [Fact]
    public void Kinds_and_doubts_are_told()
    {
        using var dates = Fixture.Open(Folder + "date.xlsx").Value;
        dates.DefaultSheet.Rows().Select(r => r[0].Kind).ShouldBe([CellKind.Date, CellKind.Date, CellKind.Time]);
        dates.DefaultSheet.Rows().Select(r => r[1].Kind).ShouldAllBe(k => k == CellKind.Number);
        using var errors = Fixture.Open(Folder + "errors.xlsx").Value;
        errors.DefaultSheet.Rows().ShouldAllBe(r => r[0].Kind == CellKind.Error);
        var doubt = errors.DefaultSheet.Rows().First().Doubts(c => $"column{c}").ShouldHaveSingleItem();
        (doubt.Key, doubt.Field).ShouldBe(("tables.cell.error", "column0"));
        doubt.Values.ShouldBe([1, "A", "#DIV/0!"]);
    }

    [Fact]
    public void Hidden_sheets_are_listed_but_not_the_default_and_charts_are_none()
    {
        using var file = Fixture.Open(Folder + "any_sheets.xlsx").Value;
        file.Sheets.Select(s => (s.Name, s.Hidden)).ShouldBe([("Visible", false), ("Hidden", true), ("VeryHidden", true)]);
        file.DefaultSheet.Name.ShouldBe("Visible");
    }

    [Fact]
    public void Every_sheet_of_several_is_read()
    {
        using var file = Fixture.Open(Folder + "table-multiple.xlsx").Value;
        file.Sheets[1].Lines().ShouldBe(["1: Item | Price", "2: 1 | 0.85", "3: 2 | 0.75", "4: 3 | 0.55", "5: 4 | 0.45"], "0.55000000000000004 is shown as 0.55");
        file.Sheets[2].Lines()[5].ShouldBe("7: Item | Units");
        using var merged = Fixture.Open(Folder + "merged_range.xlsx").Value;
        merged.Sheets[1].Lines().ShouldBe(["1: A1 | B1 | C1 |  | E1 | F1", "3:  | B3 | C3 |  | E3", "4:  | B4 |  |  | E4"]);
    }

    [Fact]
    public void A_bank_statement_of_old_Excel_is_read_with_its_header()
    {
        using var file = Fixture.Open("bank/ccb__交易明细_xxxx_2025xxxx_2025xxxx.xls").Value;
        file.Format.ShouldBe(TableFormat.Xls);
        var table = Table.Of(file.DefaultSheet).Value;
        table.Header.Number.ShouldBe(6);
        table.Header.Labels.ShouldBe(["记账日", "交易日期", "交易时间", "支出", "收入", "账户余额", "币种", "摘要", "对方账号", "对方户名", "交易地点"]);
        var first = table.Rows().First();
        first.Number.ShouldBe(7);
        first.Cells.Take(6).ShouldBe([new("20250101", CellKind.Text), new("20250101", CellKind.Text), new("18:53:19", CellKind.Text),
            new("67", CellKind.Number), new("0", CellKind.Number), new("2176.91", CellKind.Number)]);
    }

    [Fact]
    public void A_known_header_is_found_below_another_one()
    {
        using var file = Fixture.Open("bank/wechat__example-wechat-records.xlsx").Value;
        Table.Of(file.Sheets[0]).Value.Header.Number.ShouldBe(1);
        Table.Of(file.Sheets[0], l => l is "交易时间" or "交易对方").Value.Header.Number.ShouldBe(18);
    }

    /// <summary>Numbers as they are stored, with their format, and what the user sees.</summary>
    [Theory]
    [InlineData("13800138000", null, "13800138000", CellNote.None)]
    [InlineData("1.3800138E10", null, "13800138000", CellNote.None)]
    [InlineData("430301199001011234", null, "430301199001011234", CellNote.LongNumber)]
    [InlineData("4.30301199001011E+17", null, "430301199001011000", CellNote.LongNumber)]
    [InlineData("123", "000000", "000123", CellNote.None)]
    [InlineData("-7", "000", "-007", CellNote.None)]
    [InlineData("0.1", null, "0.1", CellNote.None)]
    [InlineData("0.30000000000000004", null, "0.3", CellNote.None)]
    [InlineData("1E-7", null, "0.0000001", CellNote.None)]
    [InlineData("44197", "0.00E+00", "44197", CellNote.None)]
    [InlineData("44197", "#,##0\"日元\"", "44197", CellNote.None)]
    [InlineData("44197", "[Red]#,##0.00", "44197", CellNote.None)]
    [InlineData("44197", "yyyy\"年\"m\"月\"d\"日\"", "2021-01-01", CellNote.None)]
    [InlineData("44197.999994", "yyyy/m/d h:mm", "2021-01-01 23:59:59", CellNote.None)]
    [InlineData("44197.5", "[$-F800]dddd, mmmm dd, yyyy", "2021-01-01 12:00:00", CellNote.None)]
    [InlineData("0.75", "上午/下午h\"时\"mm\"分\"", "18:00:00", CellNote.None)]
    [InlineData("1.5", "[h]:mm", "36:00:00", CellNote.None)]
    [InlineData("1", "yyyy-mm-dd", "1900-01-01", CellNote.None)]
    [InlineData("59", "yyyy-mm-dd", "1900-02-28", CellNote.None)]
    [InlineData("60", "yyyy-mm-dd", "1900-02-29", CellNote.None)]
    [InlineData("61", "yyyy-mm-dd", "1900-03-01", CellNote.None)]
    [InlineData("2958465", "yyyy-mm-dd", "9999-12-31", CellNote.None)]
    [InlineData("2958466", "yyyy-mm-dd", "2958466", CellNote.None)]
    [InlineData("-1", "yyyy-mm-dd", "-1", CellNote.None)]
    public void Numbers_show_as_in_Excel(string stored, string? format, string shown, CellNote note)
    {
        var cell = Guiju.Platform.Tables.Excel.NumberFormat.Of(format).Show(stored, from1904: false);
        cell.Text.ShouldBe(shown);
        cell.Note.ShouldBe(note);
    }
}
