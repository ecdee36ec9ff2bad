using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Platform.Audit;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guiju.Platform.Data;

/// <summary>What stood in the columns of a record before it changed, kept so that the change can be taken back.</summary>
static class ColumnsBefore
{
    /// <summary>How values are written: states and kinds by their names, as the database has them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Columns of a tracked record that hold something else than when it was read → what they held.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(EntityEntry entry, Func<IProperty, bool> wanted) =>
        entry.Properties.Where(p => !PendingChanges.Bookkeeping.Contains(p.Metadata.Name) && wanted(p.Metadata) && !p.Metadata.GetValueComparer().Equals(p.OriginalValue, p.CurrentValue))
            .ToDictionary(p => p.Metadata.Name, p => JsonSerializer.SerializeToElement(p.OriginalValue, p.Metadata.ClrType, Json));

    /// <summary>Puts them back. What it was is no new intent of anybody's: the columns are set past the rules that let them be so once.</summary>
    public static void Restore(EntityEntry entry, IReadOnlyDictionary<string, JsonElement> was)
    {
        foreach (var (name, value) in was)
        {
            var property = entry.Property(name);
            property.CurrentValue = value.Deserialize(property.Metadata.ClrType, Json);
        }
    }
}
