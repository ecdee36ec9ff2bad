using Guiju.Approvals.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>The one way requests are read: list, count, badge, page of the day and API pass its scope.</summary>
sealed class ApprovalRows(GuijuContext db, CurrentActor actor, CompanyClock clock, IEnumerable<ApprovalKind> kinds) : IApprovalReading
{
    (Guid Person, IReadOnlyList<Guid> People)? principals;

    /// <summary>In whose name the actor may decide today: his own, and of those who delegated to him.</summary>
    public async Task<IReadOnlyList<Guid>> Principals(CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) return [];
        if (principals is { } known && known.Person == me) return known.People;
        IReadOnlyList<Guid> people = [me, .. await db.Set<Delegation>().InForce(clock.Today).Where(d => d.ToId == me).Select(d => d.FromId).Distinct().ToListAsync(ct)];
        principals = (me, people);
        return people;
    }

    /// <summary>Requests that wait for the actor's decision. Two ways by their own index: an OR would look at every open seat.</summary>
    public IQueryable<ApprovalRequest> Inbox
    {
        get
        {
            var (me, today) = (actor.Value.PersonId ?? Guid.Empty, clock.Today);
            var digits = me.ToString("N");
            var own = db.Set<ApprovalSeat>().Where(s => s.Open && s.PersonId == me).Select(s => s.RequestId);
            var others = from d in db.Set<Delegation>().InForce(today)
                         where d.ToId == me
                         join s in db.Set<ApprovalSeat>() on d.FromId equals s.PersonId
                         where s.Open && !db.Set<ApprovalSeat>().Any(o => o.RequestId == s.RequestId && o.Order == s.Order && o.DecidedById == me)
                         select s.RequestId;
            return db.Set<ApprovalRequest>().AsNoTracking().Where(r => own.Union(others).Contains(r.Id) && !r.Barred.Contains(digits));
        }
    }

    /// <summary>What the actor asked for.</summary>
    public IQueryable<ApprovalRequest> Mine
    {
        get
        {
            var me = actor.Value.PersonId ?? Guid.Empty;
            return db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.AskedById == me);
        }
    }

    /// <summary>What his data scope reaches, of kinds he may see.</summary>
    public IQueryable<ApprovalRequest> InScope => InScopeOf([.. kinds.Where(k => actor.Value.May(k.Permission)).Select(k => k.Kind)]);

    /// <summary>All he may see: his own, those he decides or decided, those of his scope.</summary>
    public async Task<IQueryable<ApprovalRequest>> Visible(CancellationToken ct)
    {
        var (me, people) = (actor.Value.PersonId ?? Guid.Empty, await Principals(ct));
        var scope = InScope.Select(r => r.Id);
        // Whoever fills posts is to see what waits for one that is empty.
        var (fills, group, unit) = (actor.Value.May(Permission.OrganizationWrite), actor.Value.Scope == DataScope.Group, actor.Value.UnitId);
        return db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.AskedById == me || scope.Contains(r.Id) || (fills && r.Stuck && (group || r.UnitId == unit))
            || db.Set<ApprovalSeat>().Any(s => s.RequestId == r.Id && (people.Contains(s.PersonId) || s.DecidedById == me) && (s.Open || s.Verdict != null)));
    }

    /// <summary>Reads rows.</summary>
    public static async Task<IReadOnlyList<ApprovalItem>> Read(IQueryable<ApprovalRequest> requests, CancellationToken ct) =>
        [.. (await requests.ToListAsync(ct)).Select(Item)];

    /// <summary>A request as lists show it.</summary>
    public static ApprovalItem Item(ApprovalRequest r) => new(r.Id, r.Number, r.Kind, r.ClauseId, r.Title, r.Reason, r.ReadFacts(), r.AskedBy, r.AskedAt, r.State, r.DueAt, r.Stuck, r.Version);

    public async Task<ApprovalSummary> ForMe(int most, int rows, CancellationToken ct)
    {
        var count = await Inbox.OrderBy(r => r.Id).Take(most).CountAsync(ct);
        return new(count, count == 0 ? [] : await Read(Inbox.OrderBy(r => r.Id).Take(rows), ct));
    }

    public async Task<IReadOnlyList<ApprovalItem>> About(ApprovalSubject subject, int rows, CancellationToken ct) =>
        await Read((await Visible(ct)).Where(r => r.SubjectId == subject.Id && r.SubjectKind == subject.Kind).OrderByDescending(r => r.Id).Take(rows), ct);

    IQueryable<ApprovalRequest> InScopeOf(IReadOnlyList<string> seen)
    {
        var (me, unit, departments, people) = (actor.Value.PersonId ?? Guid.Empty, actor.Value.UnitId, actor.Value.Departments, actor.Value.Subordinates);
        var all = db.Set<ApprovalRequest>().AsNoTracking();
        return actor.Value.Scope switch
        {
            DataScope.Group => all.Where(r => seen.Contains(r.Kind)),
            DataScope.Unit => all.Where(r => r.UnitId == unit && seen.Contains(r.Kind)),
            DataScope.Department => all.Where(r => r.UnitId == unit && seen.Contains(r.Kind) && (departments.Contains(r.DepartmentId!.Value) || people.Contains(r.AskedById))),
            DataScope.Own => all.Where(r => r.AskedById == me),
        };
    }
}
