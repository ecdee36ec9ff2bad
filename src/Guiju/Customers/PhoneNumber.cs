using System.Text.RegularExpressions;
using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using PhoneNumbers;

namespace Guiju.Customers;

/// <summary>What a phone number is.</summary>
public enum PhoneKind
{
    /// <summary>Mobile in mainland China.</summary>
    Mobile,

    /// <summary>Fixed line in mainland China, with its area code.</summary>
    FixedLine,

    /// <summary>Number of a company for the whole country: 400, 800, 95…, 96….</summary>
    Service,

    /// <summary>Number outside mainland China, Hong Kong, Macau and Taiwan included.</summary>
    International,
}

/// <summary>
/// A phone or fax number: kept as typed, with a key that is the same however it is written. Length and form are checked (D13-3.3.2b);
/// for numbers abroad and areas by the tables of libphonenumber.
/// </summary>
/// <param name="Typed">As typed, blanks around it cut.</param>
/// <param name="Key">For matching: E.164 (<c>+8613800138000</c>) without extension; of a short service number its digits.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Extension">Extension, 1 to 6 digits, or null.</param>
[Clause("D13-3.3.2b")]
public sealed partial record PhoneNumber(string Typed, string Key, PhoneKind Kind, string? Extension = null)
{
    static readonly PhoneNumberUtil util = PhoneNumberUtil.GetInstance();

    /// <summary>The digits people search for: as dialled within China (<c>075581234567</c>), abroad with the country code.</summary>
    public string Digits => Kind switch
    {
        PhoneKind.FixedLine => "0" + Key[3..],
        PhoneKind.International => Key[1..],
        _ => Key.StartsWith("+86", StringComparison.Ordinal) ? Key[3..] : Key,
    } + Extension;

    /// <summary>
    /// As shown to those who may not see it: <c>139****6021</c>, <c>0739-52***26</c>, <c>+852****4567</c>. Company numbers (400, 95…) are public.
    /// </summary>
    public string Masked
    {
        get
        {
            switch (Kind)
            {
                case PhoneKind.Mobile: return $"{Key[3..6]}****{Key[^4..]}";
                case PhoneKind.Service: return Typed;
                case PhoneKind.FixedLine:
                    // Area codes have three digits in the largest cities (010, 02x), else four.
                    var digits = "0" + Key[3..];
                    var area = digits[1] is '1' or '2' ? 3 : 4;
                    return $"{digits[..area]}-{digits.AsSpan(area, 2)}{new string('*', digits.Length - area - 4)}{digits[^2..]}";
                default: return $"{Key[..4]}****{(Key.Length >= 10 ? Key[^4..] : "")}";
            }
        }
    }

    /// <summary>A number kept earlier as shown to those who may not see it; what cannot be read as a number is hidden whole.</summary>
    public static string Mask(string? typed) => string.IsNullOrWhiteSpace(typed) ? "" : Read(typed) is { Done: true } read ? read.Value.Masked : "****";

    /// <summary>Reads one number; notes in brackets (微信同号) are passed over. Never throws, whatever was typed.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">Input field findings point to.</param>
    public static Outcome<PhoneNumber> Read(string? typed, string field = "phone")
    {
        var text = Normal.Of(typed);
        if (text.Contains('(')) text = Notes().Replace(text, "");
        text = text.Trim();
        var kept = typed?.Trim() ?? "";
        // As nearly all are written: nothing but the eleven digits of a mobile.
        if (text.Length == 11 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && Mobile().IsMatch(text)) return new PhoneNumber(kept, "+86" + text, PhoneKind.Mobile);
        if (!text.Any(char.IsAsciiDigit)) return Refused("customers.phone.no-number");
        if (Scientific().IsMatch(text)) return Refused("customers.phone.spreadsheet");
        if (text.Length > 40 || Foreign().IsMatch(text)) return Refused(text.Length <= 40 && Several().IsMatch(text) ? "customers.phone.several" : "customers.phone.form");

        string? extension = null;
        if (MayEndInExtension(text) && WithExtension().Match(text) is { Success: true } match) (text, extension) = (match.Groups["number"].Value, match.Groups["extension"].Value);
        var abroad = text.TrimStart('(').StartsWith('+') || text.StartsWith("00", StringComparison.Ordinal);
        var digits = FieldDigits(text);
        var home = digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..] : digits.StartsWith("86", StringComparison.Ordinal) && (abroad || digits.Length > 11) ? digits[2..] : abroad ? null : digits;
        if (home is null) return Abroad();

        if (Mobile().IsMatch(home)) return new PhoneNumber(kept, "+86" + home, PhoneKind.Mobile, extension);
        if (Short().IsMatch(home)) return new PhoneNumber(kept, home, PhoneKind.Service, extension);
        if (Local().IsMatch(home) && !abroad && digits == home) return Refused("customers.phone.area-code", kept);
        if (home.StartsWith('1') && home.Length is >= 9 and <= 13) return Refused("customers.phone.mobile", kept, home.Length);
        if (Parse(home, "CN") is not { } number || number.CountryCode != 86 || !util.IsValidNumber(number)) return Refused("customers.phone.form", kept);
        var key = util.Format(number, PhoneNumberFormat.E164);
        return new PhoneNumber(kept, key, util.GetNumberType(number) == PhoneNumberType.FIXED_LINE ? PhoneKind.FixedLine : PhoneKind.Service, extension);

        Outcome<PhoneNumber> Abroad() => Parse(text, "CN") is { } number && util.IsValidNumber(number)
            ? new PhoneNumber(kept, util.Format(number, PhoneNumberFormat.E164), PhoneKind.International, extension ?? (number.HasExtension ? number.Extension : null))
            : Refused("customers.phone.abroad", kept);

        Finding Refused(string key, params object?[] values) => new Finding(key, field, "D13-3.3.2b").With(values);
    }

    static PhoneNumbers.PhoneNumber? Parse(string text, string region)
    {
        try
        {
            return util.Parse(text, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // An extension has at most six digits and no digit before it: most numbers end in more, and the pattern is dear.
    static bool MayEndInExtension(string text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsDigit(text[^(digits + 1)])) digits++;
        return digits is >= 1 and <= 6;
    }

    static string FieldDigits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"[(](?!\+?\d+[)])[^()]*[)]")]
    private static partial Regex Notes();

    [GeneratedRegex(@"^\d([.]\d+)?e[+-]?\d+$")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"\d{7,}\s*[/,;|\\和或及 ]+\s*(\+?86)?[-\s]?(1[3-9]|0)\d")]
    private static partial Regex Several();

    // What stands in no single number: letters other than those before an extension, slashes, commas.
    [GeneratedRegex(@"[^\d+()\-\s.#*·x转分机et:]|\d{7,}\s*[/,;|]|\d{11}\s+1\d{10}")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^(?<number>.*\d[)\s]*)(?:转|分机|ext[.:]?|x|#|(?<=0\d{2,3}[-\s]?\d{7,8}[-\s]?|[48]00-?\d{3}-?\d{4})-)\s*[:.]?\s*(?<extension>\d{1,6})$")]
    private static partial Regex WithExtension();

    // As D03-1.2b has it: new series are handed out faster than tables follow.
    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^9[56]\d{3,6}$")]
    private static partial Regex Short();

    [GeneratedRegex(@"^[2-8]\d{6,7}$")]
    private static partial Regex Local();
}
