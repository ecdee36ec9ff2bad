using System.Buffers;
using System.Globalization;
using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// The form texts are compared in: width, case, brackets, dots, dashes and white space made one, invisible characters gone.
/// Traditional characters stay as they are; searching folds them (<see cref="Traditional"/>). What people typed is kept elsewhere, exactly.
/// </summary>
public static class Normal
{
    static readonly SearchValues<char> plain = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1)
        .Select(c => (char)c).Where(c => !char.IsAsciiLetterUpper(c) && c is not ('[' or ']' or '{' or '}' or '<' or '>')), .. Enumerable.Range(0x4E00, 0x51A6).Select(c => (char)c)]);

    /// <summary>The normal form; empty for null. Never throws, whatever the text holds.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (!text.AsSpan().ContainsAnyExcept(plain)) return text;
        var folded = Fold(Sound(text));
        var result = new StringBuilder(folded.Length);
        var gap = false;
        foreach (var c in folded)
        {
            if (char.IsWhiteSpace(c)) { gap = result.Length > 0; continue; }
            var kind = char.GetUnicodeCategory(c);
            if (kind is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || c is '\uFE0F' or '\uFFFD') continue;
            if (gap) result.Append(' ');
            gap = false;
            result.Append(char.ToLowerInvariant(One(c)));
        }
        return result.ToString();
    }

    /// <summary>The key two spellings of one company's name share: see <see cref="Search.NameKey"/>.</summary>
    public static string NameKey(string? name) => Search.NameKey.Of(name);

    /// <summary>Only the letters and digits of a normal form, marks and accents taken off: what is compared where punctuation does not count.</summary>
    public static string Squeeze(string normal)
    {
        if (!normal.AsSpan().ContainsAnyExcept(letters)) return normal;
        var result = new StringBuilder(normal.Length);
        foreach (var rune in Bare(normal).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) result.Append(rune);
        return result.ToString();
    }

    static readonly SearchValues<char> letters = SearchValues.Create([.. "abcdefghijklmnopqrstuvwxyz0123456789", .. Enumerable.Range(0x4E00, 0x51A6).Select(c => (char)c)]);

    /// <summary>A normal form with accents off Latin, Greek and Cyrillic letters (é, ü become e, u); other scripts untouched.</summary>
    internal static string Bare(string normal)
    {
        if (!normal.AsSpan().ContainsAnyInRange('\u00C0', '\u06FF') && !normal.AsSpan().ContainsAnyInRange('\u1E00', '\u1FFF')) return normal;
        var apart = normal.Normalize(NormalizationForm.FormD);
        var result = new StringBuilder(apart.Length);
        foreach (var c in apart)
            if (c is < '\u0300' or > '\u036F') result.Append(c);
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    // Half a surrogate pair would make Normalize throw.
    static string Sound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) { i++; continue; }
            var result = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes()) result.Append(rune);
            return result.ToString();
        }
        return text;
    }

    static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Noncharacters such as U+FFFF: nothing to fold there that a name could need.
            return text;
        }
    }

    static char One(char c) => c switch
    {
        '【' or '〔' or '[' or '{' or '〈' or '《' or '<' or '〖' or '「' or '『' => '(',
        '】' or '〕' or ']' or '}' or '〉' or '》' or '>' or '〗' or '」' or '』' => ')',
        '•' or '‧' or '∙' or '⋅' or '・' or '･' => '·',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
        '‘' or '’' or '`' or '´' => '\'',
        '“' or '”' => '"',
        '、' or '，' => ',',
        '。' => '.',
        _ => c,
    };
}
