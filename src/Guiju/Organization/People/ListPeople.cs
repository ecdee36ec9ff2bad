using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>People of the companies one sees, by pinyin, page by page.</summary>
[Allow(Permission.OrganizationRead)]
public sealed class ListPeople(GuijuContext db, CurrentActor actor)
{
    /// <summary>Most rows of a page, and where nothing is said.</summary>
    public const int MostRows = 200, UsualRows = 50;

    /// <summary>Which people.</summary>
    /// <param name="Search">Part of the name, its pinyin or initials.</param>
    /// <param name="UnitId">Of this company.</param>
    /// <param name="DepartmentId">Of this department alone.</param>
    /// <param name="Left">Those who left, instead of those who work here.</param>
    /// <param name="After">Where the page before ended.</param>
    /// <param name="Limit">Rows, 1 to 200.</param>
    public sealed record Filter(string? Search = null, Guid? UnitId = null, Guid? DepartmentId = null, bool Left = false, Guid? After = null, int? Limit = null);

    /// <summary>Somebody in the list.</summary>
    public sealed record Row(Guid Id, string Name, string? Post, Guid UnitId, string Unit, Guid? DepartmentId, string? Department, Guid? SupervisorId, string? Supervisor, string? Phone, string? Email, bool Active);

    /// <summary>Reads a page.</summary>
    public async Task<Outcome<PageOf<Row>>> Handle(Filter filter, CancellationToken ct)
    {
        var rows = Math.Clamp(filter.Limit ?? UsualRows, 1, MostRows);
        var people = db.Set<Person>().AsNoTracking().VisibleTo(actor.Value).Where(p => p.Active != filter.Left);
        if (filter.UnitId is { } unit) people = people.Where(p => p.UnitId == unit);
        if (filter.DepartmentId is { } department) people = people.Where(p => p.DepartmentId == department);
        if (Normal.Of(filter.Search).ToLowerInvariant() is { Length: > 0 } words) people = people.Where(p => p.SearchKey.Contains(words));
        if (filter.After is { } after)
        {
            var place = await db.Set<Person>().Where(p => p.Id == after).Select(p => p.SortKey).SingleOrDefaultAsync(ct) ?? "";
#pragma warning disable CA1309 // The database compares, by bytes.
            people = people.Where(p => string.Compare(p.SortKey, place) > 0);
#pragma warning restore CA1309
        }
        var found = await people.OrderBy(p => p.SortKey).Take(rows + 1)
            .Select(p => new Row(p.Id, p.Name, p.Post, p.UnitId, db.Set<Unit>().Where(u => u.Id == p.UnitId).Select(u => u.Name).Single(),
                p.DepartmentId, db.Set<Department>().Where(d => d.Id == p.DepartmentId).Select(d => d.Name).SingleOrDefault(),
                p.SupervisorId, db.Set<Person>().Where(s => s.Id == p.SupervisorId).Select(s => s.Name).SingleOrDefault(), p.Phone, p.Email, p.Active)).ToListAsync(ct);
        return found.Count > rows ? new PageOf<Row>(found[..rows], found[rows - 1].Id.ToString()) : new PageOf<Row>(found, null);
    }
}
