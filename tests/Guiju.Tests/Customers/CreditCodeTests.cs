using Guiju.Customers;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Platform.Search;

namespace Guiju.Tests.Customers;

[Clause("D13-3.1b")]
public class CreditCodeTests
{
    // The check character worked out by the standard's formula, independently of the code under test.
    static string Made(string first17)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        return first17 + alphabet[(31 - first17.Select((c, i) => alphabet.IndexOf(c) * weights[i]).Sum() % 31) % 31];
    }

    [Theory]
    [InlineData("91350100M000100Y43")] // the standard's own example
    [InlineData("91110000600037341L")]
    public void A_code_of_the_standard_is_valid(string typed)
    {
        var code = CreditCode.Read(typed);
        (code.Standing, code.Value, code.Finding).ShouldBe((CreditCodeStanding.Valid, typed, null));
    }

    [Theory]
    [InlineData("９１110000600037341L")]
    [InlineData("91 110000 600037341L")]
    [InlineData("91110000600037341l")]
    [InlineData(" 91110000600037341L\u200B")]
    [InlineData("91110000-600037341-L")]
    public void Width_case_blanks_and_dashes_are_put_right(string typed)
    {
        var code = CreditCode.Read(typed);
        (code.Standing, code.Value).ShouldBe((CreditCodeStanding.Valid, "91110000600037341L"));
    }

    [Theory]
    [InlineData("12345", "length")]
    [InlineData("", "length")]
    [InlineData(null, "length")]
    [InlineData("91110000600037341", "length")]
    [InlineData("91110000600037341LL", "length")]
    [InlineData("91110000600037341中", "characters")]
    [InlineData("91110000600037341N", "check")]
    [InlineData("9111O000600037341L", "confused")]
    [InlineData("9111000060003IOZSV", "letters")]
    [InlineData("000000000000000000", "placeholder")]
    [InlineData("111111111111111111", "placeholder")]
    [InlineData("123456789012345678", "placeholder")]
    [InlineData("91A10000600037341L", "form")]
    public void What_cannot_be_a_code_is_refused_and_told_why(string? typed, string key)
    {
        var code = CreditCode.Read(typed, "code");
        code.Standing.ShouldBe(CreditCodeStanding.Invalid);
        code.Finding!.Key.ShouldBe("customers.credit-code." + key);
        (code.Finding.Field, code.Finding.Weight).ShouldBe(("code", Weight.Refusal));
        Texts.All.Has(code.Finding.Key).ShouldBeTrue();
    }

    [Fact]
    public void A_letter_taken_for_a_digit_is_reported_with_what_was_meant() =>
        CreditCode.Read("9111OOOO600037341L").Finding!.Values.ShouldBe(["O", "91110000600037341L"]);

    [Theory]
    [InlineData("91350211M0000XUF46")]
    [InlineData("91350100M0001TGQXM")]
    [InlineData("91350203M0001FUE2P")]
    [InlineData("91350211M00013FA1N")]
    public void Legal_early_codes_that_fail_the_check_are_kept_with_a_warning(string typed)
    {
        var code = CreditCode.Read(typed);
        (code.Standing, code.Value, code.Finding!.Weight, code.Finding.Key).ShouldBe((CreditCodeStanding.Warn, typed, Weight.Warning, "customers.credit-code.early"));
    }

    [Fact]
    public void One_wrong_character_never_passes()
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        foreach (var code in new[] { Made("91440600MA4UABCD1"), Made("92510100MA61234X7"), Made("12100000400013590") })
        {
            CreditCode.Read(code).Standing.ShouldBe(CreditCodeStanding.Valid);
            for (var i = 0; i < code.Length; i++)
                foreach (var c in alphabet.Where(c => c != code[i]))
                    CreditCode.Read(string.Concat(code.AsSpan(0, i), [c], code.AsSpan(i + 1))).Standing.ShouldBe(CreditCodeStanding.Invalid);
        }
    }

    [Fact]
    public void Naughty_strings_are_no_codes()
    {
        foreach (var text in Naughty.Strings) CreditCode.Read(text).Standing.ShouldBe(CreditCodeStanding.Invalid, text);
    }
}
