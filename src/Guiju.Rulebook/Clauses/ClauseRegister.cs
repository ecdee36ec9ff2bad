using System.Collections.Frozen;
using System.Text.Json;

namespace Guiju.Rulebook.Clauses;

/// <summary>Every clause the program knows, by id.</summary>
public sealed class ClauseRegister
{
    readonly FrozenDictionary<string, Clause> byId;
    readonly ILookup<string, Clause> twins;

    /// <summary>A register of these clauses.</summary>
    /// <exception cref="InvalidDataException">An id is there twice, or a clause refers to one that is missing or itself a copy.</exception>
    public ClauseRegister(IEnumerable<Clause> clauses)
    {
        All = [.. clauses];
        if (All.GroupBy(c => c.Id).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new InvalidDataException($"The clause {twice.Key} is in the register twice.");
        byId = All.ToFrozenDictionary(c => c.Id);
        twins = All.Where(c => c.SameAs is not null).ToLookup(c => c.SameAs!);
        foreach (var twin in All.Where(c => c.SameAs is not null))
            if (!byId.TryGetValue(twin.SameAs!, out var original) || original.SameAs is not null)
                throw new InvalidDataException($"The clause {twin.Id} says it equals {twin.SameAs}, which is {(original is null ? "missing" : "a copy itself")}.");
    }

    /// <summary>All clauses in the order read.</summary>
    public IReadOnlyList<Clause> All { get; }

    /// <summary>The clause with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a wrong citation.</exception>
    public Clause this[string id] =>
        byId.TryGetValue(id, out var clause) ? clause : throw new KeyNotFoundException($"There is no clause '{id}' in the register.");

    /// <summary>Whether there is a clause with this id.</summary>
    public bool Has(string id) => byId.ContainsKey(id);

    /// <summary>The clause that first says what this one says; itself where none does.</summary>
    public Clause OriginalOf(string id) => this[id] is { SameAs: { } original } ? this[original] : this[id];

    /// <summary>Clauses of other regulations that say the same as this one.</summary>
    public IEnumerable<Clause> TwinsOf(string id) => twins[this[id].Id];

    /// <summary>Reads a register from JSON arrays of clauses, one a feature.</summary>
    /// <exception cref="InvalidDataException">A file is no list of clauses; the message says where.</exception>
    public static ClauseRegister Load(IEnumerable<Stream> files) => new(files.SelectMany(Read));

    static List<Clause> Read(Stream file)
    {
        try
        {
            // Not disposed: the values of the parameters stay in it.
            return [.. JsonDocument.Parse(file).RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"A file of the clause register is no list of clauses: {error.Message}", error);
        }
    }

    static Clause Read(JsonElement json)
    {
        var id = Text(json, "id", "(no id)");
        return new()
        {
            Id = id.Length > 4 && id[3] == '-' ? id : throw new InvalidDataException($"'{id}' is no id of a clause."),
            Feature = Text(json, "feature", id),
            Zh = Text(json, "zh", id),
            En = Text(json, "en", id),
            Kind = Word<ClauseKind>(Text(json, "kind", id), id),
            Modes = [.. Texts(json, "mode", id).Select(m => Word<ClauseMode>(m, id))],
            Actor = Text(json, "actor", id),
            Trigger = Text(json, "trigger", id),
            Parameters = Field(json, "parameters", id).EnumerateObject().Select(p => Parameter(id, p)).ToDictionary(p => p.Name),
            Forms = [.. Texts(json, "forms", id)],
            Accept = Text(json, "accept", id),
            Implied = Field(json, "implied", id).GetBoolean(),
            SameAs = Field(json, "same_as", id).GetString(),
        };
    }

    static ClauseParameter Parameter(string clause, JsonProperty json) => new(
        clause, json.Name, Field(json.Value, "value", clause),
        json.Value.TryGetProperty("unit", out var unit) ? unit.GetString() : null,
        Word<ParameterSource>(Text(json.Value, "source", clause), clause));

    static JsonElement Field(JsonElement json, string name, string clause) =>
        json.TryGetProperty(name, out var value) ? value : throw new InvalidDataException($"The clause {clause} has no '{name}'.");

    static string Text(JsonElement json, string name, string clause) =>
        Field(json, name, clause).GetString() ?? throw new InvalidDataException($"The clause {clause} has an empty '{name}'.");

    static IEnumerable<string> Texts(JsonElement json, string name, string clause) =>
        Field(json, name, clause).EnumerateArray().Select(e => e.GetString()!);

    static T Word<T>(string word, string clause) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value : throw new InvalidDataException($"The clause {clause} has '{word}' where one of {string.Join(", ", Enum.GetNames<T>())} belongs.");
}
