namespace Guiju.Platform.Search;

/// <summary>One part of a query: found where one of its readings is.</summary>
public sealed class SearchTerm
{
    readonly IReadOnlyList<Reading> readings;

    SearchTerm(string text, string squeezed, IReadOnlyList<Reading> readings) => (Text, Squeezed, this.readings) = (text, squeezed, readings);

    /// <summary>The part as typed, in normal form.</summary>
    public string Text { get; }

    /// <summary>Its letters and digits alone, in simplified characters.</summary>
    internal string Squeezed { get; }

    /// <summary>The ways to spell it in sounds and characters, for marking what was found.</summary>
    internal IEnumerable<IReadOnlyList<Beat>> Spellings => readings.Select(r => r.Beats).OfType<IReadOnlyList<Beat>>();

    /// <summary>The words the index is asked for: all of one group must be there. Each group is one way to read the part
    /// (<c>an</c>: a Latin word, two initials, a syllable); none is empty.</summary>
    public IEnumerable<IReadOnlyList<SearchToken>> Alternatives => readings.SelectMany(r => r.Groups);

    /// <summary>The part's words, or null where it holds no letter and no digit.</summary>
    internal static SearchTerm? Parse(string text)
    {
        var squeezed = Traditional.Fold(Normal.Squeeze(text));
        if (squeezed.Length == 0) return null;
        var characters = FieldText.Characters(squeezed);
        return new(text, squeezed, characters.Count > 0
            ? [InText(squeezed, characters), .. MixedSpelling.Ways(squeezed).Select(w => new Reading([[.. w.Tokens.Distinct()]], f => f.Spoken && Beat.Find(f.Glyphs, w.Beats) is not null, w.Beats))]
            : [.. Latin(squeezed, FieldText.Runs(Normal.Bare(text)))]);
    }

    /// <summary>Whether a field holds the part.</summary>
    internal bool In(FieldText field)
    {
        foreach (var reading in readings)
            if (reading.In(field)) return true;
        return false;
    }

    // One way to understand the part: the words that lead to it, one group of them being enough, and the check.
    sealed record Reading(IReadOnlyList<IReadOnlyList<SearchToken>> Groups, Func<FieldText, bool> In, IReadOnlyList<Beat>? Beats = null);

    static Reading All(IEnumerable<SearchToken> tokens, Func<FieldText, bool> check) => new([[.. tokens.Distinct()]], check);

    static Reading Any(IEnumerable<SearchToken> tokens, Func<FieldText, bool> check) => new([.. tokens.Select(t => (IReadOnlyList<SearchToken>)[t])], check);

    // With Chinese in it the part is looked for as it stands; Latin letters beside it only narrow the check.
    static Reading InText(string squeezed, List<List<System.Text.Rune>> runs)
    {
        return All(runs.SelectMany(Tokens.OfRow), f => f.Squeezed.Contains(squeezed, StringComparison.Ordinal));
    }

    static IEnumerable<Reading> Latin(string flat, List<string> runs)
    {
        if (runs.Count == 0) yield break;
        var digit = flat.AsSpan().ContainsAnyInRange('0', '9');
        // A word with a digit is a number too, and begins with what is in it: one way is enough.
        if (!digit || flat.Length < 3 || runs.Count > 1) yield return Words(runs);
        if (flat.Length >= 3 && digit) yield return Number(FieldText.WithoutCountry(flat));
        if (flat.Length == 1) yield return All([new(Tokens.First(flat[0]))], f => f.Initials.StartsWith(flat[0]) || f.Latin.Exists(w => w[0] == flat[0]));
        else if (!digit || flat.AsSpan().ContainsAnyInRange('a', 'z')) yield return Initials(flat);
        if (flat.Length == 1 || digit) yield break;
        foreach (var syllables in Syllables.Split(flat)) yield return Pinyin(syllables);
    }

    static Reading Words(List<string> runs)
    {
        List<SearchToken> tokens = [.. runs.Select(r => r.Length == 1 ? new SearchToken(Tokens.First(r[0])) : new SearchToken(Tokens.Word(r), Prefix: true))];
        return All(tokens, f => runs.Count == 1 ? f.Words.Any(w => w.StartsWith(runs[0], StringComparison.Ordinal)) : InARow(f.Latin, runs));
    }

    static bool InARow(List<string> words, List<string> runs)
    {
        for (var start = 0; start + runs.Count <= words.Count; start++)
        {
            var i = 0;
            while (i < runs.Count && (i < runs.Count - 1 ? words[start + i] == runs[i] : words[start + i].StartsWith(runs[i], StringComparison.Ordinal))) i++;
            if (i == runs.Count) return true;
        }
        return false;
    }

    static Reading Number(string flat)
    {
        bool In(FieldText field) => field.Numbers.Any(n => n.Contains(flat, StringComparison.Ordinal));
        if (flat.Length > 3) return All(Enumerable.Range(0, flat.Length - 3).Select(i => new SearchToken(Tokens.Number(flat.AsSpan(i, 4)))), In);
        // Three: at the end, or before any other letter or digit; exact words again instead of a prefix.
        return Any("0123456789abcdefghijklmnopqrstuvwxyz".Select(c => new SearchToken(Tokens.Number(flat + c))).Prepend(new(Tokens.Number(flat))), In);
    }

    static Reading Initials(string flat) => All(Tokens.OfInitials(flat), f => f.Initials.Contains(flat, StringComparison.Ordinal)) with { Beats = [.. flat.Select(Beat.Of)] };

    // One syllable, perhaps only begun: each it may become, for the engines join exact words faster than they gather prefixes.
    // Several: those before the last, and their initials in a row; the last itself only where it can become no other.
    static Reading Pinyin(IReadOnlyList<string> syllables)
    {
        var last = syllables[^1];
        var endings = Search.Syllables.Beginning(last);
        List<Beat> beats = [.. syllables.Select((s, i) => Beat.Of(s, i == syllables.Count - 1))];
        bool In(FieldText field) => field.Spoken && Beat.Find(field.Glyphs, beats) is not null;
        if (syllables.Count == 1) return Any(endings.Select(s => new SearchToken(Tokens.Syllable(s))), In) with { Beats = beats };
        var tokens = syllables.SkipLast(1).Distinct().Select(s => new SearchToken(Tokens.Syllable(s))).ToList();
        if (endings.Count == 1) tokens.Add(new(Tokens.Syllable(endings[0])));
        tokens.AddRange(Tokens.OfInitials(string.Concat(syllables.Select(s => s[0]))));
        return All(tokens, In) with { Beats = beats };
    }
}
