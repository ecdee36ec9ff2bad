using Guiju.Customers;
using Guiju.Rulebook.Clauses;

namespace Guiju.Tests.Customers.Duplicates;

[Clause("D13-3.1b"), Clause("D17-2b")]
public class NameMatchTests
{
    [Theory]
    [InlineData("深圳市华星贸易有限公司", "华星贸易(深圳)有限公司")]
    [InlineData("华星贸易（深圳）有限公司", "华星贸易(深圳)有限公司")]
    [InlineData("深圳华星贸易有限责任公司", "华星（深圳）贸易有限公司")]
    [InlineData("广东省佛山市精密五金有限公司", "佛山精密五金公司")]
    [InlineData("广东华星（深圳）贸易有限公司", "深圳华星贸易有限公司")]
    [InlineData("锤子科贸（上海）有限公司", "锤子科贸 上海")]
    [InlineData("昆山市远东轴承有限公司", "江苏昆山远东轴承有限公司")]
    [InlineData("ＴＣＬ科技股份有限公司", "tcl科技股份公司")]
    [InlineData("福建一建（集团）有限公司", "福建一建集团公司")]
    [InlineData("杭州启明合伙企业（有限合伙）", "杭州市启明合伙企业")]
    [InlineData("佛山\u200B精密\u202E五金有限公司 ", "佛山精密五金有限公司")]
    [InlineData("宁波海天塑机有限公司（停用）", "宁波市海天塑机有限公司")]
    [InlineData("宁波海天塑机有限公司-重复", "宁波市海天塑机有限公司")]
    [InlineData("佛山精密五金有限责任公司杭州市分公司", "佛山精密五金有限公司杭州分公司")]
    [InlineData("佛山精密五金有限公司（杭州分公司）", "佛山精密五金有限公司杭州分公司")]
    [InlineData("中国工商银行股份有限公司杭州市分行", "中国工商银行股份有限公司杭州分行")]
    [InlineData("Acme Trading Co., Ltd.", "ACME TRADING LIMITED")]
    [InlineData("佛山新锐铸造有限公司（原佛山老炉铸造有限公司）", "佛山市老炉铸造有限公司")]
    [InlineData("安康药业有限公司", "安康药业公司")]
    public void One_company_written_two_ways_is_the_same(string a, string b) => Both(a, b).ShouldBe(Likeness.Same, Why(a, b));

    [Theory]
    [InlineData("华星贸易有限公司", "深圳市华星贸易有限公司")]
    [InlineData("广东华星贸易有限公司", "深圳市华星贸易有限公司")]
    [InlineData("华星贸易（中国）有限公司", "华星贸易有限公司")]
    [InlineData("深圳华星贸易有限公司", "深圳华星贸易股份有限公司")]
    [InlineData("西安聚德源健康管理有限公司", "西安聚得源健康管理有限公司")]
    [InlineData("上海派乐士安防科技有限公司", "上海派乐士安防料技有限公司")]
    public void What_only_somebody_can_tell_is_suspect(string a, string b) => Both(a, b).ShouldBe(Likeness.Suspect, Why(a, b));

    [Theory]
    [InlineData("佛山精密五金有限公司", "佛山精密五金有限公司杭州分公司", "branch")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金有限公司采购部", "branch")]
    [InlineData("佛山精密五金有限公司杭州分公司", "佛山精密五金有限公司宁波分公司", "branch")]
    [InlineData("工商银行杭州分行", "工商银行", "branch")]
    [InlineData("华润万家便利店第一分店", "华润万家便利店第二分店", "branch")]
    [InlineData("佛山精密五金有限公司", "东莞精密五金有限公司", "place")]
    [InlineData("华星贸易（深圳）有限公司", "华星贸易（广州）有限公司", "place")]
    [InlineData("华为（中国）有限公司", "华为（深圳）有限公司", "place")]
    [InlineData("广州豪雄贸易有限公司", "广州豪雄商贸有限公司", "trade")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金集团有限公司", "trade")]
    [InlineData("佛山精密五金有限公司", "佛山精密五金商行", "trade")]
    [InlineData("上海长宁贸易有限公司", "上海宝山贸易有限公司", "brand")]
    [InlineData("安康药业有限公司", "延安药业有限公司", "brand")]
    public void Another_company_is_different_and_the_reason_is_told(string a, string b, string reason)
    {
        Both(a, b).ShouldBe(Likeness.Different, Why(a, b));
        NameMatch.Of(a, b).Reasons.ShouldContain(r => r.Key == $"customers.match.{reason}");
    }

    [Theory]
    [InlineData("深圳市南山区华星贸易有限公司", "440305", "华星", "贸易", "")]
    [InlineData("华星贸易(深圳)有限公司", "4403", "华星", "贸易", "")]
    [InlineData("中国建设银行股份有限公司深圳南山支行", "", "中国建设银", "行", "深圳南山支行")]
    [InlineData("上海长宁贸易有限公司", "31", "长宁", "贸易", "")]
    [InlineData("三明治食品有限公司", "", "三明治", "食品", "")]
    [InlineData("有限公司", "", "有限", "", "")]
    [InlineData("（曾用名）", "", "曾用名", "", "")]
    public void A_name_is_read_into_its_parts(string name, string place, string brand, string trade, string branch)
    {
        var read = CompanyName.Read(name);
        (read.Place, read.Brand, read.Trade, read.Branch).ShouldBe((place, brand, trade, branch));
    }

    [Fact]
    public void Names_that_can_be_one_company_share_their_key()
    {
        foreach (var pair in Pairs().Where(p => Both(p.A, p.B) == Likeness.Same))
            CompanyName.Read(pair.A).Key.ShouldBe(CompanyName.Read(pair.B).Key);
        CompanyName.Read(new string('科', 300)).Key.Length.ShouldBe(200);
        CompanyName.Read(null).Key.ShouldBeEmpty();
    }

    [Fact]
    public void Precision_and_recall_on_the_labelled_pairs_keep_their_floors()
    {
        var pairs = Pairs().ToList();
        var judged = pairs.Select(p => (p, Said: Both(p.A, p.B) == Likeness.Same)).ToList();
        double hits = judged.Count(j => j.Said && j.p.Same);
        var (precision, recall) = (hits / judged.Count(j => j.Said), hits / pairs.Count(p => p.Same));
        foreach (var kind in judged.GroupBy(j => j.p.Kind).OrderBy(g => g.Key))
            TestContext.Current.TestOutputHelper?.WriteLine($"{kind.Key}: {kind.Count(j => j.Said == j.p.Same)} of {kind.Count()} right");
        TestContext.Current.TestOutputHelper?.WriteLine($"pairs {pairs.Count}, precision {precision:0.0000}, recall {recall:0.0000}");
        precision.ShouldBeGreaterThanOrEqualTo(0.98, string.Join("\n", judged.Where(j => j.Said && !j.p.Same).Select(j => $"{j.p.A} | {j.p.B}")));
        recall.ShouldBeGreaterThanOrEqualTo(0.95, string.Join("\n", judged.Where(j => !j.Said && j.p.Same).Select(j => $"{j.p.A} | {j.p.B}")));
    }

    static IEnumerable<(string A, string B, string Kind, bool Same)> Pairs() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "company-name-pairs.csv")).Skip(1).Select(l => l.Split(',')).Select(p => (p[0], p[1], p[2], p[3] == "1"));

    // The verdict never depends on the order.
    static Likeness Both(string a, string b)
    {
        var verdict = NameMatch.Of(a, b).Likeness;
        NameMatch.Of(b, a).Likeness.ShouldBe(verdict);
        return verdict;
    }

    static string Why(string a, string b) => $"{CompanyName.Read(a)} {CompanyName.Read(b)}";
}
