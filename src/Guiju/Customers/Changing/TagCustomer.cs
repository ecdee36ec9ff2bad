using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Gives a customer exactly these tags.</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class TagCustomer(GuijuContext db, CurrentActor actor)
{
    /// <summary>Sets the tags: up to 20, each up to 20 characters.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(Guid id, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<string>>();
        List<Finding> findings = [.. Tagging.Set(found.Value, tags)];
        return findings.Count > 0 ? findings : found.Value.Tags;
    }
}

/// <summary>Gives a file its tags: the step of tagging one and of tagging many.</summary>
static class Tagging
{
    const int Most = 20;

    /// <summary>Sets the tags: up to 20, each up to 20 characters; or says why not.</summary>
    public static IReadOnlyList<Finding> Set(Customer c, IReadOnlyList<string> tags)
    {
        List<Finding> findings = [.. Check(tags)];
        if (findings.Count == 0) c.Tag(tags);
        return findings;
    }

    /// <summary>Whether these can be the tags of a file.</summary>
    public static IEnumerable<Finding> Check(IReadOnlyList<string> tags)
    {
        foreach (var finding in tags.Select(t => EntryText.Check(t, "tags", 20)).OfType<Finding>().Take(1)) yield return finding;
        if (tags.Count > Most) yield return new Finding("customers.tags.many", "tags").With(Most);
    }
}
