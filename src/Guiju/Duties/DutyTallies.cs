using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>
/// Counts what was due in a period. The counting goes along one index, which holds all that is asked for; the rows themselves are read along those
/// that every list is read along, state by state.
/// </summary>
sealed class DutyTallies(DutyRows rows, GuijuContext db, CurrentActor actor, CompanyClock clock) : IDutyTallies
{
    public IReadOnlyList<string> Clauses => DutyWords.Clauses;

    public string What(string clause) => DutyWords.Of(clause);

    public async Task<IReadOnlyList<DutyDay>> ByDay(DutyPeriod period, CancellationToken ct)
    {
        var today = clock.Today;
        var due = await Due(period, ct);
        var counts = await due.GroupBy(d => new { d.DueOn, d.ClauseId, d.State, d.Missed }).Select(g => new { g.Key.DueOn, g.Key.ClauseId, g.Key.State, g.Key.Missed, Count = g.Count() }).ToListAsync(ct);
        var found = new Dictionary<(string, DateOnly), DutyTally>();
        foreach (var c in counts) Add(found, (c.ClauseId, c.DueOn), DutyTally.Of(Outcome(c.State, c.DueOn, today), c.Count));
        if (Late(due, period) is { } late)
            foreach (var c in await late.GroupBy(d => d.ClauseId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)) Add(found, (c.Key, today), Turned(c.Count));
        return [.. found.Select(f => new DutyDay(f.Key.Item1, f.Key.Item2, f.Value))];
    }

    public async Task<IReadOnlyList<DutyShare>> By(DutyParty party, DutyPeriod period, CancellationToken ct)
    {
        var today = clock.Today;
        var due = await Due(period, ct);
        var counts = await (party switch
        {
            DutyParty.Unit => due.GroupBy(d => new { Id = (Guid?)d.UnitId, d.State, Past = d.DueOn < today }),
            DutyParty.Department => due.GroupBy(d => new { Id = d.DepartmentId, d.State, Past = d.DueOn < today }),
            _ => due.GroupBy(d => new { Id = d.OwnerId, d.State, Past = d.DueOn < today }),
        }).Select(g => new { g.Key.Id, g.Key.State, g.Key.Past, Count = g.Count() }).ToListAsync(ct);
        var found = new Dictionary<Guid, DutyTally>();
        foreach (var c in counts) Add(found, c.Id ?? Guid.Empty, DutyTally.Of(Outcome(c.State, c.Past ? today.AddDays(-1) : today, today), c.Count));
        if (Late(due, period) is { } late)
            foreach (var c in await (party switch { DutyParty.Unit => late.GroupBy(d => (Guid?)d.UnitId), DutyParty.Department => late.GroupBy(d => d.DepartmentId), _ => late.GroupBy(d => d.OwnerId) }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                Add(found, c.Key ?? Guid.Empty, Turned(c.Count));
        var ids = found.Keys.Where(id => id != Guid.Empty).ToList();
        var names = await (party switch
        {
            DutyParty.Unit => db.Set<Unit>().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }),
            DutyParty.Department => db.Set<Department>().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name }),
            _ => db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }),
        }).ToDictionaryAsync(n => n.Id, n => n.Name, ct);
        return [.. found.Select(f => new DutyShare(f.Key == Guid.Empty ? null : f.Key, names.GetValueOrDefault(f.Key), f.Value))];
    }

    public async Task<PageOf<DutyRecord>?> List(DutyPeriod period, IReadOnlyCollection<DutyOutcome> outcomes, string? after, int size, CancellationToken ct)
    {
        var place = after is { Length: > 0 } ? DutyRows.Place(after) : null;
        if (after is { Length: > 0 } && place is null) return null;
        var (due, late) = (await Due(period, ct), clock.Now.AddSeconds(-1));
        if (place is { } last) due = due.Where(d => d.DueAt <= last.At && (d.DueAt < last.At || d.Id.CompareTo(last.Id) < 0));
        // The bounds of the instants are a day wider than those of the days, so that they lead into the index and decide nothing.
        var (first, end) = (clock.Utc(period.From.AddDays(-1).ToDateTime(default)), clock.Utc(period.To.AddDays(2).ToDateTime(default)));
        due = due.Where(d => d.DueAt >= first && d.DueAt < end);
        List<DutyItem> found = [];
        foreach (var part in Parts(due, outcomes.Count == 0 ? Enum.GetValues<DutyOutcome>() : outcomes, late))
            found.AddRange(await rows.Read(part.OrderByDescending(d => d.DueAt).ThenByDescending(d => d.Id).Take(size + 1), ct));
        var page = found.OrderByDescending(d => d.DueAt).ThenByDescending(d => d.Id).Take(size + 1).ToList();
        var ids = page.Select(d => d.Id).ToList();
        var departments = await db.Set<Duty>().Where(d => ids.Contains(d.Id) && d.DepartmentId != null)
            .Select(d => new { d.Id, Name = db.Set<Department>().Where(x => x.Id == d.DepartmentId).Select(x => x.Name).FirstOrDefault() }).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        return new([.. page.Take(size).Select(d => new DutyRecord(d, OutcomeOf(d), departments.GetValueOrDefault(d.Id)))], page.Count > size ? DutyRows.Mark(page[size - 1]) : null);
    }

    static IEnumerable<IQueryable<Duty>> Parts(IQueryable<Duty> due, IEnumerable<DutyOutcome> outcomes, DateTime late)
    {
        foreach (var outcome in outcomes.Distinct())
            switch (outcome)
            {
                case DutyOutcome.InTime: yield return due.Where(d => d.State == DutyState.DoneInTime); break;
                case DutyOutcome.Late: yield return due.Where(d => d.State == DutyState.DoneLate); break;
                case DutyOutcome.Excepted: yield return due.Where(d => d.State == DutyState.Excepted); break;
                case DutyOutcome.Open: yield return due.Where(d => d.State == DutyState.Open && d.DueAt > late); break;
                default:
                    yield return due.Where(d => d.State == DutyState.Open && d.DueAt <= late);
                    yield return due.Where(d => d.State == DutyState.Cancelled);
                    break;
            }
    }

    // What is due in the period and was owed; of the group company by company, so that the index is entered for each.
    async Task<IQueryable<Duty>> Due(DutyPeriod period, CancellationToken ct)
    {
        var due = rows.Visible.Where(d => d.DueOn >= period.From && d.DueOn <= period.To && (d.State != DutyState.Cancelled || d.Missed));
        if (period.UnitId is { } unit) due = due.Where(d => d.UnitId == unit);
        else if (actor.Value.Scope == DataScope.Group)
        {
            var units = await db.Set<Unit>().Select(u => u.Id).ToListAsync(ct);
            due = due.Where(d => units.Contains(d.UnitId));
        }
        if (period.Clause is { Length: > 0 } clause) due = due.Where(d => d.ClauseId == clause);
        if (period.DepartmentId is { } department) due = due.Where(d => d.DepartmentId == department);
        if (period.PersonId is { } person) due = due.Where(d => d.OwnerId == person);
        return due;
    }

    // Of today alone the second decides; those of other days are late or not as the day is.
    IQueryable<Duty>? Late(IQueryable<Duty> due, DutyPeriod period)
    {
        var (today, late) = (clock.Today, clock.Now.AddSeconds(-1));
        if (today < period.From || today > period.To) return null;
        var since = clock.Utc(today.ToDateTime(default)).AddDays(-1);
        return due.Where(d => d.State == DutyState.Open && d.DueOn == today && d.DueAt >= since && d.DueAt <= late);
    }

    static DutyTally Turned(int count) => new(0, 0, 0, count, -count);

    static DutyOutcome Outcome(DutyState state, DateOnly dueOn, DateOnly today) => state switch
    {
        DutyState.DoneInTime => DutyOutcome.InTime,
        DutyState.DoneLate => DutyOutcome.Late,
        DutyState.Excepted => DutyOutcome.Excepted,
        DutyState.Cancelled => DutyOutcome.Broken,
        DutyState.Open => dueOn < today ? DutyOutcome.Broken : DutyOutcome.Open,
    };

    static DutyOutcome OutcomeOf(DutyItem d) => d.State == DutyState.Open ? d.Late ? DutyOutcome.Broken : DutyOutcome.Open : Outcome(d.State, default, default);

    static void Add<T>(Dictionary<T, DutyTally> tallies, T key, DutyTally more) where T : notnull => tallies[key] = tallies.GetValueOrDefault(key) + more;
}
