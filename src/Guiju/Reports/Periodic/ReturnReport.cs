using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>
/// Returns a form that was sent, with a reason: the report is not fulfilled any more and is owed again, due when it was, so that what is late by now stays
/// late. For those who see the group.
/// </summary>
[Allow(Permission.ReportsSend), Clause("D12-8h")]
sealed class ReturnReport(GuijuContext db, ReportLedger ledger, ReportRules rules, IDuties duties, Tell tell, CurrentActor actor, CompanyClock clock, Texts texts)
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 300;

    /// <summary>Returns it. Answers the report it is part of.</summary>
    public async Task<Outcome<Guid>> Handle(Guid filingId, string? reason, CancellationToken ct)
    {
        var me = actor.Value;
        var seen = db.Set<ReportTask>().VisibleTo(db, me);
        if (await db.Set<ReportFiling>().Where(f => f.Id == filingId && seen.Any(t => t.Id == f.TaskId)).Select(f => (Guid?)f.TaskId).SingleOrDefaultAsync(ct) is not { } taskId)
            return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (me.Scope != DataScope.Group) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("periodic.return.group", null, "D12-8h"));
        await ledger.Lock(taskId, ct);
        var task = await db.Set<ReportTask>().SingleAsync(t => t.Id == taskId, ct);
        var filing = await db.Set<ReportFiling>().SingleAsync(f => f.Id == filingId, ct);
        if (filing.SentById == me.PersonId) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("periodic.return.own", null, "D12-8h"));
        if (filing.ReturnedBy is { } already) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("periodic.returned-already", null, "D12-8h").With(already));
        List<Finding> findings = [.. new[] { ReportText.Check(reason, "reason", ReasonLength) }.OfType<Finding>()];
        if (string.IsNullOrWhiteSpace(reason)) findings.Add(new("periodic.return.reason", "reason", "D12-8h"));
        if (findings.Count > 0) return findings;

        var (now, fulfilled) = (clock.Now, task.SentAt is not null);
        filing.Return(now, me.Name, reason!.Trim());
        task.Return();
        var desk = await db.Set<ReportDesk>().Where(d => d.UnitId == task.UnitId).Select(d => (Guid?)d.PersonId).SingleOrDefaultAsync(ct);
        if (fulfilled && (desk ?? filing.SentById) is { } owner)
        {
            var unit = await db.Set<Unit>().Where(u => u.Id == task.UnitId).Select(u => u.Name).SingleAsync(ct);
            await duties.Open(rules.For(task.UnitId).Duty(task, unit, owner, clock.Local(now), clock), ct);
        }
        foreach (var person in new[] { filing.SentById, desk }.OfType<Guid>().Distinct())
            tell.Person(person, "periodic.notice.returned", $"/reports/periodic/{task.Id}", "D12-8h", me.Name, texts.Of(filing.Form), task.Period.ToString(), filing.ReturnReason!);
        return task.Id;
    }
}
