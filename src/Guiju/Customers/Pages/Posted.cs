using System.Globalization;

namespace Guiju.Customers.Pages;

/// <summary>What a form brought, as text and as what it stands for; what cannot be read is null, and the use case says what is missing.</summary>
sealed class Posted(IFormCollection form)
{
    /// <summary>The text of a field; empty where it was not posted.</summary>
    public string this[string field] => form[field].ToString();

    /// <summary>The text of a field, or null where it was not posted or is blank.</summary>
    public string? Text(string field) => string.IsNullOrWhiteSpace(this[field]) ? null : this[field];

    /// <summary>
    /// What a field of a form that is shown again holds: what was typed where it was touched, else what the record says now, so that nothing typed is
    /// lost and nothing stale is saved over another's change.
    /// </summary>
    public string? Again(string field, string? current) => !form.ContainsKey(field) || this[field].Trim() == this[$"seen.{field}"].Trim() ? current : this[field];

    /// <summary>The same with another value in one field.</summary>
    public Posted With(string field, string? value) => new(new FormCollection(form.Where(f => f.Key != field).Append(new(field, value ?? "")).ToDictionary(f => f.Key, f => f.Value)));

    /// <summary>What was seen of fields when the form was shown; null where the form says nothing of it.</summary>
    public IReadOnlyDictionary<string, string?>? Seen(IEnumerable<string> fields) =>
        fields.Where(f => form.ContainsKey($"seen.{f}")).ToDictionary(f => f, f => (string?)this[$"seen.{f}"]) is { Count: > 0 } seen ? seen : null;

    /// <summary>A date.</summary>
    public DateOnly? Date(string field) => DateOnly.TryParseExact(this[field].Trim(), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>An id.</summary>
    public Guid? Id(string field) => Guid.TryParse(this[field], out var id) ? id : null;

    /// <summary>A whole number.</summary>
    public int? Number(string field) => int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One of an enum, by name.</summary>
    public T? Of<T>(string field) where T : struct, Enum => Parse<T>(this[field]);

    /// <summary>Several of an enum.</summary>
    public IReadOnlyList<T> All<T>(string field) where T : struct, Enum => [.. form[field].Select(v => Parse<T>(v)).OfType<T>()];

    /// <summary>Nothing posted yet.</summary>
    public static Posted Nothing { get; } = new(FormCollection.Empty);

    static T? Parse<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
