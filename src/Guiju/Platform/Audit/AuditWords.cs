using System.Globalization;
using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Audit;

/// <summary>The words of the audit trail: what stands in it are names of the program, what is read are those of the people.</summary>
public static class AuditWords
{
    /// <summary>Key of the word for an act.</summary>
    public static string ActKey(string act) => $"audit.act.{act}";

    /// <summary>Key of the word for a kind of record or part of one.</summary>
    public static string PartKey(string part) => $"audit.part.{part}";

    /// <summary>Whether a field says anything to a reader: the ids of the records it hangs on stand beside it as their names.</summary>
    public static bool Worth(string field) => field is not ("unitId" or "customerId" or "auditUnit" or "jobId");

    /// <summary>Whether a field has a word: its own, or one that all records share.</summary>
    public static bool Has(string part, string field) => Texts.All.Has(FieldKey(part, field));

    /// <summary>Key of the word for a field: its own, or the shared one.</summary>
    public static string FieldKey(string part, string field) => Texts.All.Has($"audit.field.{part}.{field}") ? $"audit.field.{part}.{field}" : $"audit.field.{field}";
}

/// <summary>Values of the audit trail in words: what the program calls <c>Won</c>, <c>True</c> or an id, people call 成交, 是 and a name.</summary>
/// <param name="Names">Names of records by id.</param>
/// <param name="Clock">The company's clocks.</param>
public sealed record AuditValues(IReadOnlyDictionary<Guid, string> Names, CompanyClock Clock)
{
    static readonly Dictionary<(string, string), Type> types = typeof(AuditWords).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && typeof(IAudited).IsAssignableFrom(t))
        .SelectMany(t => t.GetProperties().Select(p => (Key: (JsonNamingPolicy.CamelCase.ConvertName(t.Name), JsonNamingPolicy.CamelCase.ConvertName(p.Name)), Type: Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)))
        .DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Type);

    /// <summary>A value in words, or null for none.</summary>
    public string? Say(string part, string field, string? value, Texts texts)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var type = types.GetValueOrDefault((part, field));
        if (part == "account" && texts.Has($"audit.value.{value}")) return texts[$"audit.value.{value}"];
        if (type == typeof(bool)) return texts[value == "True" ? "audit.yes" : "audit.no"];
        if (type is { IsEnum: true }) return texts.Has($"enum.{type.Name}.{value}") ? texts[$"enum.{type.Name}.{value}"] : value;
        if (field == "regionCode") return Regions.Regions.Display(value);
        if (Guid.TryParseExact(value, "D", out var id)) return Names.GetValueOrDefault(id, value);
        if ((type == typeof(DateTime) || field == "restoredFrom") && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)) return Show.When(at, Clock);
        return value.StartsWith('[') && value.EndsWith(']') ? Listed(value) : value;
    }

    static string Listed(string value)
    {
        try
        {
            return string.Join('、', JsonSerializer.Deserialize<List<JsonElement>>(value)!.Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() : e.GetRawText()));
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>Looks up the names of the records whose ids stand in changes, as the trail itself last knew them: one question.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesIn(GuijuContext db, IEnumerable<FieldChange> changes, CancellationToken ct)
    {
        var ids = changes.SelectMany(c => new[] { c.Before, c.After }).Select(v => Guid.TryParseExact(v, "D", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        return await NamesOf(db, ids, ct);
    }

    /// <summary>Names of records by id, as the trail itself last knew them; without those it never knew.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesOf(GuijuContext db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? new Dictionary<Guid, string>() : await db.Set<AuditEntry>().AsNoTracking().Where(e => ids.Contains(e.SubjectId)).GroupBy(e => e.SubjectId)
            .Select(g => new { g.Key, Title = g.OrderByDescending(e => e.At).Select(e => e.SubjectTitle).First() }).ToDictionaryAsync(k => k.Key, k => k.Title, ct);
}
