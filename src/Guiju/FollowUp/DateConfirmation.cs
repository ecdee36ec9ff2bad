using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.FollowUp;

/// <summary>How far the confirmation of a late next contact has come.</summary>
public enum ConfirmationState
{
    /// <summary>待确认.</summary>
    Pending,

    /// <summary>已确认: the date is in force.</summary>
    Confirmed,

    /// <summary>不同意: the date in force stays.</summary>
    Refused,

    /// <summary>已被新记录取代: a newer contact planned anew before anybody decided.</summary>
    Superseded,
}

/// <summary>A next contact so far off that a supervisor has to confirm it before it is in force (D01-2.3b).</summary>
public sealed class DateConfirmation : Entity, IAudited
{
    DateConfirmation() { }

    /// <summary>Asks for a date that a contact planned.</summary>
    public DateConfirmation(Interaction interaction, DateOnly nextOn) =>
        (UnitId, CustomerId, Title, InteractionId, NextOn, NextStep, AskedBy, Asker) =
        (interaction.UnitId, interaction.CustomerId, interaction.Title, interaction.Id, nextOn, interaction.NextStep, interaction.AuthorId, interaction.Author);

    /// <summary>Company that keeps the customer's file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>His name when it was asked.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>The contact that planned it.</summary>
    public Guid InteractionId { get; private set; }

    /// <summary>The date asked for.</summary>
    public DateOnly NextOn { get; private set; }

    /// <summary>What for.</summary>
    public string? NextStep { get; private set; }

    /// <summary>Who asks; he never decides himself.</summary>
    public Guid AskedBy { get; private set; }

    /// <summary>His name at that time.</summary>
    [NotAudited]
    public string Asker { get; private set; } = "";

    /// <summary>Pending, confirmed, refused or superseded.</summary>
    public ConfirmationState State { get; private set; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was refused, up to 200 characters.</summary>
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Decides it; a decided one stays as it is.</summary>
    public void Decide(bool confirmed, Guid? by, string? reason, DateTime at)
    {
        if (State != ConfirmationState.Pending) throw new InvalidOperationException($"The confirmation is {State}.");
        (State, DecidedBy, DecidedAt, Reason) = (confirmed ? ConfirmationState.Confirmed : ConfirmationState.Refused, by, at, reason);
    }

    /// <summary>A newer plan makes it pointless.</summary>
    public void Supersede(DateTime at) => (State, DecidedAt) = (ConfirmationState.Superseded, at);
}

sealed class DateConfirmationMapping : IEntityTypeConfiguration<DateConfirmation>
{
    public void Configure(EntityTypeBuilder<DateConfirmation> confirmation)
    {
        confirmation.ToTable("date_confirmations");
        confirmation.Ignore(c => c.AuditUnit).Ignore(c => c.AuditSubject);
        confirmation.Property(c => c.Title).HasMaxLength(200);
        confirmation.Property(c => c.Asker).HasMaxLength(60);
        confirmation.Property(c => c.NextStep).HasMaxLength(200);
        confirmation.Property(c => c.Reason).HasMaxLength(200);
        confirmation.HasIndex(c => new { c.UnitId, c.State, c.Id });
        confirmation.HasIndex(c => new { c.CustomerId, c.State });
    }
}
