using Guiju.FollowUp.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Clauses;

/// <summary>
/// D01-1.3a: a contact is recorded with its mode and what the customer said, once it has happened; an attempt that reached
/// nobody has nothing to report. Before the first contact nobody is classified.
/// </summary>
[Clause("D01-1.3a")]
public static class ContactIsRecorded
{
    const string Id = "D01-1.3a";

    /// <summary>What is wrong with a contact as told; empty where nothing is.</summary>
    /// <param name="mode">How, null where not said.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="feedback">What was said.</param>
    /// <param name="now">This instant, UTC.</param>
    public static IEnumerable<Finding> Check(ContactMode? mode, DateTime at, string? feedback, DateTime now)
    {
        if (mode is null) yield return new("followup.mode.required", "mode", Id);
        if (mode != ContactMode.NotReached && string.IsNullOrWhiteSpace(feedback)) yield return new("followup.feedback.required", "feedback", Id);
        if (at > now) yield return new("followup.at.future", "at", Id);
    }

    /// <summary>Refuses to classify a customer nobody has spoken to; null where it may be done.</summary>
    public static Finding? BeforeClassifying(bool contacted) => contacted ? null : new("followup.contact-first", "leadClass", Id);
}
