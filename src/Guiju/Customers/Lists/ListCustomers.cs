using Guiju.Customers.Search;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Lists the customers one may see, a page at a time.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ListCustomers(CustomerRows rows)
{
    /// <summary>A page of them.</summary>
    public Task<Outcome<CustomerPage>> Handle(ListRequest request, CancellationToken ct) => rows.Page(request, ct);
}

/// <summary>Reads customers for list, export, print and API alike: the one way by which all of them get scope, filter, order and masks.</summary>
public sealed class CustomerRows(GuijuContext db, CurrentActor actor, FileGaps gaps, RememberedNames names, Microsoft.AspNetCore.DataProtection.IDataProtectionProvider protection)
{
    readonly PlaceMark marks = new(protection);

    /// <summary>A page, by number or by mark: at most five queries, and one more where it reaches files without a value to sort by.</summary>
    public async Task<Outcome<CustomerPage>> Page(ListRequest request, CancellationToken ct)
    {
        if (!CustomerSort.All.TryGetValue(request.Sort, out var sort)) return new Finding("lists.sort.unknown", "sort").With(request.Sort, string.Join(", ", CustomerSort.All.Keys));
        PlaceMark.Place? from = null;
        if (request.After is { } mark && (from = marks.Read(request.Sort, request.Descending, mark)) is null) return new Finding("lists.after.unreadable", "after");

        var (asked, plan) = await Plan(request.Filter, ct);
        if (plan.Nothing) return new CustomerPage([], new(0), null);
        var counted = request.Count ? await Count(asked(plan.Source), plan, ct) : null;
        var skip = from is null ? (request.Page - 1) * request.Size : 0;
        var found = await Take(asked(plan.Walk), sort, request.Descending, from, skip, request.Size + 1, ct);
        var more = found.Count > request.Size;
        if (more) found.RemoveAt(found.Count - 1);
        var next = more ? marks.Write(request.Sort, request.Descending, new(sort.Mark(found[^1]), found[^1].Serial)) : null;
        if (plan is { Check: true, Frequent: true })
        {
            var serials = found.Select(r => r.Serial).ToList();
            var kept = await plan.Keep(db, db.Set<Customer>().Where(c => serials.Contains(c.Serial)), ct);
            found.RemoveAll(r => !kept.Contains(r.Serial));
        }
        return new CustomerPage(found, counted, next);
    }

    /// <summary>All of them in order, read a part at a time.</summary>
    public async IAsyncEnumerable<CustomerRow> All(ListRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var sort = CustomerSort.All[request.Sort];
        var (asked, plan) = await Plan(request.Filter, ct);
        if (plan.Nothing) yield break;
        PlaceMark.Place? from = null;
        while (true)
        {
            var part = await Take(asked(plan.Walk), sort, request.Descending, from, 0, Part, ct);
            if (part.Count == 0) yield break;
            HashSet<long>? kept = null;
            if (plan is { Check: true, Frequent: true })
            {
                var serials = part.Select(r => r.Serial).ToList();
                kept = await plan.Keep(db, db.Set<Customer>().Where(c => serials.Contains(c.Serial)), ct);
            }
            foreach (var row in part)
                if (kept?.Contains(row.Serial) != false) yield return row;
            if (part.Count < Part) yield break;
            from = new(sort.Mark(part[^1]), part[^1].Serial);
        }
    }

    /// <summary>The ids at some places of a list, without the rows.</summary>
    internal async Task<List<Guid>> Ids(ListRequest request, int skip, int size, CancellationToken ct)
    {
        if (!CustomerSort.All.TryGetValue(request.Sort, out var sort)) return [];
        var (asked, plan) = await Plan(request.Filter, ct);
        if (plan.Nothing) return [];
        var customers = asked(plan.Walk);
        var ordered = sort.Order(customers, db, request.Descending);
        var found = await ordered.Skip(skip).Take(size).Select(c => new { c.Id, c.Serial }).ToListAsync(ct);
        if (sort.Gaps && found.Count < size)
        {
            var before = found.Count == 0 && skip > 0 ? skip - await ordered.CountAsync(ct) : 0;
            found.AddRange(await sort.Rest(customers, db).Skip(before).Take(size - found.Count).Select(c => new { c.Id, c.Serial }).ToListAsync(ct));
        }
        if (plan is not { Check: true, Frequent: true }) return [.. found.Select(f => f.Id)];
        var serials = found.Select(f => f.Serial).ToList();
        var kept = await plan.Keep(db, db.Set<Customer>().Where(c => serials.Contains(c.Serial)), ct);
        return [.. found.Where(f => kept.Contains(f.Serial)).Select(f => f.Id)];
    }

    /// <summary>How many there are, exactly, however many.</summary>
    public async Task<int> CountAll(CustomerFilter filter, CancellationToken ct)
    {
        var (asked, plan) = await Plan(filter, ct);
        return plan.Nothing ? 0 : await asked(plan.Source).CountAsync(ct);
    }

    const int Part = 1000;

    // Rare hits are checked before anything is counted or sorted, so that count and pages are exact.
    async Task<(Func<IQueryable<Customer>, IQueryable<Customer>> Asked, SearchPlan Plan)> Plan(CustomerFilter filter, CancellationToken ct)
    {
        var me = actor.Value;
        var plan = await SearchPlan.Choose(db, me, filter.Text, ct);
        IQueryable<Customer> Narrow(IQueryable<Customer> customers) => filter.Narrow(customers.VisibleTo(me), db, gaps);
        if (!plan.Check || plan.Frequent || plan.Nothing) return (Narrow, plan);
        var kept = (await plan.Keep(db, Narrow(plan.Source), ct)).ToList();
        return (customers => Narrow(customers).Where(c => kept.Contains(c.Serial)), plan);
    }

    async Task<BoundedCount?> Count(IQueryable<Customer> customers, SearchPlan plan, CancellationToken ct) =>
        plan is { Frequent: true, Hides: true } ? null : await BoundedCount.Of(db, customers.Select(c => c.Serial), ct) with { About = plan is { Frequent: true, Check: true } };

    // Files with a value first, then those without, each in an order of their own.
    async Task<List<CustomerRow>> Take(IQueryable<Customer> customers, CustomerSort sort, bool descending, PlaceMark.Place? from, int skip, int size, CancellationToken ct)
    {
        List<CustomerRow> rows = [];
        if (from is not { Value: null })
        {
            var ordered = from is null ? sort.Order(customers, db, descending) : sort.After(customers, db, descending, from.Value!, from.Serial)!;
            rows = await CustomerRow.Read((skip > 0 ? ordered.Skip(skip) : ordered).Take(size), ct);
        }
        if (!sort.Gaps || rows.Count == size) return await CustomerRow.Complete(rows, db, names, actor.Value, ct);
        var rest = sort.Rest(customers, db);
        if (from is { Value: null }) rest = rest.Where(c => c.Serial > from.Serial);
        var before = rows.Count == 0 && skip > 0 ? skip - await sort.Order(customers, db, descending).CountAsync(ct) : 0;
        rows.AddRange(await CustomerRow.Read((before > 0 ? rest.Skip(before) : rest).Take(size - rows.Count), ct));
        return await CustomerRow.Complete(rows, db, names, actor.Value, ct);
    }
}
