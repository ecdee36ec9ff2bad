using Guiju.Customers;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Platform.Search;

namespace Guiju.Tests.Customers;

[Clause("D13-3.3.2b")]
public class PhoneNumberTests
{
    // Beyond the tables of libphonenumber: extensions as people write them here, hotlines, and mobile series newer than the tables.
    static readonly Dictionary<string, string> ours = new()
    {
        ["0755-83765566-801"] = "+8675583765566",
        ["0755-83765566转801"] = "+8675583765566",
        ["95588"] = "95588",
        ["14912345678"] = "+8614912345678",
    };

    [Fact]
    public void Listed_numbers_are_read_or_refused()
    {
        foreach (var cells in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "phone-numbers.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var read = PhoneNumber.Read(cells[0]);
            var expected = ours.GetValueOrDefault(cells[0], cells[4] == "1" ? cells[1] : "");
            (read.Done ? read.Value.Key : "").ShouldBe(expected, cells[0]);
            if (read.Done) read.Value.Typed.ShouldBe(cells[0]);
            else Texts.All.Has(read.Findings.Single().Key).ShouldBeTrue(read.Findings[0].Key);
        }
    }

    [Theory]
    [InlineData("13926036021", PhoneKind.Mobile, "13926036021", "139****6021")]
    [InlineData("+86 139 2603 6021", PhoneKind.Mobile, "13926036021", "139****6021")]
    [InlineData("0739-5212326", PhoneKind.FixedLine, "07395212326", "0739-52***26")]
    [InlineData("0757-81234567", PhoneKind.FixedLine, "075781234567", "0757-81****67")]
    [InlineData("（0757）81234567", PhoneKind.FixedLine, "075781234567", "0757-81****67")]
    [InlineData("010-12345678", PhoneKind.FixedLine, "01012345678", "010-12****78")]
    [InlineData("0755-83765566-801", PhoneKind.FixedLine, "075583765566801", "0755-83****66")]
    [InlineData("0755-83765566分机801", PhoneKind.FixedLine, "075583765566801", "0755-83****66")]
    [InlineData("400-860-8608", PhoneKind.Service, "4008608608", "400-860-8608")]
    [InlineData("95588", PhoneKind.Service, "95588", "95588")]
    [InlineData("+852 6123 4567", PhoneKind.International, "85261234567", "+852****4567")]
    [InlineData("00852 6123 4567", PhoneKind.International, "85261234567", "+852****4567")]
    public void Kind_digits_and_mask(string typed, PhoneKind kind, string digits, string masked)
    {
        var phone = PhoneNumber.Read(typed).Value;
        (phone.Kind, phone.Digits, phone.Masked).ShouldBe((kind, digits, masked));
        PhoneNumber.Mask(typed).ShouldBe(masked);
    }

    [Theory]
    [InlineData("12345", "form")]
    [InlineData("110", "form")]
    [InlineData("8888 9999", "area-code")]
    [InlineData("1380013800", "mobile")]
    [InlineData("138001380000", "mobile")]
    [InlineData("12012345678", "mobile")]
    [InlineData("0755-7654321", "form")]
    [InlineData("13800138000/13900139000", "several")]
    [InlineData("13800138000、13900139000", "several")]
    [InlineData("1.38E+10", "spreadsheet")]
    [InlineData("请联系前台", "no-number")]
    [InlineData("无", "no-number")]
    [InlineData("", "no-number")]
    [InlineData(null, "no-number")]
    [InlineData("+999 1234567", "abroad")]
    [InlineData("13800138000abc", "form")]
    public void Nonsense_is_refused_and_told_why(string? typed, string key)
    {
        var finding = PhoneNumber.Read(typed, "fax").Findings.Single();
        (finding.Key, finding.Field, finding.Clause).ShouldBe(("customers.phone." + key, "fax", "D13-3.3.2b"));
    }

    [Fact, Clause("D03-1.2b")]
    public void The_a_card_refuses_12345_and_takes_13800138000()
    {
        PhoneNumber.Read("12345").Done.ShouldBeFalse();
        PhoneNumber.Read("13800138000").Value.Key.ShouldBe(PhoneNumber.Read("+86 138-0013-8000").Value.Key);
    }

    [Fact]
    public void Another_extension_is_the_same_line() =>
        PhoneNumber.Read("0755-83765566-801").Value.Key.ShouldBe(PhoneNumber.Read("075583765566").Value.Key);

    [Fact]
    public void A_mask_never_shows_a_number_it_cannot_read()
    {
        PhoneNumber.Mask("13800138000/13900139000").ShouldBe("****");
        PhoneNumber.Mask(null).ShouldBe("");
        foreach (var text in Naughty.Strings) PhoneNumber.Mask(text).ShouldBeOneOf("", "****", PhoneNumber.Read(text) is { Done: true } read ? read.Value.Masked : "");
    }
}
