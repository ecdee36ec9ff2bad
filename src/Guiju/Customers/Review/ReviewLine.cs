using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Review;

/// <summary>
/// A line of 信息审查记录 (D12-5a): somebody reviewed a customer's information and found one thing wrong, or nothing; what is wrong is put right by a
/// day, and the line says by whom and how. A review that finds three things writes three lines.
/// </summary>
public sealed class ReviewLine : Entity, IAudited
{
    ReviewLine() { }

    internal ReviewLine(Customer customer, DateTime at, Guid? reviewerId, string reviewer) =>
        (CustomerId, UnitId, Title, ReviewedAt, ReviewerId, Reviewer) = (customer.Id, customer.UnitId, customer.Name, at, reviewerId, reviewer);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer then.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>When it was reviewed, UTC.</summary>
    public DateTime ReviewedAt { get; private set; }

    /// <summary>Who reviewed it, null for the program.</summary>
    public Guid? ReviewerId { get; private set; }

    /// <summary>His name then.</summary>
    public string Reviewer { get; private set; } = "";

    /// <summary>Field that is wrong, camel case; null for something else.</summary>
    public string? Field { get; private set; }

    /// <summary>What is wrong, up to 300 characters; null where nothing was found.</summary>
    public string? Problem { get; private set; }

    /// <summary>What stood in the field, up to 300 characters.</summary>
    public string? Found { get; private set; }

    /// <summary>The last second to put it right in time, UTC; null where nothing was found.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>When it was put right, UTC.</summary>
    public DateTime? CorrectedAt { get; private set; }

    /// <summary>Who put it right.</summary>
    public Guid? CorrectedById { get; private set; }

    /// <summary>His name then.</summary>
    public string? CorrectedBy { get; private set; }

    /// <summary>What was done, up to 300 characters.</summary>
    public string? Correction { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Something is wrong.</summary>
    public void Finds(string? field, string problem, string? found, DateTime dueAt) => (Field, Problem, Found, DueAt) = (field, problem.Trim(), found is { Length: > 300 } ? found[..300] : found, dueAt);

    /// <summary>It was put right.</summary>
    public void Correct(DateTime at, Guid? byId, string by, string correction) => (CorrectedAt, CorrectedById, CorrectedBy, Correction) = (at, byId, by, correction.Trim());
}

sealed class ReviewMapping : IEntityTypeConfiguration<ReviewLine>
{
    public void Configure(EntityTypeBuilder<ReviewLine> line)
    {
        line.ToTable("review_lines").HasIndex(l => new { l.CustomerId, l.Id });
        line.HasIndex(l => new { l.UnitId, l.Id });
        // What is still wrong is little however much was reviewed.
        line.HasIndex(l => new { l.UnitId, l.DueAt }).HasFilter("due_at IS NOT NULL AND corrected_at IS NULL").HasDatabaseName("ix_review_lines_open");
        line.Property(l => l.Title).HasMaxLength(200);
        line.Property(l => l.Reviewer).HasMaxLength(60);
        line.Property(l => l.Field).HasMaxLength(40);
        line.Property(l => l.Problem).HasMaxLength(300);
        line.Property(l => l.Found).HasMaxLength(300);
        line.Property(l => l.CorrectedBy).HasMaxLength(60);
        line.Property(l => l.Correction).HasMaxLength(300);
        line.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Restrict);
        line.Ignore(l => l.AuditUnit).Ignore(l => l.AuditSubject);
    }
}
