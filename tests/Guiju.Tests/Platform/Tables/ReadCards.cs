using System.Text;
using Guiju.Platform.Tables;

namespace Guiju.Tests.Platform.Tables;

/// <summary>vCards as phones and address books write them.</summary>
public class ReadCards
{
    static List<Dictionary<string, string>> Cards(string name) => Cards(Fixture.Open("vcard/" + name).Value);

    static List<Dictionary<string, string>> Cards(TableFile opened)
    {
        using var file = opened;
        file.Format.ShouldBe(TableFormat.VCard);
        var table = Table.Of(file.DefaultSheet).Value;
        return [.. table.Rows().Select(r => table.Header.Labels.Select((l, i) => (l, r[i].Text)).Where(c => c.Text.Length > 0).ToDictionary(c => c.l, c => c.Text))];
    }

    static string Said(Dictionary<string, string> card) => string.Join(" | ", card.Select(c => $"{c.Key}={c.Value}"));

    [Fact]
    public void Quoted_printable_of_an_old_android() =>
        Said(Cards("zh/android21_qp_utf8.vcf").ShouldHaveSingleItem()).ShouldBe("公司名称=深圳市北迈科技有限公司 | 部门=采购部 | 联系人=欧阳明哲 | 手机=138-0013-8000 | 电话=0755-83765566 | 省份=广东 | 城市=深圳 | 详细地址=科技路12号 | 邮编=518000");

    [Theory]
    [InlineData("zh/nokia21_qp_gbk.vcf", "联系人=单雄 | 手机=+8613900139000")]
    [InlineData("zh/raw_gbk30.vcf", "公司名称=苏州仇英书画有限公司 | 联系人=仇英 | 手机=13700137000")]
    public void Charsets_named_and_not_named(string name, string said) => Said(Cards(name).ShouldHaveSingleItem()).ShouldBe(said);

    [Fact]
    public void A_line_folded_in_the_middle_of_a_character_is_whole() => Cards("zh/folded_midchar.vcf").ShouldHaveSingleItem()["联系人"].ShouldBe("长沙长城公司");

    [Fact]
    public void Version_4_with_groups_uris_and_escapes()
    {
        var cards = Cards("zh/v4_multi.vcf");
        cards.Count.ShouldBe(40);
        Said(cards[0]).ShouldBe("公司名称=贝维斯五金制品（福州）股份有限公司 | 部门=销售部 | 联系人=苏雁怡 | 职务=经理 | 手机=+86-13407414430 | 邮箱=u0@example.com | 省份=广东省 | 城市=深圳市 | 详细地址=嘉陵江西路738号工业园1号楼904室 | 备注=第一行\n第二行, 逗号; 分号");
    }

    [Fact]
    public void A_card_without_an_end_is_no_whole_file() =>
        Table.Of(Fixture.Open("vcard/zh/truncated.vcf").Value.DefaultSheet).Refusal().ShouldBe("tables.card.unended");

    [Fact]
    public void Every_address_book_s_cards_are_read_with_a_name_or_company()
    {
        foreach (var path in Fixture.All("vcard/ez-vcard", "*.vcf"))
        {
            var opened = Fixture.Open(path).Value;
            Table.Of(opened.DefaultSheet).Findings.Select(f => $"{path}: {f.Key} {string.Join(' ', f.Values)}").ShouldBeEmpty();
            var cards = Cards(opened);
            cards.Count.ShouldBeGreaterThan(0, path);
            cards.ShouldAllBe(c => c.ContainsKey("联系人") || c.ContainsKey("公司名称") || c.ContainsKey("邮箱"), path);
        }
        var outlook = Cards("ez-vcard/outlook-2003.vcf").ShouldHaveSingleItem();
        (outlook["公司名称"], outlook["部门"], outlook["电话"], outlook["手机"], outlook["传真"], outlook["邮箱"], outlook["邮编"]).ShouldBe(("Company, The", "TheDepartment", "BusinessPhone", "MobilePhone", "BusinessFaxPhone", "jdoe@hotmail.com", "12345"));
        Cards("ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf")[0]["联系人"].ShouldBe("Mr. John Richter,James Doe Sr.");
    }

    [Theory]
    [InlineData("BEGIN:VCARD\r\nFN:甲\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:乙\r\nEND:VCARD\r\nEND:VCARD", "联系人=甲")]
    [InlineData("\uFEFFbegin:vcard\nversion:3.0\nfn:甲\nend:vcard\n", "联系人=甲")]
    [InlineData("BEGIN:VCARD\nFN:甲\nTEL;TYPE=FAX:010-1\nTEL;TYPE=HOME:0731-2\nTEL;TYPE=WORK:0731-3\nTEL:13873126552\nEND:VCARD", "联系人=甲 | 手机=13873126552 | 电话=0731-3 | 传真=010-1")]
    [InlineData("BEGIN:VCARD\nFN:=cmd|' /C calc'!A0\nno colon here\n:no name\nEND:VCARD", "联系人==cmd|' /C calc'!A0")]
    public void Odd_cards(string text, string said) => Said(Cards(Fixture.OpenText(text, "a.vcf").Value).ShouldHaveSingleItem()).ShouldBe(said);

    [Fact]
    public void A_value_without_end_is_refused_and_a_picture_passed_over()
    {
        Table.Of(Fixture.OpenText($"BEGIN:VCARD\nFN:{new string('长', 40_000)}\nEND:VCARD").Value.DefaultSheet).Refusal().ShouldBe("tables.cell.long");
        Cards(Fixture.OpenText($"BEGIN:VCARD\nFN:甲\nPHOTO;ENCODING=b:{new string('A', 200_000)}\nEND:VCARD").Value).ShouldHaveSingleItem().Count.ShouldBe(1);
        Table.Of(Fixture.Open([.. Encoding.ASCII.GetBytes("BEGIN:VCARD\nFN:"), 0xFF, 0xFE, 0x80, .. Encoding.ASCII.GetBytes("\nEND:VCARD")], "a.vcf").Value.DefaultSheet).Refusal().ShouldBe("tables.card.encoding");
    }
}
