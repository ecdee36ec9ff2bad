using Guiju.FollowUp.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.FollowUp.Weekly;

/// <summary>How a line of a plan stands.</summary>
public enum LineState
{
    /// <summary>Planned.</summary>
    Planned,

    /// <summary>Put off to another week.</summary>
    Moved,

    /// <summary>Taken out.</summary>
    Removed,
}

/// <summary>A contact somebody plans for a week: one a customer, person and week.</summary>
public sealed class PlanLine : Entity, IAudited
{
    PlanLine() { }

    internal PlanLine(Guid unitId, Guid personId, PlanWeek week, Guid customerId, string customer, DateOnly on, string? purpose, bool proposed) =>
        (UnitId, PersonId, Week, CustomerId, Customer, On, Purpose, Proposed) = (unitId, personId, week.Monday, customerId, customer, on, purpose, proposed);

    /// <summary>Company that keeps the customer's file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who plans it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Monday of the week.</summary>
    public DateOnly Week { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>His name when it was planned.</summary>
    [NotAudited]
    public string Customer { get; private set; } = "";

    /// <summary>Day planned.</summary>
    public DateOnly On { get; private set; }

    /// <summary>How.</summary>
    public ContactMode? Mode { get; private set; }

    /// <summary>What for, up to 200 characters.</summary>
    public string? Purpose { get; private set; }

    /// <summary>Whether the customer's next contact date brought it in (D01-2.3c); such a line stays, or is put off.</summary>
    public bool Proposed { get; private set; }

    /// <summary>How it stands.</summary>
    public LineState State { get; private set; }

    /// <summary>Why it was put off, given another day or taken out, up to 300 characters.</summary>
    public string? Reason { get; private set; }

    /// <summary>Day it was put off to.</summary>
    public DateOnly? MovedTo { get; private set; }

    /// <summary>Why it was not done, up to 300 characters.</summary>
    public string? Explanation { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Customer);

    /// <summary>Says how and what for, and why it was not done.</summary>
    internal void Describe(ContactMode? mode, string? purpose, string? explanation) => (Mode, Purpose, Explanation) = (mode, purpose, explanation);

    /// <summary>Puts it off: within the week it gets another day, beyond it stays behind as put off.</summary>
    internal void Move(DateOnly to, string reason)
    {
        Reason = reason;
        if (PlanWeek.Of(to).Monday == Week) On = to;
        else (State, MovedTo) = (LineState.Moved, to);
    }

    /// <summary>Takes it out.</summary>
    internal void Remove(string reason) => (State, Reason) = (LineState.Removed, reason);

    /// <summary>Plans it anew where it was put off or taken out before.</summary>
    internal void Again(DateOnly on, ContactMode? mode, string? purpose, bool proposed) => (State, On, Mode, Purpose, Proposed, MovedTo) = (LineState.Planned, on, mode ?? Mode, purpose ?? Purpose, Proposed || proposed, null);
}

sealed class PlanLineMapping : IEntityTypeConfiguration<PlanLine>
{
    public void Configure(EntityTypeBuilder<PlanLine> line)
    {
        line.ToTable("plan_lines");
        line.Ignore(l => l.AuditUnit).Ignore(l => l.AuditSubject);
        line.Property(l => l.Customer).HasMaxLength(200);
        line.Property(l => l.Purpose).HasMaxLength(200);
        line.Property(l => l.Reason).HasMaxLength(300);
        line.Property(l => l.Explanation).HasMaxLength(300);
        line.HasIndex(l => new { l.PersonId, l.Week, l.On });
        line.HasIndex(l => new { l.CustomerId, l.Week });
    }
}
