using System.Globalization;
using System.Net;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Mail;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Today.Digest;

/// <summary>Who is to get his day by mail now: on working days from the company's opening on, once a day.</summary>
[Allow(Permission.CustomersRead)]
sealed class ListDigests(GuijuContext db, IWorkCalendar calendars, CompanyClock clock)
{
    /// <summary>Somebody whose day is due.</summary>
    public sealed record DueDigest(Guid PersonId, string Name, Guid UnitId, string? Language);

    /// <summary>Lists them. Outside working days and before the opening there is nobody: mail does not come at night.</summary>
    public async Task<Outcome<IReadOnlyList<DueDigest>>> Handle(CancellationToken ct)
    {
        var (today, now) = (clock.Today, TimeOnly.FromDateTime(clock.Local(clock.Now)));
        List<DueDigest> due = [];
        foreach (var unit in await db.Set<DigestChoice>().Select(c => c.UnitId).Distinct().ToListAsync(ct))
        {
            var calendar = calendars.For(unit).On(today);
            if (!calendar.IsWorkingDay(today) || now < calendar.Hours.Opening) continue;
            due.AddRange(await (from c in db.Set<DigestChoice>()
                                join p in db.Set<Person>() on c.PersonId equals p.Id
                                where c.UnitId == unit && p.Active && (c.LastOn == null || c.LastOn < today)
                                orderby c.Id
                                select new DueDigest(p.Id, p.Name, p.UnitId, db.Set<Account>().Where(a => a.Id == p.Id).Select(a => a.Language).FirstOrDefault())).ToListAsync(ct));
        }
        return due;
    }
}

/// <summary>Puts somebody's day into the queue of mail, in his name: what he does not see on his page is not in it.</summary>
[Allow(Permission.CustomersRead)]
sealed class SendDigest(GuijuContext db, MailQueue mail, CurrentActor actor, CompanyClock clock, Texts texts)
{
    /// <summary>Kind the mail is about.</summary>
    public const string Kind = "digest";

    /// <summary>Contacts and duties named; the rest is counted.</summary>
    const int Named = 10;

    /// <summary>Queues it; nothing where another node did, or where there is nothing to do that day.</summary>
    /// <returns>Whether a mail goes out.</returns>
    public async Task<Outcome<bool>> Handle(ShowToday.Answer day, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        // The one statement that decides between two nodes, held to the end of the transaction.
        if (await db.Set<DigestChoice>().Where(c => c.PersonId == me && (c.LastOn == null || c.LastOn < day.Day)).ExecuteUpdateAsync(s => s.SetProperty(c => c.LastOn, day.Day), ct) == 0) return false;
        var due = day.Contacts.Where(c => c.On <= day.Day).ToList();
        if (due.Count == 0 && day.Decisions.Count == 0 && day.Duties.Overdue + day.Duties.Today == 0) return false;
        if (await db.Set<Person>().Where(p => p.Id == me).Select(p => p.Email).SingleOrDefaultAsync(ct) is not { } address || !MailAddress.Is(address)) return false;
        var choice = await db.Set<DigestChoice>().Where(c => c.PersonId == me).Select(c => c.Id).SingleAsync(ct);
        var parts = Parts(day, due).ToList();
        var n = day.Numbers;
        var queued = await mail.Put(new()
        {
            To = [new(address, actor.Value.Name)],
            Subject = texts["digest.subject", [Show.Date(day.Day), n.Overdue + day.Duties.Overdue, n.Today + day.Duties.Today]],
            Text = string.Join("\r\n\r\n", parts.Select(p => string.Join("\r\n", [p.Heading, .. p.Lines.Select(l => $"- {l}")]))) + "\r\n\r\n" + texts["digest.stop"],
            Html = string.Concat(parts.Select(p => $"<h3>{WebUtility.HtmlEncode(p.Heading)}</h3><ul>{string.Concat(p.Lines.Select(l => $"<li>{WebUtility.HtmlEncode(l)}</li>"))}</ul>")) + $"<p>{WebUtility.HtmlEncode(texts["digest.stop"])}</p>",
            About = new(Kind, choice, "/"),
        }, ct);
        return queued.Map(_ => true);
    }

    IEnumerable<(string Heading, IReadOnlyList<string> Lines)> Parts(ShowToday.Answer day, List<ShowToday.Due> due)
    {
        if (due.Count > 0)
            yield return (texts["digest.contacts", [day.Numbers.Overdue + day.Numbers.Today]], [.. due.Take(Named).Select(c =>
                $"{(c.On < day.Day ? texts["today.overdue.days", [day.Day.DayNumber - c.On.DayNumber]] : texts["today.today.short"])} · {c.Name} · {c.Step ?? texts["today.step.none"]}")]);
        var (late, today) = (day.Duties.Overdue, day.Duties.Today);
        if (late + today > 0)
            yield return (texts["digest.duties", [late, today]], [.. day.Duties.First.Where(d => clock.Local(d.DueAt) is var at && DateOnly.FromDateTime(at) <= day.Day).Take(Named).Select(d => $"{Show.When(d.DueAt, clock)} · {d.Title} · {d.What}")]);
        if (day.Decisions.Count > 0)
            yield return (texts["digest.decisions", [day.Decisions.Count]], [.. day.Decisions.Take(Named).Select(d => $"{d.Customer} · {Show.Date(d.On)} · {d.AskedBy}")]);
    }
}

/// <summary>Looks every few minutes who is to get his day by mail.</summary>
sealed class DigestRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        if (await OnBehalf.Program.Ask<ListDigests, IReadOnlyList<ListDigests.DueDigest>>(scopes, u => u.Handle(ct), ct) is not { Done: true } due) return;
        foreach (var one in due.Value) await Send(one, ct);
    }

    async Task Send(ListDigests.DueDigest one, CancellationToken ct)
    {
        // In the language of whoever reads it; it goes with this flow alone.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(one.Language ?? Texts.Languages[0]);
        var him = new OnBehalf(one.PersonId, one.Name, one.UnitId, Door.Job);
        var day = await him.Ask<ShowToday, ShowToday.Answer>(scopes, u => u.Handle(false, ct), ct);
        // Who may no longer see customers gets no mail of them.
        if (day.Done) await him.Run<SendDigest, bool>(scopes, u => u.Handle(day.Value, ct), ct);
    }
}
