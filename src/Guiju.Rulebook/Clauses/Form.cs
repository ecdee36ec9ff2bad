using System.Text.Json;

namespace Guiju.Rulebook.Clauses;

/// <summary>A form a regulation names, with its columns in order.</summary>
/// <param name="Name">Name as the regulation gives it.</param>
/// <param name="Columns">Headings; those beyond the regulation's are proposals.</param>
/// <param name="Clauses">Ids of the clauses that use it.</param>
/// <param name="Regulations">Regulations it is named in.</param>
public sealed record Form(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Clauses, IReadOnlyList<string> Regulations)
{
    /// <summary>Reads a JSON array of forms.</summary>
    public static IReadOnlyList<Form> Load(Stream file)
    {
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.EnumerateArray().Select(form => new Form(
            form.GetProperty("name").GetString()!, Texts(form, "columns"), Texts(form, "clauses"), Texts(form, "docs")))];
    }

    static IReadOnlyList<string> Texts(JsonElement form, string name) =>
        [.. form.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
