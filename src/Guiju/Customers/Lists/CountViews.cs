using System.Linq.Expressions;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Counts the customers of each tab within one's scope, all in one query.</summary>
[Allow(Permission.CustomersRead)]
public sealed class CountViews(GuijuContext db, CurrentActor actor, CompanyClock clock, FileGaps gaps)
{
    /// <summary>Counts them; each is taken in the order of an index, so that it ends at the bound.</summary>
    public async Task<Outcome<IReadOnlyDictionary<string, BoundedCount>>> Handle(CancellationToken ct)
    {
        const int most = BoundedCount.Most + 1;
        var (me, today) = (actor.Value.PersonId, clock.Today);
        var soon = today.AddDays(ListView.Soon);
        var visible = db.Set<Customer>().VisibleTo(actor.Value);
        var live = visible.Where(c => c.ArchivedAt == null);
        var counts = await db.Set<AccessStamp>().OrderBy(s => s.Id).Select(_ => new
        {
            All = live.OrderBy(c => c.SortKey).Take(most).Count(),
            Mine = live.Where(c => c.OwnerId == me).OrderBy(c => c.SortKey).Take(most).Count(),
            Due = live.Where(c => c.NextContactOn <= soon).OrderBy(c => c.NextContactOn).Take(most).Count(),
            Overdue = live.Where(c => c.NextContactOn < today).OrderBy(c => c.NextContactOn).Take(most).Count(),
            Drafts = live.Where(c => c.Status != FileStatus.Formal).OrderBy(c => c.Status).Take(most).Count(),
            Unowned = live.Where(c => c.OwnerId == null).OrderBy(c => c.SortKey).Take(most).Count(),
            Archived = visible.Where(c => c.ArchivedAt != null).OrderBy(c => c.ArchivedAt).Take(most).Count(),
        }).FirstAsync(ct);
        return new Dictionary<string, BoundedCount>
        {
            ["all"] = BoundedCount.Of(counts.All),
            ["mine"] = BoundedCount.Of(counts.Mine),
            ["due"] = BoundedCount.Of(counts.Due),
            ["overdue"] = BoundedCount.Of(counts.Overdue),
            ["drafts"] = BoundedCount.Of(counts.Drafts),
            ["unowned"] = BoundedCount.Of(counts.Unowned),
            ["archived"] = BoundedCount.Of(counts.Archived),
        };
    }

    /// <summary>Counts what other filters find, all in one query; those that search words are left out, since only the search plan can count them.</summary>
    public async Task<Outcome<IReadOnlyDictionary<Guid, BoundedCount>>> Each(IReadOnlyList<(Guid Id, CustomerFilter Filter)> filters, CancellationToken ct)
    {
        List<(Guid Id, CustomerFilter Filter)> asked = [.. filters.Where(f => f.Filter.Text is null)];
        if (asked.Count == 0) return new Dictionary<Guid, BoundedCount>();
        var visible = db.Set<Customer>().VisibleTo(actor.Value);
        var counts = Expression.NewArrayInit(typeof(int), asked.Select(f => Counting(f.Filter.Narrow(visible, db, gaps)).Body));
        var found = await db.Set<AccessStamp>().OrderBy(s => s.Id).Select(Expression.Lambda<Func<AccessStamp, int[]>>(counts, Expression.Parameter(typeof(AccessStamp)))).FirstAsync(ct);
        return asked.Select((f, i) => (f.Id, Count: BoundedCount.Of(found[i]))).ToDictionary(f => f.Id, f => f.Count);
    }

    static Expression<Func<int>> Counting(IQueryable<Customer> customers) => () => customers.OrderBy(c => c.SortKey).Take(BoundedCount.Most + 1).Count();
}
