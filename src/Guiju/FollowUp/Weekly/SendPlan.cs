using System.Net;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Mail;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>
/// Sends one's plan of a week with the classified register: both as they are now are kept for good and go out in one mail with two workbooks
/// (D01-3.1c), once the register is filled (D01-3.1b). Plan, workbooks, mail and notice are one transaction: all of it, or nothing.
/// </summary>
[Allow(Permission.FollowUpWrite), Clause("D01-3.1b"), Clause("D01-3.1c")]
sealed class SendPlan(GuijuContext db, WeekLines lines, PlanReadiness readiness, IRegisterSheet register, IClauseParameters parameters, MailQueue mail, FileStore files, Tell tell, CurrentActor actor, CompanyClock clock, Texts texts)
{
    /// <summary>Kind a plan's mail is about.</summary>
    public const string Kind = "weeklyPlan";

    /// <summary>A plan that was sent.</summary>
    public sealed record SentPlan(Guid Id, bool Late, DateTime SentAt);

    /// <summary>Sends it.</summary>
    public async Task<Outcome<SentPlan>> Handle(PlanWeek week, CancellationToken ct)
    {
        var me = actor.Value;
        if (me.PersonId is not { } person) return Outcome<SentPlan>.Refused(Refusal.Forbidden, new Finding("weekly.person"));
        await lines.Lock(person, ct);
        if (await db.Set<WeeklyPlan>().Where(p => p.PersonId == person && p.Week == week.Monday).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct) is { } there)
            return Outcome<SentPlan>.Refused(Refusal.Conflict, new Finding("weekly.sent-already", null, "D01-3.1c") { Link = $"/follow-up/week/sent/{there}" }.With(week));
        var now = clock.Now;
        await lines.DrawUp(person, week, week.Next, ct);
        var read = await lines.Read(person, week, week.Next, ct);
        var ready = await readiness.Of(week, [.. read[week.Monday]], ct);
        if (ready.Blocking.Count > 0) return ready.Blocking.ToList();
        // Two attachments or none: a plan without the register beside it is not sent.
        var sheet = await register.Of(person, ct);
        if (!sheet.Done || sheet.Value.Workbook.Length == 0) return Outcome<SentPlan>.Refused(Refusal.Invalid, [new Finding("weekly.one-attachment", null, "D01-3.1c"), .. sheet.Findings]);

        var due = WeeklyDeadline.Due(week.Monday, parameters.Get<string>("D01-3.1c", "due", week.Monday))!.Value;
        var document = new PlanDocument(me.UnitName, me.Name, week.Monday, now, clock.Utc(due), WeeklyDeadline.IsLate(due, clock.Local(now)), [.. ready.Recipients.To.Select(r => $"{r.Role} {r.Name}")], [.. ready.Recipients.Cc.Select(r => $"{r.Role} {r.Name}")],
            [.. read[week.Monday]], [.. read[week.Next.Monday]], sheet.Value.Columns, sheet.Value.Parts);
        var workbook = PlanForm.Workbook(document, texts, clock);
        var plan = new WeeklyPlan(me, document, await Keep(workbook, ct), await Keep(sheet.Value.Workbook, ct));
        db.Add(plan);
        var link = $"/follow-up/week/sent/{plan.Id}";
        var queued = await mail.Put(Letter(document, ready.Recipients, sheet.Value.Total, await Address(person, ct), [new(FileName("weekly.form", document), TableWriter.XlsxType, workbook), new(FileName("reports.register", document), TableWriter.XlsxType, sheet.Value.Workbook)], new(Kind, plan.Id, link)), ct);
        if (!queued.Done) return queued.Map(_ => new SentPlan(plan.Id, plan.Late, plan.SentAt));
        foreach (var director in ready.Recipients.To.Select(r => r.PersonId).Distinct()) tell.Person(director, document.Late ? "weekly.notice.late" : "weekly.notice.sent", link, "D01-3.1c", me.Name, week.ToString());
        return new SentPlan(plan.Id, plan.Late, plan.SentAt);
    }

    MailDraft Letter(PlanDocument d, PlanRecipients.Answer recipients, int rows, string? replyTo, IReadOnlyList<MailFile> attached, MailSubject about)
    {
        var week = new PlanWeek(d.Monday);
        string[] words = [texts["weekly.mail.greeting"], texts[d.Late ? "weekly.mail.late" : "weekly.mail.sent", [d.Person, PlanForm.Week(week, texts), Show.When(d.SentAt, clock)]],
            texts["weekly.mail.lines", [d.Lines.Count, d.Lines.Count(l => l.Result == LineResult.Done), d.Next.Count]], texts["weekly.mail.register", [rows]], texts["weekly.mail.attached"]];
        return new()
        {
            SenderName = d.Person,
            ReplyTo = replyTo,
            To = [.. recipients.To.Select(r => new MailPerson(r.Address, r.Name))],
            Cc = [.. recipients.Cc.Select(r => new MailPerson(r.Address, r.Name))],
            Subject = texts["weekly.mail.subject", [PlanForm.Week(week, texts), d.Person]],
            Text = string.Join("\r\n\r\n", words),
            Html = string.Concat(words.Select(w => $"<p>{WebUtility.HtmlEncode(w)}</p>")),
            About = about,
            Files = attached,
        };
    }

    string FileName(string form, PlanDocument d) => $"{texts[form]} {new PlanWeek(d.Monday)} {d.Person}.xlsx";

    async Task<string?> Address(Guid person, CancellationToken ct) =>
        await db.Set<Organization.Person>().Where(p => p.Id == person).Select(p => p.Email).SingleOrDefaultAsync(ct) is { } address && MailAddress.Is(address) ? address : null;

    async Task<StoredFile> Keep(byte[] bytes, CancellationToken ct)
    {
        using var content = new MemoryStream(bytes, false);
        return await files.Put(content, MailQueue.MostBytes, ct) ?? throw new InvalidOperationException("The workbook is larger than mail can be.");
    }
}
