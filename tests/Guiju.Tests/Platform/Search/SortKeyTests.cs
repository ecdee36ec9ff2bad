using Guiju.Platform.Search;

namespace Guiju.Tests.Platform.Search;

public class SortKeyTests
{
    [Fact]
    public void Numbers_then_latin_then_chinese_by_pinyin_and_tone_then_other_scripts()
    {
        string[] ordered =
        [
            "3M中国", "9号", "10号", "10号仓库", "100号", "acme", "Acme 2", "Acme 10", "TCL科技", "zoo",
            "阿里", "安徽", "昂立", "北京", "长沙", "重庆", "妈妈", "麻城", "马上", "骂", "张丙", "张甲", "张乙", "张翼", "章丙", "中国", "作坊", "Иван",
        ];
        ordered.OrderBy(t => SortKey.Of(t), StringComparer.Ordinal).ShouldBe(ordered);
    }

    [Fact]
    public void A_person_is_listed_under_the_surname() =>
        new[] { "单丹", "丁一", "沙甲" }.OrderBy(n => SortKey.Of(n, person: true), StringComparer.Ordinal).ShouldBe(["丁一", "沙甲", "单丹"]);

    [Fact]
    public void Keys_are_short_and_ascii_whatever_the_text()
    {
        foreach (var text in Naughty.Strings)
        {
            var key = SortKey.Of(text);
            key.Length.ShouldBeLessThanOrEqualTo(SortKey.MaxLength, text);
            key.ShouldAllBe(c => c >= ' ' && c <= '~');
        }
    }
}
