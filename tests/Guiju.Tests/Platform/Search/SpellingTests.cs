using Guiju.Platform.Search;
using static Guiju.Platform.Search.FieldKind;

namespace Guiju.Tests.Platform.Search;

/// <summary>Traditional forms, mixed spelling, marks and slips: what the pure part of searching says of texts.</summary>
public class SpellingTests
{
    [Theory]
    [InlineData("華為", "华为技术有限公司")]
    [InlineData("华为", "華為技術有限公司")]
    [InlineData("華为技術", "华为 技术有限公司")]
    [InlineData("changsha", "長沙銀行")]
    [InlineData("csyh", "長沙銀行")]
    [InlineData("長沙银行", "长沙銀行")]
    [InlineData("乾元", "乾元科技")]
    [InlineData("qianyuan", "乾元科技")]
    [InlineData("hz科技", "杭州科技有限公司")]
    [InlineData("杭州kj", "杭州科技有限公司")]
    [InlineData("huawei技术", "华为技术有限公司")]
    [InlineData("华为jishu", "华为技术有限公司")]
    [InlineData("华为jis", "华为技术有限公司")]
    [InlineData("huawei技shu", "华为技术有限公司")]
    [InlineData("hw技术", "（华为）-技术")]
    [InlineData("ＨＺ科技", "杭州科技有限公司")]
    [InlineData("Huawei技术", "Huawei技术有限公司")]
    [InlineData("华为技术", "华为 技术有限公司")]
    [InlineData("华为 技术", "华为技术有限公司")]
    [InlineData("华为·技术", "华为技术有限公司")]
    [InlineData("3m中国", "3M（中国）有限公司")]
    [InlineData("zeng记", "曾记餐饮管理有限公司")]
    [InlineData("zjcy", "曾记餐饮管理有限公司")]
    [InlineData("luan", "六安瓜片茶业")]
    [InlineData("bengbu", "蚌埠玻璃")]
    [InlineData("xiamen", "厦门钨业")]
    [InlineData("dasha", "国贸大厦物业")]
    [InlineData("yinhang", "招商银行")]
    [InlineData("chaoyang", "朝阳轮胎")]
    [InlineData("leshan", "乐山电力")]
    [InlineData("cq", "重庆机电")]
    [InlineData("hunchun", "珲春矿业")]
    public void Is_found(string typed, string name) => Found(typed, new SearchField(Name, name)).ShouldBe((true, true), $"{typed} in {name}");

    [Theory]
    [InlineData("hz科技", "杭州贸易有限公司")]
    [InlineData("hz科技", "科技杭州有限公司")]
    [InlineData("huawei技术", "华威贸易 技术")]
    [InlineData("华为js", "华为数据技术")]
    [InlineData("xiadong", "大厦东门")]
    public void Is_not_found(string typed, string name) => SearchQuery.Parse(typed).Matches(new SearchField(Name, name)).ShouldBeFalse($"{typed} in {name}");

    [Fact]
    public void A_long_text_is_found_to_its_end() =>
        Found("末尾的样品", new SearchField(Text, string.Concat(Enumerable.Range(0x4E00, 1900).Select(c => (char)c)) + "末尾的样品")).ShouldBe((true, true));

    [Theory]
    [InlineData("科技", Name, "杭州科技有限公司", "杭州[科技]有限公司")]
    [InlineData("科技 杭州", Name, "杭州科技有限公司", "[杭州科技]有限公司")]
    [InlineData("hzkj", Name, "杭州科技有限公司", "[杭州科技]有限公司")]
    [InlineData("hangz", Name, "杭州科技有限公司", "[杭州]科技有限公司")]
    [InlineData("hz科技", Name, "杭州科技有限公司", "[杭州科技]有限公司")]
    [InlineData("华为技术", Name, "華為 技術有限公司", "[華為 技術]有限公司")]
    [InlineData("6021", Phone, "139****6021", "139****[6021]")]
    [InlineData("13912346021", Phone, "139 1234 6021", "[139 1234 6021]")]
    [InlineData("+8613912346021", Phone, "13912346021", "[13912346021]")]
    [InlineData("sd", Person, "单丹", "[单丹]")]
    [InlineData("port", Text, "Airport, port 7", "Airport, [port] 7")]
    [InlineData("样品", Text, "寄样品；样品已收", "寄[样品]；[样品]已收")]
    [InlineData("b", Text, "<b>bold</b>", "<[b]>[b]old</[b]>")]
    [InlineData("%", Text, "100%", "100%")]
    public void What_was_looked_for_is_marked(string typed, FieldKind kind, string text, string expected)
    {
        var parts = Marks.Of(SearchQuery.Parse(typed), kind, text);
        string.Concat(parts.Select(p => p.Text)).ShouldBe(text);
        string.Concat(parts.Select(p => p.Marked ? $"[{p.Text}]" : p.Text)).ShouldBe(expected);
    }

    [Fact]
    public void An_excerpt_is_cut_around_the_hit_and_never_through_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("𠮷野家", 60)) + "样品" + string.Concat(Enumerable.Repeat("👍", 100));
        var parts = Marks.Excerpt(SearchQuery.Parse("样品"), Text, text);
        parts.Single(p => p.Marked).Text.ShouldBe("样品");
        (parts[0].Text, parts[^1].Text).ShouldBe(("…", "…"));
        foreach (var part in parts) part.Text.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
        parts.Sum(p => p.Text.Length).ShouldBeLessThan(120);
        foreach (var naughty in Naughty.Strings) string.Concat(Marks.Of(SearchQuery.Parse(naughty), Name, naughty).Select(p => p.Text)).ShouldBe(naughty);
    }

    [Theory]
    [InlineData("科计", "杭州科技有限公司", "科技")]
    [InlineData("技科", "杭州科技有限公司", "科技")]
    [InlineData("华为及术", "华为技术有限公司", "华为技术")]
    [InlineData("华为X术", "华为技术有限公司", "华为技术")]
    [InlineData("华技术", "华为技术有限公司", "华为技术")]
    [InlineData("华为的技术", "华为技术有限公司", "华为技术")]
    [InlineData("华技为术", "华为技术有限公司", "华为技术")]
    [InlineData("鏵為技術", "华为技术有限公司", "华为技术")]
    [InlineData("huwaei", "Huawei Technologies", "huawei")]
    [InlineData("hauwei", "华为技术有限公司", "华为")]
    [InlineData("huaweii", "Huawei", "huawei")]
    public void A_slip_leads_to_what_was_meant(string typed, string name, string meant) => Meant(typed, new SearchField(Name, name)).ShouldContain(meant, $"{typed} in {name}");

    [Theory]
    [InlineData("13912346022", "13912346021")]
    [InlineData("13912364021", "13912346021")]
    [InlineData("1391234602", "13912346021")]
    [InlineData("139123460211", "13912346021")]
    [InlineData("075781234568", "0757-81234567")]
    public void A_wrong_digit_leads_to_the_number(string typed, string number) => Meant(typed, new SearchField(Phone, number)).ShouldContain(number, typed);

    [Fact]
    public void A_wrong_digit_of_a_credit_code_leads_to_the_code() => Meant("91440600MA4UABDC1X", new SearchField(Code, "91440600MA4UABCD1X")).ShouldContain("91440600MA4UABCD1X");

    [Theory]
    [InlineData("科", "科技")]
    [InlineData("%%", "科技")]
    [InlineData("1234", "1235")]
    [InlineData("贸易", "科技")]
    [InlineData("科技", "杭州科技")]
    public void Nothing_is_offered_for_what_is_too_short_too_far_or_there(string typed, string name) => Meant(typed, new SearchField(Name, name)).ShouldBeEmpty();

    [Fact]
    public void Whatever_is_typed_has_slips_of_bounded_number()
    {
        foreach (var text in Naughty.Strings.Append("abcdefghijklmn").Append("一二三四五六七八九十一二三四五六七八九十"))
            if (NearMiss.Of(SearchQuery.Parse(text)) is { } miss)
            {
                miss.Groups.Count.ShouldBeLessThan(900, text);
                _ = miss.In([new(Name, text), new(Phone, text), new(Code, text)]).ToList();
            }
    }

    // The words kept lead to the record, and the record says what was meant.
    static IReadOnlyList<string> Meant(string typed, SearchField field)
    {
        if (NearMiss.Of(SearchQuery.Parse(typed)) is not { } miss) return [];
        var kept = Tokens.Of(field).ToHashSet();
        return miss.Groups.Any(g => g.All(t => kept.Contains(t.Text))) ? [.. miss.In([field]).Select(m => m.Text)] : [];
    }

    static (bool Index, bool Checked) Found(string typed, params SearchField[] fields)
    {
        var (query, kept) = (SearchQuery.Parse(typed), Tokens.Of(fields));
        bool Holds(SearchToken token) => token.Prefix ? kept.Any(t => t.StartsWith(token.Text, StringComparison.Ordinal)) : kept.Contains(token.Text);
        return (query.Terms.All(t => t.Alternatives.Any(group => group.All(Holds))), query.Matches(fields));
    }
}
