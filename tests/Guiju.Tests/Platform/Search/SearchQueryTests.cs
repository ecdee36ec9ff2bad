using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using static Guiju.Platform.Search.FieldKind;

namespace Guiju.Tests.Platform.Search;

[Clause("D10-1.3")]
public class SearchQueryTests
{
    static readonly SearchField[] foshan =
    [
        new(Name, "佛山精密五金有限公司"), new(Name, "Foshan Precision O'Neil"), new(Code, "KH-2025-00012"), new(Code, "91440600MA4UABCD1X"),
        new(Phone, "0757-81234567"), new(Phone, "+86 139 2603 6021"), new(Person, "单丹"), new(Email, "dan.shan@jingmi.cn"), new(Text, "广东省佛山市南海区桂城A座12号"),
    ];

    [Theory]
    [InlineData("佛山")]
    [InlineData("精密")]
    [InlineData("密")]
    [InlineData("精密五金有限公司")]
    [InlineData("（佛山）精密")]
    [InlineData("fsjm")]
    [InlineData("FSJM")]
    [InlineData("jmwj")]
    [InlineData("wj")]
    [InlineData("f")]
    [InlineData("foshan")]
    [InlineData("foshanjingm")]
    [InlineData("jingmi")]
    [InlineData("precis")]
    [InlineData("oneil")]
    [InlineData("o'neil")]
    [InlineData("4567")]
    [InlineData("234")]
    [InlineData("0757")]
    [InlineData("81234567")]
    [InlineData("0757-81234567")]
    [InlineData("+86 757 8123 4567")]
    [InlineData("139")]
    [InlineData("13926036021")]
    [InlineData("+8613926036021")]
    [InlineData("6021")]
    [InlineData("914406")]
    [InlineData("ma4u")]
    [InlineData("CD1X")]
    [InlineData("91440600MA4UABCD1X")]
    [InlineData("kh")]
    [InlineData("KH2025")]
    [InlineData("KH-2025-00012")]
    [InlineData("00012")]
    [InlineData("单丹")]
    [InlineData("sd")]
    [InlineData("shandan")]
    [InlineData("dan.shan@jingmi.cn")]
    [InlineData("桂城a座")]
    [InlineData("佛山 4567")]
    [InlineData("fsjm 五金 139")]
    [InlineData("１３９２６０３６０２１")]
    public void Finds_the_customer(string typed) => Found(typed, foshan).ShouldBe((true, true));

    [Theory]
    [InlineData("佛密")]
    [InlineData("fsmj")]
    [InlineData("9999")]
    [InlineData("佛山 9999")]
    [InlineData("dandan")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("👨‍💼")]
    public void Finds_it_not(string typed) => Found(typed, foshan).ShouldBe((false, false));

    [Theory]
    [InlineData("hzkj")]
    [InlineData("hangzhou")]
    [InlineData("hangz")]
    [InlineData("科技")]
    [InlineData("kejiyou")]
    public void Pinyin_and_pairs_find_hangzhou(string typed) => Found(typed, [new(Name, "杭州科技有限公司")]).ShouldBe((true, true));

    [Fact]
    public void Xian_is_one_syllable_or_two()
    {
        Found("xian", [new(Name, "西安大雁")]).ShouldBe((true, true));
        Found("xian", [new(Name, "仙居")]).ShouldBe((true, true));
    }

    [Fact]
    public void Pairs_that_do_not_stand_together_are_left_to_the_check()
    {
        // 科技 and 技科 are both there, 科技科 is not.
        Found("科技科", [new(Name, "技科大学 科技")]).ShouldBe((true, false));
        // fo, and the initials fs: shen may yet become sheng, so the index is not asked for it.
        Found("foshen", foshan).ShouldBe((true, false));
    }

    [Fact]
    public void Nothing_typed_finds_everything()
    {
        var query = SearchQuery.Parse("  \u200B ");
        query.IsBlank.ShouldBeTrue();
        query.FindsNothing.ShouldBeFalse();
        query.Matches(foshan).ShouldBeTrue();
        SearchSql.Fts5(query).ShouldBeNull();
    }

    [Fact]
    public void Only_marks_typed_finds_nothing() => SearchQuery.Parse("%%").FindsNothing.ShouldBeTrue();

    [Fact]
    public void Every_part_of_a_name_finds_it_by_index_and_by_check()
    {
        foreach (var name in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "company-name-pairs.csv")).Skip(1).Where((_, i) => i % 6 == 0).Select(l => l.Split(',')[1]))
        {
            SearchField[] fields = [new(Name, name)];
            var squeezed = Normal.Squeeze(Normal.Of(name));
            var initials = Pinyin.Initials(name);
            var pinyin = Pinyin.Full(squeezed).Split(' ');
            for (var start = 0; start < squeezed.Length; start += 2)
                for (var length = 1; start + length <= squeezed.Length && length < 6; length++)
                    Found(squeezed.Substring(start, length), fields).ShouldBe((true, true), name);
            for (var start = 0; start + 4 <= initials.Length; start++) Found(initials.Substring(start, 4), fields).ShouldBe((true, true), name);
            for (var start = 0; start + 3 <= pinyin.Length; start++) Found(string.Concat(pinyin.Skip(start).Take(3)), fields).ShouldBe((true, true), name);
        }
    }

    [Fact]
    public void Whatever_is_in_a_record_or_typed_the_check_finds_no_more_than_the_index()
    {
        foreach (var text in Naughty.Strings)
        {
            SearchField[] fields = [new(Name, text), new(Text, text), new(Code, text), new(Phone, text)];
            foreach (var typed in new[] { text, text.Length > 4 ? text[2..] : text, text.Length > 8 ? text.Substring(3, 4) : "a" })
            {
                var (index, check) = Found(typed, fields);
                if (check) index.ShouldBeTrue(typed);
            }
        }
    }

    // What an index does with the words, and what the check says.
    static (bool Index, bool Check) Found(string typed, SearchField[] fields)
    {
        var query = SearchQuery.Parse(typed);
        var tokens = Tokens.Of(fields);
        var index = !query.FindsNothing && query.Terms.All(t => t.Alternatives.Any(g =>
            g.All(w => w.Prefix ? tokens.Any(x => x.StartsWith(w.Text, StringComparison.Ordinal)) : tokens.Contains(w.Text))));
        return (index, query.Matches(fields));
    }
}
