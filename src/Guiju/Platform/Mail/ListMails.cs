using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Mail;

/// <summary>A mail in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">Subject.</param>
/// <param name="State">How far it has come.</param>
/// <param name="QueuedAt">When it was queued, UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAt">When it is tried next, UTC; null where it has ended.</param>
/// <param name="EndedAt">When it was delivered or given up, UTC.</param>
/// <param name="Trouble">What went wrong last, in the reader's language, or null.</param>
/// <param name="Link">Path of the page it is about.</param>
/// <param name="Recipients">Whom it goes to.</param>
/// <param name="Files">Names of what hangs on it.</param>
public sealed record MailRow(Guid Id, string Subject, MailState State, DateTime QueuedAt, int Attempts, DateTime? NextAt, DateTime? EndedAt, string? Trouble, string Link, IReadOnlyList<MailRecipientRow> Recipients, IReadOnlyList<string> Files);

/// <summary>A recipient as he is read.</summary>
/// <param name="Copy">Whether he gets a copy (Cc).</param>
/// <param name="Name">Name.</param>
/// <param name="Address">Address.</param>
/// <param name="State">Whether he has it.</param>
/// <param name="Answer">What the server said last, in its own words.</param>
/// <param name="At">When, UTC.</param>
public sealed record MailRecipientRow(bool Copy, string Name, string Address, RecipientState State, string? Answer, DateTime? At);

/// <summary>Lists mails, the newest first: of one's company, or of all for those who see the group.</summary>
[Allow(Permission.MailManage)]
public sealed class ListMails(GuijuContext db, CurrentActor actor)
{
    /// <summary>Mails of a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page.</summary>
    /// <param name="state">Only those that have come so far.</param>
    /// <param name="address">Only those to this address.</param>
    /// <param name="after">Id of the last one seen.</param>
    /// <param name="size">Mails, 1 to 200.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<PageOf<MailRow>>> Handle(MailState? state, string? address, Guid? after, int size, CancellationToken ct)
    {
        size = Math.Clamp(size, 1, 200);
        var mails = db.Set<OutgoingMail>().AsNoTracking().VisibleTo(actor.Value);
        if (state is { } only) mails = mails.Where(m => m.State == only);
        if (address?.Trim() is { Length: > 0 } to) mails = mails.Where(m => db.Set<MailRecipient>().Any(r => r.Address == to && r.MailId == m.Id));
        if (after is { } last) mails = mails.Where(m => m.Id.CompareTo(last) < 0);
        var rows = await mails.Include(m => m.Recipients).Include(m => m.Attachments).AsSplitQuery().OrderByDescending(m => m.Id).Take(size + 1).ToListAsync(ct);
        return new PageOf<MailRow>([.. rows.Take(size).Select(MailRows.Row)], rows.Count > size ? rows[size - 1].Id.ToString() : null);
    }

    /// <summary>One mail.</summary>
    public async Task<Outcome<MailRow>> Find(Guid id, CancellationToken ct) =>
        await db.Set<OutgoingMail>().AsNoTracking().VisibleTo(actor.Value).Include(m => m.Recipients).Include(m => m.Attachments).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct) is { } mail
            ? MailRows.Row(mail) : Outcome<MailRow>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
}

/// <summary>Tries a mail again that was given up or waits for its next attempt; who has it already is not sent it twice.</summary>
[Allow(Permission.MailManage)]
public sealed class RetryMail(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Tries it at once.</summary>
    public async Task<Outcome<MailState>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Set<OutgoingMail>().VisibleTo(actor.Value).Include(m => m.Recipients).SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mail)
            return Outcome<MailState>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (mail.State == MailState.Sent) return new Finding("mail.sent-already");
        if (mail.TakenUntil > clock.Now) return Outcome<MailState>.Refused(Refusal.Conflict, new Finding("mail.under-way"));
        mail.Again(clock.Now);
        return mail.State;
    }
}

/// <summary>Mails as other features show them beside what they are about.</summary>
public static class MailRows
{
    /// <summary>Mails of the actor's company, or of all.</summary>
    internal static IQueryable<OutgoingMail> VisibleTo(this IQueryable<OutgoingMail> mails, Actor actor)
    {
        var unit = actor.UnitId;
        return actor.Scope == DataScope.Group ? mails : mails.Where(m => m.UnitId == unit);
    }

    /// <summary>The newest mail about a record; whoever may see the record may see it.</summary>
    public static async Task<MailRow?> About(this GuijuContext db, string kind, Guid id, CancellationToken ct) =>
        await db.Set<OutgoingMail>().AsNoTracking().Include(m => m.Recipients).Include(m => m.Attachments).AsSplitQuery().Where(m => m.AboutId == id && m.AboutKind == kind).OrderByDescending(m => m.Id).FirstOrDefaultAsync(ct) is { } mail ? Row(mail) : null;

    internal static MailRow Row(OutgoingMail m) => new(m.Id, m.Subject, m.State, m.QueuedAt, m.Attempts, m.EndedAt is null ? m.NextAt : null, m.EndedAt, m.Trouble is { } key ? Ui.Texts.All[key, [.. m.TroubleValues]] : null, m.AboutLink,
        [.. m.Recipients.OrderBy(r => r.Order).Select(r => new MailRecipientRow(r.Copy, r.Name, r.Address, r.State, r.Answer, r.At))], [.. m.Attachments.OrderBy(a => a.Order).Select(a => a.Name)]);
}
