using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Customers.Bin;

/// <summary>Which things in the bin an actor sees: files as if they still were in his scope, parts where their file is.</summary>
static class BinScope
{
    /// <summary>What he may know of: the scope of the files, without asking what he may do with it.</summary>
    public static IQueryable<BinItem> Within(this IQueryable<BinItem> items, GuijuContext db, Actor actor)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        var live = db.Set<Customer>().VisibleTo(actor);
        return actor.Scope switch
        {
            DataScope.Group => items.Where(i => i.Kind == BinKind.Customer || live.Any(c => c.Id == i.CustomerId)),
            DataScope.Unit => items.Where(i => i.UnitId == unit && (i.Kind == BinKind.Customer || live.Any(c => c.Id == i.CustomerId))),
            DataScope.Department => items.Where(i => i.UnitId == unit && (i.Kind == BinKind.Customer
                ? departments.Contains(i.DepartmentId!.Value) || people.Contains(i.OwnerId!.Value) || i.OwnerId == me || i.SecondOwnerId == me
                : live.Any(c => c.Id == i.CustomerId))),
            DataScope.Own => items.Where(i => i.UnitId == unit && (i.Kind == BinKind.Customer ? i.OwnerId == me || i.SecondOwnerId == me || i.DeletedById == me : live.Any(c => c.Id == i.CustomerId))),
        };
    }

    /// <summary>What he finds in the bin: files he may delete, deleted himself or was in charge of; contacts he noted; the parts of his files.</summary>
    public static IQueryable<BinItem> VisibleTo(this IQueryable<BinItem> items, GuijuContext db, Actor actor)
    {
        var me = actor.PersonId;
        var within = items.Within(db, actor);
        return actor.May(Permission.CustomersDelete) ? within : within.Where(i => i.Kind != BinKind.Customer || i.DeletedById == me || i.OwnerId == me || i.SecondOwnerId == me);
    }

    /// <summary>Whether he may take it back: files and noted contacts who deleted them or may delete; the rest whoever may write the file.</summary>
    public static bool MayRestore(this Actor actor, BinKind kind, Guid? deletedById) =>
        actor.May(Permission.CustomersDelete) || (actor.PersonId is { } me && deletedById == me) || kind is BinKind.ContactPerson or BinKind.Attachment;
}
