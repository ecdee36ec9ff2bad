using System.Text;

namespace Guiju.Platform.Search;

/// <summary>A part of a text that is shown: what was looked for, or what stands between.</summary>
/// <param name="Text">The part, as it was typed; to be encoded as any text.</param>
/// <param name="Marked">Whether it is what was looked for.</param>
public readonly record struct MarkedPart(string Text, bool Marked);

/// <summary>Shows where in a text the words of a query stand. Works on what the reader is shown, so that a mark tells no more than the text.</summary>
public static class Marks
{
    /// <summary>Characters of an excerpt before what was found, and in all.</summary>
    const int Before = 24, Most = 110;

    /// <summary>The whole text in parts; joined they are the text.</summary>
    public static IReadOnlyList<MarkedPart> Of(SearchQuery query, FieldKind kind, string? text) =>
        text is null ? [] : Parts(text, Spans(query, kind, text), 0, text.Length);

    /// <summary>The part of a long text around what was found first, with dots where it was cut; its beginning where nothing is found.</summary>
    public static IReadOnlyList<MarkedPart> Excerpt(SearchQuery query, FieldKind kind, string? text)
    {
        if (text is null) return [];
        var spans = Spans(query, kind, text);
        if (text.Length <= Most) return Parts(text, spans, 0, text.Length);
        var from = spans.Count > 0 ? Math.Clamp(spans[0].Start - Before, 0, text.Length - Most) : 0;
        var to = from + Most;
        if (from > 0 && char.IsLowSurrogate(text[from])) from--;
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        List<MarkedPart> parts = [.. Parts(text, spans, from, to)];
        if (from > 0) parts.Insert(0, new("…", false));
        if (to < text.Length) parts.Add(new("…", false));
        return parts;
    }

    static List<MarkedPart> Parts(string text, List<(int Start, int End)> spans, int from, int to)
    {
        List<MarkedPart> parts = [];
        var at = from;
        foreach (var (start, end) in spans.Where(s => s.End > from && s.Start < to))
        {
            if (start > at) parts.Add(new(text[at..start], false));
            at = Math.Max(at, start);
            parts.Add(new(text[at..Math.Min(end, to)], true));
            at = Math.Min(end, to);
        }
        if (at < to) parts.Add(new(text[at..to], false));
        return parts;
    }

    static List<(int Start, int End)> Spans(SearchQuery query, FieldKind kind, string text)
    {
        var trace = new Trace(text, kind == FieldKind.Person);
        List<(int Start, int End)> spans = [];
        foreach (var (start, end) in query.Terms.SelectMany(t => In(t, trace, kind)).Select(s => trace.Place(s.Start, s.End)).Order())
            if (spans.Count > 0 && start <= spans[^1].End) spans[^1] = (spans[^1].Start, Math.Max(spans[^1].End, end));
            else spans.Add((start, end));
        return spans;
    }

    static List<(int Start, int End)> In(SearchTerm term, Trace trace, FieldKind kind)
    {
        List<Rune> runes = [.. term.Squeezed.EnumerateRunes()];
        // Latin words are found by their beginning, numbers from three digits on anywhere.
        var anywhere = !runes.TrueForAll(r => r.IsAscii) || (runes.Count >= 3 && term.Squeezed.AsSpan().ContainsAnyInRange('0', '9'));
        List<(int Start, int End)> found = [.. trace.Find(runes).Where(at => anywhere || trace.Begins(at)).Select(at => (at, at + runes.Count))];
        if (found.Count == 0 && anywhere && FieldText.WithoutCountry(term.Squeezed) is { } national && national.Length < term.Squeezed.Length)
            found = [.. trace.Find([.. national.EnumerateRunes()]).Select(at => (at, at + national.Length))];
        if (found.Count > 0 || kind is not (FieldKind.Name or FieldKind.Person)) return found;
        // Whole syllables say more than first letters.
        foreach (var beats in term.Spellings.OrderBy(b => b.Any(x => x.Syllable is not null) ? 0 : 1))
        {
            for (var at = Beat.Find(trace.Glyphs, beats); at is var (start, end); at = Beat.Find(trace.Glyphs, beats, end)) found.Add((start, end));
            if (found.Count > 0) return found;
        }
        return found;
    }
}
