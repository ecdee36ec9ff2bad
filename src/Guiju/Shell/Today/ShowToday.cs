using System.Linq.Expressions;
using Guiju.Approvals.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Duties.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Today;

/// <summary>What is to be done today: contacts that are due, what waits for a decision, what has to be evaluated or completed.</summary>
[Allow(Permission.CustomersRead), Clause("D01-2.3b"), Clause("D01-1.3b")]
public sealed class ShowToday(GuijuContext db, IVisibleCustomers customers, IFileGaps gaps, IDutyReading duties, IApprovalReading approvals, CurrentActor actor, CompanyClock clock, BriefMemory memory)
{
    /// <summary>Due contacts shown at most; the sections say how many there are in all.</summary>
    const int Most = 60;

    /// <summary>What is at the side is counted up to here: further it is "99+", so that the page costs the same however large the company.</summary>
    public const int Countable = 99;

    /// <summary>Duties shown at most.</summary>
    const int ShownDuties = 8;

    /// <summary>Requests shown at most.</summary>
    const int ShownApprovals = 6;

    /// <summary>The figures of the strip are counted up to here.</summary>
    public const int Counted = 9_999;

    /// <summary>A contact that is due.</summary>
    public sealed record Due(Guid Id, string Name, string Code, Stage Stage, DateOnly On, string? Step, DateTime? LastContactAt, Guid? OwnerId, string? Owner);

    /// <summary>A far-off next contact that waits for the actor.</summary>
    public sealed record Decision(Guid Id, Guid CustomerId, string Customer, DateOnly? InForce, DateOnly On, string? Step, string AskedBy);

    /// <summary>A customer to be looked at, with what the last contact brought.</summary>
    public sealed record Open(Guid Id, string Name, string? Feedback, decimal Completeness);

    /// <summary>The figures of the strip, counted to just above <see cref="Counted"/>; those at the side of the page to just above <see cref="Countable"/>.</summary>
    public sealed record Figures(int Overdue, DateOnly? Oldest, int Today, int Week, int ToDecide, int ToEvaluate, int ToComplete, int Logged);

    /// <summary>The page.</summary>
    /// <param name="Day">Today.</param>
    /// <param name="WeekEnd">Sunday of this week.</param>
    /// <param name="Group">Whether the actor's people are shown too.</param>
    /// <param name="MayGroup">Whether he has any.</param>
    /// <param name="Numbers">The figures.</param>
    /// <param name="Contacts">Due contacts, overdue first.</param>
    /// <param name="Decisions">What waits for his decision.</param>
    /// <param name="Evaluations">Contacted and not evaluated.</param>
    /// <param name="Completions">Files with missing fields.</param>
    /// <param name="Duties">What clauses ask for by the end of this week, the first due first.</param>
    /// <param name="Approvals">Requests that wait for his decision, the first asked first.</param>
    /// <param name="Short">How many files fall short of a clause, those of none left out.</param>
    public sealed record Answer(DateOnly Day, DateOnly WeekEnd, bool Group, bool MayGroup, Figures Numbers, IReadOnlyList<Due> Contacts,
        IReadOnlyList<Decision> Decisions, IReadOnlyList<Open> Evaluations, IReadOnlyList<Open> Completions, IReadOnlyList<KeyValuePair<FileGap, int>> Short,
        DutySummary Duties, ApprovalSummary Approvals);

    /// <summary>Reads it.</summary>
    /// <param name="group">Whether the actor's people are shown too; only where he sees any.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Answer>> Handle(bool group, CancellationToken ct)
    {
        var (me, day) = (actor.Value, clock.Today);
        var mayGroup = me.Scope != DataScope.Own;
        var wide = group && mayGroup;
        var weekEnd = WeekEnd(day);
        var contacts = await Shown(Charge(wide).Where(c => c.NextContactOn <= weekEnd)).Take(Most).ToListAsync(ct);
        var (figures, decisions, evaluations, completions, waiting) = await Look(wide, ct);
        var found = await memory.Of(me, $"today.gaps {wide} {day:O}", () => gaps.Count(wide ? null : me.PersonId, Countable + 1, ct));
        return new Answer(day, weekEnd, wide, mayGroup, figures, contacts, decisions, evaluations, completions, [.. found.Where(g => g.Value > 0)],
            await memory.Of(me, $"today.duties {wide} {day:O} {Texts.English}", () => duties.Due(wide, Countable + 1, ShownDuties, ct)), waiting);
    }

    /// <summary>The figures alone, to bring the strip up to date.</summary>
    public async Task<Outcome<Figures>> Numbers(bool group, CancellationToken ct) => (await Look(group && actor.Value.Scope != DataScope.Own, ct)).Figures;

    /// <summary>One due contact, or nothing where it is not due or not in scope.</summary>
    public async Task<Outcome<Due>> One(Guid customerId, CancellationToken ct) =>
        await Shown(customers.Rows.Where(c => c.Id == customerId && c.NextContactOn != null)).SingleOrDefaultAsync(ct) is { } due
            ? due : Outcome<Due>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    // A few questions, however much there is.
    async Task<(Figures Figures, IReadOnlyList<Decision> Decisions, IReadOnlyList<Open> Evaluations, IReadOnlyList<Open> Completions, ApprovalSummary Approvals)> Look(bool wide, CancellationToken ct)
    {
        var (me, day) = (actor.Value, clock.Today);
        var weekEnd = WeekEnd(day);
        var mine = Charge(wide);
        var monthStart = clock.Utc(new DateTime(day.Year, day.Month, 1));
        // What an import brought in was logged elsewhere.
        var logged = db.Set<Interaction>().Where(i => i.At >= monthStart && i.Mode != ContactMode.NotReached && i.ImportId == null);
        logged = wide ? OfUnits(logged, i => i.UnitId).Where(i => customers.Rows.Any(c => c.Id == i.CustomerId)) : logged.Where(i => i.AuthorId == me.PersonId);
        // A table of one row carries the counts of several others in one question.
        var due = await memory.Of(me, $"today.due {wide} {day:O}", () => db.Set<AccessStamp>().OrderBy(s => s.Id).Select(_ => new
        {
            Overdue = mine.Where(c => c.NextContactOn < day).OrderBy(c => c.NextContactOn).Take(Counted + 1).Count(),
            Oldest = mine.Where(c => c.NextContactOn < day).OrderBy(c => c.NextContactOn).Select(c => c.NextContactOn).FirstOrDefault(),
            Today = mine.Where(c => c.NextContactOn == day).OrderBy(c => c.NextContactOn).Take(Counted + 1).Count(),
            Week = mine.Where(c => c.NextContactOn > day && c.NextContactOn <= weekEnd).OrderBy(c => c.NextContactOn).Take(Counted + 1).Count(),
            Logged = logged.OrderBy(i => i.UnitId).ThenBy(i => i.At).Take(Counted + 1).Count(),
        }).FirstAsync(ct));
        var decisions = me.May(Permission.FollowUpConfirm) ? await Pending().Take(Countable + 1).ToListAsync(ct) : [];
        var evaluations = await mine.Where(c => c.LeadClass == null && c.LastContactAt != null).OrderByDescending(c => c.LastContactAt)
            .Take(Countable + 1).Select(c => new Open(c.Id, c.Name, c.LastFeedback, c.Completeness)).ToListAsync(ct);
        var completions = await mine.Where(c => c.Status != FileStatus.Formal).OrderByDescending(c => c.OpenedOn)
            .Take(Countable + 1).Select(c => new Open(c.Id, c.Name, null, c.Completeness)).ToListAsync(ct);
        var waiting = await approvals.ForMe(Countable + 1, ShownApprovals, ct);
        var figures = new Figures(due.Overdue, due.Oldest, due.Today, due.Week, decisions.Count + waiting.Count, evaluations.Count, completions.Count, due.Logged);
        return (figures, decisions, evaluations, completions, waiting);
    }

    // What lies in the order of its company is found by it: without the company all of all years would be looked at, or all customers for the few that have some.
    IQueryable<T> OfUnits<T>(IQueryable<T> rows, Expression<Func<T, Guid>> unit)
    {
        var me = actor.Value;
        Expression<Func<Guid, bool>> seen = me.Scope == DataScope.Group ? id => db.Set<Unit>().Select(u => u.Id).Contains(id) : id => id == me.UnitId;
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Invoke(seen, unit.Body), unit.Parameters));
    }

    // Weeks end on Sunday.
    static DateOnly WeekEnd(DateOnly day) => day.AddDays((7 - (int)day.DayOfWeek) % 7);

    // Whoever has a new date waiting for a supervisor was contacted: he is not due until it is turned down.
    IQueryable<VisibleCustomer> Charge(bool wide)
    {
        var me = actor.Value.PersonId;
        var rows = customers.Rows.Where(c => !db.Set<ContactPlan>().Any(p => p.CustomerId == c.Id && p.State == PlanState.Pending));
        return wide ? rows : rows.Where(c => c.OwnerId == me);
    }

    IQueryable<Decision> Pending()
    {
        var me = actor.Value.PersonId;
        var waiting = OfUnits(db.Set<ContactPlan>().AsNoTracking().Where(d => d.State == PlanState.Pending && d.AskedById != me), d => d.UnitId);
        return from d in waiting
               join c in customers.Rows on d.CustomerId equals c.Id
               orderby d.Id
               select new Decision(d.Id, c.Id, c.Name, c.NextContactOn, d.On, d.Step, d.AskedByName);
    }

    IQueryable<Due> Shown(IQueryable<VisibleCustomer> rows) =>
        from c in rows
        join p in db.Set<Person>() on c.OwnerId equals p.Id into owners
        from p in owners.DefaultIfEmpty()
        orderby c.NextContactOn, c.SortKey, c.Id
        select new Due(c.Id, c.Name, c.Code, c.Stage, c.NextContactOn!.Value, c.NextStep, c.LastContactAt, c.OwnerId, p == null ? null : p.Name);
}
