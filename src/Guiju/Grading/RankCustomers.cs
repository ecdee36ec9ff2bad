using Guiju.Customers.Contracts;
using Guiju.Grading.Clauses;
using Guiju.Grading.Contracts;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Grading;

/// <summary>Ranks the customers of the graded population by what they bought in a year, and lists the special class apart.</summary>
[Allow(Permission.ReportsRead)]
public sealed class RankCustomers(IVisibleCustomers customers, IVisibleRoles roles, ISalesFacts sales, IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>Rows of each list at most.</summary>
    public const int Most = 100;

    /// <summary>A year's ranking.</summary>
    /// <param name="Year">Calendar year.</param>
    /// <param name="Population">Customers that are graded, those who bought nothing too.</param>
    /// <param name="Sales">Sales to them, yuan.</param>
    /// <param name="Ranked">The first of those who bought, by sales.</param>
    /// <param name="ApartCount">Customers listed apart.</param>
    /// <param name="Apart">The first of them, by name.</param>
    /// <param name="ApartExcluded">Whether the special class is listed apart, as the company has set it.</param>
    public sealed record Ranking(int Year, int Population, decimal Sales, IReadOnlyList<Rank> Ranked, int ApartCount, IReadOnlyList<Special> Apart, bool ApartExcluded);

    /// <summary>A place in the ranking; customers who bought the same share it.</summary>
    public sealed record Rank(int Place, Guid CustomerId, string Code, string Name, decimal Sales);

    /// <summary>A customer of the special class: neither grade nor rank.</summary>
    public sealed record Special(Guid CustomerId, string Code, string Name, SpecialKind? Kind);

    /// <summary>The ranking of a year; the last full year where none is named.</summary>
    [Clause("D13-2.2b"), Clause("D15-2.2b"), Clause("D16-2.2b")]
    public async Task<Outcome<Ranking>> Handle(int? asked, CancellationToken ct)
    {
        var year = asked ?? clock.Today.Year - 1;
        if (year < 1980 || year > clock.Today.Year) return new Finding("grading.year", "year").With(1980, clock.Today.Year);
        var exclude = parameters.Get<bool>("D13-2.2b", "exclude_special_from_grading", clock.Today);
        var kept = GradedPopulation.ListedApart(exclude);
        var (classes, all) = (roles.Rows, customers.Rows);
        var graded = all.Where(c => !classes.Any(r => r.CustomerId == c.Id && kept.Contains(r.Role)));
        var bought = from s in sales.Of(year) join c in graded on s.CustomerId equals c.Id select new { c.Id, c.Code, c.Name, c.SortKey, s.Amount };
        var first = await bought.OrderByDescending(b => b.Amount).ThenBy(b => b.SortKey).ThenBy(b => b.Id).Take(Most).ToListAsync(ct);
        var ranked = new List<Rank>();
        foreach (var b in first)
            ranked.Add(new(ranked is [.., var last] && last.Sales == b.Amount ? last.Place : ranked.Count + 1, b.Id, b.Code, b.Name, b.Amount));
        var apart = all.Where(c => classes.Any(r => r.CustomerId == c.Id && kept.Contains(r.Role)));
        var listed = await apart.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Take(Most)
            .Select(c => new Special(c.Id, c.Code, c.Name, classes.Where(r => r.CustomerId == c.Id && r.Role == RoleKind.Special).Select(r => r.Special).FirstOrDefault())).ToListAsync(ct);
        return new Ranking(year, await graded.CountAsync(ct), await bought.SumAsync(b => (decimal?)b.Amount, ct) ?? 0m, ranked, await apart.CountAsync(ct), listed, exclude);
    }
}
