using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>How a form of a report was sent.</summary>
/// <param name="UnitId">Company.</param>
/// <param name="Unit">Its name (公司).</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Form">The form (报表).</param>
/// <param name="Period">Period (期间).</param>
/// <param name="DueAt">When it was due (截止), UTC.</param>
/// <param name="FirstSentAt">When it was first sent (首次报送), UTC.</param>
/// <param name="Returns">How often it was returned (退回次数).</param>
/// <param name="FinalAt">When what stands was sent (最终报送), UTC; null as long as nothing stands.</param>
/// <param name="DaysLate">Days late (逾期天数) by the company's setting of what counts; up to now where it is not there.</param>
/// <param name="Basis">That setting.</param>
public sealed record ReportStatistic(Guid UnitId, string Unit, string Clause, ReportForm Form, string Period, DateTime DueAt, DateTime? FirstSentAt, int Returns, DateTime? FinalAt, int DaysLate, LatenessBasis Basis);

/// <summary>The periods that can be chosen and one of them.</summary>
/// <param name="Period">The period shown; null where there are no reports yet.</param>
/// <param name="Periods">The newest periods.</param>
/// <param name="Forms">How the forms were sent.</param>
public sealed record PublishedReports(string? Period, IReadOnlyList<string> Periods, PageOf<ReportStatistic> Forms);

/// <summary>
/// Publishes how punctually the companies report (D12-8h): to everybody who reads reports, of all companies of the group, since that is what publishing means. It
/// says when, never what was reported.
/// </summary>
[Allow(Permission.ReportsRead), Clause("D12-8h")]
sealed class ShowReportStatistics(GuijuContext db, ReportRules rules, CompanyClock clock)
{
    /// <summary>Reports of a page; a report has one or two forms.</summary>
    public const int PageSize = 50;

    /// <summary>Reports of a workbook at most.</summary>
    public const int Most = 5000;

    /// <summary>Reads a page of a period, by company; the newest period where none is said.</summary>
    public async Task<Outcome<PublishedReports>> Handle(string? period, string? after, int size, CancellationToken ct)
    {
        size = Math.Clamp(size, 1, Most);
        var periods = await ReportMark.Periods(db.Set<ReportTask>(), ct);
        if (period is { Length: > 0 } && ReportPeriod.Parse(period) is null) return new Finding("periodic.period.malformed", "period").With(period);
        var chosen = period is { Length: > 0 } ? period : periods.FirstOrDefault();
        if (ReportPeriod.Parse(chosen) is not (var first, var last)) return new PublishedReports(null, periods, new([], null));
        var tasks = db.Set<ReportTask>().AsNoTracking().Where(t => t.Last == last && t.First == first);
        if (after is { Length: > 0 })
        {
            if (ReportMark.Place(after) is not (_, var id)) return new Finding("periodic.after.malformed", "after");
            tasks = tasks.Where(t => t.Id.CompareTo(id) > 0);
        }
        var found = await tasks.OrderBy(t => t.Id).Take(size + 1).Join(db.Set<Unit>(), t => t.UnitId, u => u.Id, (t, u) => new { Task = t, u.Name }).OrderBy(r => r.Task.Id).ToListAsync(ct);
        var shown = found.Take(size).ToList();
        var ids = shown.ConvertAll(r => r.Task.Id);
        var filings = (await db.Set<ReportFiling>().AsNoTracking().Where(f => ids.Contains(f.TaskId)).Select(f => new { f.TaskId, f.Form, f.SentAt, f.ReturnedAt }).ToListAsync(ct)).ToLookup(f => (f.TaskId, f.Form));
        var bases = shown.Select(r => (r.Task.UnitId, Due: clock.DateOf(r.Task.DueAt))).Distinct().ToDictionary(k => k, k => rules.For(k.UnitId).Basis(k.Due));
        return new PublishedReports(chosen, periods, new([.. shown.SelectMany(r => r.Task.Wanted.Select(form =>
        {
            var sent = filings[(r.Task.Id, form)].OrderBy(f => f.SentAt).ToList();
            var (firstAt, finalAt) = (sent.FirstOrDefault()?.SentAt, sent.FirstOrDefault(f => f.ReturnedAt is null)?.SentAt);
            var basis = bases[(r.Task.UnitId, clock.DateOf(r.Task.DueAt))];
            return new ReportStatistic(r.Task.UnitId, r.Name, r.Task.Clause, form, chosen!, r.Task.DueAt, firstAt, sent.Count(f => f.ReturnedAt is not null), finalAt,
                ReportLateness.Days(basis, clock.Local(r.Task.DueAt), Local(firstAt), Local(finalAt), clock.Local(clock.Now)), basis);
        }))], found.Count > size ? ReportMark.Of(shown[^1].Task) : null));
    }

    DateTime? Local(DateTime? utc) => utc is { } at ? clock.Local(at) : null;
}

/// <summary>The form 报表报送情况统计: its columns once, for screen and Excel.</summary>
static class StatisticsForm
{
    /// <summary>A column: key of its heading, width in Excel, whether it stands left, its text.</summary>
    public sealed record Column(string Key, double Width, bool Left, Func<ReportStatistic, Texts, CompanyClock, string> Text);

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("periodic.unit", 28, true, (r, _, _) => r.Unit),
        new("periodic.form.name", 26, true, (r, t, _) => t.Of(r.Form)),
        new("periodic.period", 11, false, (r, _, _) => r.Period),
        new("periodic.due", 17, false, (r, _, c) => At(r.DueAt, c)),
        new("periodic.first-sent", 17, false, (r, _, c) => At(r.FirstSentAt, c)),
        new("periodic.returns", 9, false, (r, _, _) => Show.Count(r.Returns)),
        new("periodic.final-sent", 17, false, (r, t, c) => r.FinalAt is null ? State(r, t) : At(r.FinalAt, c)),
        new("periodic.days-late", 9, false, (r, _, _) => Show.Count(r.DaysLate)),
        new("periodic.appraisal", 14, false, (r, t, _) => Judged(r, t)),
    ];

    /// <summary>未报, or 退回待重报.</summary>
    public static string State(ReportStatistic r, Texts t) => t[r.FirstSentAt is null ? "periodic.not-reported" : "periodic.returned-open"];

    /// <summary>按时, 逾期 3 天, 未到期.</summary>
    public static string Judged(ReportStatistic r, Texts t) => r.DaysLate > 0 ? t["periodic.late-by", [r.DaysLate]] : r.FinalAt is null && (r.Basis == LatenessBasis.Final || r.FirstSentAt is null) ? t["enum.ReportStanding.Open"] : t["enum.ReportStanding.InTime"];

    /// <summary>The form as a laid-out workbook.</summary>
    public static byte[] Workbook(PublishedReports published, Texts texts, CompanyClock clock)
    {
        var file = new MemoryStream();
        new FormSheet
        {
            Title = texts["periodic.statistics"],
            Head = [texts["periodic.head.period", [published.Period ?? Show.None]], texts["periodic.head.as-of", [At(clock.Now, clock)]], texts["reports.grounds", ["D12-8h"]]],
            Columns = [.. Columns.Select(c => new FormColumn(texts[c.Key], c.Width, c.Left))],
            Sections = [new(null, [.. published.Forms.Items.Select(r => (IReadOnlyList<object?>)[.. Columns.Select(c => (object?)c.Text(r, texts, clock))])])],
        }.Write(file);
        return file.ToArray();
    }

    static string At(DateTime? utc, CompanyClock clock) => utc is { } at ? clock.Local(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : Show.None;
}
