using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guiju.Policies;

/// <summary>How far the program carries a clause out.</summary>
public enum ClauseState
{
    /// <summary>Nothing of it yet.</summary>
    NotBuilt,

    /// <summary>Part of it; a note says what is missing.</summary>
    Partly,

    /// <summary>All of it, proved by its acceptance test.</summary>
    Runs,

    /// <summary>Only people can do it; a note says what the program does for them.</summary>
    Procedural,

    /// <summary>The law stands against part of it; a note says which.</summary>
    LimitedByLaw,
}

/// <summary>The words of the documents for the states.</summary>
public sealed class ClauseStateWords : JsonConverter<ClauseState>
{
    /// <summary>The word of each state.</summary>
    public static IReadOnlyDictionary<ClauseState, string> All { get; } = new Dictionary<ClauseState, string>
    {
        [ClauseState.Runs] = "runs",
        [ClauseState.Partly] = "partly",
        [ClauseState.Procedural] = "procedural",
        [ClauseState.LimitedByLaw] = "limited by law",
        [ClauseState.NotBuilt] = "not built",
    };

    /// <inheritdoc/>
    public override ClauseState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.GetString();
        foreach (var (state, name) in All)
            if (name == word)
                return state;
        throw new JsonException($"'{word}' is no state of a clause; there are: {string.Join(", ", All.Values)}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ClauseState value, JsonSerializerOptions options) => writer.WriteStringValue(All[value]);
}

/// <summary>What is declared of a clause by hand.</summary>
/// <param name="State">How far it is carried out.</param>
/// <param name="Note">What is missing, left to people or against the law; needed for all states but <c>runs</c>.</param>
/// <param name="By">Who or what does it where the program does not, or null.</param>
public sealed record ClauseDeclaration(ClauseState State, string? Note = null, string? By = null)
{
    static readonly JsonSerializerOptions strict = new(JsonSerializerDefaults.Web) { Converters = { new ClauseStateWords() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads declarations by clause id.</summary>
    /// <exception cref="JsonException">They do not read: a state or a field that does not exist.</exception>
    public static IReadOnlyDictionary<string, ClauseDeclaration> Load(Stream file) =>
        JsonSerializer.Deserialize<Dictionary<string, ClauseDeclaration>>(file, strict) ?? throw new JsonException("There are no declarations.");
}
