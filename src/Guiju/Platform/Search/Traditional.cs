using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// Traditional characters as their simplified forms, so that 華為 finds 华为 and the other way round; one character for one, so that places stay.
/// What people typed is kept as it is: only what is compared is folded.
/// </summary>
public static class Traditional
{
    static readonly Lazy<(Dictionary<int, Rune> All, HashSet<int> ReadOtherwise)> table = new(Load);

    /// <summary>The text with each traditional character made its simplified one.</summary>
    public static string Fold(string text) => Turn(text, reading: false);

    /// <summary>One character's simplified form.</summary>
    public static Rune Fold(Rune rune) => rune.IsAscii ? rune : table.Value.All.GetValueOrDefault(rune.Value, rune);

    /// <summary>The text as it is read aloud: 長沙 as 长沙, while 乾 (qian) stays beside 干 (gan).</summary>
    internal static string ForReading(string text) => Turn(text, reading: true);

    static string Turn(string text, bool reading)
    {
        StringBuilder? result = null;
        var (all, otherwise) = table.Value;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && all.TryGetValue(rune.Value, out var simple) && !(reading && otherwise.Contains(rune.Value)))
                (result ??= new StringBuilder(text, 0, at, text.Length + 2)).Append(simple);
            else result?.Append(rune);
            at += rune.Utf16SequenceLength;
        }
        return result?.ToString() ?? text;
    }

    static (Dictionary<int, Rune>, HashSet<int>) Load()
    {
        using var reader = new StreamReader(typeof(Traditional).Assembly.GetManifestResourceStream("search/traditional.txt")!, Encoding.UTF8);
        var (all, otherwise) = (new Dictionary<int, Rune>(4_200), new HashSet<int>());
        foreach (var own in (bool[])[false, true])
        {
            Rune? from = null;
            foreach (var rune in (reader.ReadLine() ?? "").EnumerateRunes())
            {
                if (from is not { } character) { from = rune; continue; }
                all[character.Value] = rune;
                if (own) otherwise.Add(character.Value);
                from = null;
            }
        }
        return (all, otherwise);
    }
}
