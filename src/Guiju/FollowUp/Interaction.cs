using Guiju.FollowUp.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.FollowUp;

/// <summary>
/// A contact with a customer (联系记录): how, when, with whom, what was said, what comes next. It is never deleted; its
/// author may correct it for a short time, and every correction is in the audit trail.
/// </summary>
public sealed class Interaction : Entity, IAudited
{
    Interaction() { }

    /// <summary>A contact with a customer of a company, noted by a person.</summary>
    public Interaction(Guid unitId, Guid customerId, string title, Guid authorId, string author) =>
        (UnitId, CustomerId, Title, AuthorId, Author) = (unitId, customerId, title, authorId, author);

    /// <summary>A contact logged in another system and brought in by an import, with the author and the time it had there.</summary>
    /// <param name="unitId">Company that keeps the customer's file.</param>
    /// <param name="customerId">The customer.</param>
    /// <param name="title">His name.</param>
    /// <param name="authorId">Who logged it, empty where nobody here is known to be him.</param>
    /// <param name="author">His name as the file has it; empty where it has none.</param>
    /// <param name="notedAt">When he logged it, UTC.</param>
    /// <param name="import">The import.</param>
    internal static Interaction Imported(Guid unitId, Guid customerId, string title, Guid authorId, string author, DateTime notedAt, BroughtIn import) =>
        new(unitId, customerId, title, authorId, author) { CreatedAt = notedAt, ImportId = import.Id, ImportedBy = import.By, ImportedAt = import.At };

    /// <summary>Company that keeps the customer's file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>His name when it was noted.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Who noted it; the time of noting is <see cref="Entity.CreatedAt"/>.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>His name at that time.</summary>
    [NotAudited]
    public string Author { get; private set; } = "";

    /// <summary>How.</summary>
    public ContactMode Mode { get; private set; }

    /// <summary>When, UTC; never later than it was noted.</summary>
    public DateTime At { get; private set; }

    /// <summary>With whom: a contact person of the file, or null.</summary>
    public Guid? ContactPersonId { get; private set; }

    /// <summary>With whom, by name, up to 60 characters.</summary>
    public string? With { get; private set; }

    /// <summary>What was said, up to 2,000 characters; empty only where nobody was reached.</summary>
    public string Feedback { get; private set; } = "";

    /// <summary>What came of it.</summary>
    public ContactResult? Result { get; private set; }

    /// <summary>Day of the next contact as asked for here; whether it is in force stands in the file.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>What for, up to 200 characters.</summary>
    public string? NextStep { get; private set; }

    /// <summary>Import that brought it in, null where it was logged here. Such a contact is history: no rule of today counts it as evidence.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>Who imported it; he is not its author.</summary>
    [NotAudited]
    public string? ImportedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    [NotAudited]
    public DateTime? ImportedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Says how, when, with whom and what.</summary>
    public void Tell(ContactMode mode, DateTime at, Guid? contactPersonId, string? with, string? feedback, ContactResult? result) =>
        (Mode, At, ContactPersonId, With, Feedback, Result) = (mode, at, contactPersonId, Blank(with), Blank(feedback) ?? "", result);

    /// <summary>Says what comes next.</summary>
    public void Plan(DateOnly? on, string? step) => (NextOn, NextStep) = (on, Blank(step));

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The import that brought a contact in.</summary>
/// <param name="Id">The import.</param>
/// <param name="By">Who imported.</param>
/// <param name="At">When, UTC.</param>
sealed record BroughtIn(Guid Id, string By, DateTime At);

sealed class InteractionMapping : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> interaction)
    {
        interaction.ToTable("interactions");
        interaction.Ignore(i => i.AuditUnit).Ignore(i => i.AuditSubject);
        interaction.Property(i => i.Title).HasMaxLength(200);
        interaction.Property(i => i.Author).HasMaxLength(60);
        interaction.Property(i => i.With).HasMaxLength(60);
        interaction.Property(i => i.ImportedBy).HasMaxLength(100);
        interaction.Property(i => i.Feedback).HasMaxLength(2000);
        interaction.Property(i => i.NextStep).HasMaxLength(200);
        interaction.HasIndex(i => new { i.CustomerId, i.At, i.Id });
        interaction.HasIndex(i => new { i.UnitId, i.At, i.Id });
        interaction.HasIndex(i => new { i.AuthorId, i.At, i.Id });
    }
}
