using System.Text.Json;
using System.Text.Json.Nodes;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Decisions;

namespace Guiju.Policies.Trying;

/// <summary>Describes what a rule decides on as JSON Schema (2020-12), in the reader's language.</summary>
static class RuleSchema
{
    /// <summary>The schema of the facts.</summary>
    public static JsonObject Facts(ClauseRule rule) => Of([.. RuleInput.FactsOf(rule).Select(f => (f, Texts.All[$"fact.{f.Name}"], (JsonElement?)null))], required: true);

    /// <summary>The schema of the parameters that may be tried, each with the register's value.</summary>
    public static JsonObject Parameters(ClauseRule rule) => Of([.. RuleInput.ParametersOf(rule).Select(f => (f, $"{f.Clause} {f.Name}", (JsonElement?)ClauseBook.Register[f.Clause].Parameters[f.Name].Value))], required: false);

    static JsonObject Of(IReadOnlyList<(InputField Field, string Title, JsonElement? Default)> fields, bool required)
    {
        var properties = new JsonObject();
        foreach (var (field, title, value) in fields)
        {
            var schema = Of(field);
            schema["title"] = title;
            if (value is { } given) schema["default"] = JsonNode.Parse(given.GetRawText());
            properties[field.Name] = schema;
        }
        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required) whole["required"] = new JsonArray([.. fields.Where(f => !f.Field.Optional).Select(f => JsonValue.Create(f.Field.Name))]);
        return whole;
    }

    static JsonObject Of(InputField field)
    {
        if (field.Entry is not null) return new() { ["type"] = "array", ["maxItems"] = RuleInput.MostEntries, ["items"] = One(field.Entry, field) };
        return One(field.Type, field);
    }

    static JsonObject One(Type type, InputField field) => type.IsEnum ? new() { ["type"] = "string", ["enum"] = new JsonArray([.. RuleInput.WordsOf(field).Select(w => JsonValue.Create(w.Word))]) }
        : type == typeof(DateTime) ? new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$" }
        : type == typeof(DateOnly) ? new() { ["type"] = "string", ["format"] = "date" }
        : type == typeof(bool) ? new() { ["type"] = "boolean" }
        : type == typeof(int) ? new() { ["type"] = "integer" }
        : type == typeof(decimal) ? new() { ["type"] = "number" } : new() { ["type"] = "string", ["maxLength"] = RuleInput.MostCharacters };
}
