using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>Sends a form of a report one's company owes: its figures are kept as they are now. With the last form that is owed the duty is done; one of two leaves it open.</summary>
[Allow(Permission.ReportsSend), Clause("D12-8a"), Clause("D12-8b"), Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f")]
sealed class SendReport(GuijuContext db, ReportLedger ledger, IDuties duties, Tell tell, CurrentActor actor, CompanyClock clock, Texts texts)
{
    /// <summary>Longest note.</summary>
    public const int NoteLength = 1000;

    const decimal Most = 999_999_999_999.99m;

    /// <summary>What the sender says. Figures left out are those of the ledger; others want a note.</summary>
    /// <param name="Form">Which form.</param>
    /// <param name="Sales">Sales of the period, in yuan.</param>
    /// <param name="Receipts">Receipts of the period, in yuan.</param>
    /// <param name="Note">What there is to say to it, up to 1,000 characters.</param>
    public sealed record ReportFacts(ReportForm? Form, decimal? Sales = null, decimal? Receipts = null, string? Note = null);

    /// <summary>A form that was sent.</summary>
    /// <param name="Id">It.</param>
    /// <param name="Late">Whether it was late.</param>
    /// <param name="Complete">Whether the report is complete with it.</param>
    public sealed record SentReport(Guid Id, bool Late, bool Complete);

    /// <summary>Sends it.</summary>
    public async Task<Outcome<SentReport>> Handle(Guid taskId, ReportFacts facts, CancellationToken ct)
    {
        var me = actor.Value;
        if (!await db.Set<ReportTask>().VisibleTo(db, me).AnyAsync(t => t.Id == taskId, ct)) return Outcome<SentReport>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        await ledger.Lock(taskId, ct);
        var task = await db.Set<ReportTask>().SingleAsync(t => t.Id == taskId, ct);
        if (task.UnitId != me.UnitId) return Outcome<SentReport>.Refused(Refusal.Forbidden, new Finding("periodic.other-company", null, task.Clause));
        if (facts.Form is not { } form || !task.Wanted.Contains(form)) return new Finding("periodic.form", "form", task.Clause).With(string.Join("、", task.Wanted.Select(f => texts.Of(f))));
        var standing = await db.Set<ReportFiling>().AsNoTracking().Where(f => f.TaskId == taskId && f.ReturnedAt == null).Select(f => new { f.Id, f.Form }).ToListAsync(ct);
        if (standing.SingleOrDefault(f => f.Form == form) is { } sent)
            return Outcome<SentReport>.Refused(Refusal.Conflict, new Finding("periodic.sent-already", null, task.Clause) { Link = $"/reports/periodic/filings/{sent.Id}" }.With(texts.Of(form)));
        var figures = await ledger.Of(task, ct);
        if (Check(task, facts, figures).ToList() is { Count: > 0 } findings) return findings;

        var now = clock.Now;
        var unit = await db.Set<Unit>().Where(u => u.Id == task.UnitId).Select(u => u.Name).SingleAsync(ct);
        var filing = new ReportFiling(task, me, new(unit, form, task.Period.ToString(), me.Name, now, task.DueAt, now >= task.DueAt.AddSeconds(1), facts.Sales ?? figures.Sales, facts.Receipts ?? figures.Receipts, figures,
            string.IsNullOrWhiteSpace(facts.Note) ? null : facts.Note.Trim()));
        db.Add(filing);
        var complete = task.Wanted.All(f => f == form || standing.Any(s => s.Form == f));
        if (complete) await Complete(task, filing, unit, now, ct);
        return new SentReport(filing.Id, filing.Late, complete);
    }

    async Task Complete(ReportTask task, ReportFiling filing, string unit, DateTime now, CancellationToken ct)
    {
        task.Complete(now);
        await duties.Discharge(ReportRules.Subject(task.Id), task.Clause, new("reportFiling", filing.Id, $"{texts.Of(filing.Form)} {task.Period}"), ct);
        if (task.Kind.Sums is not null) return;
        // The last company that reports lets the summary be compiled.
        await db.SaveChangesAsync(ct);
        if (await ledger.Waiting(task.Clause, task.Period, ct) > 0) return;
        var (clause, first, last) = (ReportKind.SummaryOf(task.Clause).Clause, task.First, task.Last);
        var summary = await db.Set<ReportTask>().AsNoTracking().Where(t => t.Clause == clause && t.Last == last && t.First == first && t.SentAt == null)
            .Select(t => new { t.Id, Desk = db.Set<ReportDesk>().Where(d => d.UnitId == t.UnitId).Select(d => (Guid?)d.PersonId).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        if (summary is not null) tell.Person(summary.Desk, "periodic.notice.all-in", $"/reports/periodic/{summary.Id}", clause, task.Period.ToString(), unit);
    }

    static IEnumerable<Finding> Check(ReportTask task, ReportFacts facts, ReportFigures figures)
    {
        foreach (var (amount, field) in new[] { (facts.Sales, "sales"), (facts.Receipts, "receipts") })
        {
            if (amount is not { } given) continue;
            if (Math.Abs(given) > Most || decimal.Round(given, 2) != given) yield return new("periodic.amount", field, task.Clause);
            else if (given < 0 && field == "receipts") yield return new("periodic.receipts.negative", field, task.Clause);
        }
        var corrected = (facts.Sales is { } sales && sales != figures.Sales) || (facts.Receipts is { } receipts && receipts != figures.Receipts);
        if (corrected && task.Kind.Sums is not null) yield return new("periodic.summary.computed", "sales", task.Clause);
        else if (corrected && string.IsNullOrWhiteSpace(facts.Note)) yield return new("periodic.note.required", "note", task.Clause);
        if (ReportText.Check(facts.Note, "note", NoteLength) is { } note) yield return note;
    }
}

/// <summary>Whether a text can be kept as typed.</summary>
static class ReportText
{
    /// <summary>What is wrong with it, or null; blank is fine here.</summary>
    public static Finding? Check(string? text, string field, int most) =>
        text is null ? null
        : text.Trim().Length > most ? new Finding("periodic.text.long", field).With(most)
        // Neither database can write half a surrogate pair, and one of them no null character.
        : text.EnumerateRunes().Any(r => (r.Value < ' ' && r.Value is not ('\n' or '\r' or '\t')) || r == System.Text.Rune.ReplacementChar) ? new("periodic.text.control", field)
        : null;
}
