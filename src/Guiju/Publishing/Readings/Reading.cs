using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Publishing.Readings;

/// <summary>Somebody is asked to read a version of a regulation and to acknowledge that he did (签阅). The days he has are a duty in the ledger.</summary>
public sealed class Reading : Entity, IAudited
{
    Reading() { }

    internal Reading(Versions.RegulationVersion version, Guid personId, Guid unitId, DateTime dueAt) =>
        (RegulationId, VersionId, PersonId, UnitId, DueAt, Title) = (version.RegulationId, version.Id, personId, unitId, dueAt, $"{version.Title} {version.Label}");

    /// <summary>The regulation.</summary>
    public Guid RegulationId { get; private set; }

    /// <summary>The version.</summary>
    public Guid VersionId { get; private set; }

    /// <summary>Who is asked.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>His company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The last second in time, UTC; never changed.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>When he acknowledged it, UTC.</summary>
    public DateTime? AcknowledgedAt { get; private set; }

    /// <summary>When he was no longer asked, UTC: he left, or a new version came.</summary>
    public DateTime? DroppedAt { get; private set; }

    /// <summary>Number, title and version of the regulation.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("regulation", RegulationId, Title);

    internal void Acknowledge(DateTime at)
    {
        if (DroppedAt is not null) throw new InvalidOperationException("He is not asked any more.");
        AcknowledgedAt ??= at;
    }

    internal void Drop(DateTime at)
    {
        if (AcknowledgedAt is not null) throw new InvalidOperationException("What was acknowledged stays.");
        DroppedAt ??= at;
    }
}

sealed class ReadingMapping : IEntityTypeConfiguration<Reading>
{
    public void Configure(EntityTypeBuilder<Reading> reading)
    {
        reading.ToTable("regulation_readings");
        reading.Property(r => r.Title).HasMaxLength(170);
        // One question a reader and version at a time, whichever node asks it.
        reading.HasIndex(r => new { r.VersionId, r.PersonId }).IsUnique().HasFilter("dropped_at IS NULL").HasDatabaseName("ix_regulation_readings_asked");
        reading.HasIndex(r => new { r.PersonId, r.DroppedAt, r.AcknowledgedAt, r.DueAt });
        reading.HasIndex(r => new { r.PersonId, r.RegulationId });
        reading.HasIndex(r => r.RegulationId).HasFilter("acknowledged_at IS NULL AND dropped_at IS NULL").HasDatabaseName("ix_regulation_readings_open");
        reading.HasOne<Versions.RegulationVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        reading.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        reading.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }
}
