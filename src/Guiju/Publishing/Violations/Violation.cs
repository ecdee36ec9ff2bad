using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Publishing.Violations;

/// <summary>How a breach stands.</summary>
public enum ViolationState
{
    /// <summary>待当事人陈述: the person may answer.</summary>
    AwaitingReply,

    /// <summary>已陈述: he answered; it may be decided.</summary>
    Replied,

    /// <summary>已定论: decided; he may appeal.</summary>
    Decided,

    /// <summary>已申诉: somebody else decides about the appeal.</summary>
    Appealed,

    /// <summary>已结案: the appeal was decided.</summary>
    Closed,
}

/// <summary>How grave a breach is (D10-5.4: 一般, 较重, 严重).</summary>
public enum ViolationSeverity
{
    /// <summary>一般.</summary>
    Minor,

    /// <summary>较重.</summary>
    Serious,

    /// <summary>严重、重大.</summary>
    Severe,
}

/// <summary>
/// A breach of a clause of conduct (违规记录), with the person's right of reply and of appeal. What was recorded is never changed; the trail keeps the acts and
/// none of the words, so that they are gone when the time of keeping is over (D01-2.4b).
/// </summary>
public sealed class Violation : Entity, IAudited
{
    /// <summary>Longest place, facts, answer and decision.</summary>
    public const int PlaceLength = 200, FactsLength = 4000;

    Violation() { }

    internal Violation(Person person, string clauseId, DateOnly occurredOn, string place, string facts, ViolationSeverity severity) =>
        (UnitId, PersonId, Person, ClauseId, OccurredOn, Place, Facts, Severity) = (person.UnitId, person.Id, person.Name, clauseId, occurredOn, place, facts, severity);

    /// <summary>Company of the person.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who is said to have done it (当事人).</summary>
    [NotAudited]
    public Guid PersonId { get; private set; }

    /// <summary>His name.</summary>
    [NotAudited]
    public string Person { get; private set; } = "";

    /// <summary>Clause that was breached.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>When it happened.</summary>
    [NotAudited]
    public DateOnly OccurredOn { get; private set; }

    /// <summary>Where.</summary>
    [NotAudited]
    public string Place { get; private set; } = "";

    /// <summary>What happened.</summary>
    [NotAudited]
    public string Facts { get; private set; } = "";

    /// <summary>How grave it is.</summary>
    public ViolationSeverity Severity { get; private set; }

    /// <summary>Day it was recorded.</summary>
    public DateOnly RecordedOn { get; private set; }

    /// <summary>Who recorded it; null where somebody reported it without his name.</summary>
    [NotAudited]
    public Guid? RecorderId { get; private set; }

    /// <summary>His name.</summary>
    [NotAudited]
    public string? Recorder { get; private set; }

    /// <summary>Whether it was reported: neither the person nor his superior reads by whom (D01-2.4f).</summary>
    public bool Reported { get; private set; }

    /// <summary>Who was alerted because of how grave it is, and so sees it.</summary>
    [NotAudited]
    public Guid? AlertedId { get; private set; }

    /// <summary>The last second to answer before it may be decided, UTC.</summary>
    public DateTime ReplyDueAt { get; private set; }

    /// <summary>Last day it is kept.</summary>
    public DateOnly KeptUntil { get; private set; }

    /// <summary>Whether the person gets at no customers until it is decided (D10-5.4).</summary>
    public bool Suspends { get; private set; }

    /// <summary>How it stands.</summary>
    public ViolationState State { get; private set; }

    /// <summary>What the person says (当事人陈述).</summary>
    [NotAudited]
    public string? Reply { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? RepliedAt { get; private set; }

    /// <summary>Who investigated it.</summary>
    [NotAudited]
    public Guid? InvestigatorId { get; private set; }

    /// <summary>His name.</summary>
    [NotAudited]
    public string? Investigator { get; private set; }

    /// <summary>What was found.</summary>
    [NotAudited]
    public string? Conclusion { get; private set; }

    /// <summary>What follows from it (处理意见).</summary>
    [NotAudited]
    public string? Sanction { get; private set; }

    /// <summary>Who decided it.</summary>
    [NotAudited]
    public Guid? DeciderId { get; private set; }

    /// <summary>His name.</summary>
    [NotAudited]
    public string? Decider { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The last second to appeal, UTC.</summary>
    public DateTime? AppealDueAt { get; private set; }

    /// <summary>What the person objects (申诉).</summary>
    [NotAudited]
    public string? Appeal { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? AppealedAt { get; private set; }

    /// <summary>Whether the decision was upheld.</summary>
    public bool? Upheld { get; private set; }

    /// <summary>What was decided about the appeal.</summary>
    [NotAudited]
    public string? Ruling { get; private set; }

    /// <summary>Who decided about the appeal.</summary>
    [NotAudited]
    public string? Ruler { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? RuledAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("violation", Id, ClauseId);

    internal void Record(DateOnly on, Guid? recorderId, string? recorder, bool reported, DateTime replyDueAt, DateOnly keptUntil, Guid? alertedId, bool suspends) =>
        (RecordedOn, RecorderId, Recorder, Reported, ReplyDueAt, KeptUntil, AlertedId, Suspends) = (on, recorderId, recorder, reported, replyDueAt, keptUntil, alertedId, suspends);

    internal void Answer(string reply, DateTime at)
    {
        Must(ViolationState.AwaitingReply);
        (State, Reply, RepliedAt) = (ViolationState.Replied, reply, at);
    }

    internal void Decide(Guid investigatorId, string investigator, string conclusion, string sanction, Guid deciderId, string decider, DateTime at, DateTime appealDueAt)
    {
        if (State is not (ViolationState.AwaitingReply or ViolationState.Replied)) throw new InvalidOperationException($"The breach is {State}.");
        (State, InvestigatorId, Investigator, Conclusion, Sanction, DeciderId, Decider, DecidedAt, AppealDueAt, Suspends) = (ViolationState.Decided, investigatorId, investigator, conclusion, sanction, deciderId, decider, at, appealDueAt, false);
    }

    internal void Object(string appeal, DateTime at)
    {
        Must(ViolationState.Decided);
        (State, Appeal, AppealedAt) = (ViolationState.Appealed, appeal, at);
    }

    internal void Rule(bool upheld, string ruling, string ruler, DateTime at)
    {
        Must(ViolationState.Appealed);
        (State, Upheld, Ruling, Ruler, RuledAt) = (ViolationState.Closed, upheld, ruling, ruler, at);
    }

    void Must(ViolationState state)
    {
        if (State != state) throw new InvalidOperationException($"The breach is {State}, not {state}.");
    }
}

/// <summary>Evidence of a breach: added, never changed nor taken away as long as the breach is kept (D10-5.4).</summary>
public sealed class ViolationEvidence : Entity, IAudited
{
    /// <summary>Longest title and text.</summary>
    public const int TitleLength = 100, TextLength = 4000;

    ViolationEvidence() { }

    internal ViolationEvidence(Violation violation, string title, string text, string? by) => (ViolationId, UnitId, ClauseId, Title, Text, By) = (violation.Id, violation.UnitId, violation.ClauseId, title, text, by);

    /// <summary>The breach.</summary>
    public Guid ViolationId { get; private set; }

    /// <summary>Its company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Its clause.</summary>
    [NotAudited]
    public string ClauseId { get; private set; } = "";

    /// <summary>What it is.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>What it shows.</summary>
    [NotAudited]
    public string Text { get; private set; } = "";

    /// <summary>Who added it, where his name is known.</summary>
    [NotAudited]
    public string? By { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("violation", ViolationId, ClauseId);
}

/// <summary>That a breach was purged when its time was over: which clause and when, without a name or a word of it (D01-2.4b).</summary>
public sealed class ViolationPurge : Entity, IAudited
{
    ViolationPurge() { }

    internal ViolationPurge(Violation violation, DateOnly on) => (UnitId, ClauseId, RecordedOn, PurgedOn) = (violation.UnitId, violation.ClauseId, violation.RecordedOn, on);

    /// <summary>Company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Clause.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>Day the breach was recorded.</summary>
    public DateOnly RecordedOn { get; private set; }

    /// <summary>Day it was purged.</summary>
    public DateOnly PurgedOn { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("violationPurge", Id, ClauseId);
}

sealed class ViolationMapping : IEntityTypeConfiguration<Violation>, IEntityTypeConfiguration<ViolationEvidence>, IEntityTypeConfiguration<ViolationPurge>
{
    public void Configure(EntityTypeBuilder<Violation> v)
    {
        v.ToTable("violations");
        v.Property(x => x.Person).HasMaxLength(60);
        v.Property(x => x.ClauseId).HasMaxLength(30);
        v.Property(x => x.Place).HasMaxLength(Violation.PlaceLength);
        v.Property(x => x.Recorder).HasMaxLength(60);
        v.Property(x => x.Investigator).HasMaxLength(60);
        v.Property(x => x.Decider).HasMaxLength(60);
        v.Property(x => x.Ruler).HasMaxLength(60);
        foreach (var words in new[] { nameof(Violation.Facts), nameof(Violation.Reply), nameof(Violation.Conclusion), nameof(Violation.Sanction), nameof(Violation.Appeal), nameof(Violation.Ruling) }) v.Property<string?>(words).HasMaxLength(Violation.FactsLength);
        v.HasIndex(x => new { x.UnitId, x.Id });
        v.HasIndex(x => new { x.PersonId, x.Id });
        v.HasIndex(x => x.KeptUntil);
        v.HasIndex(x => x.PersonId).HasFilter("suspends").HasDatabaseName("ix_violations_suspending");
        v.HasOne<Unit>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
        v.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        v.Ignore(x => x.AuditUnit).Ignore(x => x.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<ViolationEvidence> evidence)
    {
        evidence.ToTable("violation_evidence").HasIndex(e => new { e.ViolationId, e.Id });
        evidence.Property(e => e.ClauseId).HasMaxLength(30);
        evidence.Property(e => e.Title).HasMaxLength(ViolationEvidence.TitleLength);
        evidence.Property(e => e.Text).HasMaxLength(ViolationEvidence.TextLength);
        evidence.Property(e => e.By).HasMaxLength(60);
        evidence.HasOne<Violation>().WithMany().HasForeignKey(e => e.ViolationId).OnDelete(DeleteBehavior.Cascade);
        evidence.Ignore(e => e.AuditUnit).Ignore(e => e.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<ViolationPurge> purge)
    {
        purge.ToTable("violation_purges").HasIndex(p => new { p.UnitId, p.Id });
        purge.Property(p => p.ClauseId).HasMaxLength(30);
        purge.Ignore(p => p.AuditUnit).Ignore(p => p.AuditSubject);
    }
}
