using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>A delegation as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">Whose decisions.</param>
/// <param name="To">Who decides for him.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, or null until it is ended.</param>
/// <param name="Given">Whether the reader gave it, so that he may end it.</param>
public sealed record DelegationItem(Guid Id, string From, string To, DateOnly First, DateOnly? Last, bool Given);

/// <summary>Lists the delegations one gave or got that are not over.</summary>
[Allow(Permission.Self)]
sealed class ListDelegations(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Lists them.</summary>
    public async Task<Outcome<IReadOnlyList<DelegationItem>>> Handle(CancellationToken ct)
    {
        var (me, today) = (actor.Value.PersonId, clock.Today);
        return await db.Set<Delegation>().AsNoTracking().Where(d => (d.FromId == me || d.ToId == me) && d.EndedAt == null && (d.Last == null || d.Last >= today))
            .OrderBy(d => d.First).ThenBy(d => d.Id).Take(100).Select(d => new DelegationItem(d.Id, d.From, d.To, d.First, d.Last, d.FromId == me)).ToListAsync(ct);
    }

    /// <summary>Colleagues one can delegate to.</summary>
    public async Task<Outcome<IReadOnlyList<KeyValuePair<Guid, string>>>> Colleagues(CancellationToken ct)
    {
        var (me, unit) = (actor.Value.PersonId, actor.Value.UnitId);
        return (await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit && p.Active && p.Id != me).OrderBy(p => p.SortKey).Take(500).Select(p => new { p.Id, p.Name, p.Post }).ToListAsync(ct))
            .ConvertAll(p => KeyValuePair.Create(p.Id, p.Post is null ? p.Name : $"{p.Name} · {p.Post}"));
    }
}

/// <summary>Lets a colleague decide in one's name, for a time or until it is ended (B 岗). Who is barred from a request stays barred.</summary>
[Allow(Permission.Self)]
sealed class GiveDelegation(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>To whom and for how long.</summary>
    public sealed record Input
    {
        /// <summary>Who decides.</summary>
        public Guid? ToId { get; init; }

        /// <summary>First day; today where left out.</summary>
        public DateOnly? First { get; init; }

        /// <summary>Last day; until it is ended where left out.</summary>
        public DateOnly? Last { get; init; }
    }

    /// <summary>Gives it.</summary>
    public async Task<Outcome<Guid>> Handle(Input input, CancellationToken ct)
    {
        var (me, today, first) = (actor.Value, clock.Today, input.First ?? clock.Today);
        List<Finding> findings = [];
        var unit = me.UnitId;
        var to = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.ToId && p.UnitId == unit && p.Active, ct);
        if (to is null || to.Id == me.PersonId) findings.Add(new("approvals.delegate.whom", "toId"));
        if (first < today) findings.Add(new Finding("approvals.delegate.past", "first").With(Show.Date(today)));
        if (input.Last < first) findings.Add(new("approvals.delegate.order", "last"));
        if (findings.Count > 0) return findings;
        var given = new Delegation(unit, me.PersonId!.Value, me.Name, to!.Id, to.Name, first, input.Last);
        db.Add(given);
        tell.Person(to.Id, "approvals.notice.delegated", "/approvals/delegations", null, me.Name, Show.Date(first), Show.Date(input.Last));
        return given.Id;
    }

    /// <summary>Ends it; only who gave it.</summary>
    public async Task<Outcome<Guid>> End(Guid id, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        if (await db.Set<Delegation>().SingleOrDefaultAsync(d => d.Id == id && d.FromId == me, ct) is not { } given) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        given.End(clock.Now);
        return id;
    }
}
