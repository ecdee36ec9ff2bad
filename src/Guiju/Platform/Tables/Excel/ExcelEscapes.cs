using System.Buffers;
using System.Globalization;
using System.Text;

namespace Guiju.Platform.Tables.Excel;

/// <summary>The way Excel writes characters XML cannot hold: <c>_x000D_</c>; a literal such text is written <c>_x005F_x000D_</c>.</summary>
static class ExcelEscapes
{
    /// <summary>The text meant.</summary>
    public static string Decode(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;
        var plain = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            if (IsEscape(text, at))
            {
                plain.Append(text, from, at - from).Append((char)Code(text, at));
                from = at + 7;
                at = text.IndexOf("_x", from, StringComparison.Ordinal);
            }
            else at = text.IndexOf("_x", at + 1, StringComparison.Ordinal);
        }
        return plain.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The text with such characters escaped, for a library that escapes what XML asks for itself.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        Append(encoded, text, markup: false);
        return encoded.ToString();
    }

    /// <summary>Appends a text as the content of an XML element.</summary>
    public static void Append(StringBuilder to, string text, bool markup = true)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Special) is >= 0 and var at)
        {
            to.Append(rest[..at]);
            var c = rest[at];
            var pair = char.IsHighSurrogate(c) && at + 1 < rest.Length && char.IsLowSurrogate(rest[at + 1]);
            switch (c)
            {
                case '&' when markup: to.Append("&amp;"); break;
                case '<' when markup: to.Append("&lt;"); break;
                case '>' when markup: to.Append("&gt;"); break;
                case '"' when markup: to.Append("&quot;"); break;
                case '\t' or '\n' or '&' or '<' or '>' or '"': to.Append(c); break;
                case '_': to.Append(IsEscape(rest, at) ? "_x005F_" : "_"); break;
                default:
                    if (pair) to.Append(rest.Slice(at, 2));
                    else to.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
                    break;
            }
            rest = rest[(at + (pair ? 2 : 1))..];
            // The underscore of an escape is behind us now, so what follows is looked at afresh.
        }
        to.Append(rest);
    }

    static bool IsEscape(ReadOnlySpan<char> text, int at) =>
        at + 7 <= text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && Code(text, at) >= 0;

    static int Code(ReadOnlySpan<char> text, int at) =>
        int.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : -1;

    static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "&<>\"_\uFFFE\uFFFF", .. Enumerable.Range(0, 0x20).Select(i => (char)i),
            .. Enumerable.Range(0xD800, 0x800).Select(i => (char)i)]);
}
