using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Reports.Periodic;

/// <summary>Who answers for the periodic reports of a company, and since when it owes them; a company without a desk owes none.</summary>
public sealed class ReportDesk : Entity, IAudited
{
    ReportDesk() { }

    internal ReportDesk(Guid unitId, string unit) => (UnitId, Unit) = (unitId, unit);

    /// <summary>The company; one desk each.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Its name when the desk was set up.</summary>
    [NotAudited]
    public string Unit { get; private set; } = "";

    /// <summary>Who answers for the reports.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Periods that end on this day or later are reported on.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Periods that end after this day are not, or null.</summary>
    public DateOnly? Until { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("reportDesk", Id, Unit);

    /// <summary>Says who answers and since when.</summary>
    internal void Set(Guid personId, DateOnly from, DateOnly? until) => (PersonId, From, Until) = (personId, from, until);
}

/// <summary>A business line of a company with reports of its own, from a day on.</summary>
[Clause("D12-8g")]
public sealed class UnitLine : Entity, IAudited
{
    UnitLine() { }

    internal UnitLine(Guid unitId, string unit, ReportLine line, DateOnly from, DateOnly? until) => (UnitId, Unit, Line, From, Until) = (unitId, unit, line, from, until);

    /// <summary>The company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Its name when the line was entered.</summary>
    [NotAudited]
    public string Unit { get; private set; } = "";

    /// <summary>The line; never the general one, which every company has.</summary>
    public ReportLine Line { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("unitLine", Id, Unit);

    /// <summary>Ends it with a day, or lets it run on.</summary>
    internal void End(DateOnly? until) => Until = until;
}

sealed class ReportDeskMapping : IEntityTypeConfiguration<ReportDesk>, IEntityTypeConfiguration<UnitLine>
{
    public void Configure(EntityTypeBuilder<ReportDesk> desk)
    {
        desk.ToTable("report_desks");
        desk.Ignore(d => d.AuditUnit).Ignore(d => d.AuditSubject);
        desk.Property(d => d.Unit).HasMaxLength(100);
        desk.HasIndex(d => d.UnitId).IsUnique();
        desk.HasIndex(d => d.PersonId);
        desk.HasOne<Unit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
        desk.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UnitLine> line)
    {
        line.ToTable("unit_lines");
        line.Ignore(l => l.AuditUnit).Ignore(l => l.AuditSubject);
        line.Property(l => l.Unit).HasMaxLength(100);
        line.HasIndex(l => new { l.UnitId, l.Line, l.From });
        line.HasOne<Unit>().WithMany().HasForeignKey(l => l.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
