using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Compiles 客户一览表 and 客户档案索引 from the files within one's scope.</summary>
[Allow(Permission.ReportsRead)]
[Clause("D13-3.2b"), Clause("D10-1.3")]
public sealed class CompileReport(GuijuContext db, CurrentActor actor, CustomerRows rows, FileGaps gaps)
{
    /// <summary>Most rows on one print; more go into a file.</summary>
    public const int MostPrinted = 20_000;

    /// <summary>The rows asked for with the totals of all.</summary>
    /// <param name="Rows">The rows.</param>
    /// <param name="Totals">What is below the last row.</param>
    public sealed record Report(IReadOnlyList<CustomerRow> Rows, Totals Totals);

    /// <summary>Totals over all files of the report, not only those of the page.</summary>
    /// <param name="Files">Files; one that has two classes counts once (D13-2.1b).</param>
    /// <param name="ByRole">Files of each class; one that has two counts in both.</param>
    /// <param name="Capital">Registered capital by currency.</param>
    public sealed record Totals(int Files, IReadOnlyDictionary<RoleKind, int> ByRole, IReadOnlyDictionary<string, decimal> Capital);

    /// <summary>Compiles one page, or all of it for print.</summary>
    /// <param name="request">Conditions, order, page.</param>
    /// <param name="whole">All rows up to <see cref="MostPrinted"/>.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<Report>> Handle(ListRequest request, bool whole, CancellationToken ct)
    {
        if (!actor.Value.May(Permission.CustomersRead)) return Outcome<Report>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersRead}"));
        var files = request.Filter.Narrow(db.Set<Customer>().VisibleTo(actor.Value), db, gaps);
        var capital = await files.GroupBy(c => c.CapitalCurrency).Select(g => new { Currency = g.Key, Count = g.Count(), Sum = g.Sum(c => c.RegisteredCapital) }).ToListAsync(ct);
        var roles = await db.Set<CustomerRole>().Where(r => files.Any(c => c.Id == r.CustomerId)).GroupBy(r => r.Role).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var totals = new Totals(capital.Sum(c => c.Count), roles.ToDictionary(r => r.Key, r => r.Count), capital.Where(c => c.Currency is not null).ToDictionary(c => c.Currency!, c => c.Sum ?? 0));
        if (!whole) return (await rows.Page(request with { Count = false }, ct)).Map(p => new Report(p.Rows, totals));
        List<CustomerRow> all = [];
        await foreach (var row in rows.All(request, ct))
        {
            all.Add(row);
            if (all.Count == MostPrinted) break;
        }
        return new Report(all, totals);
    }
}
