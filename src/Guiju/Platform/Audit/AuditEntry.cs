using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Audit;

/// <summary>
/// One act on one record: who, when, through which door, what was and what became. Entries of a company form a chain:
/// each carries the hash of the one before, so that a changed or missing entry shows (D13-3.4.1c). Nothing changes or deletes them.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Company whose chain it is in; <see cref="Guid.Empty"/> for the group.</summary>
    public Guid UnitId { get; init; }

    /// <summary>Place in the company's chain, from 1 without gaps.</summary>
    public long Number { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who, or null for the program itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>His name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>Through which door.</summary>
    public Door Door { get; init; }

    /// <summary>Name of the act (use case), such as <c>RegisterCustomer</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Kind of the record, such as <c>customer</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Id of the record.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Its name at that time.</summary>
    public required string SubjectTitle { get; init; }

    /// <summary>Its <see cref="FieldChange"/>s, as <see cref="ChangesText"/> writes them.</summary>
    public required string Changes { get; init; }

    /// <summary>Hash of the entry before it; 32 zero bytes for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>SHA-256 over the entry's content and <see cref="Previous"/>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>What happened to one field.</summary>
/// <param name="Part">Entity the field belongs to, in camel case: the subject itself or a part of it, such as <c>contactPerson</c>.</param>
/// <param name="PartId">Id of that entity.</param>
/// <param name="Field">Field in camel case; <c>+</c> for the making and <c>-</c> for the deletion of a part as a whole.</param>
/// <param name="Before">Value before, invariant text; null for none.</param>
/// <param name="After">Value after, invariant text; null for none.</param>
public sealed record FieldChange(string Part, Guid PartId, string Field, string? Before, string? After)
{
    /// <summary>Version the part had after the act, so that what somebody saw can be told from what became of it since; null where it was made or removed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>The end of a company's chain; locked while appending.</summary>
public sealed class AuditHead
{
    /// <summary>Company whose chain it is.</summary>
    public Guid UnitId { get; init; }

    /// <summary>Number of the last entry.</summary>
    public long Number { get; set; }

    /// <summary>Its hash.</summary>
    public required byte[] Hash { get; set; }
}

sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries").HasKey(e => new { e.UnitId, e.Number });
        entry.HasIndex(e => new { e.SubjectId, e.At });
        entry.HasIndex(e => new { e.UnitId, e.At });
        entry.HasIndex(e => new { e.ActorId, e.At });
        entry.Property(e => e.ActorName).HasMaxLength(100);
        entry.Property(e => e.Act).HasMaxLength(60);
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.Property(e => e.SubjectTitle).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<AuditHead> head) => head.ToTable("audit_heads").HasKey(h => h.UnitId);
}
