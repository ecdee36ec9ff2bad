using System.Text.RegularExpressions;
using Guiju.Platform.Search;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>
/// A civil number plate of mainland China in normal form: 粤E12345, of a new-energy car with eight characters 粤AD12345 or 粤A12345D; also 学, 警, 挂, 港, 澳
/// at the end. Letters I and O are on none.
/// </summary>
public static partial class PlateNumber
{
    /// <summary>Longest normal form, in characters.</summary>
    public const int Longest = 8;

    /// <summary>Reads a plate as typed: full width, small letters, blanks, dots and dashes allowed.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">Input field the finding points to.</param>
    /// <param name="clause">Clause that asks for it.</param>
    public static Outcome<string> Read(string typed, string field, string clause)
    {
        var plate = string.Concat(Normal.Squeeze(Normal.Of(typed)).ToUpperInvariant().Where(c => c is not ('·' or '•' or '.' or '-' or '・')));
        return Form().IsMatch(plate) ? plate : new Finding("customers.plate.form", field, clause).With(typed.Trim());
    }

    // Ordinary: five characters, the last may be a word. New energy: D or F (and the letters added since) before or behind five figures.
    [GeneratedRegex("^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z](?:(?=[A-Z]*[0-9])[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9学警挂港澳]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])$")]
    private static partial Regex Form();
}

/// <summary>Forms of phones and texts that are the same however somebody wrote them, for matching registrations.</summary>
public static class MatchKeys
{
    /// <summary>Longest key of a text, in characters.</summary>
    public const int Longest = 120;

    /// <summary>Key of a phone, or null where there is none or it is no phone.</summary>
    public static string? Phone(string? typed) => string.IsNullOrWhiteSpace(typed) || PhoneNumber.Read(typed, "phone") is not { Done: true, Value.Key: { Length: <= 24 } key } ? null : key;

    /// <summary>Key of a name or an address, or null where nothing is left of it.</summary>
    public static string? Text(string? typed) =>
        string.Concat(Normal.Squeeze(Normal.Of(typed)).ToLowerInvariant().Where(char.IsLetterOrDigit)) is { Length: > 0 } key ? Customer.Cut(key, Longest) : null;

    /// <summary>Whether a name is a person's rather than a firm's: up to four letters, without a legal form.</summary>
    public static bool IsPerson(string? name) => Text(name) is { Length: <= 4 } && CompanyName.Read(name).Form == LegalForm.Unsaid;
}
