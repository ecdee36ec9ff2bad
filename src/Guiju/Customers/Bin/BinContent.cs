using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guiju.Customers.Bin;

/// <summary>
/// Rows as text and back, by the names of the model: every column of a row, none of its relations. A column that came since keeps the value a
/// new record has, one that went is left out, so that what lies in the bin survives an upgrade.
/// </summary>
static class BinContent
{
    static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Rows as text, in the order given.</summary>
    public static string Write(IModel model, IEnumerable<object> rows)
    {
        var list = new JsonArray();
        foreach (var row in rows)
        {
            var type = model.FindEntityType(row.GetType())!;
            var columns = new JsonObject();
            foreach (var property in type.GetProperties())
                columns[property.Name] = JsonSerializer.SerializeToNode(property.GetGetter().GetClrValueUsingContainingEntity(row), property.ClrType, json);
            list.Add(new JsonObject { ["of"] = type.ClrType.Name, ["row"] = columns });
        }
        return list.ToJsonString(json);
    }

    /// <summary>The rows of a text, none of them known to any context.</summary>
    public static List<object> Read(IModel model, string content)
    {
        List<object> rows = [];
        foreach (var node in JsonNode.Parse(content)!.AsArray())
        {
            var name = node!["of"]!.GetValue<string>();
            // A table that is no more has nothing to come back to.
            if (model.GetEntityTypes().SingleOrDefault(t => t.ClrType.Name == name) is not { } type) continue;
            var row = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
            var columns = node["row"]!.AsObject();
            foreach (var property in type.GetProperties())
                if (columns.TryGetPropertyValue(property.Name, out var value)) Set(property, row, value.Deserialize(property.ClrType, json));
            rows.Add(row);
        }
        return rows;
    }

    static void Set(IProperty property, object row, object? value)
    {
        // The setters are the record's own; a private one of a base class is reached by its field alone.
        var member = property.GetMemberInfo(forMaterialization: true, forSet: true);
        if (member is FieldInfo field) field.SetValue(row, value);
        else ((PropertyInfo)member).SetValue(row, value);
    }
}
