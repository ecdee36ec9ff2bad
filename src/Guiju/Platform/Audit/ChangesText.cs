using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guiju.Platform.Audit;

/// <summary>
/// Changes as an entry keeps them: JSON that names each part once, <c>[{"part":"customer","partId":"…","version":2,"changes":[["name","甲公司","乙公司"]]}]</c>.
/// A field is followed by its value before and after; what is left out at the end is null. A third of the bytes of one object a field,
/// which every entry would be hashed, written and kept with.
/// </summary>
static class ChangesText
{
    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Changes as text.</summary>
    public static string Write(IReadOnlyList<FieldChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + changes.Count * 40);
        using (var json = new Utf8JsonWriter(buffer, readable)) Write(json, changes);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, IReadOnlyList<FieldChange> changes)
    {
        json.WriteStartArray();
        for (var i = 0; i < changes.Count;)
        {
            var (part, id) = (changes[i].Part, changes[i].PartId);
            json.WriteStartObject();
            json.WriteString("part"u8, part);
            json.WriteString("partId"u8, id);
            if (changes[i].Version is { } version) json.WriteNumber("version"u8, version);
            json.WriteStartArray("changes"u8);
            for (; i < changes.Count && changes[i].Part == part && changes[i].PartId == id; i++)
            {
                var change = changes[i];
                json.WriteStartArray();
                json.WriteStringValue(change.Field);
                if (change.Before is not null || change.After is not null) json.WriteStringValue(change.Before);
                if (change.After is not null) json.WriteStringValue(change.After);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The changes of a text; entries of the first days, one object a field, are read too.</summary>
    public static List<FieldChange> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var changes = new List<FieldChange>();
        foreach (var part in json.RootElement.EnumerateArray())
        {
            if (!part.TryGetProperty("changes", out var fields))
            {
                changes.Add(part.Deserialize<FieldChange>(AuditTrail.Json)!);
                continue;
            }
            var (name, id) = (part.GetProperty("part").GetString()!, part.GetProperty("partId").GetGuid());
            int? version = part.TryGetProperty("version", out var number) ? number.GetInt32() : null;
            foreach (var field in fields.EnumerateArray())
                changes.Add(new(name, id, field[0].GetString()!, At(field, 1), At(field, 2)) { Version = version });
        }
        return changes;
    }

    static string? At(JsonElement field, int place) => field.GetArrayLength() > place ? field[place].GetString() : null;
}
