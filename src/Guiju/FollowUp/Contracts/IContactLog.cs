using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Contracts;

/// <summary>What other features may know of the contacts with a customer.</summary>
public interface IContactLog
{
    /// <summary>The refusal for who would classify a customer nobody has spoken to (D01-1.3a).</summary>
    Finding ContactFirst { get; }

    /// <summary>The newest contact logged here that reached somebody, or null where there is none yet (D01-1.3a); what an import brought in is history and no evidence.</summary>
    Task<ContactNote?> Latest(Guid customerId, CancellationToken ct);

    /// <summary>How the customers were contacted last, those never reached left out.</summary>
    Task<IReadOnlyDictionary<Guid, ContactMode>> LatestModes(IReadOnlyCollection<Guid> customerIds, CancellationToken ct);
}

/// <summary>A contact as other features may know it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Mode">How.</param>
/// <param name="Feedback">What was said.</param>
public sealed record ContactNote(DateTime At, ContactMode Mode, string Feedback);
