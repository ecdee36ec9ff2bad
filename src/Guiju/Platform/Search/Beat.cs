using System.Text;

namespace Guiju.Platform.Search;

/// <summary>One step of a text as it is spelled: a character, a syllable (perhaps only begun) or a first letter.</summary>
readonly record struct Beat(Rune Character, string? Syllable = null, char Initial = '\0', bool Begun = false)
{
    /// <summary>A character, in its simplified form.</summary>
    public static Beat Of(Rune character) => new(character);

    /// <summary>A syllable; where it is only begun, any that begins so.</summary>
    public static Beat Of(string syllable, bool begun) => new(default, syllable, '\0', begun);

    /// <summary>A first letter, or a Latin letter or digit itself.</summary>
    public static Beat Of(char initial) => new(default, null, initial);

    bool Fits(Glyph glyph)
    {
        if (Syllable is { } syllable)
            return glyph.Syllable > 0 && (Begun ? glyph.Letters.StartsWith(syllable, StringComparison.Ordinal) : glyph.Letters == syllable);
        return Initial == '\0' ? Traditional.Fold(glyph.Rune) == Character : glyph.Syllable > 0 ? glyph.Letters[0] == Initial : glyph.Rune.Value == Initial;
    }

    /// <summary>Where the steps are found one after the other, marks between them passed over: first glyph and the one after the last.</summary>
    public static (int Start, int End)? Find(List<Glyph> glyphs, IReadOnlyList<Beat> beats, int from = 0)
    {
        for (var start = from; start < glyphs.Count; start++)
        {
            int at = start, i = 0;
            for (; at < glyphs.Count && i < beats.Count; at++)
            {
                if (i > 0 && glyphs[at] is { Syllable: 0 } mark && !Rune.IsLetterOrDigit(mark.Rune)) continue;
                if (!beats[i].Fits(glyphs[at])) break;
                i++;
            }
            if (i == beats.Count) return (start, at);
        }
        return null;
    }
}

/// <summary>Chinese characters and letters typed in one go: <c>hz科技</c>, <c>huawei技术</c>, <c>华为jishu</c>.</summary>
static class MixedSpelling
{
    const int MaxWays = 6;

    /// <summary>The ways to spell it, each with the words that lead to it; none for a text that is all of one kind.</summary>
    public static IEnumerable<(List<Beat> Beats, List<SearchToken> Tokens)> Ways(string squeezed)
    {
        var parts = Parts(squeezed);
        if (parts.Count < 2) return [];
        List<(List<Beat> Beats, List<SearchToken> Tokens)> ways = [([], [])];
        for (var p = 0; p < parts.Count; p++)
        {
            var choices = parts[p].Latin ? Letters(parts[p].Text, p == parts.Count - 1).ToList() : [Characters(parts[p].Text)];
            ways = [.. ways.SelectMany(w => choices.Select(c => ((List<Beat>)[.. w.Beats, .. c.Beats], (List<SearchToken>)[.. w.Tokens, .. c.Tokens]))).Take(MaxWays)];
        }
        return ways;
    }

    static List<(string Text, bool Latin)> Parts(string squeezed)
    {
        List<(string Text, bool Latin)> parts = [];
        foreach (var rune in squeezed.EnumerateRunes())
            if (parts.Count > 0 && parts[^1].Latin == rune.IsAscii) parts[^1] = (parts[^1].Text + rune, rune.IsAscii);
            else parts.Add((rune.ToString(), rune.IsAscii));
        return parts;
    }

    static (List<Beat> Beats, List<SearchToken> Tokens) Characters(string text)
    {
        List<Rune> runes = [.. text.EnumerateRunes()];
        return ([.. runes.Select(Beat.Of)], Tokens.OfRow(runes));
    }

    // First letters, and what whole syllables they make; only the last part may end in the middle of one.
    static IEnumerable<(List<Beat> Beats, List<SearchToken> Tokens)> Letters(string text, bool last)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            foreach (var syllables in Syllables.Split(text).Where(s => last || Syllables.IsWhole(s[^1])).Take(2))
            {
                List<SearchToken> tokens = [.. syllables.Where(Syllables.IsWhole).SkipLast(last ? 1 : 0).Select(s => new SearchToken(Tokens.Syllable(s)))];
                if (last && Syllables.Beginning(syllables[^1]) is [var only]) tokens.Add(new(Tokens.Syllable(only)));
                if (syllables.Count > 1) tokens.AddRange(Tokens.OfInitials(string.Concat(syllables.Select(s => s[0]))));
                yield return ([.. syllables.Select((s, i) => Beat.Of(s, last && i == syllables.Count - 1))], tokens);
            }
        yield return ([.. text.Select(Beat.Of)], text.Length > 1 ? Tokens.OfInitials(text) : []);
    }
}
