using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Shows the views somebody may open, his own and those shared in his company, and how he arranged the list; two small queries.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ShowViews(GuijuContext db, CurrentActor actor)
{
    /// <summary>Most views shown.</summary>
    public const int Most = 300;

    /// <summary>All of them.</summary>
    public async Task<Outcome<ViewShelf>> Handle(CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        var views = await db.Set<SavedView>().AsNoTracking().VisibleTo(actor.Value).OrderBy(v => v.Name).ThenBy(v => v.Id).Take(Most)
            .Select(v => new ViewShelf.View(v.Id, v.Version, v.Name, v.OwnerId == me, db.Set<Person>().Where(p => p.Id == v.OwnerId).Select(p => p.Name).Single(), v.Shared, v.Query, v.Columns, db.Set<Person>().Any(p => p.Id == v.OwnerId && !p.Active))).ToListAsync(ct);
        var settings = await db.Set<ListSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == me, ct);
        return new ViewShelf(
            [.. views.OrderBy(v => Platform.Search.SortKey.Of(v.Name), StringComparer.Ordinal)], settings?.Opens,
            [.. (settings?.Pins ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).Select(id => views.Find(v => v.Id == id)).OfType<ViewShelf.View>()], settings?.Columns);
    }
}

/// <summary>Which saved views somebody may open: one rule for list, address, tabs and API.</summary>
static class ViewScope
{
    /// <summary>One's own, and those shared in one's company.</summary>
    public static IQueryable<SavedView> VisibleTo(this IQueryable<SavedView> views, Actor actor)
    {
        var (me, unit) = (actor.PersonId, actor.UnitId);
        return views.Where(v => v.OwnerId == me || (v.Shared && v.UnitId == unit));
    }
}
