using System.IO.Compression;
using System.Text;

namespace Guiju.Platform.Search;

/// <summary>The readings of characters, phrases and surnames, read once from the embedded table.</summary>
sealed class PinyinTable
{
    static readonly Lazy<PinyinTable> shared = new(() => new PinyinTable());

    readonly ushort[] basic = new ushort[0x10000];
    readonly Dictionary<int, ushort> rare = new(16_000);
    readonly byte[] longest = new byte[0x10000];
    readonly Dictionary<string, ushort[]> phrases = new(3_000);
    readonly Dictionary<string, ushort[]> surnames = new(100);
    readonly List<string> letters = [""];
    readonly Dictionary<string, ushort> ids = [];
    readonly Dictionary<string, ushort[]>.AlternateLookup<ReadOnlySpan<char>> findPhrase, findSurname;

    /// <summary>The table; read at first use.</summary>
    public static PinyinTable Shared => shared.Value;

    /// <summary>Every syllable without its tone.</summary>
    public HashSet<string> Syllables { get; } = [];

    PinyinTable()
    {
        using var zipped = typeof(PinyinTable).Assembly.GetManifestResourceStream("search/pinyin.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress), Encoding.UTF8, false, 1 << 16);
        // Characters are listed by syllable in alphabetical order, so that ids of the syllables order as pinyin does.
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var tab = line.IndexOf('\t');
            var id = Id(line[..tab]);
            foreach (var rune in line.AsSpan(tab + 1).EnumerateRunes())
                if (rune.IsBmp) basic[rune.Value] = id;
                else rare[rune.Value] = id;
        }
        Read(reader, phrases);
        Read(reader, surnames);
        foreach (var phrase in phrases.Keys) longest[phrase[0]] = Math.Max(longest[phrase[0]], (byte)phrase.Length);
        findPhrase = phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        findSurname = surnames.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The syllable's letters; empty for 0, which stands for "not a Chinese character".</summary>
    public string Letters(ushort syllable) => letters[syllable];

    /// <summary>The usual reading of one character, or 0.</summary>
    public ushort Of(Rune rune) => rune.IsBmp ? basic[rune.Value] : rare.GetValueOrDefault(rune.Value);

    /// <summary>The longest phrase the text begins with, or null.</summary>
    public ushort[]? Phrase(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(longest[text[0]], text.Length); length >= 2; length--)
            if (findPhrase.TryGetValue(text[..length], out var reading)) return reading;
        return null;
    }

    /// <summary>The surname with a reading of its own the text begins with, or null.</summary>
    public ushort[]? Surname(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(2, text.Length); length >= 1; length--)
            if (findSurname.TryGetValue(text[..length], out var reading)) return reading;
        return null;
    }

    void Read(StreamReader reader, Dictionary<string, ushort[]> into)
    {
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var tab = line.IndexOf('\t');
            into[line[..tab]] = Array.ConvertAll(line[(tab + 1)..].Split(' '), Id);
        }
    }

    ushort Id(string toned)
    {
        if (ids.TryGetValue(toned, out var known)) return known;
        var id = ids[toned] = (ushort)letters.Count;
        var plain = toned[..^1];
        letters.Add(plain);
        Syllables.Add(plain);
        return id;
    }
}
