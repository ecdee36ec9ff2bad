using Guiju.Platform.Security;

namespace Guiju.Leads;

/// <summary>Which registrations an actor sees: his own, and those of the people within his scope.</summary>
static class LeadScope
{
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, Actor actor)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        return actor.Scope switch
        {
            DataScope.Group => leads,
            DataScope.Unit => leads.Where(l => l.UnitId == unit),
            DataScope.Department => leads.Where(l => l.UnitId == unit
                && (departments.Contains(l.DepartmentId!.Value) || people.Contains(l.RegistrarId) || l.RegistrarId == me)),
            DataScope.Own => leads.Where(l => l.RegistrarId == me),
        };
    }
}
