using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;

namespace Guiju.Tests.Platform.Search;

[Clause("D13-3.1b")]
public class NameKeyTests
{
    [Theory]
    [InlineData("锤子科贸（上海）有限公司", "锤子科贸(上海)有限责任公司")]
    [InlineData("锤子科贸（上海）有限公司", "锤子科贸 上海")]
    [InlineData("锤子科贸（上海）有限公司", "锤子科贸【上海】有限公司")]
    [InlineData("北京市家好家贸易有限公司", "北京家好家贸易有限公司")]
    [InlineData("广东省佛山市精密五金有限公司", "广东佛山精密五金有限公司")]
    [InlineData("华星贸易（深圳市）有限公司", "华星贸易(深圳)有限公司")]
    [InlineData("ＴＣＬ科技股份有限公司", "tcl科技股份公司")]
    [InlineData("福建一建（集团）有限公司", "福建一建集团有限公司")]
    [InlineData("福建一建集团公司", "福建一建集团有限公司")]
    [InlineData("北京鹰族信息技术有限公司（曾用名）", "北京鹰族信息技术有限公司")]
    [InlineData("北京鹰族信息技术有限公司（曾用名：北京鹰有限公司）", "北京鹰族信息技术有限公司")]
    [InlineData("佛山\u200B精密\u202E五金有限公司", "佛山精密五金有限公司")]
    [InlineData("佛山精密五金有限责任公司杭州分公司", "佛山精密五金有限公司杭州分公司")]
    [InlineData("Acme Trading Co., Ltd.", "ACME TRADING LIMITED")]
    public void One_company_written_two_ways_has_one_key(string a, string b) => NameKey.Of(a).ShouldBe(NameKey.Of(b));

    [Theory]
    [InlineData("佛山精密五金有限公司", "佛山精密五金有限公司杭州分公司")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金有限公司办事处")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金股份有限公司")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金集团有限公司")]
    [InlineData("佛山精密五金有限公司", "东莞精密五金有限公司")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金商行")]
    [InlineData("广州豪雄贸易有限公司", "广州豪雄商贸有限公司")]
    [InlineData("工商银行杭州分行", "工商银行")]
    public void Another_company_has_another_key(string a, string b) => NameKey.Of(a).ShouldNotBe(NameKey.Of(b));

    [Fact]
    public void Labelled_pairs_are_told_apart()
    {
        var wrong = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "company-name-pairs.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(p => NameKey.Of(p[0]) == NameKey.Of(p[1]) != (p[3] == "1"))
            .Select(p => string.Join(" | ", p));
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("有限公司")]
    [InlineData("Co., Ltd.")]
    [InlineData("（曾用名）")]
    public void A_name_of_nothing_but_its_form_still_has_a_key(string name) => NameKey.Of(name).ShouldNotBeEmpty();

    [Fact]
    public void A_key_is_never_longer_than_200() => NameKey.Of(new string('科', 300)).Length.ShouldBe(200);
}
