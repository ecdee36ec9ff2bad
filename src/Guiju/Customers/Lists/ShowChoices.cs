using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>What conditions of the list can be chosen from: people, departments and categories of one's company, or of all in the group.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ShowChoices(GuijuContext db, CurrentActor actor)
{
    /// <summary>Something to choose.</summary>
    /// <param name="Field">Parameter it belongs to: owner, department, category.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Choice(string Field, Guid Id, string Name);

    /// <summary>All of them in one query; of the people, those one may meet in one's own list.</summary>
    public async Task<Outcome<IReadOnlyList<Choice>>> Handle(CancellationToken ct)
    {
        var me = actor.Value;
        var (group, unit, own, wide) = (me.Scope == DataScope.Group, me.UnitId, me.PersonId, me.Scope is DataScope.Group or DataScope.Unit);
        var (departments, people) = (me.Departments, me.Subordinates);
        var choices = await db.Set<Person>().Where(p => group || p.UnitId == unit)
            .Where(p => wide || p.Id == own || people.Contains(p.Id) || departments.Contains(p.DepartmentId!.Value)).Select(p => new { Field = "owner", p.Id, p.Name })
            .Concat(db.Set<Department>().Where(d => group || d.UnitId == unit).Where(d => wide || departments.Contains(d.Id)).Select(d => new { Field = "department", d.Id, d.Name }))
            .Concat(db.Set<RegisterCategory>().Where(c => group || c.UnitId == unit).Select(c => new { Field = "category", c.Id, c.Name }))
            .AsNoTracking().ToListAsync(ct);
        return choices.Select(c => new Choice(c.Field, c.Id, c.Name)).OrderBy(c => c.Field, StringComparer.Ordinal).ThenBy(c => Platform.Search.SortKey.Of(c.Name, c.Field == "owner"), StringComparer.Ordinal).ToList();
    }
}
