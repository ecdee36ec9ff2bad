using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Gives a customer exactly these tags.</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class TagCustomer(GuijuContext db, CurrentActor actor)
{
    const int Most = 20;

    /// <summary>Sets the tags: up to 20, each up to 20 characters.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(Guid id, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<string>>();
        List<Finding> findings = [.. tags.Select(t => EntryText.Check(t, "tags", 20)).OfType<Finding>().Take(1)];
        if (tags.Count > Most) findings.Add(new Finding("customers.tags.many", "tags").With(Most));
        if (findings.Count > 0) return findings;
        found.Value.Tag(tags);
        return found.Value.Tags;
    }
}
