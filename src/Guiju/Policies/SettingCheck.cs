using System.Text.Json;
using System.Text.RegularExpressions;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies;

/// <summary>
/// Whether a company's value can stand where the register's stands: the same sort of value, so that no rule meets one it
/// cannot read. Numbers are not negative; a whole number stays whole.
/// </summary>
static partial class SettingCheck
{
    const int Longest = 200;

    /// <summary>What is wrong with a value, or null.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="parameter">The parameter as the register has it.</param>
    /// <param name="value">The value proposed.</param>
    public static Finding? Of(Clause clause, ClauseParameter parameter, JsonElement value)
    {
        if (clause.Parameters.TryGetValue(parameter.Name + "_options", out var options)
            && !options.Value.EnumerateArray().Any(o => JsonElement.DeepEquals(o, value)))
            return new Finding("policies.setting.option", "value", clause.Id).With(string.Join(", ", options.As<IReadOnlyList<string>>()));
        return Like(parameter.Value, value) is { } problem ? problem with { Field = "value", Clause = clause.Id } : null;
    }

    static Finding? Like(JsonElement model, JsonElement value) => model.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Kind("boolean"),
        JsonValueKind.Number => Number(model, value),
        // The regulation leaves a number to the company.
        JsonValueKind.Null => IsNumber(value) ? null : Kind("number"),
        JsonValueKind.String => Text(model.GetString()!, value),
        JsonValueKind.Array => List(model, value),
        _ => Table(model, value),
    };

    static Finding? Number(JsonElement model, JsonElement value) => model.TryGetInt32(out _)
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) && whole >= 0 ? null : Kind("integer")
        : IsNumber(value) ? null : Kind("number");

    static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number is >= 0 and <= 1_000_000_000_000m;

    static Finding? Text(string model, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || string.IsNullOrWhiteSpace(text) || text.Length > Longest)
            return Kind("text");
        if (Reads<WorkHours>(WorkHours.Parse, model)) return Reads<WorkHours>(WorkHours.Parse, text) ? null : Kind("hours");
        if (Time().IsMatch(model)) return Time().IsMatch(text) ? null : Kind("time");
        if (Reads(MonthDay.Parse, model)) return Reads(MonthDay.Parse, text) ? null : Kind("day");
        if (DateOnly.TryParseExact(model, "yyyy-MM-dd", out _)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? null : Kind("date");
        return null;
    }

    static Finding? List(JsonElement model, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > 100) return Kind("list");
        return value.EnumerateArray().Select(item => Like(model[0], item)).FirstOrDefault(f => f is not null);
    }

    static Finding? Table(JsonElement model, JsonElement value)
    {
        var keys = model.EnumerateObject().Select(p => p.Name).ToList();
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Select(p => p.Name).Order().SequenceEqual(keys.Order()))
            return new Finding("policies.setting.keys").With(string.Join(", ", keys));
        // A choice that carries what can be chosen: one of those, and no others.
        if (model.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Array)
        {
            List<string> words = [.. options.EnumerateArray().Select(o => o.ToString())];
            if (model.EnumerateObject().Any(p => words.Contains(p.Value.ToString()) && !words.Contains(value.GetProperty(p.Name).ToString()))) return new Finding("policies.setting.option").With(string.Join(", ", words));
        }
        return keys.Select(k => Like(model.GetProperty(k), value.GetProperty(k))).FirstOrDefault(f => f is not null);
    }

    static Finding Kind(string kind) => new Finding("policies.setting.kind").With($"policies.kind.{kind}");

    static bool Reads<T>(Func<string, T> parse, string text)
    {
        try
        {
            parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    private static partial Regex Time();
}
