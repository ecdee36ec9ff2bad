using System.Text.Json;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Duties;

/// <summary>
/// Something a clause asks of somebody by an instant (义务). The instant is set once; how it ended is told by what discharged it and when.
/// What it is opened and ended by is audited where it happens, in the same transaction, so that the ledger keeps no second trail.
/// </summary>
public sealed class Duty : Entity
{
    Duty() { }

    internal Duty(NewDuty duty, DateTime openedAt, DateTime countsFrom, DateTime dueAt, IReadOnlyList<Step> steps, Guid? ownerId, Guid? departmentId)
    {
        (ClauseId, ParametersOn, SubjectKind, SubjectId, OriginId, Occurrence) = (duty.Clause, duty.ParametersOn, duty.Subject.Kind, duty.Subject.Id, duty.Subject.Id, duty.Occurrence);
        (Title, Detail, UnitId, OwnerId, DepartmentId) = (Cut(duty.Title, 200), duty.Detail is { } detail ? Cut(detail, 300) : null, duty.UnitId, ownerId, departmentId);
        (OpenedAt, CountsFrom, DueAt, DueOn, Estimated, Facts) = (openedAt, countsFrom, dueAt, duty.Due.Day, duty.Due.Estimated, JsonSerializer.Serialize(duty.Facts, JsonSerializerOptions.Web));
        (Steps, NextStepAt, Words) = (Step.Write(steps), steps.Count == 0 ? null : steps[0].At, duty.Words);
    }

    /// <summary>The same duty owed anew, due later by a decision.</summary>
    Duty(Duty before, DateTime dueAt, DateOnly dueOn, IReadOnlyList<Step> steps)
    {
        (ClauseId, ParametersOn, SubjectKind, SubjectId, OriginId, Occurrence) = (before.ClauseId, before.ParametersOn, before.SubjectKind, before.SubjectId, before.OriginId, before.Occurrence);
        (Title, Detail, UnitId, OwnerId, DepartmentId, Words) = (before.Title, before.Detail, before.UnitId, before.OwnerId, before.DepartmentId, before.Words);
        (OpenedAt, CountsFrom, DueAt, DueOn, Facts, Extension) = (before.OpenedAt, before.CountsFrom, dueAt, dueOn, before.Facts, before.Extension + 1);
        (Steps, NextStepAt) = (Step.Write(steps), steps[0].At);
    }

    /// <summary>Company it belongs to.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Department of its owner, or the one it waits in.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>Clause that asks for it.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>Day whose parameters made it.</summary>
    public DateOnly ParametersOn { get; private set; }

    /// <summary>Kind of record it is about.</summary>
    public string SubjectKind { get; private set; } = "";

    /// <summary>That record.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The record it was opened about; a merge that makes it another's leaves this as it was, so that no two can meet.</summary>
    public Guid OriginId { get; private set; }

    /// <summary>Which of several of the clause about the subject.</summary>
    public string Occurrence { get; private set; } = "";

    /// <summary>How often it was extended before: each time it is owed anew, so that no due instant moves.</summary>
    public int Extension { get; private set; }

    /// <summary>Name of its words, where they are not the clause's own.</summary>
    public string? Words { get; private set; }

    /// <summary>Name of the subject.</summary>
    public string Title { get; private set; } = "";

    /// <summary>More of what is to be done.</summary>
    public string? Detail { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime OpenedAt { get; private set; }

    /// <summary>The moment its time is counted from, UTC: what happened, of which the rule made the due instant.</summary>
    public DateTime CountsFrom { get; private set; }

    /// <summary>The last second in time, UTC; never changed.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>The day of that second by the company's clocks; never changed. What is due in a period is counted along it.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Whether holidays not announced then may have moved it.</summary>
    public bool Estimated { get; private set; }

    /// <summary>Values of its why, a JSON list.</summary>
    public string Facts { get; private set; } = "[]";

    /// <summary>How it stands.</summary>
    public DutyState State { get; private set; } = DutyState.Open;

    /// <summary>Whether it was cancelled when it was late already: that stays to be counted.</summary>
    public bool Missed { get; private set; }

    /// <summary>Whether its subject was deleted: nobody reads its name here then.</summary>
    public bool Gone { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Kind of record that discharged it.</summary>
    public string? EvidenceKind { get; private set; }

    /// <summary>That record.</summary>
    public Guid? EvidenceId { get; private set; }

    /// <summary>What it says; of a cancelled duty the key of the reason.</summary>
    public string? Evidence { get; private set; }

    /// <summary>When who is told, as <see cref="Step.Write"/> writes it.</summary>
    public string Steps { get; private set; } = "";

    /// <summary>How many of the steps are past.</summary>
    public int Told { get; private set; }

    /// <summary>Instant of the next step, UTC; null where there is none, or the duty ended.</summary>
    public DateTime? NextStepAt { get; private set; }

    /// <summary>It is done.</summary>
    internal void Discharge(Evidence evidence, DateTime at)
    {
        MustBe(DutyState.Open);
        (State, EndedAt, NextStepAt) = (IsLate(DueAt, at) ? DutyState.DoneLate : DutyState.DoneInTime, at, null);
        (EvidenceKind, EvidenceId, Evidence) = (evidence.Kind, evidence.Id, Cut(evidence.Title, 200));
    }

    /// <summary>It is not owed any more.</summary>
    internal void Cancel(string why, bool gone, DateTime at)
    {
        MustBe(DutyState.Open);
        (State, EndedAt, NextStepAt, Evidence, Gone, Missed) = (DutyState.Cancelled, at, null, why, gone, IsLate(DueAt, at));
    }

    /// <summary>It need not be done, by a decision.</summary>
    internal void Except(Evidence decision, DateTime at)
    {
        MustBe(DutyState.Open);
        (State, EndedAt, NextStepAt) = (DutyState.Excepted, at, null);
        (EvidenceKind, EvidenceId, Evidence) = (decision.Kind, decision.Id, Cut(decision.Title, 200));
    }

    /// <summary>Owed anew until later: told at the last second, and the supervisor when late.</summary>
    internal Duty Until(DateTime dueAt, DateOnly dueOn) => new(this, dueAt, dueOn, [new(dueAt, DutyRung.Owner), new(dueAt.AddSeconds(1), DutyRung.Supervisor)]);

    /// <summary>It is owed again; steps that came meanwhile are told as one.</summary>
    internal void Reopen()
    {
        MustBe(DutyState.Cancelled);
        var steps = Step.Read(Steps);
        (State, EndedAt, Evidence, Gone, Missed, NextStepAt) = (DutyState.Open, null, null, false, false, Told < steps.Count ? steps[Told].At : null);
    }

    /// <summary>It is somebody else's.</summary>
    internal void Hand(Guid? ownerId, Guid? departmentId) => (OwnerId, DepartmentId) = (ownerId, departmentId);

    /// <summary>Its subject is called otherwise.</summary>
    internal void Call(string title) => Title = Cut(title, 200);

    /// <summary>Whether an instant is too late: the last second is in time.</summary>
    public static bool IsLate(DateTime dueAt, DateTime at) => at >= dueAt.AddSeconds(1);

    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    void MustBe(DutyState state)
    {
        if (State != state) throw new InvalidOperationException($"The duty is {State}, not {state}.");
    }
}

sealed class DutyMapping : IEntityTypeConfiguration<Duty>, IEntityTypeConfiguration<DutyLine>
{
    public void Configure(EntityTypeBuilder<Duty> duty)
    {
        duty.ToTable("duties");
        duty.Property(d => d.ClauseId).HasMaxLength(30);
        duty.Property(d => d.SubjectKind).HasMaxLength(30);
        duty.Property(d => d.Occurrence).HasMaxLength(60);
        duty.Property(d => d.Words).HasMaxLength(40);
        duty.Property(d => d.Title).HasMaxLength(200);
        duty.Property(d => d.Detail).HasMaxLength(300);
        duty.Property(d => d.Facts).HasMaxLength(1000);
        duty.Property(d => d.EvidenceKind).HasMaxLength(30);
        duty.Property(d => d.Evidence).HasMaxLength(200);
        duty.Property(d => d.Steps).HasMaxLength(300);
        duty.HasIndex(d => new { d.OriginId, d.ClauseId, d.Occurrence, d.Extension }).IsUnique();
        duty.HasIndex(d => new { d.SubjectId, d.State, d.DueAt, d.Id });
        // Every list is of one state, by when it is due: along one of these, whoever looks.
        duty.HasIndex(d => new { d.OwnerId, d.State, d.DueAt, d.Id });
        duty.HasIndex(d => new { d.DepartmentId, d.State, d.DueAt, d.Id });
        duty.HasIndex(d => new { d.UnitId, d.State, d.DueAt, d.Id });
        duty.HasIndex(d => new { d.State, d.DueAt, d.Id });
        // One clause among many is rare: the whole of a company would be walked for its page.
        duty.HasIndex(d => new { d.ClauseId, d.State, d.DueAt, d.Id });
        duty.HasIndex(d => new { d.UnitId, d.ClauseId, d.State, d.DueAt, d.Id });
        // What is due in a period is counted from this index alone, whoever counts and by whatever: clause, department or person.
        duty.HasIndex(d => new { d.UnitId, d.DueOn, d.ClauseId, d.State, d.Missed, d.SubjectKind, d.OwnerId, d.DepartmentId }).HasDatabaseName("ix_duties_due");
        // The scan sees what waits for a step and nothing else.
        duty.HasIndex(d => new { d.NextStepAt, d.Id }).HasFilter("next_step_at IS NOT NULL").HasDatabaseName("ix_duties_waiting");
        duty.HasOne<Unit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DutyLine> line)
    {
        line.ToTable("duty_lines").HasIndex(l => new { l.DutyId, l.Id });
        line.Property(l => l.By).HasMaxLength(60);
        line.Property(l => l.From).HasMaxLength(60);
        line.Property(l => l.To).HasMaxLength(60);
        line.Property(l => l.Why).HasMaxLength(200);
        line.HasOne<Duty>().WithMany().HasForeignKey(l => l.DutyId).OnDelete(DeleteBehavior.Cascade);
    }
}
