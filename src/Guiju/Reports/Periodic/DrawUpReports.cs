using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>
/// Makes the reports that companies owe about periods that are over, each with its duty, once; and the summaries of the group's top company about
/// what its companies owe (D12-8g).
/// </summary>
[Allow(Permission.OrganizationWrite), Clause("D12-8g")]
sealed class DrawUpReports(GuijuContext db, ReportRules rules, IDuties duties, CompanyClock clock)
{
    /// <summary>Periods that ended longer ago are not looked at any more.</summary>
    public const int ReachDays = 400;

    /// <summary>Companies that owe reports which are not there yet; the top company first when what it sums up is there.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Missing(CancellationToken ct)
    {
        var desks = await db.Set<ReportDesk>().AsNoTracking().Where(d => db.Set<Unit>().Any(u => u.Id == d.UnitId && u.Active)).OrderBy(d => d.Id).ToListAsync(ct);
        if (desks.Count == 0) return new List<Guid>();
        var since = Since;
        var lines = (await db.Set<UnitLine>().AsNoTracking().ToListAsync(ct)).ToLookup(l => l.UnitId);
        var there = (await db.Set<ReportTask>().AsNoTracking().Where(t => t.Last >= since).Select(t => new { t.UnitId, t.Clause, t.First, t.Last }).ToListAsync(ct)).ToLookup(t => t.UnitId, t => (t.Clause, Period: new ReportPeriod(t.First, t.Last)));
        var top = await db.TopCompany(ct);
        List<Guid> missing = [];
        foreach (var desk in desks)
        {
            var owed = desk.UnitId == top
                ? Summaries(desk, there.Where(g => g.Key != top).SelectMany(g => g))
                : ReportSchedule.Owed(Company(desk, lines[desk.UnitId]), since, clock.Today, rules.For(desk.UnitId).Rhythm);
            if (owed.Any(o => !there[desk.UnitId].Contains((o.Kind.Clause, o.Period)))) missing.Add(desk.UnitId);
        }
        return missing;
    }

    /// <summary>Makes those of one company. Answers how many were made.</summary>
    public async Task<Outcome<int>> Handle(Guid unitId, CancellationToken ct)
    {
        // One node at a time makes those of a company: the other one then finds them.
        await db.Set<ReportDesk>().Where(d => d.UnitId == unitId).ExecuteUpdateAsync(s => s.SetProperty(d => d.UnitId, d => d.UnitId), ct);
        if (await db.Set<ReportDesk>().AsNoTracking().SingleOrDefaultAsync(d => d.UnitId == unitId, ct) is not { } desk) return 0;
        if (await db.Set<Unit>().Where(u => u.Id == unitId && u.Active).Select(u => u.Name).SingleOrDefaultAsync(ct) is not { } name) return 0;
        var since = Since;
        var there = (await db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId == unitId && t.Last >= since).Select(t => new { t.Clause, t.First, t.Last }).ToListAsync(ct)).Select(t => (t.Clause, new ReportPeriod(t.First, t.Last))).ToHashSet();
        var own = rules.For(unitId);
        var owed = await db.TopCompany(ct) == unitId
            ? Summaries(desk, (await db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId != unitId && t.Last >= since).Select(t => new { t.Clause, t.First, t.Last }).Distinct().ToListAsync(ct)).Select(t => (t.Clause, new ReportPeriod(t.First, t.Last))))
            : ReportSchedule.Owed(Company(desk, await db.Set<UnitLine>().AsNoTracking().Where(l => l.UnitId == unitId).ToListAsync(ct)), since, clock.Today, own.Rhythm);
        var made = 0;
        foreach (var one in owed.Where(o => !there.Contains((o.Kind.Clause, o.Period))))
        {
            var due = own.Due(one);
            var task = new ReportTask(unitId, one, own.Forms(one), due, clock.Utc(due.At));
            db.Add(task);
            await duties.Open(own.Duty(task, name, desk.PersonId, null, clock), ct);
            made++;
        }
        return made;
    }

    DateOnly Since => clock.Today.AddDays(-ReachDays);

    // A summary is owed of whatever at least one company owes a report about.
    static IReadOnlyList<OwedReport> Summaries(ReportDesk desk, IEnumerable<(string Clause, ReportPeriod Period)> reports) =>
        [.. reports.Distinct().Where(r => ReportKind.Of(r.Clause).Sums is null && r.Period.Last >= desk.From && (desk.Until is null || r.Period.Last <= desk.Until)).Select(r => new OwedReport(ReportKind.SummaryOf(r.Clause), r.Period))];

    static ReportingCompany Company(ReportDesk desk, IEnumerable<UnitLine> lines) => new(desk.From, desk.Until, [.. lines.Select(l => new LineTime(l.Line, l.From, l.Until))]);
}

/// <summary>Makes the reports owed every few minutes: those of the companies, then the summaries of them.</summary>
sealed class ReportRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            if (await OnBehalf.Program.Ask<DrawUpReports, IReadOnlyList<Guid>>(scopes, u => u.Missing(ct), ct) is not { Done: true, Value.Count: > 0 } missing) return;
            foreach (var unit in missing.Value) await OnBehalf.Program.Run<DrawUpReports, int>(scopes, u => u.Handle(unit, ct), ct);
        }
    }
}

static class GroupTop
{
    /// <summary>The group's top company: the first without one above.</summary>
    public static Task<Guid> TopCompany(this GuijuContext db, CancellationToken ct) => db.Set<Unit>().Where(u => u.ParentId == null).OrderBy(u => u.Id).Select(u => u.Id).FirstOrDefaultAsync(ct);
}
