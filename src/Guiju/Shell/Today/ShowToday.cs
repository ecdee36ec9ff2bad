using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Today;

/// <summary>What is to be done today: contacts that are due, what waits for a decision, what has to be evaluated or completed.</summary>
[Allow(Permission.CustomersRead), Clause("D01-2.3b"), Clause("D01-1.3b")]
public sealed class ShowToday(GuijuContext db, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a section at most; the section says how many there are in all.</summary>
    const int Most = 60, Side = 6;

    /// <summary>A contact that is due.</summary>
    public sealed record Due(Guid Id, string Name, string Code, Stage Stage, DateOnly On, string? Step, DateTime? LastContactAt, Guid? OwnerId, string? Owner);

    /// <summary>A far-off next contact that waits for the actor.</summary>
    public sealed record Decision(Guid Id, Guid CustomerId, string Customer, DateOnly? InForce, DateOnly On, string? Step, string AskedBy);

    /// <summary>A customer to be looked at, with what the last contact brought.</summary>
    public sealed record Open(Guid Id, string Name, string? Feedback, decimal Completeness);

    /// <summary>The figures of the strip.</summary>
    public sealed record Figures(int Overdue, DateOnly? Oldest, int Today, int Week, int ToEvaluate, int ToComplete)
    {
        /// <summary>Contacts logged this month.</summary>
        public int Logged { get; init; }

        /// <summary>Far-off dates that wait for the actor's decision.</summary>
        public int ToDecide { get; init; }
    }

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
    public sealed record Answer(DateOnly Day, DateOnly WeekEnd, bool Group, bool MayGroup, Figures Numbers, IReadOnlyList<Due> Contacts,
        IReadOnlyList<Decision> Decisions, IReadOnlyList<Open> Evaluations, IReadOnlyList<Open> Completions);

    /// <summary>Reads it.</summary>
    /// <param name="group">Whether the actor's people are shown too; only where he sees any.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Answer>> Handle(bool group, CancellationToken ct)
    {
        var (me, day) = (actor.Value, clock.Today);
        var mayGroup = me.Scope != DataScope.Own;
        var wide = group && mayGroup;
        var weekEnd = day.AddDays((7 - (int)day.DayOfWeek) % 7);
        var mine = Charge(wide);

        var contacts = await Shown(mine.Where(c => c.NextContactOn <= weekEnd)).Take(Most).ToListAsync(ct);
        var figures = await Count(wide, ct);
        var decisions = figures.ToDecide == 0 ? [] : await Pending().OrderBy(d => d.Id).Take(Side).ToListAsync(ct);
        var evaluations = figures.ToEvaluate == 0 ? [] : await mine.Where(c => c.LeadClass == null && c.LastContactAt != null).OrderBy(c => c.LastContactAt).ThenBy(c => c.Id)
            .Take(Side).Select(c => new Open(c.Id, c.Name, c.LastFeedback, c.Completeness)).ToListAsync(ct);
        var completions = figures.ToComplete == 0 ? [] : await mine.Where(c => c.Status != FileStatus.Formal).OrderBy(c => c.Completeness).ThenBy(c => c.Id)
            .Take(Side).Select(c => new Open(c.Id, c.Name, null, c.Completeness)).ToListAsync(ct);
        return new Answer(day, weekEnd, wide, mayGroup, figures, contacts, decisions, evaluations, completions);
    }

    /// <summary>The figures alone, to bring the strip up to date.</summary>
    public async Task<Outcome<Figures>> Numbers(bool group, CancellationToken ct) => await Count(group && actor.Value.Scope != DataScope.Own, ct);

    /// <summary>One due contact, or nothing where it is not due or not in scope.</summary>
    public async Task<Outcome<Due>> One(Guid customerId, CancellationToken ct) =>
        await Shown(customers.Rows.Where(c => c.Id == customerId && c.NextContactOn != null)).SingleOrDefaultAsync(ct) is { } due
            ? due : Outcome<Due>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    async Task<Figures> Count(bool wide, CancellationToken ct)
    {
        var (me, day) = (actor.Value, clock.Today);
        var weekEnd = day.AddDays((7 - (int)day.DayOfWeek) % 7);
        var monthStart = clock.Utc(new DateTime(day.Year, day.Month, 1));
        var logged = db.Set<Interaction>().Where(i => i.At >= monthStart && i.Mode != ContactMode.NotReached);
        logged = wide ? logged.Where(i => customers.Rows.Any(c => c.Id == i.CustomerId)) : logged.Where(i => i.AuthorId == me.PersonId);
        var counted = await Charge(wide).GroupBy(_ => 1).Select(g => new
        {
            Overdue = g.Count(c => c.NextContactOn < day),
            Oldest = g.Min(c => c.NextContactOn),
            Today = g.Count(c => c.NextContactOn == day),
            Week = g.Count(c => c.NextContactOn > day && c.NextContactOn <= weekEnd),
            ToEvaluate = g.Count(c => c.LeadClass == null && c.LastContactAt != null),
            ToComplete = g.Count(c => c.Status != FileStatus.Formal),
        }).SingleOrDefaultAsync(ct);
        var (contacts, decisions) = (await logged.CountAsync(ct), me.May(Permission.FollowUpConfirm) ? await Pending().CountAsync(ct) : 0);
        return counted is null ? new(0, null, 0, 0, 0, 0) { Logged = contacts, ToDecide = decisions }
            : new(counted.Overdue, counted.Overdue > 0 ? counted.Oldest : null, counted.Today, counted.Week, counted.ToEvaluate, counted.ToComplete) { Logged = contacts, ToDecide = decisions };
    }

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
        return from d in db.Set<ContactPlan>().AsNoTracking()
               where d.State == PlanState.Pending && d.AskedById != me
               join c in customers.Rows on d.CustomerId equals c.Id
               select new Decision(d.Id, c.Id, c.Name, c.NextContactOn, d.On, d.Step, d.AskedByName);
    }

    IQueryable<Due> Shown(IQueryable<VisibleCustomer> rows) =>
        from c in rows
        join p in db.Set<Person>() on c.OwnerId equals p.Id into owners
        from p in owners.DefaultIfEmpty()
        orderby c.NextContactOn, c.SortKey, c.Id
        select new Due(c.Id, c.Name, c.Code, c.Stage, c.NextContactOn!.Value, c.NextStep, c.LastContactAt, c.OwnerId, p == null ? null : p.Name);
}
