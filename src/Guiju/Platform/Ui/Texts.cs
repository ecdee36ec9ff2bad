using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Guiju.Platform.Ui;

/// <summary>
/// Every text the program shows, in Chinese and English, read once from the <c>Texts.json</c> of each feature.
/// The language is that of the current request (<see cref="CultureInfo.CurrentUICulture"/>), Chinese by default.
/// </summary>
public sealed class Texts
{
    /// <summary>The languages every text is in; the first is the default.</summary>
    public static readonly IReadOnlyList<string> Languages = ["zh-CN", "en"];

    /// <summary>All texts of this program; read at first use.</summary>
    public static Texts All { get; } = Load();

    readonly FrozenDictionary<string, Pair> pairs;

    Texts(IDictionary<string, Pair> pairs) => this.pairs = pairs.ToFrozenDictionary();

    /// <summary>Chinese and English wording of one text.</summary>
    public sealed record Pair(string Zh, string En);

    /// <summary>Keys and wordings, for tests and documents.</summary>
    public IReadOnlyDictionary<string, Pair> Pairs => pairs;

    /// <summary>Whether the interface is in English now.</summary>
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The text of a key in the current language; the key itself where there is none (a test finds those).</summary>
    public string this[string key] =>
        pairs.TryGetValue(key, out var pair) ? English ? pair.En : pair.Zh : key;

    /// <summary>The text of a key with values put into {0}, {1}….</summary>
    public string this[string key, params IReadOnlyList<object?> values] =>
        values.Count == 0 ? this[key] : string.Format(CultureInfo.CurrentCulture, this[key], [.. values]);

    /// <summary>The text of an enum value: key <c>enum.{Type}.{Value}</c>.</summary>
    public string Of<T>(T value) where T : struct, Enum => this[$"enum.{typeof(T).Name}.{value}"];

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => pairs.ContainsKey(key);

    static Texts Load()
    {
        var assembly = typeof(Texts).Assembly;
        var all = new Dictionary<string, Pair>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var texts = JsonSerializer.Deserialize<Dictionary<string, Pair>>(stream, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{name} holds no texts.");
            foreach (var (key, pair) in texts)
                if (!all.TryAdd(key, pair))
                    throw new InvalidDataException($"The text '{key}' is there twice; the second time in {name}.");
        }
        return new(all);
    }
}
