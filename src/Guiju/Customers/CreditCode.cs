using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>What a unified social credit code is worth.</summary>
public enum CreditCodeStanding
{
    /// <summary>It follows GB 32100-2015.</summary>
    Valid,

    /// <summary>It fails the check character as codes issued before the standard do: kept, with a warning.</summary>
    Warn,

    /// <summary>It cannot be a code: refused.</summary>
    Invalid,
}

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100-2015) as typed, brought into normal form: 18 letters and digits without
/// blanks, dashes and full width, upper case. One entity has one: the first key duplicates are found by.
/// </summary>
[Clause("D13-3.1b")]
public sealed record CreditCode
{
    /// <summary>Letters and digits of a code.</summary>
    public const int Length = 18;

    // Without I, O, S, V, Z: too like 1, 0, 5, U, 2.
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    const string Unused = "IOSVZ", LookAlikes = "105U2";

    static readonly int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    CreditCode(string value, CreditCodeStanding standing, Finding? finding) => (Value, Standing, Finding) = (value, standing, finding);

    /// <summary>The normal form, also of an invalid code.</summary>
    public string Value { get; }

    /// <summary>What it is worth.</summary>
    public CreditCodeStanding Standing { get; }

    /// <summary>What there is to say: a refusal where it is invalid, a warning where it is to be looked at, else null.</summary>
    public Finding? Finding { get; }

    /// <summary>Reads a code. Never throws, whatever was typed.</summary>
    /// <param name="typed">What was typed; blank is refused as one of the wrong length, so ask only where there is something.</param>
    /// <param name="field">Input field the finding points to.</param>
    public static CreditCode Read(string? typed, string field = "creditCode")
    {
        var code = Normal.Squeeze(Normal.Of(typed)).ToUpperInvariant();
        if (code.Length != Length) return Refused("customers.credit-code.length", code.Length);
        if (code.Any(c => !char.IsAsciiLetterOrDigit(c))) return Refused("customers.credit-code.characters", string.Concat(code.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()));
        if (Placeholder(code)) return Refused("customers.credit-code.placeholder");
        if (code.Any(Unused.Contains))
        {
            var meant = string.Concat(code.Select(c => Unused.IndexOf(c) is >= 0 and var i ? LookAlikes[i] : c));
            var letters = string.Concat(code.Where(Unused.Contains).Distinct());
            return Formed(meant) && Checks(meant)
                ? Refused("customers.credit-code.confused", letters, meant)
                : Refused("customers.credit-code.letters", letters);
        }
        if (!Formed(code)) return Refused("customers.credit-code.form");
        if (Checks(code)) return new(code, CreditCodeStanding.Valid, null);
        return Early(code)
            ? new(code, CreditCodeStanding.Warn, new Finding("customers.credit-code.early", field).With(code).AsWarning())
            : Refused("customers.credit-code.check", code);

        CreditCode Refused(string key, params object?[] values) => new(code, CreditCodeStanding.Invalid, new Finding(key, field).With(values));
    }

    // Registering authority, kind of entity (1-9), six digits of the place.
    static bool Formed(string code) => (code[0] is >= '1' and <= '9' or 'A' or 'N' or 'Y') && code[1] is >= '1' and <= '9' && code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0;

    static bool Checks(string code)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * Alphabet.IndexOf(code[i]);
        return Alphabet[(31 - sum % 31) % 31] == code[^1];
    }

    // Fujian issued codes before the standard came, numbered M000…, whose check character follows another rule; they are legal.
    static bool Early(string code) => code.AsSpan(2, 2) is "35" && code.AsSpan(8, 4) is "M000";

    // All zeros pass the arithmetic.
    static bool Placeholder(string code) =>
        code.Distinct().Count() <= 2 || code.AsSpan(8).IndexOfAnyExcept('0') < 0 || code.AsSpan(0, 10) is "1234567890" or "0123456789";
}
