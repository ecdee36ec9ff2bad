using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>
/// The number of an old business licence (工商注册号), before the unified code: 15 digits of which the last checks the others (ISO 7064 MOD 11,10),
/// or the 13 digits of the years before 2007, which check nothing.
/// </summary>
[Clause("D12-4.1a")]
public static class LicenceNumber
{
    /// <summary>Digits of a licence number with a check digit.</summary>
    public const int Length = 15;

    /// <summary>Digits of the numbers before.</summary>
    public const int EarlyLength = 13;

    /// <summary>Reads a number as typed, full width and blanks allowed.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">Input field the finding points to.</param>
    /// <returns>The digits; with a warning where the check digit does not fit, since registries gave out such numbers too. Refused where it is no number of a licence.</returns>
    public static Outcome<string> Read(string typed, string field = "licenceNumber")
    {
        var digits = Normal.Squeeze(Normal.Of(typed));
        if (digits.Length == CreditCode.Length) return new Finding("papers.licence.unified", field, "D12-4.1a").With(digits);
        if (digits.Length is not (Length or EarlyLength) || digits.Any(c => !char.IsAsciiDigit(c))) return new Finding("papers.licence.form", field, "D12-4.1a").With(typed.Trim());
        return digits.Length == EarlyLength || Checks(digits)
            ? digits
            : Outcome<string>.Success(digits, [new Finding("papers.licence.check", field, "D12-4.1a").With(digits).AsWarning()]);
    }

    static bool Checks(string digits)
    {
        var product = 10;
        foreach (var c in digits[..^1])
        {
            var sum = (product + (c - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + (digits[^1] - '0')) % 10 == 1;
    }
}
