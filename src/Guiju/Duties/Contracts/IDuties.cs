using Guiju.Rulebook.Deadlines;

namespace Guiju.Duties.Contracts;

/// <summary>The record a duty is about.</summary>
/// <param name="Kind">What it is, as registered by a <see cref="DutySubjectKind"/>: <c>customer</c>.</param>
/// <param name="Id">Its id.</param>
public readonly record struct DutySubject(string Kind, Guid Id);

/// <summary>A kind of record duties are about; the feature that owns it registers one as a singleton.</summary>
/// <param name="Kind">Its name, camel case, up to 30 characters.</param>
/// <param name="Permission">What somebody needs to see others' duties about it; his own he always sees.</param>
/// <param name="Place">Path of a record's page.</param>
public sealed record DutySubjectKind(string Kind, string Permission, Func<Guid, string> Place);

/// <summary>Who is told at a step; the owner always is.</summary>
public enum DutyRung
{
    /// <summary>The owner alone; where there is none, the head of the department.</summary>
    Owner,

    /// <summary>His supervisor too.</summary>
    Supervisor,

    /// <summary>Whoever stands above the supervisor.</summary>
    Above,
}

/// <summary>When somebody is told of a duty that is still open.</summary>
/// <param name="At">Moment by the company's clocks.</param>
/// <param name="To">Up to whom.</param>
public readonly record struct DutyStep(DateTime At, DutyRung To);

/// <summary>What discharged a duty.</summary>
/// <param name="Kind">Kind of record, camel case, up to 30 characters.</param>
/// <param name="Id">The record.</param>
/// <param name="Title">What it says, cut to 200 characters.</param>
public sealed record Evidence(string Kind, Guid Id, string Title);

/// <summary>A duty to be opened.</summary>
public sealed record NewDuty
{
    /// <summary>Clause that asks for it. Its words are the texts <c>duty.{clause}</c>, <c>.why</c>, <c>.notice</c> and <c>.escalated</c>, dots in the id written as <c>_</c>.</summary>
    public required string Clause { get; init; }

    /// <summary>Name of its words where they are not the clause's own, camel case, up to 40 characters: texts <c>duty.{words}</c>, <c>.why</c>, <c>.notice</c> and <c>.escalated</c>.</summary>
    public string? Words { get; init; }

    /// <summary>What it is about.</summary>
    public required DutySubject Subject { get; init; }

    /// <summary>The subject's name, cut to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Which of several this is, up to 60 characters: a clause asks for one thing of one subject once an occurrence.</summary>
    public required string Occurrence { get; init; }

    /// <summary>Whether the subject was made in the same act, so that nothing can be owed about it yet.</summary>
    public bool NewSubject { get; init; }

    /// <summary>More of what is to be done, cut to 300 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>Company it belongs to.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Whose duty it is; who has left is followed by his supervisor. Null: the department's.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>Department it belongs to where nobody owns it.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>When it is due, by the company's clocks.</summary>
    public required Due Due { get; init; }

    /// <summary>The moment its time is counted from, by the company's clocks, where that is not the beginning of the due time: what happened out of hours, for one.</summary>
    public DateTime? CountsFrom { get; init; }

    /// <summary>Day whose parameters made it.</summary>
    public required DateOnly ParametersOn { get; init; }

    /// <summary>Values of the text <c>.why</c>: the facts and the numbers that made this due instant, times by the company's clocks.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>When who is told, in any order.</summary>
    public required IReadOnlyList<DutyStep> Steps { get; init; }
}

/// <summary>
/// The ledger of duties, as a feature writes it within its own use case: nothing is saved here, everything is in the transaction of the event.
/// A due instant never changes, so that lateness can never be erased. Where one act concerns many subjects, <see cref="Look"/> first: one question for all.
/// </summary>
public interface IDuties
{
    /// <summary>Reads the open duties of these subjects at once, so that what follows asks no more.</summary>
    Task Look(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct);

    /// <summary>Clauses of the open duties of a subject.</summary>
    Task<IReadOnlySet<string>> Owed(DutySubject subject, CancellationToken ct);

    /// <summary>Opens a duty; where there is one already for the same clause, subject and occurrence, open or ended, nothing is done.</summary>
    Task Open(NewDuty duty, CancellationToken ct);

    /// <summary>The open duties of a clause about a subject are done; in time or late says the clock, not the caller.</summary>
    /// <param name="subject">What they are about.</param>
    /// <param name="clause">Clause that asked for it.</param>
    /// <param name="evidence">What shows it.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="occurrence">Only this one.</param>
    Task Discharge(DutySubject subject, string clause, Evidence evidence, CancellationToken ct, string? occurrence = null);

    /// <summary>The open duties of a clause about a subject are not owed any more; whether they were late by then stays to be seen.</summary>
    /// <param name="subject">What they are about.</param>
    /// <param name="why">Key of the text that says why.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="clause">Only those of this clause.</param>
    /// <param name="gone">Whether the subject was deleted, so that its name is not shown any more.</param>
    /// <param name="occurrence">Only this one.</param>
    Task Cancel(DutySubject subject, string why, CancellationToken ct, string? clause = null, bool gone = false, string? occurrence = null);

    /// <summary>An open duty need not be done, by a decision (例外). What was late by then stays late.</summary>
    /// <param name="dutyId">The duty.</param>
    /// <param name="decision">The decision: its kind of record, the record, its number and grounds.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Whether it was open.</returns>
    Task<bool> Except(Guid dutyId, Evidence decision, string by, CancellationToken ct);

    /// <summary>An open duty may be done later, by a decision (延期): it is excepted and owed anew until then, with a due instant of its own, so that no due instant ever moves.</summary>
    /// <param name="dutyId">The duty.</param>
    /// <param name="until">The new last second by the company's clocks; later than the first.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Whether it was open and is due later now.</returns>
    Task<bool> Extend(Guid dutyId, DateTime until, Evidence decision, string by, CancellationToken ct);

    /// <summary>The subject is there again: duties cancelled for this reason are open again, due when they were.</summary>
    Task Reopen(DutySubject subject, string why, CancellationToken ct);

    /// <summary>The open duties about a subject go to somebody else, with a line that says from whom; they are called what the subject is called now.</summary>
    Task Hand(DutySubject subject, string title, Guid? ownerId, Guid? departmentId, CancellationToken ct, string? occurrence = null);

    /// <summary>The subjects are gone for good: their duties stay, without their names.</summary>
    Task Forget(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct);

    /// <summary>Type of a row, by which a merge remembers what it moved.</summary>
    Type Row { get; }

    /// <summary>Moves duties from one subject to another of its kind; only these, or all.</summary>
    /// <returns>Ids of those moved.</returns>
    Task<IReadOnlyList<Guid>> Move(DutySubject from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct);
}
