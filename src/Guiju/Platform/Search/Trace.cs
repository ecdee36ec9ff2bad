using System.Text;

namespace Guiju.Platform.Search;

/// <summary>A text as it is compared, each of its letters, digits and characters with its place in what people typed.</summary>
sealed class Trace
{
    readonly string original;
    readonly bool person;
    readonly StringBuilder read = new();
    readonly List<(int Start, int End)> places = [];
    List<Glyph>? glyphs;

    public Trace(SearchField field) : this(field.Value ?? "", field.Kind == FieldKind.Person) { }

    public Trace(string original, bool person)
    {
        (this.original, this.person) = (original, person);
        for (var at = 0; at < original.Length;)
        {
            Rune.DecodeFromUtf16(original.AsSpan(at), out var rune, out var length);
            foreach (var kept in Normal.Squeeze(Normal.Of(rune.ToString())).EnumerateRunes())
            {
                read.Append(kept);
                Runes.Add(Traditional.Fold(kept));
                places.Add((at, at + length));
            }
            at += length;
        }
    }

    /// <summary>Letters, digits and characters, in simplified form.</summary>
    public List<Rune> Runes { get; } = [];

    /// <summary>The same with their readings, one for one.</summary>
    public List<Glyph> Glyphs => glyphs ??= Pinyin.Read(Traditional.ForReading(read.ToString()), person);

    /// <summary>Where a part stands in what was typed.</summary>
    public (int Start, int End) Place(int start, int end) => (places[start].Start, places[end - 1].End);

    /// <summary>A part as it was typed.</summary>
    public string Part(int start, int end)
    {
        var (from, to) = Place(start, end);
        return original[from..to];
    }

    /// <summary>Whether a word begins here: at the start, after a mark, after a character of another script.</summary>
    public bool Begins(int at) => at == 0 || !Runes[at - 1].IsAscii || places[at - 1].End < places[at].Start;

    /// <summary>The places where these stand in a row.</summary>
    public IEnumerable<int> Find(IReadOnlyList<Rune> wanted)
    {
        for (var start = 0; start + wanted.Count <= Runes.Count; start++)
        {
            var i = 0;
            while (i < wanted.Count && Runes[start + i] == wanted[i]) i++;
            if (i == wanted.Count) yield return start;
        }
    }
}
