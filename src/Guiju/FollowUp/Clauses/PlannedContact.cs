using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Clauses;

/// <summary>What became of a contact planned for a week.</summary>
public enum LineResult
{
    /// <summary>Its day is not over.</summary>
    Open,

    /// <summary>The customer was contacted in the week.</summary>
    Done,

    /// <summary>Its day is over and nobody contacted the customer.</summary>
    NotDone,

    /// <summary>Put off to another week, with a reason.</summary>
    Moved,

    /// <summary>Taken out, with a reason.</summary>
    Removed,
}

/// <summary>
/// D01-2.3c: what the next contact dates bring into a week's plan cannot be taken out, only put off with a reason. What was planned and not
/// done is explained before the plan goes out.
/// </summary>
[Clause("D01-2.3c")]
public static class PlannedContact
{
    const string Id = "D01-2.3c";

    /// <summary>What became of it.</summary>
    /// <param name="on">Day planned.</param>
    /// <param name="contacted">Whether the customer was contacted in the week.</param>
    /// <param name="today">Today.</param>
    public static LineResult Judge(DateOnly on, bool contacted, DateOnly today) => contacted ? LineResult.Done : on < today ? LineResult.NotDone : LineResult.Open;

    /// <summary>Refuses to take a line out that a next contact date brought in, or to change a plan without saying why; null where it may be done.</summary>
    public static Finding? MayChange(bool removes, bool proposed, string? reason) =>
        removes && proposed ? new("weekly.remove.proposed", null, Id) : string.IsNullOrWhiteSpace(reason) ? new("weekly.reason.required", "reason", Id) : null;
}
