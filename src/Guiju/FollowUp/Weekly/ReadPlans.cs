using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Mail;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>A plan in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Week">Its week, such as 2025-W23.</param>
/// <param name="Person">Who sent it.</param>
/// <param name="SentAt">When, UTC.</param>
/// <param name="Late">Whether it was late.</param>
public sealed record PlanRow(Guid Id, string Week, string Person, DateTime SentAt, bool Late);

/// <summary>Reads plans that were sent, within the reader's scope.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ReadPlans(GuijuContext db, CurrentActor actor, Texts texts)
{
    /// <summary>Plans of a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page, the newest first.</summary>
    /// <param name="week">Only of this week.</param>
    /// <param name="after">Id of the last one seen.</param>
    /// <param name="size">Plans, 1 to 200.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<PageOf<PlanRow>>> Handle(PlanWeek? week, Guid? after, int size, CancellationToken ct)
    {
        size = Math.Clamp(size, 1, 200);
        var plans = db.Set<WeeklyPlan>().AsNoTracking().VisibleTo(actor.Value);
        if (week is { Monday: var monday }) plans = plans.Where(p => p.Week == monday);
        if (after is { } last) plans = plans.Where(p => p.Id.CompareTo(last) < 0);
        var rows = await plans.OrderByDescending(p => p.Id).Take(size + 1).Select(p => new { p.Id, p.Week, p.Person, p.SentAt, p.Late }).ToListAsync(ct);
        return new PageOf<PlanRow>([.. rows.Take(size).Select(p => new PlanRow(p.Id, new PlanWeek(p.Week).ToString(), p.Person, p.SentAt, p.Late))], rows.Count > size ? rows[size - 1].Id.ToString() : null);
    }

    /// <summary>A plan as it was sent, how its mail fared, what was answered, and whether there is an earlier one to hold beside it.</summary>
    public sealed record SentPlanView(Guid Id, string Week, PlanDocument Document, MailRow? Mail, IReadOnlyList<PlanReply> Replies, bool Own, bool Earlier);

    /// <summary>What a superior wrote.</summary>
    public sealed record PlanReply(string Author, DateTime At, string Text);

    /// <summary>One plan.</summary>
    public async Task<Outcome<SentPlanView>> Find(Guid id, CancellationToken ct)
    {
        if (await db.Set<WeeklyPlan>().AsNoTracking().VisibleTo(actor.Value).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return Outcome<SentPlanView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var replies = await db.Set<PlanAnswer>().AsNoTracking().Where(a => a.PlanId == id).OrderBy(a => a.Id).Select(a => new PlanReply(a.Author, a.CreatedAt, a.Text)).ToListAsync(ct);
        return new SentPlanView(plan.Id, new PlanWeek(plan.Week).ToString(), PlanDocument.Read(plan.Document), await db.About(SendPlan.Kind, id, ct), replies, plan.PersonId == actor.Value.PersonId,
            await db.Set<WeeklyPlan>().VisibleTo(actor.Value).AnyAsync(p => p.PersonId == plan.PersonId && p.Week < plan.Week, ct));
    }

    /// <summary>A plan beside another of the same person, or beside the one he sent before; null where he has sent none before (D01-3.1d).</summary>
    public async Task<Outcome<PlanComparison?>> Compare(Guid id, Guid? with, CancellationToken ct)
    {
        var plans = db.Set<WeeklyPlan>().AsNoTracking().VisibleTo(actor.Value);
        if (await plans.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return Outcome<PlanComparison?>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var others = plans.Where(p => p.PersonId == plan.PersonId && p.Id != id);
        var other = with is null ? await others.Where(p => p.Week < plan.Week).OrderByDescending(p => p.Week).FirstOrDefaultAsync(ct) : await others.SingleOrDefaultAsync(p => p.Id == with, ct);
        if (other is null) return with is null ? (PlanComparison?)null : Outcome<PlanComparison?>.Refused(Refusal.NotFound, new Finding("weekly.compare.other", "with"));
        var (before, after) = other.Week < plan.Week ? (other, plan) : (plan, other);
        return PlanComparison.Of(Row(before), PlanDocument.Read(before.Document), Row(after), PlanDocument.Read(after.Document), texts);

        static PlanRow Row(WeeklyPlan p) => new(p.Id, new PlanWeek(p.Week).ToString(), p.Person, p.SentAt, p.Late);
    }

    /// <summary>Hash and name of a workbook as it was sent.</summary>
    public async Task<Outcome<(string Hash, string Name)>> File(Guid id, bool register, CancellationToken ct)
    {
        var plan = await db.Set<WeeklyPlan>().AsNoTracking().VisibleTo(actor.Value).Where(p => p.Id == id).Select(p => new { p.PlanHash, p.RegisterHash, p.Week, p.Person }).SingleOrDefaultAsync(ct);
        if (plan is null) return Outcome<(string, string)>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return (register ? plan.RegisterHash : plan.PlanHash, $"{Platform.Ui.Texts.All[register ? "reports.register" : "weekly.form"]} {new PlanWeek(plan.Week)} {plan.Person}.xlsx");
    }
}

/// <summary>Answers a plan of one's people; he is told.</summary>
[Allow(Permission.FollowUpConfirm)]
public sealed class AnswerPlan(GuijuContext db, CurrentActor actor, Tell tell)
{
    /// <summary>Answers it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, string? text, CancellationToken ct)
    {
        if (await db.Set<WeeklyPlan>().VisibleTo(actor.Value).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (plan.PersonId == actor.Value.PersonId) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("weekly.answer.own"));
        if (string.IsNullOrWhiteSpace(text)) return new Finding("weekly.answer.required", "text");
        if (text.Trim().Length > 1000) return new Finding("followup.too-long", "text").With(1000);
        var answer = new PlanAnswer(plan, actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, text.Trim());
        db.Add(answer);
        tell.Person(plan.PersonId, "weekly.notice.answered", $"/follow-up/week/sent/{id}", null, actor.Value.Name, new PlanWeek(plan.Week).ToString());
        return answer.Id;
    }
}
