using Guiju.Customers;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Platform.Search;

namespace Guiju.Tests.Customers;

[Clause("D13-3.3.2b")]
public class FieldFormatTests
{
    [Theory]
    [InlineData("528000", "528000")]
    [InlineData(" ５２８０００ ", "528000")]
    [InlineData("010000", "010000")]
    public void A_postcode_has_six_digits(string typed, string expected) => Postcode.Read(typed, 6).Value.ShouldBe(expected);

    [Theory]
    [InlineData("52800")]
    [InlineData("5280000")]
    [InlineData("52800a")]
    [InlineData("000000")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? typed)
    {
        var finding = Postcode.Read(typed, 6).Findings.Single();
        (finding.Key, finding.Field, finding.Clause).ShouldBe(("customers.postcode.form", "postcode", "D13-3.3.2b"));
        finding.Values[0].ShouldBe(6);
    }

    [Theory]
    [InlineData("500 万元 CNY", "5000000.00", "CNY")]
    [InlineData("500", "5000000.00", "CNY")]
    [InlineData("500万", "5000000.00", "CNY")]
    [InlineData("500万元", "5000000.00", "CNY")]
    [InlineData("人民币500万元", "5000000.00", "CNY")]
    [InlineData("５００万元人民币", "5000000.00", "CNY")]
    [InlineData("¥5,000,000.00", "5000000.00", "CNY")]
    [InlineData("500元", "500.00", "CNY")]
    [InlineData("1,200.5 万美元", "12005000.00", "USD")]
    [InlineData("USD 300", "300.00", "USD")]
    [InlineData("1.5亿", "150000000.00", "CNY")]
    [InlineData("3千万港元", "30000000.00", "HKD")]
    [InlineData("0", "0.00", "CNY")]
    [InlineData("0.000001", "0.01", "CNY")]
    public void Capital_is_kept_in_units_of_its_currency(string typed, string amount, string currency)
    {
        var capital = Capital.Read(typed, "万元").Value;
        (capital.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), capital.Currency).ShouldBe((amount, currency));
        capital.Amount.Scale.ShouldBe((byte)2);
    }

    [Fact]
    public void The_unit_of_a_bare_number_is_a_parameter() => Capital.Read("500", "元").Value.Amount.ShouldBe(500m);

    [Fact]
    public void A_unit_nobody_knows_is_a_fault() => Should.Throw<ArgumentException>(() => Capital.Read("500", "石"));

    [Theory]
    [InlineData("-1", "negative")]
    [InlineData("五百", "form")]
    [InlineData("伍佰万元", "form")]
    [InlineData("", "form")]
    [InlineData(null, "form")]
    [InlineData("1,20", "form")]
    [InlineData("1e6", "form")]
    [InlineData("500万石", "form")]
    [InlineData("美元500万港元", "form")]
    [InlineData("500-1000万", "form")]
    [InlineData("0.0000001", "cents")]
    [InlineData("1.001元", "cents")]
    [InlineData("10000000000", "most")]
    public void Capital_that_is_none_is_refused_and_told_why(string? typed, string key)
    {
        var finding = Capital.Read(typed, "万元").Findings.Single();
        (finding.Key, finding.Field, finding.Clause).ShouldBe(("customers.capital." + key, "registeredCapital", "D13-3.3.2b"));
        Texts.All.Has(finding.Key).ShouldBeTrue();
    }

    [Fact]
    public void Naughty_strings_are_read_or_refused()
    {
        foreach (var text in Naughty.Strings)
        {
            if (Postcode.Read(text, 6) is { Done: true } code) code.Value.ShouldMatch("^[0-9]{6}$");
            if (Capital.Read(text, "万元") is { Done: true } read) read.Value.Amount.ShouldBeInRange(0, Capital.Most);
        }
    }
}
