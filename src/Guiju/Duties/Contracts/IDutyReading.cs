namespace Guiju.Duties.Contracts;

/// <summary>How a duty stands.</summary>
public enum DutyState
{
    /// <summary>未完成: to be done.</summary>
    Open,

    /// <summary>按时完成: done in time.</summary>
    DoneInTime,

    /// <summary>逾期完成: done late.</summary>
    DoneLate,

    /// <summary>例外: need not be done, by a decision.</summary>
    Excepted,

    /// <summary>已取消: not owed any more.</summary>
    Cancelled,
}

/// <summary>A duty as its reader sees it, in his language.</summary>
public sealed record DutyItem
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Clause that asks for it.</summary>
    public required string Clause { get; init; }

    /// <summary>Kind of record it is about.</summary>
    public required string Kind { get; init; }

    /// <summary>That record; null where it was deleted.</summary>
    public required Guid? SubjectId { get; init; }

    /// <summary>Its name; a dash where it was deleted.</summary>
    public required string Title { get; init; }

    /// <summary>Path of its page; of the duty's own where it was deleted.</summary>
    public required string Link { get; init; }

    /// <summary>What is to be done.</summary>
    public required string What { get; init; }

    /// <summary>Why it is due then: the facts and the parameters.</summary>
    public required string Why { get; init; }

    /// <summary>Whose it is, null where it waits in a department.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>His name.</summary>
    public required string? Owner { get; init; }

    /// <summary>Company it belongs to.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime OpenedAt { get; init; }

    /// <summary>The last second in time, UTC.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>Whether holidays not announced yet may still have moved it.</summary>
    public required bool Estimated { get; init; }

    /// <summary>How it stands.</summary>
    public required DutyState State { get; init; }

    /// <summary>Whether it is late now, was done late or was cancelled when it was late.</summary>
    public required bool Late { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTime? EndedAt { get; init; }

    /// <summary>What discharged it, or why it was cancelled.</summary>
    public required string? Evidence { get; init; }

    /// <summary>Kind of record that discharged it.</summary>
    public required string? EvidenceKind { get; init; }

    /// <summary>That record.</summary>
    public required Guid? EvidenceId { get; init; }

    /// <summary>Day whose parameters made it.</summary>
    public required DateOnly ParametersOn { get; init; }

    /// <summary>When somebody is told next, UTC.</summary>
    public required DateTime? NextStepAt { get; init; }
}

/// <summary>Open duties at a glance.</summary>
/// <param name="Overdue">Late now.</param>
/// <param name="Today">Due later today.</param>
/// <param name="Week">Due later this week.</param>
/// <param name="First">The first due of them.</param>
public sealed record DutySummary(int Overdue, int Today, int Week, IReadOnlyList<DutyItem> First);

/// <summary>Something that can be asked for about an open duty, on its page; a feature above registers its own as a singleton.</summary>
/// <param name="Text">Key of the button's text.</param>
/// <param name="Place">Path of the form.</param>
public sealed record DutyAct(string Text, Func<Guid, string> Place);

/// <summary>Shows other features the duties of the actor's scope.</summary>
public interface IDutyReading
{
    /// <summary>The open duties due by the end of this week.</summary>
    /// <param name="wide">All the actor may see, instead of his own.</param>
    /// <param name="most">Counted up to here.</param>
    /// <param name="rows">How many are shown.</param>
    /// <param name="ct">Stops reading.</param>
    Task<DutySummary> Due(bool wide, int most, int rows, CancellationToken ct);

    /// <summary>One duty, or null where the actor does not see it.</summary>
    Task<DutyItem?> Find(Guid id, CancellationToken ct);

    /// <summary>The duties about a record, the open ones first by when they are due, then the newest that ended.</summary>
    Task<IReadOnlyList<DutyItem>> About(DutySubject subject, int rows, CancellationToken ct);
}
