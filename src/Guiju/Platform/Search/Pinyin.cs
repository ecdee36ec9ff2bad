using System.Text;

namespace Guiju.Platform.Search;

/// <summary>One character of a text and how it is read; 0 where it is no Chinese character.</summary>
readonly record struct Glyph(Rune Rune, ushort Syllable)
{
    /// <summary>The reading without its tone; empty where there is none.</summary>
    public string Letters => PinyinTable.Shared.Letters(Syllable);
}

/// <summary>
/// Pinyin of Chinese texts, without tones, ü as v: words of several characters first (重庆 chongqing), the longest winning,
/// then for people the readings peculiar to surnames (单 shan), then the usual reading of each character.
/// </summary>
public static class Pinyin
{
    /// <summary>The text with each Chinese character as its syllable, syllables and words parted by blanks: <c>hang zhou ke ji</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="person">Whether it is a person's name, so that it begins with a surname.</param>
    public static string Full(string? text, bool person = false)
    {
        var result = new StringBuilder();
        var chinese = true;
        foreach (var glyph in Read(Normal.Of(text), person))
        {
            if (result.Length > 0 && result[^1] != ' ' && (chinese || glyph.Syllable > 0)) result.Append(' ');
            chinese = glyph.Syllable > 0;
            if (chinese) result.Append(glyph.Letters);
            else result.Append(glyph.Rune);
        }
        return result.ToString().TrimEnd();
    }

    /// <summary>The first letters of the syllables, with the Latin letters and digits between them: 3M中国 gives <c>3mzg</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="person">Whether it is a person's name.</param>
    public static string Initials(string? text, bool person = false) => Initials(Read(Normal.Bare(Normal.Of(text)), person));

    internal static string Initials(List<Glyph> glyphs)
    {
        var result = new StringBuilder(glyphs.Count);
        foreach (var glyph in glyphs)
            if (glyph.Syllable > 0) result.Append(glyph.Letters[0]);
            else if (glyph.Rune.IsAscii && Rune.IsLetterOrDigit(glyph.Rune)) result.Append(glyph.Rune);
        return result.ToString();
    }

    /// <summary>The characters of a normal form with their readings.</summary>
    internal static List<Glyph> Read(string normal, bool person)
    {
        var table = PinyinTable.Shared;
        var glyphs = new List<Glyph>(normal.Length);
        var rest = normal.AsSpan();
        if (person && rest.Length > 0 && table.Surname(rest) is { } surname) rest = Take(rest, surname, glyphs);
        while (rest.Length > 0)
        {
            if (table.Phrase(rest) is { } phrase)
            {
                rest = Take(rest, phrase, glyphs);
                continue;
            }
            Rune.DecodeFromUtf16(rest, out var rune, out var length);
            glyphs.Add(new(rune, table.Of(rune)));
            rest = rest[length..];
        }
        return glyphs;
    }

    // Phrases and surnames hold basic characters only: one char a syllable.
    static ReadOnlySpan<char> Take(ReadOnlySpan<char> text, ushort[] reading, List<Glyph> glyphs)
    {
        for (var i = 0; i < reading.Length; i++) glyphs.Add(new(new Rune(text[i]), reading[i]));
        return text[reading.Length..];
    }
}
