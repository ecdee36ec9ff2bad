using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// What somebody may have meant who found nothing: one character wrong, missing, too many or changed with its neighbour; other characters
/// of the same sound (科计 for 科技); the same of Latin words, of pinyin, and of the digits of a phone or code.
/// </summary>
/// <remarks>
/// The index is asked for records that hold what stays whole around the slip, wherever it is: a bounded number of groups of words. A record
/// then says itself what of it was meant, so that nothing is ever offered but what stands in a record the reader sees.
/// </remarks>
public sealed class NearMiss
{
    const int Shortest = 2, Longest = 20, ShortestLatin = 4, LongestLatin = 14, ShortestNumber = 7;

    readonly string typed;
    readonly int[] runes;
    readonly List<string> sounds;
    readonly List<IReadOnlyList<Beat>> spellings = [];
    readonly HashSet<string> words = [];

    enum Kind { Chinese, Latin, Number }

    readonly Kind kind;

    NearMiss(string typed, Kind kind)
    {
        (this.typed, this.kind, runes) = (typed, kind, [.. typed.EnumerateRunes().Select(r => r.Value)]);
        sounds = kind == Kind.Chinese ? [.. Pinyin.Read(typed, false).Select(g => g.Letters)] : [];
        Groups = [.. (kind switch { Kind.Chinese => OfCharacters(), Kind.Latin => OfLatin(), _ => OfNumber() }).Where(g => g.Count > 0).DistinctBy(g => string.Join(' ', g.Select(t => t.Text)))];
    }

    /// <summary>The slips of a query; null where it is too short or too long to tell.</summary>
    public static NearMiss? Of(SearchQuery query)
    {
        var typed = string.Concat(query.Terms.Select(t => t.Squeezed));
        var length = typed.EnumerateRunes().Count();
        if (length is < Shortest or > Longest) return null;
        var kind = !Ascii.IsValid(typed) ? Kind.Chinese : typed.AsSpan().ContainsAnyInRange('0', '9') ? Kind.Number : Kind.Latin;
        if ((kind == Kind.Latin && length is < ShortestLatin or > LongestLatin) || (kind == Kind.Number && length < ShortestNumber)) return null;
        return new NearMiss(typed, kind) is { Groups.Count: > 0 } miss ? miss : null;
    }

    /// <summary>What the index is asked for: all words of one of the groups.</summary>
    internal IReadOnlyList<IReadOnlyList<SearchToken>> Groups { get; }

    /// <summary>FTS5's right side.</summary>
    public string Fts5 => SearchSql.Fts5(Groups);

    /// <summary>The text to cast to <c>tsquery</c>.</summary>
    public string TsQuery => SearchSql.TsQuery(Groups);

    /// <summary>The groups one by one, each to cast to <c>tsquery</c>.</summary>
    public string[] TsQueries => [.. Groups.Select(g => SearchSql.TsQuery([g]))];

    /// <summary>What in these fields may have been meant, the likeliest first (0 for the same sound); each is sure to find the record.</summary>
    public IEnumerable<(string Text, int Rank)> In(IReadOnlyList<SearchField> fields) => fields.SelectMany(In)
        .Where(c => c.Text.Length > 0 && SearchQuery.Parse(c.Text).Matches(fields));

    IEnumerable<(string Text, int Rank)> In(SearchField field)
    {
        if (string.IsNullOrWhiteSpace(field.Value)) return [];
        if (kind == Kind.Number) return field.Kind is FieldKind.Code or FieldKind.Phone && new FieldText(field.Kind, field.Value).Numbers.Any(Near) ? [(field.Value, 1)] : [];
        if (field.Kind is not (FieldKind.Name or FieldKind.Person)) return [];
        var trace = new Trace(field);
        return kind == Kind.Chinese ? Characters(trace) : Latin(trace, field);
    }

    IEnumerable<(string Text, int Rank)> Characters(Trace trace)
    {
        int[] there = [.. trace.Runes.Select(r => r.Value)];
        for (var start = 0; start < there.Length; start++)
            for (var length = Math.Max(2, runes.Length - 1); length <= runes.Length + 1 && start + length <= there.Length; length++)
            {
                var part = there.AsSpan(start, length);
                // What holds the typed text whole was no slip: it was found.
                if (part.IndexOf(runes) >= 0) continue;
                if (length == runes.Length && SameSound(trace, start)) yield return (trace.Part(start, start + length), 0);
                else if (Slip.Between(runes, part) is { } at && (runes.Length > 3 || length != runes.Length || at.Swapped || (at.Place > 0 && at.Place < length - 1)))
                    yield return (trace.Part(start, start + length), at.Swapped ? 1 : at.Place > 0 && at.Place < length - 1 ? 2 : 3);
            }
    }

    bool SameSound(Trace trace, int start)
    {
        for (var i = 0; i < sounds.Count; i++)
            if (sounds[i].Length == 0 ? trace.Runes[start + i].Value != runes[i] : trace.Glyphs[start + i].Letters != sounds[i]) return false;
        return true;
    }

    IEnumerable<(string Text, int Rank)> Latin(Trace trace, SearchField field)
    {
        foreach (var word in new FieldText(field.Kind, field.Value).Latin.Where(words.Contains)) yield return (word, 1);
        foreach (var beats in spellings)
            if (Beat.Find(trace.Glyphs, beats) is var (start, end)) yield return (trace.Part(start, end), 2);
    }

    bool Near(string number)
    {
        int[] there = [.. number.Select(c => (int)c)];
        for (var length = runes.Length - 1; length <= runes.Length + 1; length++)
            for (var start = 0; start + length <= there.Length; start++)
                if (Slip.Between(runes, there.AsSpan(start, length)) is not null) return true;
        return false;
    }

    // Whatever the slip at a place did, the pairs elsewhere are there; characters beside it at least alone.
    IEnumerable<List<SearchToken>> OfCharacters()
    {
        List<Rune> all = [.. typed.EnumerateRunes()];
        if (sounds.All(s => s.Length > 0))
            yield return [.. sounds.Distinct().Select(s => new SearchToken(Tokens.Syllable(s))), .. Tokens.OfInitials(string.Concat(sounds.Select(s => s[0]))).Distinct()];
        for (var i = 0; i + 1 < all.Count; i++)
        {
            List<Rune> swapped = [.. all];
            (swapped[i], swapped[i + 1]) = (all[i + 1], all[i]);
            yield return [.. Tokens.OfRow(swapped).Distinct()];
        }
        if (all.Count < 3) yield break;
        for (var i = 0; i < all.Count; i++)
            yield return [.. new[] { all[..i], all[(i + 1)..] }.Where(part => part.Count > 0 && part.TrueForAll(r => !r.IsAscii)).SelectMany(Tokens.OfRow).Distinct()];
    }

    IEnumerable<List<SearchToken>> OfLatin()
    {
        foreach (var word in Slip.Words(typed, "abcdefghijklmnopqrstuvwxyz"))
        {
            words.Add(word);
            yield return [new(Tokens.Word(word))];
        }
        foreach (var word in Slip.Words(typed, ""))
            foreach (var syllables in Syllables.Split(word).Where(s => s.Count > 1 && Syllables.IsWhole(s[^1])).Take(2))
            {
                spellings.Add([.. syllables.Select(s => Beat.Of(s, false))]);
                yield return [.. syllables.Distinct().Select(s => new SearchToken(Tokens.Syllable(s))), .. Tokens.OfInitials(string.Concat(syllables.Select(s => s[0])))];
            }
    }

    // Runs of four that the slip, or two neighbours changed with each other, cannot have touched.
    IEnumerable<List<SearchToken>> OfNumber() => Enumerable.Range(0, typed.Length - 1).Select(i =>
        Enumerable.Range(0, typed.Length - 3).Where(at => at + 4 <= i || at > i + 1).Select(at => new SearchToken(Tokens.Number(typed.AsSpan(at, 4)))).Distinct().ToList());
}

/// <summary>One slip of the finger between two texts.</summary>
static class Slip
{
    /// <summary>Where one text differs from the other by one sign wrong, missing, too many, or changed with its neighbour; null where they are equal or further apart.</summary>
    public static (int Place, bool Swapped)? Between(ReadOnlySpan<int> typed, ReadOnlySpan<int> there)
    {
        if (Math.Abs(typed.Length - there.Length) > 1) return null;
        var i = 0;
        while (i < typed.Length && i < there.Length && typed[i] == there[i]) i++;
        if (i == typed.Length && i == there.Length) return null;
        if (typed.Length != there.Length)
            return (typed.Length < there.Length ? typed[i..].SequenceEqual(there[(i + 1)..]) : typed[(i + 1)..].SequenceEqual(there[i..])) ? (i, false) : null;
        if (typed[(i + 1)..].SequenceEqual(there[(i + 1)..])) return (i, false);
        return i + 1 < typed.Length && typed[i] == there[i + 1] && typed[i + 1] == there[i] && typed[(i + 2)..].SequenceEqual(there[(i + 2)..]) ? (i, true) : null;
    }

    /// <summary>The words one slip away; with an empty alphabet those that need no new letter.</summary>
    public static IEnumerable<string> Words(string word, string alphabet)
    {
        for (var i = 0; i <= word.Length; i++)
        {
            if (i < word.Length) yield return word.Remove(i, 1);
            if (i + 1 < word.Length && word[i] != word[i + 1]) yield return $"{word.AsSpan(0, i)}{word[i + 1]}{word[i]}{word.AsSpan(i + 2)}";
            foreach (var c in alphabet)
            {
                yield return word.Insert(i, c.ToString());
                if (i < word.Length && word[i] != c) yield return $"{word.AsSpan(0, i)}{c}{word.AsSpan(i + 1)}";
            }
        }
    }
}
