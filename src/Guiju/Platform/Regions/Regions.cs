using System.Collections.Frozen;

namespace Guiju.Platform.Regions;

/// <summary>The provinces, cities and districts of China; read once at first use.</summary>
public static class Regions
{
    static readonly Lazy<Table> table = new(() => new Table());

    /// <summary>All regions in the order of the register: provinces, cities, districts.</summary>
    public static IReadOnlyList<Region> All => table.Value.All;

    /// <summary>The region with this code, or null: a former or foreign code is kept as text by whoever holds it.</summary>
    public static Region? Find(string? code) => code is not null && table.Value.ByCode.TryGetValue(code, out var region) ? region : null;

    /// <summary>The regions one chooses from under this code; the provinces for null. Empty for districts, for cities
    /// without districts (东莞, 中山, 儋州) and for unknown codes.</summary>
    public static IReadOnlyList<Region> ChildrenOf(string? code) => table.Value.Children.GetValueOrDefault(code ?? "", []);

    /// <summary>The region and those above it, from the province down; empty for an unknown code.</summary>
    public static IReadOnlyList<Region> PathOf(string? code)
    {
        var path = new List<Region>(3);
        for (var region = Find(code); region is not null; region = Find(region.Parent)) path.Insert(0, region);
        return path;
    }

    /// <summary>The region as shown: <c>广东 佛山 南海</c>, <c>重庆 江津</c>; an unknown code as it is.</summary>
    public static string Display(string? code) =>
        PathOf(code) is { Count: > 0 } path ? string.Join(' ', path.Select(r => r.Short)) : code ?? "";

    /// <summary>The region and every region below it, for filters.</summary>
    public static IReadOnlyList<string> CodesWithin(string code)
    {
        List<string> codes = [code];
        for (var i = 0; i < codes.Count; i++) codes.AddRange(ChildrenOf(codes[i]).Select(r => r.Code));
        return codes;
    }

    /// <summary>
    /// Reads the region a text begins with: <c>广东省佛山市南海区…</c>, <c>佛山</c>, <c>浙江杭州</c>, <c>广东 佛山 南海</c>.
    /// Null where it begins with no region, or with a name several regions bear (<c>朝阳区</c> alone).
    /// </summary>
    public static Region? Parse(string? text) => Parse(text, out _);

    /// <summary>As <see cref="Parse(string?)"/>, with what follows the region in the text.</summary>
    public static Region? Parse(string? text, out string rest)
    {
        var left = (text ?? "").AsSpan().Trim();
        if (left.StartsWith("中国")) left = left[2..].TrimStart(Separators);
        Region? found = null;
        while (Step(left, found, out var length) is { } next)
        {
            found = next;
            left = left[length..].TrimStart(Separators);
        }
        rest = left.ToString();
        return found;
    }

    /// <summary>Whether a text begins with the full name of a province or city (<c>佛山市</c>, <c>广东省</c>), and its length.</summary>
    internal static bool BeginsWithPlace(ReadOnlySpan<char> text, out int length)
    {
        for (length = Math.Min(text.Length, 11); length >= 3; length--)
            if (text[length - 1] is '市' or '省' && table.Value.FullNames.Contains(text[..length])) return true;
        return false;
    }

    const string Separators = " 　\t,，、/·-";

    // The longest name wins (吉林市 over 吉林), then the higher level (海南 is the province); two of a kind are no answer.
    internal static Region? Step(ReadOnlySpan<char> text, Region? within, out int length)
    {
        length = 0;
        if (text.Length < 2 || !table.Value.Lengths.TryGetValue(text[0], out var lengths)) return null;
        for (length = Math.Min(text.Length, Table.LongestName); length >= 2; length--)
        {
            if ((lengths & 1 << length) == 0 || !table.Value.ByName.TryGetValue(text[..length], out var named)) continue;
            var inside = within is null ? named : [.. named.Where(r => IsBelow(r, within))];
            if (inside.Count == 0) continue;
            var highest = inside.Min(r => r.Level);
            var best = inside.Where(r => r.Level == highest).ToList();
            if (best.Count == 1) return best[0];
            if (within is null) return null;
        }
        return null;
    }

    static bool IsBelow(Region region, Region above)
    {
        for (var parent = Find(region.Parent); parent is not null; parent = Find(parent.Parent))
            if (parent.Code == above.Code) return true;
        return false;
    }

    sealed class Table
    {
        public const int LongestName = 15;

        public List<Region> All { get; } = [];
        public FrozenDictionary<string, Region> ByCode { get; }
        public Dictionary<string, List<Region>> Children { get; }
        public Dictionary<string, List<Region>>.AlternateLookup<ReadOnlySpan<char>> ByName { get; }
        public HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FullNames { get; }

        /// <summary>How long the names are that begin with a character, a bit each: most beginnings of a text are none.</summary>
        public Dictionary<char, int> Lengths { get; } = [];

        public Table()
        {
            var placeholders = new Dictionary<string, string>();
            using var reader = new StreamReader(typeof(Regions).Assembly.GetManifestResourceStream("regions/divisions.csv")!);
            reader.ReadLine();
            while (reader.ReadLine() is { } line)
            {
                var parts = line.Split(',');
                var parent = parts[3] == "" ? null : placeholders.GetValueOrDefault(parts[3], parts[3]);
                if (parts[1] is "市辖区" or "县" || parts[1].EndsWith("直辖县级行政区划", StringComparison.Ordinal)) placeholders[parts[0]] = parent!;
                else All.Add(new(parts[0], parts[1], ShortNames.Of(parts[1]), parts[2][0] - '0', parent));
            }
            ByCode = All.ToFrozenDictionary(r => r.Code);
            Children = All.GroupBy(r => r.Parent ?? "").ToDictionary(g => g.Key, g => g.ToList());
            var byName = new Dictionary<string, List<Region>>();
            foreach (var region in All)
                foreach (var name in new[] { region.Name, region.Short }.Distinct())
                    if (byName.TryGetValue(name, out var same)) same.Add(region);
                    else byName.Add(name, [region]);
            foreach (var name in byName.Keys.Where(n => n.Length <= LongestName)) Lengths[name[0]] = Lengths.GetValueOrDefault(name[0]) | 1 << name.Length;
            ByName = byName.GetAlternateLookup<ReadOnlySpan<char>>();
            FullNames = All.Select(r => r.Name).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }
}
