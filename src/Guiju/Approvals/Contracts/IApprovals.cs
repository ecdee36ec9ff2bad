using Guiju.Rulebook.Findings;

namespace Guiju.Approvals.Contracts;

/// <summary>
/// Decisions by somebody else, as a feature asks for and relies on them within its own use case: nothing is saved here, everything is in the
/// transaction of the act. Whoever asked, made it or has a part in it never decides it; where nobody can decide, it waits.
/// </summary>
public interface IApprovals
{
    /// <summary>Asks for a decision in the name of the actor, who must be a person. Refused where the same is waiting already.</summary>
    Task<Outcome<AskedRequest>> Ask(NewRequest request, CancellationToken ct);

    /// <summary>An approval that would count at this moment; looks and uses nothing.</summary>
    Task<Approval?> InForce(ApprovalNeed need, CancellationToken ct);

    /// <summary>Uses an approval once, counted in the transaction of the act it allows; null where none is in force. Of two who want the last use at once, one gets it.</summary>
    /// <param name="need">For what.</param>
    /// <param name="what">The act, in words for its history, cut to 200 characters.</param>
    /// <param name="ct">Ends it.</param>
    Task<Approval?> Use(ApprovalNeed need, string what, CancellationToken ct);

    /// <summary>What is waiting or in force about a subject counts no more, such as when the draft was changed or the record deleted.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="why">Key of the text that says why.</param>
    /// <param name="kind">Only requests of this kind.</param>
    /// <param name="ct">Ends it.</param>
    Task Lapse(ApprovalSubject subject, string why, string? kind, CancellationToken ct);
}

/// <summary>How a request stands.</summary>
public enum ApprovalState
{
    /// <summary>待审批.</summary>
    Waiting,

    /// <summary>已批准.</summary>
    Approved,

    /// <summary>未批准.</summary>
    Refused,

    /// <summary>已退回: to be changed and asked anew.</summary>
    Returned,

    /// <summary>已撤回: by who asked.</summary>
    Withdrawn,

    /// <summary>已失效: what it was about changed or is gone.</summary>
    Lapsed,
}

/// <summary>A request that came to its end.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Number people read.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">How it ended.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="UnitId">Company it belongs to.</param>
/// <param name="Bound">What it is bound to.</param>
/// <param name="AskedById">Who asked.</param>
/// <param name="AskedBy">His name.</param>
/// <param name="Bounds">How far it reaches.</param>
/// <param name="DecidedBy">Who decided last, or withdrew it.</param>
/// <param name="Grounds">What he said.</param>
public sealed record DecidedRequest(Guid Id, string Number, string Kind, ApprovalState State, ApprovalSubject Subject, Guid UnitId, string? Bound,
    Guid AskedById, string AskedBy, ApprovalBounds Bounds, string DecidedBy, string? Grounds);

/// <summary>What a feature does when a request of its kind was decided; registered by the feature, called in the transaction of the last decision.</summary>
public interface IApprovalOutcome
{
    /// <summary>Kind of request.</summary>
    string Kind { get; }

    /// <summary>It was approved, refused, returned or withdrawn.</summary>
    /// <returns>What speaks against the decision, such as that what was asked for is not the same any more; nothing is decided then. Null where nothing does.</returns>
    Task<Finding?> Decided(DecidedRequest request, CancellationToken ct);
}
