using Guiju.Commerce.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>What the figures of a report are now: a company's from its ledger, a summary's from what the companies reported.</summary>
sealed class ReportLedger(GuijuContext db, ICompanyTurnover turnover)
{
    /// <summary>Customers of a report that are named; the rest is in the totals.</summary>
    public const int Named = 100;

    /// <summary>Lets one act on a report run at a time.</summary>
    public Task Lock(Guid taskId, CancellationToken ct) => db.Set<ReportTask>().Where(t => t.Id == taskId).ExecuteUpdateAsync(s => s.SetProperty(t => t.UnitId, t => t.UnitId), ct);

    /// <summary>Computes them.</summary>
    public async Task<ReportFigures> Of(ReportTask task, CancellationToken ct)
    {
        if (task.Kind.Sums is { } clause) return await Summary(task, clause, ct);
        var found = await turnover.Of(task.UnitId, task.First, task.Last, Named, ct);
        return new(found.Sales, found.Receipts, [.. found.Largest.Select(c => new ReportLineFigures(c.CustomerId, c.Customer, c.Sales, c.Receipts))], found.Customers, 0, found.OtherCurrencies);
    }

    /// <summary>Companies that owe what a summary is about, and have not reported: none means that it can be compiled.</summary>
    public Task<int> Waiting(string clause, ReportPeriod period, CancellationToken ct) => Reports(clause, period).CountAsync(t => t.SentAt == null, ct);

    // Who has not reported stands there as such and counts in no total: that is not zero.
    [Clause("D12-8b"), Clause("D12-8d"), Clause("D12-8f")]
    async Task<ReportFigures> Summary(ReportTask task, string clause, CancellationToken ct)
    {
        // Of several forms of a report the last owed carries the figures.
        var found = await Reports(clause, task.Period).Join(db.Set<Unit>(), t => t.UnitId, u => u.Id, (t, u) => new { Task = t, u.Code, u.Name }).OrderBy(r => r.Code).ToListAsync(ct);
        var ids = found.Where(r => r.Task.SentAt is not null).Select(r => r.Task.Id).ToList();
        var filed = (await db.Set<ReportFiling>().AsNoTracking().Where(f => ids.Contains(f.TaskId) && f.ReturnedAt == null).Select(f => new { f.TaskId, f.Form, f.Sales, f.Receipts }).ToListAsync(ct)).ToLookup(f => f.TaskId);
        List<ReportLineFigures> lines = [.. found.Select(r => (r.Task, r.Name, Filing: filed[r.Task.Id].SingleOrDefault(f => f.Form == r.Task.Wanted[^1])))
            .Select(r => new ReportLineFigures(r.Task.UnitId, r.Name, r.Filing?.Sales, r.Filing?.Receipts))];
        return new(lines.Sum(l => l.Sales ?? 0), lines.Sum(l => l.Receipts ?? 0), lines, lines.Count, lines.Count(l => l.Sales is null), false);
    }

    IQueryable<ReportTask> Reports(string clause, ReportPeriod period)
    {
        var (first, last) = (period.First, period.Last);
        return db.Set<ReportTask>().AsNoTracking().Where(t => t.Last == last && t.First == first && t.Clause == clause);
    }
}
