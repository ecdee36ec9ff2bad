using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>A form that was sent, in the history of its report.</summary>
/// <param name="Id">It.</param>
/// <param name="Form">Which form.</param>
/// <param name="SentAt">When, UTC.</param>
/// <param name="SentBy">By whom.</param>
/// <param name="Late">Whether it was late.</param>
/// <param name="Sales">Sales, in yuan.</param>
/// <param name="Receipts">Receipts, in yuan.</param>
/// <param name="Rate">Receipts by sales.</param>
/// <param name="Note">What the sender said.</param>
/// <param name="ReturnedAt">When it was returned, UTC; null as long as it stands.</param>
/// <param name="ReturnedBy">By whom.</param>
/// <param name="ReturnReason">Why.</param>
public sealed record FilingRow(Guid Id, ReportForm Form, DateTime SentAt, string SentBy, bool Late, decimal Sales, decimal Receipts, decimal? Rate, string? Note, DateTime? ReturnedAt, string? ReturnedBy, string? ReturnReason);

/// <summary>A periodic report with what was sent of it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Estimated">Whether holidays not announced may still have moved its due day.</param>
/// <param name="FirstSentAt">When it was first complete, UTC.</param>
/// <param name="Desk">Who answers for it.</param>
/// <param name="History">Everything sent of it, the newest first.</param>
/// <param name="Figures">What its figures are now, where a form is still to be sent or it is a summary.</param>
/// <param name="MaySend">Whether the reader may send its forms.</param>
/// <param name="MayReturn">Whether the reader may return them.</param>
public sealed record ReportView(ReportRow Report, bool Estimated, DateTime? FirstSentAt, string? Desk, IReadOnlyList<FilingRow> History, ReportFigures? Figures, bool MaySend, bool MayReturn)
{
    /// <summary>The forms still to be sent.</summary>
    public IReadOnlyList<ReportForm> Due => [.. Report.Forms.Where(f => !History.Any(h => h.Form == f && h.ReturnedAt is null))];
}

/// <summary>A form as it was sent.</summary>
/// <param name="Id">It.</param>
/// <param name="ReportId">Report it is part of.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Document">What it says.</param>
/// <param name="ReturnedAt">When it was returned, UTC.</param>
/// <param name="ReturnReason">Why.</param>
public sealed record FiledForm(Guid Id, Guid ReportId, string Clause, ReportDocument Document, DateTime? ReturnedAt, string? ReturnReason);

/// <summary>Shows a periodic report of the reader's scope.</summary>
[Allow(Permission.ReportsRead)]
sealed class ShowReport(GuijuContext db, ReportLedger ledger, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Reads it.</summary>
    public async Task<Outcome<ReportView>> Handle(Guid id, CancellationToken ct)
    {
        var me = actor.Value;
        if (await db.Set<ReportTask>().AsNoTracking().VisibleTo(db, me).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task) return Outcome<ReportView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var about = await db.Set<Unit>().AsNoTracking().Where(u => u.Id == task.UnitId)
            .Select(u => new { u.Name, Desk = db.Set<ReportDesk>().Where(d => d.UnitId == u.Id).Join(db.Set<Person>(), d => d.PersonId, p => p.Id, (_, p) => p.Name).FirstOrDefault() }).SingleAsync(ct);
        var history = await db.Set<ReportFiling>().AsNoTracking().Where(f => f.TaskId == id).OrderByDescending(f => f.Id)
            .Select(f => new { f.Id, f.Form, f.SentAt, f.SentBy, f.Late, f.Sales, f.Receipts, f.Note, f.ReturnedAt, f.ReturnedBy, f.ReturnReason }).ToListAsync(ct);
        var row = new ReportRow(task.Id, task.UnitId, about.Name, task.Clause, task.Line, task.Period.ToString(), task.Wanted, history.Count(f => f.ReturnedAt is null), task.DueAt, task.SentAt, task.Returns, task.StandingAt(clock.Now));
        var maySend = me.May(Permission.ReportsSend) && me.UnitId == task.UnitId;
        return new ReportView(row, task.Estimated, task.FirstSentAt, about.Desk,
            [.. history.Select(f => new FilingRow(f.Id, f.Form, f.SentAt, f.SentBy, f.Late, f.Sales, f.Receipts, ReceiptRate.Of(f.Sales, f.Receipts), f.Note, f.ReturnedAt, f.ReturnedBy, f.ReturnReason))],
            task.SentAt is null && (maySend || task.Kind.Sums is not null) ? await ledger.Of(task, ct) : null, maySend, me.May(Permission.ReportsSend) && me.Scope == DataScope.Group);
    }

    /// <summary>A form as it was sent.</summary>
    public async Task<Outcome<FiledForm>> Filed(Guid id, CancellationToken ct)
    {
        var seen = db.Set<ReportTask>().VisibleTo(db, actor.Value);
        var filing = await db.Set<ReportFiling>().AsNoTracking().Where(f => f.Id == id).Join(seen, f => f.TaskId, t => t.Id, (f, t) => new { f.TaskId, t.Clause, f.Document, f.ReturnedAt, f.ReturnReason }).SingleOrDefaultAsync(ct);
        return filing is null ? Outcome<FiledForm>.Refused(Refusal.NotFound, new Finding("platform.not-found"))
            : new FiledForm(id, filing.TaskId, filing.Clause, ReportDocument.Read(filing.Document), filing.ReturnedAt, filing.ReturnReason);
    }
}
