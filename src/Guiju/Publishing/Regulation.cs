using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Publishing;

/// <summary>
/// A regulation of a company, or of the group for all of them (D06-0): what it is called and who answers for it. What it says is in its versions;
/// the department named here alone drafts and interprets it (D13-8a, D16-9a).
/// </summary>
public sealed class Regulation : Entity, IAudited
{
    /// <summary>Longest number, category, name of departments, title.</summary>
    public const int NumberLength = 30, CategoryLength = 60, DepartmentLength = 100, TitleLength = 100;

    Regulation() { }

    internal Regulation(Guid unitId, bool forGroup) => (UnitId, ForGroup) = (unitId, forGroup);

    /// <summary>Company that issues it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Whether it holds for every company of the group.</summary>
    public bool ForGroup { get; private set; }

    /// <summary>Category (文案类别).</summary>
    public string Category { get; private set; } = "";

    /// <summary>Number, unique in its company.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Department that drafts and interprets it.</summary>
    public Guid OwnerDepartmentId { get; private set; }

    /// <summary>Who carries it out.</summary>
    public string Executing { get; private set; } = "";

    /// <summary>Who watches over it.</summary>
    public string Supervising { get; private set; } = "";

    /// <summary>Clause whose days and reminders the acknowledgement has; one of <see cref="Clauses.ReadingRules"/>.</summary>
    public string ReadingClause { get; private set; } = "";

    /// <summary>Whether nobody it is addressed to gets at customers before he acknowledged it (D10-0.2).</summary>
    public bool AccessGate { get; private set; }

    /// <summary>The version published last, as a count from 1; 0 where there is none.</summary>
    public int Published { get; private set; }

    /// <summary>Day it was last revised or found to need no revision; null before the first publication.</summary>
    public DateOnly? RevisedOn { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("regulation", Id, $"{Number} {Title}");

    internal void Describe(string category, string number, string title, Guid ownerDepartmentId, string executing, string supervising, string readingClause, bool accessGate) =>
        (Category, Number, Title, OwnerDepartmentId, Executing, Supervising, ReadingClause, AccessGate) = (category, number, title, ownerDepartmentId, executing, supervising, readingClause, accessGate);

    internal void Publish(int version, DateOnly effective) => (Published, RevisedOn) = (version, effective);

    internal void Reviewed(DateOnly on) => RevisedOn = on;
}

/// <summary>A department whose owner says what a regulation means: shown beside the clause with author and date, never changed.</summary>
public sealed class Interpretation : Entity, IAudited
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 2000;

    Interpretation() { }

    internal Interpretation(Regulation regulation, Guid versionId, string? clauseId, string? section, string text, string author, string? department) =>
        (RegulationId, UnitId, VersionId, ClauseId, Section, Text, Author, Department, Title) = (regulation.Id, regulation.UnitId, versionId, clauseId, section, text, author, department, $"{regulation.Number} {regulation.Title}");

    /// <summary>The regulation.</summary>
    public Guid RegulationId { get; private set; }

    /// <summary>Company that issues it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The version it was asked about.</summary>
    public Guid VersionId { get; private set; }

    /// <summary>Clause it explains, where it explains one.</summary>
    public string? ClauseId { get; private set; }

    /// <summary>Heading of the section it explains.</summary>
    public string? Section { get; private set; }

    /// <summary>What it says.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Name of who gave it.</summary>
    public string Author { get; private set; } = "";

    /// <summary>His department.</summary>
    public string? Department { get; private set; }

    /// <summary>The regulation's number and title.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("regulation", RegulationId, Title);
}

/// <summary>A look at a regulation that found nothing to change (D06-7.1).</summary>
public sealed class RegulationReview : Entity, IAudited
{
    /// <summary>Longest conclusion.</summary>
    public const int ConclusionLength = 500;

    RegulationReview() { }

    internal RegulationReview(Regulation regulation, DateOnly on, string conclusion, string reviewer) =>
        (RegulationId, UnitId, On, Conclusion, Reviewer, Title) = (regulation.Id, regulation.UnitId, on, conclusion, reviewer, $"{regulation.Number} {regulation.Title}");

    /// <summary>The regulation.</summary>
    public Guid RegulationId { get; private set; }

    /// <summary>Company that issues it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>When.</summary>
    public DateOnly On { get; private set; }

    /// <summary>What was found.</summary>
    public string Conclusion { get; private set; } = "";

    /// <summary>By whom.</summary>
    public string Reviewer { get; private set; } = "";

    /// <summary>The regulation's number and title.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("regulation", RegulationId, Title);
}

sealed class RegulationMapping : IEntityTypeConfiguration<Regulation>, IEntityTypeConfiguration<Interpretation>, IEntityTypeConfiguration<RegulationReview>
{
    public void Configure(EntityTypeBuilder<Regulation> regulation)
    {
        regulation.ToTable("regulations");
        regulation.Property(r => r.Category).HasMaxLength(Regulation.CategoryLength);
        regulation.Property(r => r.Number).HasMaxLength(Regulation.NumberLength);
        regulation.Property(r => r.Title).HasMaxLength(Regulation.TitleLength);
        regulation.Property(r => r.Executing).HasMaxLength(Regulation.DepartmentLength);
        regulation.Property(r => r.Supervising).HasMaxLength(Regulation.DepartmentLength);
        regulation.Property(r => r.ReadingClause).HasMaxLength(30);
        regulation.HasIndex(r => new { r.UnitId, r.Number }).IsUnique();
        regulation.HasIndex(r => r.Number);
        regulation.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        regulation.HasOne<Department>().WithMany().HasForeignKey(r => r.OwnerDepartmentId).OnDelete(DeleteBehavior.Restrict);
        regulation.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<Interpretation> said)
    {
        said.ToTable("regulation_interpretations").HasIndex(i => new { i.RegulationId, i.Id });
        said.HasIndex(i => i.ClauseId);
        said.Property(i => i.ClauseId).HasMaxLength(30);
        said.Property(i => i.Section).HasMaxLength(RegulationText.HeadingLength);
        said.Property(i => i.Text).HasMaxLength(Interpretation.TextLength);
        said.Property(i => i.Author).HasMaxLength(60);
        said.Property(i => i.Department).HasMaxLength(60);
        said.Property(i => i.Title).HasMaxLength(140);
        said.HasOne<Regulation>().WithMany().HasForeignKey(i => i.RegulationId).OnDelete(DeleteBehavior.Restrict);
        said.Ignore(i => i.AuditUnit).Ignore(i => i.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<RegulationReview> review)
    {
        review.ToTable("regulation_reviews").HasIndex(r => new { r.RegulationId, r.Id });
        review.Property(r => r.Conclusion).HasMaxLength(RegulationReview.ConclusionLength);
        review.Property(r => r.Reviewer).HasMaxLength(60);
        review.Property(r => r.Title).HasMaxLength(140);
        review.HasOne<Regulation>().WithMany().HasForeignKey(r => r.RegulationId).OnDelete(DeleteBehavior.Restrict);
        review.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }
}
