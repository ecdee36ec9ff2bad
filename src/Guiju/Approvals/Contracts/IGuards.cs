using Guiju.Rulebook.Findings;

namespace Guiju.Approvals.Contracts;

/// <summary>An act beyond a limit of a clause: it is refused unless an approval in force allows it.</summary>
public sealed record GuardedAct
{
    /// <summary>What refuses it, with the clause.</summary>
    public required Finding Refusal { get; init; }

    /// <summary>Which approval would allow it; null where none can.</summary>
    public ApprovalNeed? Need { get; init; }

    /// <summary>What it is about.</summary>
    public required ApprovalSubject Subject { get; init; }

    /// <summary>Its name, cut to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The facts and numbers it was judged by.</summary>
    public required IReadOnlyList<ApprovalFact> Facts { get; init; }

    /// <summary>Day whose parameters it was judged by.</summary>
    public required DateOnly ParametersOn { get; init; }
}

/// <summary>
/// 关卡: the one way an act beyond a limit is let pass or refused, the same through every door. What is refused or excepted is kept: an exception in the
/// transaction of the act, a refusal in one of its own once the act was rolled back.
/// </summary>
public interface IGuards
{
    /// <summary>Uses an approval in force, counted in the transaction of the act.</summary>
    /// <returns>The refusal for the outcome of the use case; null where an approval allows the act.</returns>
    Task<Finding?> Pass(GuardedAct act, CancellationToken ct);

    /// <summary>Keeps refusals of single rows of an act that as a whole is done, such as an import.</summary>
    void Keep(IEnumerable<Finding> refusals);
}
