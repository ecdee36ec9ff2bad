using System.Text.Json;
using Guiju.Customers.Import;
using Guiju.Platform.Tables;

namespace Guiju.Tests.Customers.Import;

/// <summary>What columns mean, by header and by content.</summary>
public class MatchColumnsTests
{
    static readonly DateOnly today = new(2025, 6, 10);

    static Dictionary<string, string> Match(IReadOnlyList<string> labels, params string[][] rows)
    {
        var fields = MatchColumns.Of(labels, [.. rows.Select((r, i) => new TableRow(i + 2, [.. r.Select(Cell.Of)]))], today);
        return labels.Select((l, i) => (l, fields[i])).Where(f => f.Item2 is not null).GroupBy(f => f.Item2!).ToDictionary(g => g.Key, g => g.ShouldHaveSingleItem().l);
    }

    [Theory]
    [InlineData("客户名称", "name"), InlineData("公司名称", "name"), InlineData("单位", "name"), InlineData("Account Name", "name"), InlineData("Company", "name"), InlineData("企业名称（必填）", "name")]
    [InlineData("统一社会信用代码", "creditCode"), InlineData("税号", "creditCode"), InlineData("USCC", "creditCode")]
    [InlineData("法人", "legalRepresentative"), InlineData("法定代表人", "legalRepresentative")]
    [InlineData("省", "province"), InlineData("市", "city"), InlineData("区", "district"), InlineData("所在地区", "region"), InlineData("State/Province", "province")]
    [InlineData("详细地址", "address"), InlineData("邮编", "postcode"), InlineData("ZIP", "postcode"), InlineData("联系电话", "phone"), InlineData("传真", "fax"), InlineData("手机号码", "contact.mobile")]
    [InlineData("联系人", "contact.name"), InlineData("职务", "contact.post"), InlineData("邮箱", "contact.email"), InlineData("E-mail", "contact.email"), InlineData("微信号", "contact.weChat")]
    [InlineData("所属行业", "industry"), InlineData("来源", "source"), InlineData("经营范围", "businessScope"), InlineData("注册资本(万元)", "registeredCapital"), InlineData("注册资本（万元）", "registeredCapital")]
    [InlineData("负责人", "owner"), InlineData("业务员", "owner"), InlineData("客户类别", "roles"), InlineData("阶段", "stage"), InlineData("下次联系", "nextContactOn"), InlineData("标签", "tags"), InlineData("备注", "contact.note"), InlineData("*客户名称", "name"), InlineData(" ｐｈｏｎｅ ", "phone")]
    public void A_header_says_what_its_column_is(string label, string field) => Match([label]).Keys.ShouldBe([field]);

    [Fact]
    public void Each_field_takes_one_column_and_the_surest_wins()
    {
        var found = Match(["Name", "Account Name", "Phone", "Mobile", "Email"]);
        found["name"].ShouldBe("Account Name");
        found["contact.name"].ShouldBe("Name");
        found["phone"].ShouldBe("Phone");
        found["contact.mobile"].ShouldBe("Mobile");
    }

    [Theory]
    [InlineData("salesforce.ui.accounts", "name=Account Name;address=Billing Street;city=Billing City;province=Billing State/Province;postcode=Billing Zip/Postal Code;phone=Phone;fax=Fax;industry=Industry;roles=Type")]
    [InlineData("salesforce.api.accounts", "name=NAME;address=BILLINGSTREET;city=BILLINGCITY;phone=PHONE;fax=FAX;industry=INDUSTRY")]
    [InlineData("salesforce.ui.contacts", "name=Account Name;contact.familyName=Last Name;contact.givenName=First Name;contact.mobile=Mobile;contact.email=Email;source=Lead Source")]
    [InlineData("hubspot.companies", "name=Company name;owner=Company owner")]
    [InlineData("hubspot.contacts", "name=Associated Company;contact.email=Email;owner=Contact owner;stage=Lifecycle Stage")]
    [InlineData("google.contacts.2024", "name=Organization Name;contact.post=Organization Title;phone=Phone 1 - Value")]
    [InlineData("outlook.en", "name=Company;contact.post=Job Title;address=Business Street;city=Business City;phone=Company Main Phone;contact.mobile=Mobile Phone;fax=Business Fax")]
    [InlineData("outlook.zh", "name=单位;contact.post=职务;address=商务地址 街道;city=商务地址 市/县;province=商务地址 省/市/自治区;postcode=商务地址 邮政编码;contact.mobile=移动电话;fax=商务传真;contact.email=电子邮件地址;contact.familyName=姓;contact.givenName=名")]
    [InlineData("odoo.res.partner", "phone=Phone;contact.mobile=Mobile;contact.email=Email;address=Street;city=City;postcode=ZIP")]
    public void Files_of_other_products_are_known(string product, string expected)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "import", "crm", "headers.json");
        var labels = JsonSerializer.Deserialize<Dictionary<string, List<string>>>(File.ReadAllText(path))![product];
        var found = Match(labels);
        foreach (var pair in expected.Split(';').Select(p => p.Split('=')))
            found.GetValueOrDefault(pair[0]).ShouldBe(pair[1], $"{product}: {pair[0]}");
    }

    [Fact]
    public void Where_the_header_says_nothing_the_content_does() =>
        Match(["列1", "列2", "列3", "列4", "列5", "列6", "[G]", "[H]"],
            ["湘潭锦川机械有限公司", "91430300MA4L1B2C32", "13873126552", "a@example.com", "411100", "湖南 湘潭", "2025-12-01", "0731-58123456"],
            ["醴陵瓷业厂", "", "13900001111", "b@example.com", "412200", "湖南株洲", "2025-11-30", "0733-23123456"])
            .Keys.Order().ShouldBe(new[] { "name", "creditCode", "contact.mobile", "contact.email", "postcode", "region", "nextContactOn", "phone" }.Order());

    [Fact]
    public void A_header_with_a_meaning_of_its_own_is_not_overruled() =>
        Match(["客户名称", "身份证编号", "合同编号"], ["甲有限公司", "13873126552", "411100"]).Keys.ShouldBe(["name"]);
}
