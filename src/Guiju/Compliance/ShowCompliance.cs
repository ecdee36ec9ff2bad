using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance;

/// <summary>How a clause was kept.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="What">What it asks for, in the reader's language.</param>
/// <param name="Tally">How its duties came out.</param>
/// <param name="Rate">Share done in time of those judged, 0 to 1; null where none is judged.</param>
/// <param name="Change">Difference of the rates of the last two spans that have one; null where there are not two.</param>
/// <param name="Trend">Rate of each span, null where nothing was judged.</param>
public sealed record ClauseKept(string Clause, string What, DutyTally Tally, decimal? Rate, decimal? Change, IReadOnlyList<decimal?> Trend);

/// <summary>How the clauses were kept in a period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Weekly">Whether a span is a week; else a month.</param>
/// <param name="Spans">First day of each.</param>
/// <param name="Total">All clauses together.</param>
/// <param name="Rate">Their rate.</param>
/// <param name="Change">Its change.</param>
/// <param name="Trend">Their rate in each span.</param>
/// <param name="Clauses">The clauses of which something was due, the worst kept first.</param>
public sealed record ComplianceAnswer(DateOnly From, DateOnly To, bool Weekly, IReadOnlyList<DateOnly> Spans, DutyTally Total, decimal? Rate, decimal? Change, IReadOnlyList<decimal?> Trend, IReadOnlyList<ClauseKept> Clauses);

/// <summary>What the page lets one choose from, within reach.</summary>
public sealed record ComplianceChoices(IReadOnlyList<KeyValuePair<string, string>> Clauses, IReadOnlyList<KeyValuePair<Guid, string>> Units, IReadOnlyList<KeyValuePair<Guid, string>> Departments, IReadOnlyList<KeyValuePair<Guid, string>> People);

/// <summary>Shows how clauses are kept, straight from the ledger of duties and within the reader's scope.</summary>
[Allow(Permission.ComplianceRead)]
sealed class ShowCompliance(IDutyTallies tallies, GuijuContext db, CurrentActor actor, CompanyClock clock, BriefMemory memory)
{
    /// <summary>Periods up to here are shown week by week, longer ones month by month; days.</summary>
    public const int MostWeekly = 100;

    /// <summary>Longest period, days.</summary>
    public const int MostDays = 1830;

    /// <summary>How each clause was kept.</summary>
    public async Task<Outcome<ComplianceAnswer>> Handle(ComplianceQuery query, CancellationToken ct)
    {
        if (Wrong(query) is { } wrong) return wrong;
        // The clause chosen is one row of the table, so that the others stay to be compared with.
        var period = query.Period(clock.Today) with { Clause = null };
        return await memory.Of(actor.Value, $"compliance {period} {clock.Today:O} {Texts.English}", async () => Answer(period, await tallies.ByDay(period, ct)));
    }

    /// <summary>Most companies, departments or people shown.</summary>
    public const int MostShares = 200;

    /// <summary>The same broken down by company, department or person, the worst kept first.</summary>
    public async Task<Outcome<IReadOnlyList<DutyShare>>> Shares(ComplianceQuery query, int most, CancellationToken ct)
    {
        if (Wrong(query) is { } wrong) return wrong;
        var (period, by) = (query.Period(clock.Today), query.By ?? DutyParty.Person);
        return Outcome<IReadOnlyList<DutyShare>>.Success(await memory.Of(actor.Value, $"compliance.shares {by} {period} {clock.Today:O}", async () =>
            (IReadOnlyList<DutyShare>)[.. (await tallies.By(by, period, ct)).OrderBy(s => s.Tally.Rate ?? 2).ThenByDescending(s => s.Tally.Judged).ThenBy(s => s.Name, StringComparer.Ordinal)]) is var all && all.Count > most ? [.. all.Take(most)] : all);
    }

    /// <summary>A page of the duties behind the figures; of no outcome in particular those that were not done in time.</summary>
    public async Task<Outcome<PageOf<DutyRecord>>> Duties(ComplianceQuery query, bool all, int size, CancellationToken ct)
    {
        if (Wrong(query) is { } wrong) return wrong;
        DutyOutcome[] outcomes = query.Outcome is { } one ? [one] : all ? [] : [DutyOutcome.Late, DutyOutcome.Broken];
        return await tallies.List(query.Period(clock.Today), outcomes, query.After, Math.Clamp(size, 1, 200), ct) is { } page ? page : new Finding("compliance.after", "after");
    }

    /// <summary>What can be chosen from.</summary>
    public async Task<Outcome<ComplianceChoices>> Choose(CancellationToken ct)
    {
        var me = actor.Value;
        List<KeyValuePair<string, string>> clauses = [.. tallies.Clauses.Select(c => KeyValuePair.Create(c, tallies.What(c)))];
        if (me.Scope == DataScope.Own) return new ComplianceChoices(clauses, [], [], []);
        var people = me.Scope == DataScope.Department
            ? db.Set<Person>().Where(p => p.UnitId == me.UnitId && (me.Departments.Contains(p.DepartmentId!.Value) || me.Subordinates.Contains(p.Id)))
            : db.Set<Person>().VisibleTo(me);
        var departments = db.Set<Department>().AsQueryable();
        if (me.Scope == DataScope.Department) departments = departments.Where(d => me.Departments.Contains(d.Id));
        else if (me.Scope == DataScope.Unit) departments = departments.Where(d => d.UnitId == me.UnitId);
        var found = await people.OrderByDescending(p => p.Active).ThenBy(p => p.SortKey).Take(500).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var parts = await departments.OrderBy(d => d.UnitId).ThenBy(d => d.Name).Take(300).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        var units = me.Scope == DataScope.Group ? await db.Set<Unit>().OrderBy(u => u.Code).Take(200).Select(u => new { u.Id, u.Name }).ToListAsync(ct) : [];
        return new ComplianceChoices(clauses, [.. units.Select(u => KeyValuePair.Create(u.Id, u.Name))], [.. parts.Select(d => KeyValuePair.Create(d.Id, d.Name))], [.. found.Select(p => KeyValuePair.Create(p.Id, p.Name))]);
    }

    ComplianceAnswer Answer(DutyPeriod period, IReadOnlyList<DutyDay> days)
    {
        var weekly = period.To.DayNumber - period.From.DayNumber < MostWeekly;
        var spans = Spans(period, weekly).ToList();
        var at = spans.Select((s, i) => (s, i)).ToDictionary(s => s.s, s => s.i);
        var total = new DutyTally[spans.Count];
        Dictionary<string, DutyTally[]> clauses = [];
        foreach (var day in days)
        {
            if (!clauses.TryGetValue(day.Clause, out var of)) clauses[day.Clause] = of = new DutyTally[spans.Count];
            var span = at[Span(day.Day, weekly)];
            of[span] += day.Tally;
            total[span] += day.Tally;
        }
        var all = Sum(total);
        return new(period.From, period.To, weekly, spans, all, all.Rate, Change(total), Rates(total),
            [.. clauses.Select(c => (c.Key, Sum: Sum(c.Value), c.Value)).Select(c => new ClauseKept(c.Key, tallies.What(c.Key), c.Sum, c.Sum.Rate, Change(c.Value), Rates(c.Value)))
                .OrderBy(c => c.Rate ?? 2).ThenByDescending(c => c.Tally.Judged).ThenBy(c => c.Clause, StringComparer.Ordinal)]);
    }

    static IReadOnlyList<decimal?> Rates(IEnumerable<DutyTally> spans) => [.. spans.Select(t => t.Rate)];

    static DutyTally Sum(IEnumerable<DutyTally> tallies) => tallies.Aggregate(default(DutyTally), (a, b) => a + b);

    static decimal? Change(IEnumerable<DutyTally> spans) => spans.Select(s => s.Rate).OfType<decimal>().TakeLast(2).ToList() is [var before, var last] ? last - before : null;

    static IEnumerable<DateOnly> Spans(DutyPeriod period, bool weekly)
    {
        for (var span = Span(period.From, weekly); span <= period.To; span = weekly ? span.AddDays(7) : span.AddMonths(1)) yield return span;
    }

    // A week begins on Monday.
    static DateOnly Span(DateOnly day, bool weekly) => weekly ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) : new(day.Year, day.Month, 1);

    Finding? Wrong(ComplianceQuery query)
    {
        var period = query.Period(clock.Today);
        if (period.From.Year is < 2000 or >= 2100 || period.To.Year is < 2000 or >= 2100 || period.To < period.From || period.To.DayNumber - period.From.DayNumber >= MostDays) return new Finding("compliance.wrong-period", "from").With(MostDays);
        return query.Clause is { Length: > 0 } clause && !tallies.Clauses.Contains(clause) ? new Finding("compliance.unknown-clause", "clause").With(clause.Length > 40 ? clause[..40] : clause) : null;
    }
}
