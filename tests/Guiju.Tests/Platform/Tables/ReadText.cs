using System.Text;
using Guiju.Platform.Tables;
using Guiju.Platform.Tables.Delimited;

namespace Guiju.Tests.Platform.Tables;

public class ReadText
{
    [Theory]
    [InlineData("comma_in_quotes", "1: first | last | address | city | zip", "2: John | Doe | 120 any st. | Anytown, WW | 08123")]
    [InlineData("empty", "1: a | b | c", "2: 1", "3: 2 | 3 | 4")]
    [InlineData("empty_crlf", "1: a | b | c", "2: 1", "3: 2 | 3 | 4")]
    [InlineData("escaped_quotes", "1: a | b", "2: 1 | ha \"ha\" ha", "3: 3 | 4")]
    [InlineData("json", "1: key | val", "2: 1 | {\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}")]
    [InlineData("location_coordinates", "1: Contact Phone Number | Location Coordinates | Cities | Counties",
        "2: 2095257564 | 37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W | Modesto | Stanislaus")]
    [InlineData("newlines", "1: a | b | c", "2: 1 | 2 | 3", "3: Once upon \na time | 5 | 6", "5: 7 | 8 | 9")]
    [InlineData("newlines_crlf", "1: a | b | c", "2: 1 | 2 | 3", "3: Once upon \na time | 5 | 6", "5: 7 | 8 | 9")]
    [InlineData("quotes_and_newlines", "1: a | b", "2: 1 | ha \n\"ha\" \nha", "5: 3 | 4")]
    [InlineData("simple", "1: a | b | c", "2: 1 | 2 | 3")]
    [InlineData("simple_crlf", "1: a | b | c", "2: 1 | 2 | 3")]
    [InlineData("utf8", "1: a | b | c", "2: 1 | 2 | 3", "3: 4 | 5 | ʤ")]
    public void The_spectrum_of_csv_is_read(string name, params string[] lines) =>
        Fixture.Lines($"csv/csv-spectrum/csvs/{name}.csv").ShouldBe(lines);

    [Theory]
    [InlineData("customers_utf8.csv", "UTF-8", ',')]
    [InlineData("customers_utf8_bom.csv", "UTF-8", ',')]
    [InlineData("customers_gbk.csv", "GB18030", ',')]
    [InlineData("customers_gbk_lf_tab.txt", "GB18030", '\t')]
    [InlineData("customers_gbk_semicolon.csv", "GB18030", ';')]
    [InlineData("customers_utf16be_bom.csv", "UTF-16 BE", ',')]
    [InlineData("customers_utf16le_bom_tab.csv", "UTF-16 LE", '\t')]
    public void One_table_reads_the_same_in_every_encoding(string name, string encoding, char delimiter)
    {
        using var file = Fixture.Open("encodings/" + name).Value;
        (file.Encoding, file.Delimiter).ShouldBe((encoding, delimiter));
        using var expected = Fixture.Open("encodings/customers_utf8.csv").Value;
        var rows = file.DefaultSheet.Lines();
        rows.Count.ShouldBe(201);
        rows.ShouldBe(expected.DefaultSheet.Lines());
        rows[1].ShouldBe("2: 迪丽奇（上海）贸易股份有限公司 | 91310113MALE1MCC8P | 王静 | 13919402470 | 010-81411287 | u0@example.com | 北京市 | 北京市 | 怀柔区 | 解放路177号 | 普通客户 | 展会 | 李娜 | 1,000 | 2024-06-05 | 2024/7/21 |  | 第一行\n第二行");
        Table.Of(file.DefaultSheet).Value.Header.Labels.Count.ShouldBe(18);
    }

    /// <summary>The file ends inside a cell but not inside a character: what is there is read exactly.</summary>
    [Fact]
    public void A_file_cut_between_characters_is_read_to_its_end()
    {
        var rows = Fixture.Lines("encodings/customers_gbk_truncated_midchar.csv");
        rows.Count.ShouldBe(102);
        rows[^1].ShouldEndWith("| 913101");
    }

    [Fact]
    public void Four_byte_GB18030_is_read()
    {
        var rows = Fixture.Lines("encodings/customers_gb18030.csv");
        rows.Count.ShouldBe(202);
        rows[2].ShouldStartWith("4: 广州豪雄贸易有限公司");
        rows[3].ShouldBe("5: 䶮𬍛科技有限公司 |  | 王䶮");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF16_without_a_mark_is_recognised(bool bigEndian)
    {
        var bytes = new UnicodeEncoding(bigEndian, false).GetBytes("客户名称,电话\r\n株洲厂,0731\r\n");
        using var file = Fixture.Open(bytes, "a.csv").Value;
        file.DefaultSheet.Lines().ShouldBe(["1: 客户名称 | 电话", "2: 株洲厂 | 0731"]);
    }

    [Theory]
    [InlineData("mixed_utf8_then_gbk.csv", "tables.text.mixed", 25, 4774)]
    [InlineData("nul_bytes.csv", "tables.text.nul", 2, 14)]
    public void Broken_text_is_refused_with_its_place(string name, string key, int line, int place)
    {
        var outcome = Fixture.Open("encodings/" + name);
        outcome.Refusal().ShouldBe(key);
        outcome.Findings[0].Values.Take(2).ShouldBe([line, (long)place]);
    }

    [Fact]
    public void Text_that_breaks_off_in_a_character_is_refused()
    {
        var gbk = Fixture.Bytes("encodings/customers_gbk.csv");
        var cut = Fixture.Open(gbk[..(Array.LastIndexOf(gbk, (byte)0xCF) + 1)], "a.csv");
        cut.Refusal().ShouldBe("tables.text.cut");
        cut.Findings[0].Values[1].ShouldBe((long)Array.LastIndexOf(gbk, (byte)0xCF) + 1);
        var whole = Fixture.Bytes("encodings/customers_utf8.csv");
        var end = Array.LastIndexOf(whole, (byte)0xE4);
        Fixture.Open(whole[..(end + 2)], "a.csv").Refusal().ShouldBe("tables.text.cut");
        Fixture.Open(Fixture.Bytes("encodings/customers_utf16le_bom_tab.csv")[..^1], "a.csv").Refusal().ShouldBe("tables.text.cut");
        Fixture.Open([.. "a,b\r\n"u8, 0xFF, 0x80, .. "\r\n"u8], "a.csv").Refusal().ShouldBe("tables.text.encoding");
    }

    [Fact]
    public void Garbled_text_is_read_with_a_warning()
    {
        var outcome = Fixture.Open("encodings/mojibake_utf8_of_gbk.csv");
        outcome.Findings.ShouldHaveSingleItem().Key.ShouldBe("tables.text.mojibake");
        outcome.Value.DefaultSheet.Lines().ShouldBe(["1: 濮撳悕 | 鐢佃瘽", "2: 寮犱笁 | 13800138000"]);
    }

    [Theory]
    [InlineData("encodings/excel_sep_line.csv", "2: 姓名 | 电话", "3: 张三 | 13800138000")]
    [InlineData("encodings/short_gbk.csv", "1: 姓名 | 电话", "2: 张三 | 13800138000")]
    [InlineData("encodings/long_id_as_number.csv", "1: 客户名称 | 身份证号 | 银行账号 | 手机", "2: 测试有限公司 | 4.40301E+17 | 6.22848E+18 | 1.38E+10")]
    [InlineData("crm/salesforce-dataloader/csvEscapedQuotes.csv", "1: column1 | column2", "2: \"The Best\" Account | bla", "3: The \"Best\" Account | bla")]
    [InlineData("crm/salesforce-dataloader/csvSeparator.csv", "1: column1 | column2!some | column3", "2: col11 | col12!somev1 | col13", "3: col21 | col22!somev2 | col23")]
    [InlineData("crm/salesforce-dataloader/csvtext.csv", "1: column1 | column2 | column3", "2: row1-1 | row1-2 | row1-3", "3: row2-1 | row2-2 | row2-3")]
    [InlineData("crm/salesforce-dataloader/csvtext_BOM_UTF8.csv", "1: column1 | column2 | column3", "2: row1-1 | row1-2 | row1-3", "3: row2-1 | row2-2 | row2-3")]
    [InlineData("crm/salesforce-dataloader/csvtext_BOM_UTF16LE.csv", "1: column1 | column2 | column3", "2: row1-1 | row1-2 | row1-3", "3: row2-1 | row2-2 | row2-3")]
    [InlineData("crm/salesforce-dataloader/csvtext_BOM_UTF16BE.csv", "1: column1 | column2 | column3", "2: row1-1 | row1-2 | row1-3", "3: row2-1 | row2-2 | row2-3")]
    public void Small_files_read_line_by_line(string name, params string[] lines) => Fixture.Lines(name).ShouldBe(lines);

    [Theory]
    [InlineData("crm/salesforce_accounts.csv", 424, "2: 001x0000002xLCVAA2 | false |  | Gravity Investments |  |  | 00045742 150 Palmer Drive | FORT COLLINS | CO | 80525 | US")]
    [InlineData("crm/salesforce_opportunities.csv", 39, "2: 006x0000001YtCrAAK | false | 001x0000002xLD0AAM | George Foundation - 5000 Widgets | Initial deal for 5000 widgets.")]
    [InlineData("crm/salesforce-dataloader/insertAccountCsv.csv", 101, "2: account insert #0 | Account | 415-555-0000 | ACCT_0 | http://www.accountInsert0.com | 0 | 1-00000")]
    [InlineData("crm/salesforce-dataloader/emptyFirstRowFieldValueInCsvTemplate.csv", 3, "2: 001x00000035m0iAAA | account Update #0")]
    [InlineData("crm/salesforce-dataloader/timeZoneFormatTesting.csv", 13, "2: A | 07/15/2009 02:14:45+0800")]
    [InlineData("crm/salesforce-dataloader/timeZoneFormatTestingWithErrors.csv", 7, "2: A | 07/15/2009 02:14:45+0800")]
    [InlineData("crm/salesforce-dataloader/dateEndingInZ.csv", 2, "2: account insert #0 | Account | 415-555-0000 | ACCT_0 | http://www.accountInsert0.com | 0 | 1-00000 | 2010-10-14T12:00:00.000Z")]
    [InlineData("crm/salesforce-dataloader/dateOnlyWithTimeZone.csv", 3, "2: account insert #0 | Account | 415-555-0000 | ACCT_0 | http://www.accountInsert0.com | 0 | 1-00000 | 2010-10-14T00:00:00.000Z")]
    [InlineData("crm/salesforce-dataloader/dateWithTimeZone.csv", 3, "2: account insert #0 | Account | 415-555-0000 | ACCT_0 | http://www.accountInsert0.com | 0 | 1-00000 | 2010-10-14T12:00:00.000Z-0300")]
    [InlineData("bank/icbc__example-icbc-debit-v1-records.csv", 17, "3: 卡号: 1234****9876 | 卡别名: 这是卡别名")]
    [InlineData("bank/icbc__example-icbc-debit-v2-records.csv", 17, "3: 卡号: 1234****9876 | 卡别名: 这是卡别名")]
    [InlineData("bank/alipay__example-alipay-records.csv", 33, "2: 导出信息：")]
    public void Longer_files_read_whole(string name, int rows, string second)
    {
        var lines = Fixture.Lines(name);
        lines.Count.ShouldBe(rows);
        lines[1].ShouldStartWith(second);
    }

    [Theory]
    [InlineData("csvtext_BOM_UTF32LE.csv")]
    [InlineData("csvtext_BOM_UTF32BE.csv")]
    public void A_UTF16_mark_before_wider_characters_is_refused(string name) =>
        Fixture.Open("crm/salesforce-dataloader/" + name).Refusal().ShouldBe("tables.text.nul");

    [Fact]
    public void Numbers_cut_off_by_Excel_are_doubted_cell_by_cell()
    {
        using var file = Fixture.Open("encodings/long_id_as_number.csv").Value;
        var doubts = file.DefaultSheet.Rows().Last().Doubts().ToList();
        doubts.Select(d => d.Key).ShouldAllBe(k => k == "tables.cell.cutOff");
        doubts.Select(d => string.Join(" ", d.Values)).ShouldBe(["2 B 4.40301E+17", "2 C 6.22848E+18", "2 D 1.38E+10"]);
    }

    [Theory]
    [InlineData("bank/wechat__example-wechat-records.csv", 17, "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注", 27)]
    [InlineData("bank/icbc__example-icbc-credit-records.csv", 7, "交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名", 11)]
    [InlineData("bank/abc_debit__example-abc_debit-records.csv", 1, "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言", 5)]
    [InlineData("bank/cmb__example-cmb-records.csv", 1, "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要", 5)]
    public void Headers_below_titles_are_found(string name, int number, string labels, int rows)
    {
        using var file = Fixture.Open(name).Value;
        var table = Table.Of(file.DefaultSheet).Value;
        table.Header.Number.ShouldBe(number);
        string.Join(",", table.Header.Labels).ShouldBe(labels);
        table.Rows().Count().ShouldBe(rows);
    }

    [Fact]
    public void A_header_beyond_the_twentieth_row_is_asked_for() =>
        Table.Of(Fixture.Open("bank/alipay__example-alipay-records.csv").Value.DefaultSheet).Refusal().ShouldBe("tables.noHeader");

    [Fact]
    public void An_Outlook_export_in_GBK_is_read()
    {
        using var file = Fixture.Open("crm/shape_outlook_zh.csv").Value;
        var table = Table.Of(file.DefaultSheet).Value;
        table.Header.Labels[5].ShouldBe("单位");
        table.Rows().First()[5].Text.ShouldBe("贝维斯五金制品（福州）股份有限公司");
        table.Rows().Count().ShouldBe(40);
    }

    [Theory]
    [InlineData("a,b\n\"x\ny,1\n", "tables.text.quote", 2)]
    [InlineData("a,b\n1,2\n3,\"open", "tables.text.quote", 3)]
    public void A_missing_quote_is_refused_with_its_line(string text, string key, int line)
    {
        var thrown = Should.Throw<UnreadableTableException>(() => Fixture.OpenText(text).Value.DefaultSheet.Rows().Count());
        thrown.Finding.Key.ShouldBe(key);
        thrown.Finding.Values.ShouldBe([line]);
    }

    [Theory]
    [InlineData("a,b\r1,2\r3,4", "1: a | b", "2: 1 | 2", "3: 3 | 4")]
    [InlineData("a,b\n=\"00123\",'=1\n'00,x\n", "1: a | b", "2: 00123 | =1", "3: '00 | x")]
    [InlineData("a,b\n1\"2,\"x\"y\n", "1: a | b", "2: 1\"2 | xy")]
    [InlineData("单位：株洲,电话\n\n,\n1,2", "1: 单位：株洲 | 电话", "4: 1 | 2")]
    public void Odd_but_readable_text_is_read(string text, params string[] lines) =>
        Fixture.OpenText(text).Value.DefaultSheet.Lines().ShouldBe(lines);

    [Fact]
    public void Strict_GB18030_agrees_with_the_standard()
    {
        foreach (var (bytes, offset, cut) in new (byte[], int, bool)[]
        {
            ([0xB0, 0xA1], -1, false), ([0xB0], 0, true), ([0xB0, 0x7F], 0, false), ([0x41, 0x80], 1, false), ([0xFF], 0, false),
            ([0x81, 0x30, 0x81, 0x30], -1, false), ([0x81, 0x30], 0, true), ([0x81, 0x30, 0x81], 0, true), ([0x81, 0x30, 0x41], 0, false),
            ([0x84, 0x31, 0xA4, 0x39], -1, false), ([0x84, 0x31, 0xA5, 0x30], 0, false), ([0x90, 0x30, 0x81, 0x30], -1, false),
            ([0xE3, 0x32, 0x9A, 0x35], -1, false), ([0xE3, 0x32, 0x9A, 0x36], 0, false),
        })
            Gb18030.FirstFault(bytes).ShouldBe((offset, cut), Convert.ToHexString(bytes));
    }
}
