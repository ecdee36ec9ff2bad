using System.Text.Encodings.Web;
using System.Text.Json;
using Guiju.Customers.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>A finding as it is kept: values as text or as keys of texts, so that each reader has it in his language.</summary>
/// <param name="Key">Key of the text.</param>
/// <param name="Field">Field.</param>
/// <param name="Clause">Clause.</param>
/// <param name="Values">Values; several keys are joined by a bar after the mark <c>|</c>.</param>
/// <param name="Link">Path of the record in question.</param>
public sealed record KeptFinding(string Key, string? Field, string? Clause, IReadOnlyList<string?> Values, string? Link)
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The finding to keep.</summary>
    public static KeptFinding Of(Finding f) => new(f.Key, f.Field, f.Clause, [.. f.Values.Select(Text)], f.Link);

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, options);

    /// <summary>From JSON.</summary>
    public static KeptFinding Read(string json) => JsonSerializer.Deserialize<KeptFinding>(json, options)!;

    /// <summary>The finding again.</summary>
    public Finding ToFinding(Weight weight) => new(Key, Field, Clause, weight)
    {
        Link = Link,
        Values = [.. Values.Select(object? (v) => v is ['|', ..] keys ? new WordList([.. keys[1..].Split('|')]) : v)],
    };

    static string? Text(object? value) => value switch
    {
        null => null,
        WordList words => "|" + string.Join('|', words.Keys),
        Enum e => $"enum.{e.GetType().Name}.{e}",
        // A cell that happens to begin with the mark is not taken for keys.
        string s => s.StartsWith('|') ? " " + s : s,
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
