using System.Text.Json;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guiju.Customers.Import;

/// <summary>What columns of records held before rows changed them, and what the rows put there: given back column by column where that still stands.</summary>
/// <param name="Was">Id of a record → column → what stood there and what was put there.</param>
sealed record ColumnChanges(IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, ColumnChanges.Change>> Was)
{
    /// <summary>A column changed.</summary>
    public sealed record Change(JsonElement Before, JsonElement After);

    /// <summary>What changed of tracked records, or null where nothing did.</summary>
    /// <param name="db">The database.</param>
    /// <param name="records">The records; new ones have nothing before.</param>
    /// <param name="columns">Only these columns, or all.</param>
    public static ColumnChanges? Of(GuijuContext db, IEnumerable<Entity> records, IReadOnlyCollection<string>? columns = null)
    {
        var was = records.Select(r => (r.Id, Entry: db.Entry(r))).Where(r => r.Entry.State is EntityState.Unchanged or EntityState.Modified)
            .Select(r => (r.Id, Changes: Changed(r.Entry, columns))).Where(r => r.Changes.Count > 0).ToDictionary(r => r.Id, r => r.Changes);
        return was.Count == 0 ? null : new(was);
    }

    /// <summary>Gives a tracked record back what it held, where what the rows put there still stands.</summary>
    public void Restore(GuijuContext db, Entity record)
    {
        if (!Was.TryGetValue(record.Id, out var changes)) return;
        foreach (var (name, change) in changes)
        {
            var property = db.Entry(record).Property(name);
            if (property.Metadata.GetValueComparer().Equals(property.CurrentValue, change.After.Deserialize(property.Metadata.ClrType, ColumnsBefore.Json)))
                property.CurrentValue = change.Before.Deserialize(property.Metadata.ClrType, ColumnsBefore.Json);
        }
    }

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, ColumnsBefore.Json);

    /// <summary>From JSON.</summary>
    public static ColumnChanges Read(string json) => JsonSerializer.Deserialize<ColumnChanges>(json, ColumnsBefore.Json)!;

    static IReadOnlyDictionary<string, Change> Changed(EntityEntry entry, IReadOnlyCollection<string>? columns) => entry.Properties
        .Where(p => !PendingChanges.Bookkeeping.Contains(p.Metadata.Name) && (columns is null || columns.Contains(p.Metadata.Name)) && !p.Metadata.GetValueComparer().Equals(p.OriginalValue, p.CurrentValue))
        .ToDictionary(p => p.Metadata.Name, p => new Change(JsonSerializer.SerializeToElement(p.OriginalValue, p.Metadata.ClrType, ColumnsBefore.Json), JsonSerializer.SerializeToElement(p.CurrentValue, p.Metadata.ClrType, ColumnsBefore.Json)));
}
