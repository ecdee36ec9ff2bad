using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
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
    public static List<Finding> Of(ImportPlan plan, ImportShape shape, Actor actor, DecideRow.Staff staff, DateOnly today)
    {
        List<Finding> findings = [];
        if (!actor.May(shape.Permission)) findings.Add(new Finding("imports.plan.permission", "fields").With($"permission.{shape.Permission}"));
        if (plan.Fields.Count != plan.Labels.Count || plan.Fields.Any(f => f is not null && shape.Find(f) is null)) findings.Add(new("imports.plan.fields", "fields"));
        foreach (var twice in plan.Fields.Select((f, i) => (f, i)).Where(f => f.f is not null).GroupBy(f => f.f!).Where(g => g.Count() > 1))
            findings.Add(new Finding("imports.plan.twice", $"fields[{twice.Last().i}]").With(shape.Find(twice.Key)?.Text, string.Join("、", twice.Select(f => plan.Labels[f.i]))));
        foreach (var need in shape.Needs.Where(n => n.All(f => plan.ColumnOf(f) < 0)))
            findings.Add(need is ["name"] ? new("imports.plan.name", "fields", "D13-3.3.2a") : new Finding("imports.plan.needs", "fields").With(new WordList([.. need.Select(f => shape.Find(f)!.Text)])));
        foreach (var choice in shape.Choices)
            if (plan.Choices.TryGetValue(choice.Key, out var value) ? choice.Values.All(v => v.Key != value) : choice.Unless is { } column && plan.ColumnOf(column) < 0)
                findings.Add(new Finding("imports.plan.choice", $"choices[{choice.Key}]").With(choice.Text));
        if (shape != CustomerFields.Shape)
        {
            if (plan.Duplicates == OnDuplicate.Create) findings.Add(new("imports.plan.fields", "duplicates"));
            return [.. findings, .. Of(plan, today)];
        }
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
        findings.AddRange(Of(plan, today));
        return findings;
    }

    static List<Finding> Of(ImportPlan plan, DateOnly today)
    {
        List<Finding> findings = [];
        if (plan.HappenedOn > today) findings.Add(new("customers.change.future", "happenedOn", "D13-3.4.1a"));
        if (EntryText.Check(plan.ChangeSource, "changeSource", 200) is { } change) findings.Add(change);
        return findings;
    }
}
