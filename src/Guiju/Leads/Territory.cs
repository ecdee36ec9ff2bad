using System.Text.Json;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Leads;

/// <summary>What somebody is responsible for (负责范围): provinces or cities, fields, or both (D01-1.1a).</summary>
public sealed class Territory : Entity, IAudited
{
    Territory() { }

    /// <summary>A territory of a company.</summary>
    public Territory(Guid unitId) => UnitId = unitId;

    /// <summary>The company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name as the company calls it, such as 华东, up to 60 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who is responsible.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Codes of provinces, cities or districts; empty for everywhere.</summary>
    public List<string> Regions { get; private set; } = [];

    /// <summary>Fields (industries); empty for all.</summary>
    public List<string> Fields { get; private set; } = [];

    /// <summary>Whether it is in force; one given up stays on record.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("territory", Id, Name);

    /// <summary>Draws it.</summary>
    public void Draw(string name, Guid ownerId, IEnumerable<string> regions, IEnumerable<string> fields) =>
        (Name, OwnerId, Regions, Fields) = (name.Trim(), ownerId, [.. regions.Distinct()], [.. fields.Select(f => f.Trim()).Where(f => f.Length > 0).Distinct()]);

    /// <summary>Gives it up, or takes it back.</summary>
    public void SetActive(bool active) => Active = active;
}

sealed class TerritoryMapping : IEntityTypeConfiguration<Territory>
{
    static readonly ValueComparer<List<string>> Same = new((a, b) => a!.SequenceEqual(b!), l => l.Count, l => l.ToList());

    public void Configure(EntityTypeBuilder<Territory> territory)
    {
        territory.ToTable("territories");
        territory.Ignore(t => t.AuditUnit).Ignore(t => t.AuditSubject);
        territory.Property(t => t.Name).HasMaxLength(60);
        territory.Property(t => t.Regions).HasConversion(v => Json(v), v => List(v), Same);
        territory.Property(t => t.Fields).HasConversion(v => Json(v), v => List(v), Same);
        territory.HasIndex(t => new { t.UnitId, t.Name }).IsUnique();
        territory.HasIndex(t => t.OwnerId);
    }

    static string Json(List<string> list) => JsonSerializer.Serialize(list, JsonSerializerOptions.Web);

    static List<string> List(string json) => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Web)!;
}
