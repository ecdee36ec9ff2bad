using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Guiju.Policies.Pages;

/// <summary>
/// A parameter's value as people type it: a number or a word as it is, a list one entry a line, a table one "key: value" a line.
/// What cannot be read is handed on as a text, so that the check of the setting says what is wanted.
/// </summary>
static class SettingText
{
    /// <summary>The value as text to edit.</summary>
    public static string Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(IsPlain) => string.Join('\n', value.EnumerateArray().Select(Write)),
        JsonValueKind.Object when value.EnumerateObject().All(p => IsPlain(p.Value)) => string.Join('\n', value.EnumerateObject().Select(p => $"{p.Name}: {Write(p.Value)}")),
        _ => value.GetRawText(),
    };

    /// <summary>Whether it takes several lines.</summary>
    public static bool IsLong(JsonElement model) => model.ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>Reads what was typed.</summary>
    /// <param name="model">The register's value, which says what sort is wanted.</param>
    /// <param name="text">What was typed.</param>
    public static JsonElement Read(JsonElement model, string text)
    {
        text = text.Replace("\r", "", StringComparison.Ordinal).Trim();
        return JsonSerializer.SerializeToElement(model.ValueKind switch
        {
            JsonValueKind.Array when model.EnumerateArray().All(IsPlain) => new JsonArray([.. Lines(text).Select(l => Plain(model.EnumerateArray().FirstOrDefault(), l))]),
            JsonValueKind.Object when model.EnumerateObject().All(p => IsPlain(p.Value)) => Table(model, text),
            JsonValueKind.Array or JsonValueKind.Object => Raw(text),
            _ => Plain(model, text),
        });
    }

    static JsonNode? Table(JsonElement model, string text)
    {
        var table = new JsonObject();
        foreach (var line in Lines(text))
        {
            var at = line.IndexOfAny([':', '：']);
            var key = at < 0 ? line : line[..at].Trim();
            table[key] = Plain(model.TryGetProperty(key, out var one) ? one : default, at < 0 ? "" : line[(at + 1)..].Trim());
        }
        return table;
    }

    // Numbers keep the digits typed: 0.10 stays 0.10.
    static JsonNode? Plain(JsonElement model, string text) => model.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.Null when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        JsonValueKind.True or JsonValueKind.False when text is "true" or "false" => JsonValue.Create(text == "true"),
        _ => JsonValue.Create(text),
    };

    static JsonNode? Raw(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);
}
