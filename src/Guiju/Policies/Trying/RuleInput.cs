using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies.Trying;

/// <summary>One fact or parameter of a rule, as its record names it.</summary>
/// <param name="Name">Name in camel case; of a parameter as the register writes it.</param>
/// <param name="Type">Type of its value, without the possibility to be missing.</param>
/// <param name="Optional">Whether it may be missing.</param>
/// <param name="Clause">Of a parameter, id of the clause it belongs to.</param>
public sealed record InputField(string Name, Type Type, bool Optional, string Clause)
{
    /// <summary>Type of one entry, where it is a list.</summary>
    public Type? Entry => Type != typeof(string) && Type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(Type) ? Type.GetGenericArguments()[0] : null;
}

/// <summary>
/// Reads the records a rule decides on, and says what they are. Facts are checked one by one, so that everything wrong is told at once; what no rule
/// counts with (a day of another century, a list without end) is refused here.
/// </summary>
static class RuleInput
{
    /// <summary>Most entries of a list, and most characters of a text.</summary>
    public const int MostEntries = 200, MostCharacters = 2000;

    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new Moment() },
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    static readonly NullabilityInfoContext nullability = new();

    /// <summary>The facts of a rule, in the order of its record.</summary>
    public static IReadOnlyList<InputField> FactsOf(ClauseRule rule) => [.. Members(rule.Facts).Select(p => Field(p, JsonNamingPolicy.CamelCase.ConvertName(p.Name!), rule.Clause))];

    /// <summary>The parameters of a rule.</summary>
    public static IReadOnlyList<InputField> ParametersOf(ClauseRule rule) => [.. Members(rule.Parameters).Select(p => Field(p, JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name!),
        rule.Parameters.GetProperty(p.Name!)!.GetCustomAttribute<OfClauseAttribute>()?.Clause ?? rule.Clause))];

    /// <summary>Reads the facts; everything wrong with them goes to the findings, and null comes back.</summary>
    public static object? ReadFacts(ClauseRule rule, JsonObject said, List<Finding> findings)
    {
        var fields = FactsOf(rule);
        foreach (var unknown in said.Select(s => s.Key).Where(k => fields.All(f => f.Name != k)))
            findings.Add(new Finding("policies.try.unknown", Short(unknown), rule.Clause).With(Short(unknown), string.Join(", ", fields.Select(f => f.Name))));
        var values = fields.Select(f => Read(f, said[f.Name], findings)).ToArray();
        return findings.Count > 0 ? null : Activator.CreateInstance(rule.Facts, values);
    }

    /// <summary>Makes the record of a rule's parameters from their values as JSON.</summary>
    /// <exception cref="ClauseParameterException">A value is not of the type the rule works with: a mistake in the program.</exception>
    public static object ReadParameters(ClauseRule rule, Func<InputField, JsonElement> value) =>
        Activator.CreateInstance(rule.Parameters, [.. ParametersOf(rule).Select(p => ClauseValues.Read(value(p), p.Optional && p.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(p.Type) : p.Type, p.Clause, p.Name))])!;

    /// <summary>What kind of value a field takes, as the key of a text.</summary>
    public static string KindOf(InputField field) =>
        field.Entry is { } entry ? entry.IsEnum ? "policies.try.kind.choices" : "policies.try.kind.texts"
        : field.Type.IsEnum ? "policies.try.kind.choice"
        : field.Type == typeof(DateTime) ? "policies.try.kind.moment"
        : field.Type == typeof(DateOnly) ? "policies.kind.date"
        : field.Type == typeof(bool) ? "policies.kind.boolean"
        : field.Type == typeof(int) ? "policies.try.kind.integer"
        : field.Type == typeof(decimal) ? "policies.try.kind.number" : "policies.try.kind.text";

    /// <summary>The words a field takes, where they are given.</summary>
    public static IReadOnlyList<(string Word, string Key)> WordsOf(InputField field) => (field.Entry ?? field.Type) is { IsEnum: true } type
        ? [.. Enum.GetNames(type).Select(n => (JsonNamingPolicy.CamelCase.ConvertName(n), $"enum.{type.Name}.{n}"))] : [];

    static object? Read(InputField field, JsonNode? said, List<Finding> findings)
    {
        if (said is null || (said is JsonValue text && text.TryGetValue(out string? typed) && string.IsNullOrWhiteSpace(typed)))
        {
            if (!field.Optional) findings.Add(new Finding("policies.try.missing", field.Name).With($"fact.{field.Name}"));
            return null;
        }
        try
        {
            var value = said.Deserialize(field.Type, options);
            if (Fits(value)) return value;
        }
        catch (JsonException)
        {
            // Said below, in the words of the field.
        }
        findings.Add(new Finding("policies.try.kind", field.Name).With($"fact.{field.Name}", KindOf(field), string.Join(", ", WordsOf(field).Select(w => w.Word))));
        return null;
    }

    static bool Fits(object? value) => value switch
    {
        DateTime at => at.Year is >= 2000 and < 2100,
        DateOnly day => day.Year is >= 2000 and < 2100,
        decimal number => Math.Abs(number) <= 1_000_000_000_000m,
        string text => text.Length <= MostCharacters,
        ICollection list => list.Count <= MostEntries && list.Cast<object?>().All(e => e is not null && Fits(e)),
        _ => true,
    };

    static string Short(string name) => name.Length > 60 ? name[..60] : name;

    static IEnumerable<ParameterInfo> Members(Type record) => record.GetConstructors().Single().GetParameters();

    static InputField Field(ParameterInfo member, string name, string clause)
    {
        var plain = Nullable.GetUnderlyingType(member.ParameterType);
        return new(name, plain ?? member.ParameterType, plain is not null || (!member.ParameterType.IsValueType && MayBeNull(member)), clause);
    }

    // The context keeps what it has read and is not made for several at once.
    static bool MayBeNull(ParameterInfo member)
    {
        lock (nullability) return nullability.Create(member).WriteState == NullabilityState.Nullable;
    }

    /// <summary>A moment by the company's clocks: no zone, to the second.</summary>
    sealed class Moment : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DateTime.TryParseExact(reader.GetString(), ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? at : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
    }
}
