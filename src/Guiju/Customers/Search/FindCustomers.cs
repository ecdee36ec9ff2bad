using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>Finds the few customers somebody most likely means, while he types; within his scope; at most three queries, five where most of what the index finds turns out not to match.</summary>
[Allow(Permission.CustomersRead)]
public sealed class FindCustomers(LikelyCustomers likely)
{
    /// <summary>A customer found.</summary>
    /// <param name="Id">Id of the file.</param>
    /// <param name="Code">File number.</param>
    /// <param name="Name">Registered name.</param>
    /// <param name="ShortName">Name as people say it.</param>
    /// <param name="RegionCode">Region code.</param>
    public sealed record Hit(Guid Id, string Code, string Name, string? ShortName, string? RegionCode);

    /// <summary>The best first: those whose name begins so, then by name. Archived files are left out.</summary>
    public async Task<Outcome<IReadOnlyList<Hit>>> Handle(string? text, int most, CancellationToken ct) => Outcome<IReadOnlyList<Hit>>.Success(await likely.Find(text, most, null, ct));
}

/// <summary>The customers somebody most likely means: for the palette, and for the first page of a search over everything.</summary>
public sealed class LikelyCustomers(GuijuContext db, CurrentActor actor)
{
    /// <summary>Rows read at most where many must be checked.</summary>
    const int MostRead = 600;

    sealed record Row(Guid Id, long Serial, string Code, string Name, string? ShortName, string? RegionCode);

    /// <summary>The best first, of one person's customers where an owner is named.</summary>
    public async Task<IReadOnlyList<FindCustomers.Hit>> Find(string? text, int most, Guid? owner, CancellationToken ct)
    {
        var plan = await SearchPlan.Choose(db, actor.Value, text, ct);
        if (plan.Nothing || string.IsNullOrWhiteSpace(text)) return [];
        var visible = plan.Walk.VisibleTo(actor.Value).Where(c => c.ArchivedAt == null && (owner == null || c.OwnerId == owner)).AsNoTracking().OrderBy(c => c.SortKey).ThenBy(c => c.Serial);
        List<Row> rows = [];
        // Few hits are all ranked; of many the first by name are shown, as the list behind would. Where most of them turn out not to match, more are looked at once.
        foreach (var enough in plan is { Frequent: true, Check: true } ? (int[])[most * 5, MostRead] : [plan.Frequent ? most : SearchPlan.Rare])
        {
            rows = await visible.Take(enough).Select(c => new Row(c.Id, c.Serial, c.Code, c.Name, c.ShortName, c.RegionCode)).ToListAsync(ct);
            var all = rows.Count < enough;
            if (plan.Check && rows.Count > 0)
            {
                var serials = rows.ConvertAll(r => r.Serial);
                var kept = await plan.Keep(db, db.Set<Customer>().Where(c => serials.Contains(c.Serial)), ct);
                rows.RemoveAll(r => !kept.Contains(r.Serial));
            }
            if (all || rows.Count >= most) break;
        }
        var typed = Normal.Of(text);
        return rows.OrderByDescending(r => Normal.Of(r.Name).StartsWith(typed, StringComparison.Ordinal) || Normal.Of(r.ShortName).StartsWith(typed, StringComparison.Ordinal))
            .Take(most).Select(r => new FindCustomers.Hit(r.Id, r.Code, r.Name, r.ShortName, r.RegionCode)).ToList();
    }
}
