using Guiju.Customers.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Records a major change that no field of the file holds: shares, a merger, closure, a lawsuit (D13-3.4.1a).</summary>
[Allow(Permission.CustomersWrite)]
sealed class RecordMajorChange(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook)
{
    /// <summary>What is recorded.</summary>
    public sealed record Input(Guid CustomerId, MajorChangeKind Kind, string? Before, string? After, DateOnly? HappenedOn, string? ChangeSource);

    /// <summary>Records it.</summary>
    [Clause("D13-3.4.1a")]
    public async Task<Outcome<Guid>> Handle(Input input, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, input.CustomerId, ct);
        if (!found.Done) return found.Refuse<Guid>();
        var types = ruleBook.For(found.Value.UnitId).ChangeTypes;
        List<Finding> findings = [];
        if (!types.Any(t => MajorChanges.Kinds.TryGetValue(t, out var kind) && kind == input.Kind)) findings.Add(new("customers.change.kind", "kind", "D13-3.4.1a"));
        // What the file itself holds is changed there, so that file and register never tell two stories.
        if (input.Kind is MajorChangeKind.Name or MajorChangeKind.Address or MajorChangeKind.Capital or MajorChangeKind.BusinessScope or MajorChangeKind.LegalRepresentative or MajorChangeKind.MainContact)
            findings.Add(new("customers.change.in-file", "kind", "D13-3.4.1a"));
        if (string.IsNullOrWhiteSpace(input.After)) findings.Add(new("customers.change.what", "after", "D13-3.4.1a"));
        findings.AddRange(MajorChanges.Check(input.HappenedOn, input.ChangeSource, clock.Today, input.Kind));
        findings.AddRange(new[] { EntryText.Check(input.Before, "before", 2000, lines: true), EntryText.Check(input.After, "after", 2000, lines: true), EntryText.Check(input.ChangeSource, "changeSource", 200) }.OfType<Finding>());
        if (findings.Count > 0) return findings;
        var change = new MajorChange(found.Value, input.Kind, string.IsNullOrWhiteSpace(input.Before) ? null : input.Before.Trim(), input.After!.Trim(), input.HappenedOn!.Value, input.ChangeSource!,
            clock.Now, actor.Value.PersonId, actor.Value.Name);
        db.Add(change);
        return change.Id;
    }
}
