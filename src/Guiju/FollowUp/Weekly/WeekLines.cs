using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>Reads what somebody plans for weeks: the lines kept, what the next contact dates bring besides, and what became of each.</summary>
[Clause("D01-2.3c")]
sealed class WeekLines(GuijuContext db, IVisibleCustomers customers, CompanyClock clock)
{
    /// <summary>Lines of a week at most; who plans more is told.</summary>
    public const int Most = 500;

    /// <summary>Brings the next contact dates of a person's customers into the weeks they lie in, where they are not there yet.</summary>
    public async Task DrawUp(Guid personId, PlanWeek first, PlanWeek last, CancellationToken ct)
    {
        await Lock(personId, ct);
        foreach (var p in await Proposed(personId, first, last, ct))
        {
            var week = PlanWeek.Of(p.On);
            if (await Kept(personId, week, p.CustomerId, ct) is { } old) old.Again(p.On, null, p.Purpose, true);
            else db.Add(new PlanLine(p.UnitId, personId, week, p.CustomerId, p.Customer, p.On, p.Purpose, true));
        }
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The lines of weeks by week, in the order of their days.</summary>
    public async Task<ILookup<DateOnly, DocumentLine>> Read(Guid personId, PlanWeek first, PlanWeek last, CancellationToken ct)
    {
        var kept = await db.Set<PlanLine>().AsNoTracking().Where(l => l.PersonId == personId && l.Week >= first.Monday && l.Week <= last.Monday).OrderBy(l => l.Week).ThenBy(l => l.On).Take(Most * 3).ToListAsync(ct);
        var proposed = await Proposed(personId, first, last, ct);
        var ids = kept.Select(l => l.CustomerId).Concat(proposed.Select(p => p.CustomerId)).Distinct().ToList();
        var (from, until) = (clock.Utc(first.Monday.ToDateTime(default)), clock.Utc(last.Next.Monday.ToDateTime(default)));
        // An attempt that reached nobody is no contact, and what an import brought in is history (D01-1.3a).
        var contacts = (await db.Set<Interaction>().AsNoTracking().Where(i => ids.Contains(i.CustomerId) && i.At >= from && i.At < until && i.Mode != ContactMode.NotReached && i.ImportId == null).Select(i => new { i.CustomerId, i.At }).ToListAsync(ct))
            .Select(i => (i.CustomerId, On: clock.DateOf(i.At))).GroupBy(i => (i.CustomerId, PlanWeek.Of(i.On).Monday)).ToDictionary(g => g.Key, g => g.Min(i => i.On));
        var today = clock.Today;
        var lines = kept.Where(l => l.State == LineState.Planned || !proposed.Any(p => p.CustomerId == l.CustomerId && PlanWeek.Of(p.On).Monday == l.Week)).Select(l => (l.Week, Line: Line(l)))
            .Concat(proposed.Select(p => (Week: PlanWeek.Of(p.On).Monday, Line: new DocumentLine(p.CustomerId, p.Customer, p.On, null, p.Purpose, PlannedContact.Judge(p.On, Done(p.CustomerId, p.On) is not null, today), Done(p.CustomerId, p.On), null, null, true))));
        return lines.OrderBy(l => l.Line.On).ThenBy(l => l.Line.Customer, StringComparer.Ordinal).ToLookup(l => l.Week, l => l.Line);

        DateOnly? Done(Guid customer, DateOnly on) => contacts.TryGetValue((customer, PlanWeek.Of(on).Monday), out var day) ? day : null;

        DocumentLine Line(PlanLine l)
        {
            var done = contacts.TryGetValue((l.CustomerId, l.Week), out var day) ? day : (DateOnly?)null;
            var result = l.State switch { LineState.Moved => LineResult.Moved, LineState.Removed => LineResult.Removed, LineState.Planned => PlannedContact.Judge(l.On, done is not null, today) };
            return new(l.CustomerId, l.Customer, l.On, l.Mode, l.Purpose, result, result is LineResult.Done ? done : null, l.MovedTo, result is LineResult.NotDone ? l.Explanation : l.Reason, l.Proposed);
        }
    }

    /// <summary>The line of a customer in a week to be changed, made of his next contact date where it is not kept yet; null where there is none.</summary>
    public async Task<PlanLine?> Find(Guid personId, PlanWeek week, Guid customerId, CancellationToken ct)
    {
        if (await Kept(personId, week, customerId, ct) is { State: LineState.Planned } kept) return kept;
        if ((await Proposed(personId, week, week, ct)).All(p => p.CustomerId != customerId)) return null;
        await DrawUp(personId, week, week, ct);
        return await Kept(personId, week, customerId, ct);
    }

    /// <summary>The line of a customer in a week as it is kept, the planned one first where a merge of files left two; null where there is none.</summary>
    public Task<PlanLine?> Kept(Guid personId, PlanWeek week, Guid customerId, CancellationToken ct) =>
        db.Set<PlanLine>().Where(l => l.PersonId == personId && l.Week == week.Monday && l.CustomerId == customerId).OrderBy(l => l.State == LineState.Planned ? 0 : 1).ThenBy(l => l.Id).FirstOrDefaultAsync(ct);

    /// <summary>Lets one change of somebody's plans run at a time.</summary>
    public Task Lock(Guid personId, CancellationToken ct) =>
        db.Set<Organization.Person>().Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.UnitId, p => p.UnitId), ct);

    sealed record Proposal(Guid CustomerId, Guid UnitId, string Customer, DateOnly On, string? Purpose);

    async Task<List<Proposal>> Proposed(Guid personId, PlanWeek first, PlanWeek last, CancellationToken ct)
    {
        var (from, until) = (first.Monday, last.Sunday);
        var due = await customers.Rows.Where(c => c.OwnerId == personId && c.NextContactOn >= from && c.NextContactOn <= until).OrderBy(c => c.NextContactOn).ThenBy(c => c.Id).Take(Most * 3)
            .Select(c => new { c.Id, c.UnitId, c.Name, c.NextContactOn, c.NextStep }).ToListAsync(ct);
        var ids = due.Select(d => d.Id).ToList();
        var there = (await db.Set<PlanLine>().AsNoTracking().Where(l => l.PersonId == personId && l.Week >= from && l.Week <= until && ids.Contains(l.CustomerId) && l.State == LineState.Planned).Select(l => new { l.CustomerId, l.Week }).ToListAsync(ct)).Select(l => (l.CustomerId, l.Week)).ToHashSet();
        return [.. due.Where(d => !there.Contains((d.Id, PlanWeek.Of(d.NextContactOn!.Value).Monday))).Select(d => new Proposal(d.Id, d.UnitId, d.Name, d.NextContactOn!.Value, d.NextStep))];
    }
}
