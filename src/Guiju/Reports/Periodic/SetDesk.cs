using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>Says who answers for the reports of a company and since when it owes them. A matter of whoever administers the group.</summary>
[Allow(Permission.OrganizationWrite), Clause("D12-8g")]
sealed class SetDesk(GuijuContext db, DeskGuard guard, IDuties duties, CompanyClock clock)
{
    /// <summary>What is said.</summary>
    /// <param name="PersonId">Who answers; he works for the company and may send reports.</param>
    /// <param name="From">Periods that end on this day or later are reported on; today where left out.</param>
    /// <param name="Until">Periods that end after this day are not, or null.</param>
    public sealed record DeskFacts(Guid? PersonId, DateOnly? From = null, DateOnly? Until = null);

    /// <summary>Says it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid unitId, DeskFacts facts, CancellationToken ct)
    {
        var (unit, refused) = await guard.Find(unitId, ct);
        if (unit is null) return refused!;
        var desk = await db.Set<ReportDesk>().SingleOrDefaultAsync(d => d.UnitId == unitId, ct);
        var from = facts.From ?? desk?.From ?? clock.Today;
        List<Finding> findings = [.. guard.Days(from, facts.Until, desk?.From)];
        if (facts.PersonId is not { } personId) findings.Add(new("periodic.desk.person", "personId", "D12-8g"));
        else if (await (await guard.Senders(unitId, ct)).Where(p => p.Id == personId).Select(p => p.Name).SingleOrDefaultAsync(ct) is null) findings.Add(new Finding("periodic.desk.cannot", "personId", "D12-8g") { Link = "/organization/roles" }.With(unit.Name));
        if (facts.Until is { } until && await guard.Owed(unitId, null, until, ct) is { } there) findings.Add(there with { Field = "until" });
        if (findings.Count > 0) return findings;
        if (desk is null) db.Add(desk = new ReportDesk(unitId, unit.Name));
        var handed = desk.PersonId != facts.PersonId;
        desk.Set(facts.PersonId!.Value, from, facts.Until);
        if (handed)
        {
            // What is open goes along with the desk.
            var open = await db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId == unitId && t.SentAt == null).Select(t => t.Id).ToListAsync(ct);
            await duties.Look(ReportRules.Kind, open, ct);
            foreach (var task in open) await duties.Hand(ReportRules.Subject(task), unit.Name, desk.PersonId, null, ct);
        }
        return desk.Id;
    }
}

/// <summary>Enters a business line of a company, or ends one. A matter of whoever administers the group.</summary>
[Allow(Permission.OrganizationWrite), Clause("D12-8f"), Clause("D12-8g")]
sealed class SetLine(GuijuContext db, DeskGuard guard, CompanyClock clock, Texts texts)
{
    /// <summary>What is said.</summary>
    /// <param name="Line">The line; not the general one, which every company has.</param>
    /// <param name="From">First day; today where left out.</param>
    /// <param name="Until">Last day, or null.</param>
    public sealed record LineFacts(ReportLine? Line, DateOnly? From = null, DateOnly? Until = null);

    /// <summary>Enters it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid unitId, LineFacts facts, CancellationToken ct)
    {
        var (unit, refused) = await guard.Find(unitId, ct);
        if (unit is null) return refused!;
        var (from, until) = (facts.From ?? clock.Today, facts.Until);
        List<Finding> findings = [.. guard.Days(from, until, null)];
        if (facts.Line is not { } line || line == ReportLine.General) findings.Add(new("periodic.line.which", "line", "D12-8g"));
        else if (await db.Set<UnitLine>().Where(l => l.UnitId == unitId && l.Line == line && (until == null || l.From <= until) && (l.Until == null || l.Until >= from)).Select(l => new { l.From, l.Until }).FirstOrDefaultAsync(ct) is { } there)
            findings.Add(new Finding("periodic.line.there", "from", "D12-8g").With(unit.Name, texts.Of(line), Show.Date(there.From), Show.Date(there.Until)));
        if (findings.Count > 0) return findings;
        var entered = new UnitLine(unitId, unit.Name, facts.Line!.Value, from, until);
        db.Add(entered);
        return entered.Id;
    }

    /// <summary>Ends it with a day, or lets it run on.</summary>
    public async Task<Outcome<Guid>> End(Guid lineId, DateOnly? until, CancellationToken ct)
    {
        if (await db.Set<UnitLine>().SingleOrDefaultAsync(l => l.Id == lineId, ct) is not { } line) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var (unit, refused) = await guard.Find(line.UnitId, ct);
        if (unit is null) return refused!;
        List<Finding> findings = [];
        if (until < line.From) findings.Add(new Finding("periodic.until.early", "until", "D12-8g").With(Show.Date(line.From)));
        else if (until is { } end && await guard.Owed(line.UnitId, line.Line, end, ct) is { } there) findings.Add(there);
        else if (await db.Set<UnitLine>().AnyAsync(l => l.Id != lineId && l.UnitId == line.UnitId && l.Line == line.Line && l.From > line.From && (until == null || l.From <= until), ct)) findings.Add(new Finding("periodic.line.later", "until", "D12-8g").With(unit.Name, texts.Of(line.Line)));
        if (findings.Count > 0) return findings;
        line.End(until);
        return line.Id;
    }
}

/// <summary>What every change of desks and lines asks first.</summary>
sealed class DeskGuard(GuijuContext db, Administration administration, CompanyClock clock)
{
    /// <summary>The company, locked against changes of others at the same time; or the refusal.</summary>
    public async Task<(Unit? Unit, Outcome<Guid>? Refused)> Find(Guid unitId, CancellationToken ct)
    {
        if (!administration.WholeGroup) return (null, Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("organization.group-only")));
        await administration.Lock(ct);
        return await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, ct) is { } unit ? (unit, null) : (null, Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found")));
    }

    /// <summary>What is wrong with first and last day: nobody owes from one day to the next what is long past.</summary>
    public IEnumerable<Finding> Days(DateOnly from, DateOnly? until, DateOnly? before)
    {
        var earliest = clock.Today.AddDays(-DrawUpReports.ReachDays);
        if (from < earliest && from != before) yield return new Finding("periodic.from.early", "from", "D12-8g").With(Show.Date(earliest));
        if (from > clock.Today.AddYears(10)) yield return new Finding("periodic.from.late", "from", "D12-8g").With(Show.Date(clock.Today.AddYears(10)));
        if (until < from) yield return new Finding("periodic.until.early", "until", "D12-8g").With(Show.Date(from));
    }

    /// <summary>A report that is there already about a period that ended after a day: what is owed stays owed.</summary>
    public async Task<Finding?> Owed(Guid unitId, ReportLine? line, DateOnly until, CancellationToken ct) =>
        await db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId == unitId && t.Last > until && (line == null || t.Line == line)).OrderByDescending(t => t.Last).FirstOrDefaultAsync(ct) is { } task
            ? new Finding("periodic.until.owed", "until", "D12-8g") { Link = $"/reports/periodic/{task.Id}" }.With(task.Period, Show.Date(task.Last)) : null;

    /// <summary>People of a company who may send reports.</summary>
    public async Task<IQueryable<Person>> Senders(Guid unitId, CancellationToken ct)
    {
        var roles = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(Permission.ReportsSend)).Select(r => r.Id).ToList();
        return db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unitId && p.Active && p.Roles.Any(r => roles.Contains(r.RoleId)));
    }
}
