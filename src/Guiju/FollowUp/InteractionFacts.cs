using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>What is said of a contact, when it is noted and when it is corrected.</summary>
public record InteractionFacts
{
    /// <summary>How.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>When, with its offset; now where nothing is said.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>With whom: a contact person of the file.</summary>
    public Guid? ContactPersonId { get; init; }

    /// <summary>With whom, where he is not in the file; up to 60 characters.</summary>
    public string? With { get; init; }

    /// <summary>What was said, up to 2,000 characters.</summary>
    public string? Feedback { get; init; }

    /// <summary>What came of it.</summary>
    public ContactResult? Result { get; init; }
}

/// <summary>Checks what is said of a contact; shared by noting and correcting.</summary>
public sealed class InteractionCheck(IVisibleCustomers customers)
{
    /// <summary>Everything wrong with it.</summary>
    public async Task<List<Finding>> Check(Guid customerId, InteractionFacts facts, DateTime at, DateTime now, CancellationToken ct)
    {
        List<Finding> findings = [.. ContactIsRecorded.Check(facts.Mode, at, facts.Feedback, now)];
        if (facts.Feedback?.Length > 2000) findings.Add(new Finding("followup.too-long", "feedback").With(2000));
        if (facts.With?.Length > 60) findings.Add(new Finding("followup.too-long", "with").With(60));
        if (facts.ContactPersonId is { } person && !await customers.Contacts.AnyAsync(p => p.Id == person && p.CustomerId == customerId, ct))
            findings.Add(new("followup.contact-person.unknown", "contactPersonId"));
        return findings;
    }

    /// <summary>Name of whom it was with.</summary>
    public async Task<string?> NameOf(InteractionFacts facts, CancellationToken ct) =>
        facts.ContactPersonId is { } person ? await customers.Contacts.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(ct) : facts.With;
}
