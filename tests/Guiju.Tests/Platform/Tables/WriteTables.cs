using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Guiju.Platform.Tables;
using Guiju.Platform.Tables.Delimited;
using Guiju.Platform.Tables.Excel;

namespace Guiju.Tests.Platform.Tables;

public class WriteTables
{
    static readonly TableShape Shape = new("客户", [new("名称"), new("编号")]);

    [Fact]
    public async Task Values_keep_their_kinds_in_Excel()
    {
        var shape = new TableShape("导出", [
            new("名称", ColumnKind.Text, 30), new("电话"), new("数量", ColumnKind.Number), new("金额", ColumnKind.Money),
            new("日期", ColumnKind.Date), new("时间", ColumnKind.Instant), new("是否"), new("长号")]);
        var bytes = await Xlsx(shape, ["株洲<A&B>", "013800138000", 42, -1234.5m, new DateOnly(2026, 2, 28), new DateTime(2026, 11, 23, 9, 5, 7), true, 430301199001011234L]);
        using var file = Fixture.Open(bytes, "a.xlsx").Value;
        var row = file.DefaultSheet.Rows().Last();
        row.Number.ShouldBe(2);
        row.Cells.ShouldBe([
            new("株洲<A&B>", CellKind.Text), new("013800138000", CellKind.Text), new("42", CellKind.Number), new("-1234.5", CellKind.Number),
            new("2026-02-28", CellKind.Date), new("2026-11-23 09:05:07", CellKind.Date), new("TRUE", CellKind.Boolean), new("430301199001011234", CellKind.Text)]);
        Validate(bytes);
        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        sheet.ShouldContain("state=\"frozen\"");
        sheet.ShouldContain("<autoFilter ref=\"A1:H2\"/>");
        sheet.ShouldContain("<col min=\"1\" max=\"1\" width=\"30\" customWidth=\"1\"/>");
        sheet.ShouldNotContain("<f>");
    }

    [Fact]
    public async Task Payloads_come_back_unchanged_and_never_as_formulas()
    {
        using var payloads = Fixture.Open("formula_injection.csv").Value;
        var texts = payloads.DefaultSheet.Rows().Skip(1).Select(r => r[0].Text).ToList();
        texts.Count.ShouldBe(34);
        object?[][] rows = [.. texts.Select(object?[] (t) => [t, "x"])];
        (await RoundTrip(csv: true, rows)).ShouldBe(texts);
        (await RoundTrip(csv: false, rows)).ShouldBe(texts);
        var csv = Encoding.UTF8.GetString(await Csv(Shape, rows));
        csv.ShouldStartWith("\uFEFF");
        // Whatever a spreadsheet would begin to evaluate stands behind an apostrophe.
        foreach (var payload in texts.Where(t => FormulaGuard.IsDangerous(t)))
            csv.ShouldContain("'" + payload.Replace("\"", "\"\"", StringComparison.Ordinal));
        texts.Where(t => !FormulaGuard.IsDangerous(t)).ShouldBe(["DDE (\"cmd\";\"/C calc\";\"!A0\")A0"], "a text that begins with a letter is no formula");
    }

    [Theory]
    [InlineData("=1", true)]
    [InlineData("  =1", true)]
    [InlineData("\uFEFF=1", true)]
    [InlineData("\u200B＝1", true)]
    [InlineData("＋1", true)]
    [InlineData("\u3000－1", true)]
    [InlineData("＠A", true)]
    [InlineData("\tA", true)]
    [InlineData("\nA", true)]
    [InlineData("'=1", true)]
    [InlineData("株洲=1", false)]
    [InlineData("'株洲", false)]
    [InlineData("13800138000", false)]
    [InlineData("", false)]
    public void Dangerous_beginnings_are_known(string text, bool dangerous)
    {
        FormulaGuard.IsDangerous(text).ShouldBe(dangerous);
        FormulaGuard.Restore(FormulaGuard.Protect(text)).ShouldBe(text);
    }

    [Property(MaxTest = 300)]
    public void What_is_exported_is_what_is_imported(NonNull<string>[] texts)
    {
        var rows = texts.Select(t => Whole(t.Get)).Where(t => t.Length > 0).Select(object?[] (t) => [t, "x"]).ToArray();
        var expected = rows.Select(r => (string)r[0]!).ToList();
        RoundTrip(csv: true, rows).GetAwaiter().GetResult().ShouldBe(expected);
        RoundTrip(csv: false, rows).GetAwaiter().GetResult().ShouldBe(expected);
    }

    /// <summary>Text of full characters without NUL: a CSV file holds neither half pairs nor NUL.</summary>
    static string Whole(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is not (0 or 0xFFFD)));

    [Fact]
    public async Task Excel_keeps_even_what_XML_cannot_hold()
    {
        string[] odd = ["_x000D_", "a\r\nb", "\0", "\u0001", "\uD800", "\uFFFF", "𠮷野家", " blank ", "_x_x0041_", "]]>", "\uFFFE"];
        (await RoundTrip(csv: false, [.. odd.Select(object?[] (t) => [t, "x"])])).ShouldBe(odd);
    }

    [Fact]
    public async Task Rows_beyond_a_sheet_go_to_the_next()
    {
        var to = new MemoryStream();
        var written = await new XlsxWriter(to, new("明细", [new("a")])) { RowsPerSheet = 4 }.Write(Many(8, i => [$"v{i}"]), TestContext.Current.CancellationToken);
        written.ShouldBe(new TableWritten(8, 3, 0));
        using var file = Fixture.Open(to.ToArray(), "a.xlsx").Value;
        file.Sheets.Select(s => s.Name).ShouldBe(["明细", "明细 (2)", "明细 (3)"]);
        file.Sheets.Select(s => string.Join(",", s.Lines())).ShouldBe(["1: a,2: v0,3: v1,4: v2", "1: a,2: v3,3: v4,4: v5", "1: a,2: v6,3: v7"]);
        Validate(to.ToArray());
    }

    [Theory]
    [InlineData("a/b:c", 0, "a b c")]
    [InlineData("'quoted'", 0, "quoted")]
    [InlineData("", 0, "Sheet")]
    [InlineData("history", 0, "Sheet")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", 1, "一二三四五六七八九十一二三四五六七八九十一二三四五六七 (2)")]
    public void Sheet_names_are_made_fit(string name, int index, string fit) => XlsxFrame.SheetName(name, index).ShouldBe(fit);

    [Fact]
    public async Task Too_long_texts_are_cut_and_counted()
    {
        var to = new MemoryStream();
        var written = await TableWriter.Xlsx(to, Shape, Many(1, _ => [new string('长', 40_000), "x"]), TestContext.Current.CancellationToken);
        written.CutCells.ShouldBe(1);
        using var file = Fixture.Open(to.ToArray(), "a.xlsx").Value;
        file.DefaultSheet.Rows().Last()[0].Text.Length.ShouldBe(32_767);
    }

    [Fact]
    public async Task Nothing_is_written_synchronously()
    {
        await using var to = new AsyncOnly();
        await TableWriter.Xlsx(to, Shape, Many(20_000, i => [$"客户{i}", i]), TestContext.Current.CancellationToken);
        await using var csv = new AsyncOnly();
        await TableWriter.Csv(csv, Shape, Many(20_000, i => [$"客户{i}", i]), TestContext.Current.CancellationToken);
        using var file = Fixture.Open(to.Written.ToArray(), "a.xlsx").Value;
        file.DefaultSheet.Rows().Count().ShouldBe(20_001);
    }

    static async Task<List<string>> RoundTrip(bool csv, object?[][] rows)
    {
        using var file = Fixture.Open(csv ? await Csv(Shape, rows) : await Xlsx(Shape, rows), csv ? "a.csv" : "a.xlsx").Value;
        return [.. file.DefaultSheet.Rows().Skip(1).Select(r => r[0].Text)];
    }

    static async Task<byte[]> Csv(TableShape shape, params object?[][] rows)
    {
        var to = new MemoryStream();
        await TableWriter.Csv(to, shape, Many(rows.Length, i => rows[i]));
        return to.ToArray();
    }

    static async Task<byte[]> Xlsx(TableShape shape, params object?[][] rows)
    {
        var to = new MemoryStream();
        await TableWriter.Xlsx(to, shape, Many(rows.Length, i => rows[i]));
        return to.ToArray();
    }

    internal static async IAsyncEnumerable<IReadOnlyList<object?>> Many(int count, Func<int, object?[]> row)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++) yield return row(i);
    }

    internal static void Validate(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
    }

    internal static string Part(byte[] bytes, string name)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A stream like a web response: not seekable, and synchronous writing throws.</summary>
    sealed class AsyncOnly : Stream
    {
        public MemoryStream Written { get; } = new();
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new InvalidOperationException("Synchronous");
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous");
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Written.WriteAsync(buffer, offset, count, cancellationToken);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Written.WriteAsync(buffer, cancellationToken);
    }
}
