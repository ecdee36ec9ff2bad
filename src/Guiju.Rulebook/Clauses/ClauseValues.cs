using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guiju.Rulebook.Clauses;

/// <summary>Reads values of clauses, those of the register and those a company set, by the same strict rules.</summary>
public static class ClauseValues
{
    static readonly JsonSerializerOptions options = new()
    {
        Converters = { new WordsAsEnum(), new ClockTime(), new DayOfYear() },
        RespectNullableAnnotations = true,
    };

    /// <summary>The value as a type; a text is no number, 1.5 no whole number, an unknown word no enum value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="clause">Id of the clause, for the message.</param>
    /// <param name="name">Name of the parameter, for the message.</param>
    /// <typeparam name="T">What the rule works with; nullable where it can do without a value.</typeparam>
    /// <exception cref="ClauseParameterException">There is no value, or it is not of this type.</exception>
    public static T Read<T>(JsonElement value, string clause, string name) => (T)Read(value, typeof(T), clause, name)!;

    /// <summary>The same for a type known only when the program runs.</summary>
    public static object? Read(JsonElement value, Type type, string clause, string name)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return Nullable.GetUnderlyingType(type) is null
                ? throw new ClauseParameterException(clause, name, "has no value; the company has to set one")
                : null;
        }
        try
        {
            return value.Deserialize(type, options)!;
        }
        catch (Exception error) when (error is JsonException or FormatException or NotSupportedException)
        {
            throw new ClauseParameterException(clause, name, $"{value.GetRawText()} is no {Describe(type)}", error);
        }
    }

    static string Describe(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]} of {string.Join(", ", type.GetGenericArguments().Select(Describe))}"
        : type.Name;

    /// <summary>The words of the register, <c>next_day</c>, as enum values, <c>NextDay</c>.</summary>
    sealed class WordsAsEnum : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter?)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert));

        sealed class Words<T> : JsonConverter<T> where T : struct, Enum
        {
            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                var word = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
                var bare = string.Concat(word.Where(char.IsLetterOrDigit));
                return Enum.GetNames<T>().Any(n => n.Equals(bare, StringComparison.OrdinalIgnoreCase))
                    ? Enum.Parse<T>(bare, ignoreCase: true)
                    : throw new JsonException($"'{word}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
            }

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.ToString());
        }
    }

    /// <summary>A time of day as people write it, <c>17:30</c>.</summary>
    sealed class ClockTime : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && TimeOnly.TryParseExact(reader.GetString(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    /// <summary>A day of every year, <c>04-30</c>.</summary>
    sealed class DayOfYear : JsonConverter<MonthDay>
    {
        public override MonthDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? MonthDay.Parse(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, MonthDay value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
