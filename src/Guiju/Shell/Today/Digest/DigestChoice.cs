using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Shell.Today.Digest;

/// <summary>Somebody who wants his day by mail in the morning; who has none of these gets none.</summary>
public sealed class DigestChoice : Entity, IAudited
{
    DigestChoice() { }

    /// <summary>From the next working morning on.</summary>
    internal DigestChoice(Guid unitId, Guid personId, string name) => (UnitId, PersonId, Name) = (unitId, personId, name);

    /// <summary>His company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Whose day it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>His name then.</summary>
    [NotAudited]
    public string Name { get; private set; } = "";

    /// <summary>The last day that was looked at for him, by the company's clock.</summary>
    [NotAudited]
    public DateOnly? LastOn { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("digestChoice", Id, Name);
}

sealed class DigestChoiceMapping : IEntityTypeConfiguration<DigestChoice>
{
    public void Configure(EntityTypeBuilder<DigestChoice> choice)
    {
        choice.ToTable("digest_choices");
        choice.Ignore(c => c.AuditUnit).Ignore(c => c.AuditSubject);
        choice.Property(c => c.Name).HasMaxLength(60);
        choice.HasIndex(c => c.PersonId).IsUnique();
        choice.HasIndex(c => new { c.UnitId, c.LastOn });
        choice.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
