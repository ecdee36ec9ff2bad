using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>Finds the few customers somebody most likely means, while he types; within his scope, at most three queries.</summary>
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
    /// <summary>The best first, of one person's customers where an owner is named.</summary>
    public async Task<IReadOnlyList<FindCustomers.Hit>> Find(string? text, int most, Guid? owner, CancellationToken ct)
    {
        var plan = await SearchPlan.Choose(db, actor.Value, text, ct);
        if (plan.Nothing || string.IsNullOrWhiteSpace(text)) return [];
        var (visible, enough) = (plan.Walk.VisibleTo(actor.Value).Where(c => c.ArchivedAt == null && (owner == null || c.OwnerId == owner)), plan.Check ? most * 5 : most);
        // Few hits are all ranked; of many the first by name are shown, as the list behind would.
        var rows = await visible.AsNoTracking().OrderBy(c => c.SortKey).ThenBy(c => c.Serial).Take(plan.Frequent ? enough : SearchPlan.Rare)
            .Select(c => new { c.Id, c.Serial, c.Code, c.Name, c.ShortName, c.RegionCode }).ToListAsync(ct);
        if (plan.Check && rows.Count > 0)
        {
            var serials = rows.Select(r => r.Serial).ToList();
            var kept = await plan.Keep(db, db.Set<Customer>().Where(c => serials.Contains(c.Serial)), ct);
            rows.RemoveAll(r => !kept.Contains(r.Serial));
        }
        var typed = Normal.Of(text);
        return rows.OrderByDescending(r => Normal.Of(r.Name).StartsWith(typed, StringComparison.Ordinal) || Normal.Of(r.ShortName).StartsWith(typed, StringComparison.Ordinal))
            .Take(most).Select(r => new FindCustomers.Hit(r.Id, r.Code, r.Name, r.ShortName, r.RegionCode)).ToList();
    }
}
