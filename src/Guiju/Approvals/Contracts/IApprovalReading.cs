namespace Guiju.Approvals.Contracts;

/// <summary>A request as lists show it.</summary>
/// <param name="Id">Its id; its page is <c>/approvals/{id}</c>.</param>
/// <param name="Number">Number people read.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Reason">Why it was asked for.</param>
/// <param name="Facts">The facts, frozen.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="State">How it stands.</param>
/// <param name="DueAt">Last second of the step that is open, UTC, or null.</param>
/// <param name="Stuck">Whether nobody can decide it.</param>
/// <param name="Version">Its version.</param>
public sealed record ApprovalItem(Guid Id, string Number, string Kind, string Clause, string Title, string Reason, IReadOnlyList<ApprovalFact> Facts, string AskedBy, DateTime AskedAt, ApprovalState State, DateTime? DueAt, bool Stuck, int Version);

/// <summary>What waits for the actor.</summary>
/// <param name="Count">How many, counted to a bound.</param>
/// <param name="First">The first of them by deadline.</param>
public sealed record ApprovalSummary(int Count, IReadOnlyList<ApprovalItem> First);

/// <summary>Shows other features what waits for the actor's decision.</summary>
public interface IApprovalReading
{
    /// <summary>待我审批.</summary>
    /// <param name="most">Counted up to here.</param>
    /// <param name="rows">How many are shown.</param>
    /// <param name="ct">Stops reading.</param>
    Task<ApprovalSummary> ForMe(int most, int rows, CancellationToken ct);

    /// <summary>The requests about a subject the actor may see, the newest first.</summary>
    Task<IReadOnlyList<ApprovalItem>> About(ApprovalSubject subject, int rows, CancellationToken ct);
}
