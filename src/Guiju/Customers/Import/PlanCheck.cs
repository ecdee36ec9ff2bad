using Guiju.Customers.Clauses;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>What is wrong with a plan before any row is looked at.</summary>
static class PlanCheck
{
    /// <summary>Why somebody may not have this done with duplicates, or null: to add to files takes the permission to change them.</summary>
    public static Finding? Of(OnDuplicate? duplicates, Actor actor) => duplicates is OnDuplicate.Fill or OnDuplicate.Overwrite && !actor.May(Permission.CustomersWrite)
        ? new Finding("imports.plan.write", "duplicates").With($"permission.{Permission.CustomersWrite}") : null;

    /// <summary>Everything wrong with it.</summary>
    public static List<Finding> Of(ImportPlan plan, Actor actor, DecideRow.Staff staff, DateOnly today)
    {
        List<Finding> findings = [];
        if (plan.Fields.Count != plan.Labels.Count || plan.Fields.Any(f => f is not null && ImportField.Find(f) is null)) findings.Add(new("imports.plan.fields", "fields"));
        foreach (var twice in plan.Fields.Select((f, i) => (f, i)).Where(f => f.f is not null).GroupBy(f => f.f!).Where(g => g.Count() > 1))
            findings.Add(new Finding("imports.plan.twice", $"fields[{twice.Last().i}]").With(ImportField.Find(twice.Key)?.Text, string.Join("、", twice.Select(f => plan.Labels[f.i]))));
        if (plan.ColumnOf("name") < 0) findings.Add(new("imports.plan.name", "fields", "D13-3.3.2a"));
        findings.AddRange(CustomerClasses.Check([plan.Role], plan.Special));
        if (EntryText.Check(plan.Source, "source", 40) is { } source) findings.Add(source);
        if (Of(plan.Duplicates, actor) is { } denied) findings.Add(denied);
        if (plan.Owner == DefaultOwner.Person)
        {
            if (plan.OwnerId is not { } id || !staff.ById.TryGetValue(id, out var owner)) findings.Add(new("customers.owner.unknown", "ownerId"));
            else if (owner.Id != actor.PersonId && !actor.May(Permission.CustomersAssign)) findings.Add(new Finding("imports.owner.assign", "ownerId").With(owner.Name));
        }
        // Whoever follows customers up himself keeps them; only who gives them out puts them into the pool.
        else if (plan.Owner == DefaultOwner.Pool && actor.May(Permission.FollowUpWrite) && !actor.May(Permission.CustomersAssign)) findings.Add(new("imports.owner.pool", "ownerId"));
        if (plan.HappenedOn > today) findings.Add(new("customers.change.future", "happenedOn", "D13-3.4.1a"));
        if (EntryText.Check(plan.ChangeSource, "changeSource", 200) is { } change) findings.Add(change);
        return findings;
    }
}
