namespace Guiju.Platform.Search;

/// <summary>Splits letters typed without blanks into syllables.</summary>
static class Syllables
{
    const int MaxLetters = 40, MaxWalked = 64, MaxWays = 8;

    static readonly char[] vowels = [.. "aeiouv"];

    // Without the interjections n, ng, hm: nobody means them, and they would double the ways.
    static readonly Lazy<HashSet<string>> whole = new(() => [.. PinyinTable.Shared.Syllables.Where(s => s.IndexOfAny(vowels) >= 0)]);

    static readonly Lazy<HashSet<string>> beginnings = new(() => [.. whole.Value.SelectMany(s => Enumerable.Range(1, s.Length).Select(n => s[..n]))]);

    /// <summary>
    /// The ways to read the letters as syllables, the last one perhaps only begun: <c>xian</c> is <c>xian</c> and <c>xi an</c>.
    /// At most eight, those ending in a whole syllable first, then those of few syllables; none for letters that are no pinyin or longer than 40.
    /// </summary>
    public static List<IReadOnlyList<string>> Split(string letters)
    {
        var ways = new List<IReadOnlyList<string>>();
        if (letters.Length <= MaxLetters) Walk(letters, 0, [], ways, new bool[letters.Length + 1]);
        return [.. ways.OrderBy(w => whole.Value.Contains(w[^1]) ? 0 : 1).ThenBy(w => w.Count).Take(MaxWays)];
    }

    /// <summary>The syllables that begin so, the letters themselves among them where they are one.</summary>
    public static List<string> Beginning(string letters) => [.. whole.Value.Where(s => s.StartsWith(letters, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Whether the letters are a syllable, not only the beginning of one.</summary>
    public static bool IsWhole(string letters) => whole.Value.Contains(letters);

    static void Walk(string letters, int at, List<string> taken, List<IReadOnlyList<string>> ways, bool[] dead)
    {
        if (dead[at]) return;
        var before = ways.Count;
        for (var length = Math.Min(6, letters.Length - at); length >= 1 && ways.Count < MaxWalked; length--)
        {
            var piece = Usual(letters.Substring(at, length));
            var ends = at + length == letters.Length;
            if (!(ends ? beginnings.Value : whole.Value).Contains(piece)) continue;
            taken.Add(piece);
            if (ends) ways.Add([.. taken]);
            else Walk(letters, at + length, taken, ways, dead);
            taken.RemoveAt(taken.Count - 1);
        }
        // Nothing leads on from here: remembered, else a long text without an end takes for ever.
        if (ways.Count == before && ways.Count < MaxWalked) dead[at] = true;
    }

    // Passports write lyu, people without a key for ü lue.
    static string Usual(string piece) => piece switch
    {
        "lyu" => "lv",
        "nyu" => "nv",
        "lue" => "lve",
        "nue" => "nve",
        _ => piece,
    };
}
