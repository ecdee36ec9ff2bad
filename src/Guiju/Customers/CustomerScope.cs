using Guiju.Platform.Security;

namespace Guiju.Customers;

/// <summary>
/// Which customers an actor sees and may change: the one place that list, count, search, export, print, dashboards and API all pass.
/// </summary>
public static class CustomerScope
{
    /// <summary>The customers within the actor's scope.</summary>
    public static IQueryable<Customer> VisibleTo(this IQueryable<Customer> customers, Actor actor)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        // What was merged into another file is nobody's: no list, count, search or export has it.
        customers = customers.Where(c => c.MergedIntoId == null);
        return actor.Scope switch
        {
            DataScope.Group => customers,
            DataScope.Unit => customers.Where(c => c.UnitId == unit),
            DataScope.Department => customers.Where(c => c.UnitId == unit
                && (departments.Contains(c.DepartmentId!.Value) || people.Contains(c.OwnerId!.Value) || c.OwnerId == me || c.SecondOwnerId == me)),
            DataScope.Own => customers.Where(c => c.OwnerId == me || c.SecondOwnerId == me),
        };
    }

    /// <summary>The same rule for one customer at hand.</summary>
    public static bool Sees(this Actor actor, Customer c) => c.MergedIntoId is null && actor.Scope switch
    {
        DataScope.Group => true,
        DataScope.Unit => c.UnitId == actor.UnitId,
        DataScope.Department => c.UnitId == actor.UnitId && ((c.DepartmentId is { } d && actor.Departments.Contains(d))
            || (c.OwnerId is { } o && actor.Subordinates.Contains(o)) || Charged(actor, c)),
        DataScope.Own => Charged(actor, c),
    };

    /// <summary>Whether the actor sees full phone numbers of this customer: his own, or by permission.</summary>
    public static bool SeesPhones(this Actor actor, Guid? ownerId, Guid? secondOwnerId) =>
        actor.May(Permission.CustomersSeePhones) || (actor.PersonId is { } me && (ownerId == me || secondOwnerId == me));

    /// <summary>Whether the actor sees the bank account of this customer: his own, or by permission.</summary>
    public static bool SeesAccounts(this Actor actor, Guid? ownerId, Guid? secondOwnerId) =>
        actor.May(Permission.CustomersSeeAccounts) || (actor.PersonId is { } me && (ownerId == me || secondOwnerId == me));

    static bool Charged(Actor actor, Customer c) => actor.PersonId is { } me && (c.OwnerId == me || c.SecondOwnerId == me);
}
