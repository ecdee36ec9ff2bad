using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// An ASCII text whose plain binary order is the order names are listed in, the same in SQLite and PostgreSQL (collation <c>C</c>):
/// numbers by value, then Latin, then Chinese by pinyin, tone and character, then other scripts.
/// </summary>
public static class SortKey
{
    /// <summary>Longest key; names alike for about 40 Chinese characters sort as equal.</summary>
    public const int MaxLength = 200;

    const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The key; empty for a text without letters and digits.</summary>
    /// <param name="text">A name as typed.</param>
    /// <param name="person">Whether it is a person's name, so that it begins with a surname.</param>
    public static string Of(string? text, bool person = false)
    {
        var glyphs = Pinyin.Read(Normal.Bare(Normal.Of(text)), person);
        var key = new StringBuilder(glyphs.Count * 5);
        Span<char> element = stackalloc char[40];
        for (var i = 0; i < glyphs.Count; i++)
        {
            var (rune, syllable) = glyphs[i];
            int length;
            if (syllable > 0)
            {
                // First a lower-case letter, then 62 values: room for 1,612 syllables with tone, after all upper-case Latin.
                element[0] = (char)('a' + syllable / 62);
                element[1] = Digits[syllable % 62];
                length = 2 + Number(rune.Value, 3, element[2..]);
            }
            else if (rune.IsAscii && Rune.IsDigit(rune))
            {
                length = Value(glyphs, ref i, element);
            }
            else if (rune.IsAscii && Rune.IsLetter(rune))
            {
                element[0] = char.ToUpperInvariant((char)rune.Value);
                length = 1;
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                element[0] = '~';
                length = 1 + Number(rune.Value, 4, element[1..]);
            }
            else if (rune.Value == ' ' && key.Length > 0)
            {
                element[0] = ' ';
                length = 1;
            }
            else continue;
            if (key.Length + length > MaxLength) break;
            key.Append(element[..length]);
        }
        return key.ToString();
    }

    // A run of digits: the count of its digits without leading zeros comes first, so that 9 sorts before 10.
    static int Value(List<Glyph> glyphs, ref int i, Span<char> element)
    {
        var length = 2;
        element[0] = '0';
        for (; i < glyphs.Count && glyphs[i].Rune is { IsAscii: true } rune && Rune.IsDigit(rune); i++)
            if ((length > 2 || rune.Value != '0') && length < 37) element[length++] = (char)rune.Value;
        i--;
        element[1] = Digits[length - 2];
        return length;
    }

    // Characters of the basic plane take three places; the rare ones beyond it share the highest value there, and order by chance.
    static int Number(int value, int places, Span<char> into)
    {
        var most = places == 3 ? 62 * 62 * 62 - 1 : int.MaxValue;
        value = Math.Min(value, most);
        for (var p = places - 1; p >= 0; p--, value /= 62) into[p] = Digits[value % 62];
        return places;
    }
}
