using System.Globalization;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>Which periodic reports.</summary>
public enum ReportShow
{
    /// <summary>待报: not sent, late or not.</summary>
    Open,

    /// <summary>逾期未报: not sent and late.</summary>
    Late,

    /// <summary>已报.</summary>
    Sent,
}

/// <summary>Conditions of a list of periodic reports.</summary>
/// <param name="Show">Which; all where left out.</param>
/// <param name="Period">Only of this period, such as 2025-Q4 or 2026-01.</param>
/// <param name="UnitId">Only of this company.</param>
/// <param name="After">Where the last page ended.</param>
/// <param name="Size">Rows a page, 1 to 200.</param>
public sealed record ReportQuery(ReportShow? Show = null, string? Period = null, Guid? UnitId = null, string? After = null, int? Size = null);

/// <summary>A periodic report in a list.</summary>
/// <param name="Id">It.</param>
/// <param name="UnitId">Company.</param>
/// <param name="Unit">Its name.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Line">Business line.</param>
/// <param name="Period">Period, such as 2025-Q4.</param>
/// <param name="Forms">Forms owed.</param>
/// <param name="Filed">How many of them stand.</param>
/// <param name="DueAt">When it is due, UTC.</param>
/// <param name="SentAt">When it was complete, UTC.</param>
/// <param name="Returns">Forms returned so far.</param>
/// <param name="Standing">How it stands.</param>
public sealed record ReportRow(Guid Id, Guid UnitId, string Unit, string Clause, ReportLine Line, string Period, IReadOnlyList<ReportForm> Forms, int Filed, DateTime DueAt, DateTime? SentAt, int Returns, ReportStanding Standing);

/// <summary>Lists the periodic reports of the reader's scope, the newest period first.</summary>
[Allow(Permission.ReportsRead)]
sealed class ListReports(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads a page.</summary>
    public async Task<Outcome<PageOf<ReportRow>>> Handle(ReportQuery query, CancellationToken ct)
    {
        var size = Math.Clamp(query.Size ?? PageSize, 1, 200);
        var tasks = db.Set<ReportTask>().AsNoTracking().VisibleTo(db, actor.Value);
        if (query.UnitId is { } unit) tasks = tasks.Where(t => t.UnitId == unit);
        if (query.Period is { Length: > 0 } text)
        {
            if (ReportPeriod.Parse(text) is not { } period) return new Finding("periodic.period.malformed", "period").With(text);
            var (first, end) = (period.First, period.Last);
            tasks = tasks.Where(t => t.Last == end && t.First == first);
        }
        var now = clock.Now.AddSeconds(-1);
        tasks = query.Show switch
        {
            ReportShow.Open => tasks.Where(t => t.SentAt == null),
            ReportShow.Late => tasks.Where(t => t.SentAt == null && t.DueAt <= now),
            ReportShow.Sent => tasks.Where(t => t.SentAt != null),
            _ => tasks,
        };
        if (query.After is { Length: > 0 } after)
        {
            if (ReportMark.Place(after) is not (var last, var id)) return new Finding("periodic.after.malformed", "after");
            tasks = tasks.Where(t => t.Last < last || (t.Last == last && t.Id.CompareTo(id) > 0));
        }
        var rows = await tasks.OrderByDescending(t => t.Last).ThenBy(t => t.Id).Take(size + 1).Join(db.Set<Unit>(), t => t.UnitId, u => u.Id, (t, u) => new { Task = t, u.Name, Filed = db.Set<ReportFiling>().Count(f => f.TaskId == t.Id && f.ReturnedAt == null) })
            .OrderByDescending(r => r.Task.Last).ThenBy(r => r.Task.Id).ToListAsync(ct);
        return new PageOf<ReportRow>([.. rows.Take(size).Select(r => new ReportRow(r.Task.Id, r.Task.UnitId, r.Name, r.Task.Clause, r.Task.Line, r.Task.Period.ToString(), r.Task.Wanted, r.Filed, r.Task.DueAt, r.Task.SentAt, r.Task.Returns, r.Task.StandingAt(clock.Now)))],
            rows.Count > size ? ReportMark.Of(rows[size - 1].Task) : null);
    }

    /// <summary>The periods there are reports of, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Periods(CancellationToken ct) =>
        await ReportMark.Periods(db.Set<ReportTask>().VisibleTo(db, actor.Value), ct);
}

/// <summary>Places in lists of reports.</summary>
static class ReportMark
{
    /// <summary>Periods offered for choosing.</summary>
    const int Offered = 40;

    /// <summary>Place of a report, opaque to whoever pages.</summary>
    public static string Of(ReportTask task) => string.Create(CultureInfo.InvariantCulture, $"{task.Last:yyyyMMdd}_{task.Id:N}");

    /// <summary>Reads a place; null where it is none.</summary>
    public static (DateOnly Last, Guid Id)? Place(string after) =>
        after.Split('_') is [var day, var id] && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) && Guid.TryParseExact(id, "N", out var guid) ? (last, guid) : null;

    /// <summary>The newest periods of reports.</summary>
    public static async Task<List<string>> Periods(IQueryable<ReportTask> tasks, CancellationToken ct) =>
        [.. (await tasks.AsNoTracking().Select(t => new { t.Last, t.First }).Distinct().OrderByDescending(t => t.Last).ThenBy(t => t.First).Take(Offered).ToListAsync(ct)).Select(t => new ReportPeriod(t.First, t.Last).ToString())];
}
