using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Notices;

/// <summary>Lists one's own messages, the newest first.</summary>
[Allow(Permission.Self)]
public sealed class ListNotices(GuijuContext db, CurrentActor actor)
{
    /// <summary>Messages of a page.</summary>
    public const int PageSize = 50;

    /// <summary>A message as it is read.</summary>
    public sealed record Row(Guid Id, string Key, IReadOnlyList<string> Values, string Link, string? Clause, DateTime At, bool Unread);

    /// <summary>A page of them.</summary>
    /// <param name="before">Id of the last message seen, or null at the start.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<PageOf<Row>>> Handle(Guid? before, CancellationToken ct)
    {
        var own = db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == actor.Value.PersonId);
        if (before is { } last) own = own.Where(n => n.Id.CompareTo(last) < 0);
        var rows = await own.OrderByDescending(n => n.Id).Take(PageSize + 1).Select(n => new Row(n.Id, n.Key, n.Values, n.Link, n.Clause, n.At, n.ReadAt == null)).ToListAsync(ct);
        return new PageOf<Row>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id.ToString() : null);
    }
}

/// <summary>Notes that one has read a message, or all.</summary>
[Allow(Permission.Self)]
public sealed class ReadNotices(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>One message; its page is the answer.</summary>
    public async Task<Outcome<string>> One(Guid id, CancellationToken ct)
    {
        if (await db.Set<Notice>().SingleOrDefaultAsync(n => n.Id == id && n.PersonId == actor.Value.PersonId, ct) is not { } notice)
            return Outcome<string>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        notice.Read(clock.Now);
        return notice.Link;
    }

    /// <summary>All messages there are; how many were unread is the answer.</summary>
    public async Task<Outcome<int>> All(CancellationToken ct)
    {
        var (me, now) = (actor.Value.PersonId, clock.Now);
        return await db.Set<Notice>().Where(n => n.PersonId == me && n.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), ct);
    }
}

/// <summary>The bell in the top bar: how many messages the signed-in person has not read.</summary>
public sealed class Bell(GuijuContext db, CurrentActor actor)
{
    /// <summary>The bell counts no further.</summary>
    const int Most = 100;

    /// <summary>How many are unread, 100 at most.</summary>
    public async Task<int> CountUnread(CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        return await db.Set<Notice>().Where(n => n.PersonId == me && n.ReadAt == null).OrderBy(n => n.Id).Take(Most).CountAsync(ct);
    }
}
