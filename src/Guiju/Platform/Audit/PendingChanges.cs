using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guiju.Platform.Audit;

/// <summary>What is about to be saved of audited records, read from the change tracker and from new records beside it.</summary>
static class PendingChanges
{
    /// <summary>The changes, one draft a subject.</summary>
    public static List<AuditTrail.Draft> Collect(ChangeTracker tracker, IModel model, IReadOnlyList<object> fresh, FieldChange? remark)
    {
        var drafts = new Dictionary<(Guid, string, Guid), (AuditSubject Subject, List<FieldChange> Changes)>();
        foreach (var entry in tracker.Entries())
            if (entry.Entity is IAudited audited && entry.State is EntityState.Added) Made(entry.Metadata, audited, Of(audited));
            else if (entry.Entity is IAudited changed && entry.State is EntityState.Modified or EntityState.Deleted && Changed(entry) is { Count: > 0 } changes) Of(changed).AddRange(changes);
        foreach (var audited in fresh.OfType<IAudited>()) Made(model.FindEntityType(audited.GetType())!, audited, Of(audited));
        if (remark is { } told && drafts.Values.FirstOrDefault(d => d.Changes.Any(c => c.PartId == told.PartId)) is { Changes: { } about }) about.Add(told);
        return [.. drafts.Select(d => new AuditTrail.Draft(d.Key.Item1, d.Value.Subject, d.Value.Changes))];

        List<FieldChange> Of(IAudited audited)
        {
            var subject = audited.AuditSubject;
            ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(drafts, (audited.AuditUnit, subject.Kind, subject.Id), out var there);
            if (!there) draft = (subject, []);
            return draft.Changes;
        }
    }

    static Part PartOf(IEntityType type) => type.GetOrAddRuntimeAnnotationValue("Guiju:Audited", static t => Part.Of(t!), type);

    static Guid IdOf(object record) => record is Entity entity ? entity.Id : Guid.Empty;

    // What is new has no value before: read past the tracker, since an import saves thousands of records at a time.
    static void Made(IEntityType type, object record, List<FieldChange> changes)
    {
        var (part, id) = (PartOf(type), IdOf(record));
        changes.Add(new(part.Name, id, "+", null, null));
        foreach (var field in part.Fields)
            if (Text(field.Getter.GetClrValueUsingContainingEntity(record)) is { } value) changes.Add(new(part.Name, id, field.Name, null, value));
    }

    static List<FieldChange> Changed(EntityEntry entry)
    {
        var (part, id) = (PartOf(entry.Metadata), IdOf(entry.Entity));
        int? version = entry is { Entity: Entity record, State: EntityState.Modified } ? record.Version : null;
        var changes = new List<FieldChange>();
        if (entry.State == EntityState.Deleted) changes.Add(new(part.Name, id, "-", null, null));
        foreach (var field in part.Fields)
        {
            var property = entry.Property(field.Property);
            var before = Text(property.OriginalValue);
            var after = entry.State == EntityState.Deleted ? null : Text(property.CurrentValue);
            if (before != after) changes.Add(new(part.Name, id, field.Name, before, after) { Version = version });
        }
        return changes;
    }

    static string? Text(object? value) => value switch
    {
        null => null,
        string s => s,
        DateTime t => t.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal m => m.ToString("0.############", CultureInfo.InvariantCulture),
        byte[] b => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(b))}",
        ICollection { Count: 0 } => "[]",
        IEnumerable list => JsonSerializer.Serialize(list, AuditTrail.Json),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Columns that saving itself sets; what changed in them says nothing of anybody's intent.</summary>
    internal static readonly HashSet<string> Bookkeeping =
        [nameof(Entity.Version), nameof(Entity.CreatedAt), nameof(Entity.CreatedBy), nameof(Entity.ChangedAt), nameof(Entity.ChangedBy)];

    /// <summary>Whether changes of a property are kept: not keys, not bookkeeping, not what is derived or secret.</summary>
    public static bool Keeps(IReadOnlyProperty property) => !IsId(property) && !property.IsShadowProperty() && !Bookkeeping.Contains(property.Name)
        && property.PropertyInfo?.IsDefined(typeof(NotAuditedAttribute), false) != true;

    // The parts of a key of several columns say what the record is about; an id says nothing.
    static bool IsId(IReadOnlyProperty property) => property.IsPrimaryKey() && property.DeclaringType.ContainingEntityType.FindPrimaryKey()!.Properties.Count == 1;

    /// <summary>The audited fields of a kind of record; found once a kind.</summary>
    sealed record Part(string Name, Field[] Fields)
    {
        public static Part Of(IEntityType type) => new(JsonNamingPolicy.CamelCase.ConvertName(type.ClrType.Name),
        [
            .. type.GetProperties()
                .Where(Keeps)
                .Select(p => new Field(JsonNamingPolicy.CamelCase.ConvertName(p.Name), p, p.GetGetter())),
        ]);
    }

    sealed record Field(string Name, IProperty Property, IClrPropertyGetter Getter);
}
