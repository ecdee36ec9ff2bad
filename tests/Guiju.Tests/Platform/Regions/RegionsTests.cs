using All = Guiju.Platform.Regions.Regions;

namespace Guiju.Tests.Platform.Regions;

public class RegionsTests
{
    [Theory]
    [InlineData("广东省佛山市南海区", "440605", "")]
    [InlineData("广东省佛山市南海区桂城街道", "440605", "桂城街道")]
    [InlineData("佛山", "440600", "")]
    [InlineData("浙江杭州", "330100", "")]
    [InlineData("广东 佛山 南海", "440605", "")]
    [InlineData("广东省 / 佛山市", "440600", "")]
    [InlineData("重庆江津", "500116", "")]
    [InlineData("北京市朝阳区", "110105", "")]
    [InlineData("吉林省长春市朝阳区", "220104", "")]
    [InlineData("吉林市", "220200", "")]
    [InlineData("吉林", "220000", "")]
    [InlineData("海南", "460000", "")]
    [InlineData("海南省文昌市", "469005", "")]
    [InlineData("东莞市长安镇", "441900", "长安镇")]
    [InlineData("内蒙古呼和浩特", "150100", "")]
    [InlineData("浙江省义乌市", "330782", "")]
    public void A_text_begins_with_a_region(string text, string code, string rest)
    {
        All.Parse(text, out var left)?.Code.ShouldBe(code);
        left.ShouldBe(rest);
    }

    [Theory]
    [InlineData("朝阳区")]
    [InlineData("精密五金")]
    [InlineData("")]
    [InlineData(null)]
    public void No_region_or_one_of_several_is_none(string? text) => All.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("440605", "广东 佛山 南海")]
    [InlineData("500116", "重庆 江津")]
    [InlineData("441900", "广东 东莞")]
    [InlineData("460400", "海南 儋州")]
    [InlineData("469005", "海南 文昌")]
    [InlineData("120116", "天津 滨海新区")]
    [InlineData("440232", "广东 韶关 乳源")]
    [InlineData("650000", "新疆")]
    [InlineData("999999", "999999")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_code_is_shown_by_spoken_names_and_an_unknown_one_as_it_is(string? code, string expected) => All.Display(code).ShouldBe(expected);

    [Fact]
    public void Every_region_leads_up_to_a_province_and_is_read_back_from_its_full_name()
    {
        All.All.Count.ShouldBeGreaterThan(3_700);
        All.ChildrenOf(null).Count.ShouldBe(34);
        foreach (var region in All.All)
        {
            var path = All.PathOf(region.Code);
            path[0].Level.ShouldBe(1, region.Name);
            All.Parse(string.Concat(path.Select(r => r.Name))).ShouldBe(region);
        }
    }

    [Fact]
    public void Cities_without_districts_end_there()
    {
        foreach (var code in new[] { "441900", "442000", "460400" })
        {
            All.Find(code)!.Level.ShouldBe(2);
            All.ChildrenOf(code).ShouldBeEmpty();
        }
        All.ChildrenOf("110000").ShouldContain(r => r.Name == "海淀区");
        All.CodesWithin("440600").ShouldBe(["440600", "440604", "440605", "440606", "440607", "440608"]);
    }
}
