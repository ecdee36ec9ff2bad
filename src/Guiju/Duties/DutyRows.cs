using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>Whose duties.</summary>
public enum DutyWhose
{
    /// <summary>我的: the reader's own.</summary>
    Mine,

    /// <summary>我的下属: of all who report to him, directly or through others.</summary>
    People,

    /// <summary>全部: all he may see.</summary>
    All,
}

/// <summary>Which duties.</summary>
public enum DutyShow
{
    /// <summary>未完成.</summary>
    Open,

    /// <summary>逾期: open and late.</summary>
    Overdue,

    /// <summary>今日到期: open and due later today.</summary>
    Today,

    /// <summary>本周到期: open and due later this week, today left out.</summary>
    Week,

    /// <summary>按时完成.</summary>
    InTime,

    /// <summary>逾期完成.</summary>
    Late,

    /// <summary>例外: excepted or extended by a decision.</summary>
    Excepted,

    /// <summary>已取消.</summary>
    Cancelled,
}

/// <summary>Conditions of a list of duties.</summary>
public sealed record DutyQuery
{
    /// <summary>Whose.</summary>
    public DutyWhose? Whose { get; init; }

    /// <summary>Which.</summary>
    public DutyShow? Show { get; init; }

    /// <summary>Only those of one clause.</summary>
    public string? Clause { get; init; }

    /// <summary>Only those of one person.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only those of one company.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Where the last page ended.</summary>
    public string? After { get; init; }

    /// <summary>Rows a page, 1 to 200.</summary>
    public int? Size { get; init; }

    /// <summary>Whose, where nothing was said: one's own, unless somebody else or a company was asked for.</summary>
    internal DutyWhose WhoseOr => Whose ?? (PersonId is null && UnitId is null ? DutyWhose.Mine : DutyWhose.All);
}

/// <summary>The one way duties are read: list, count, page of the day, panel and API pass its scope.</summary>
sealed class DutyRows(GuijuContext db, CurrentActor actor, CompanyClock clock, IEnumerable<DutySubjectKind> kinds) : IDutyReading
{
    /// <summary>Duties the actor sees: his own, and those of his scope about records he may see.</summary>
    public IQueryable<Duty> Visible => db.Set<Duty>().AsNoTracking().VisibleTo(actor.Value, [.. kinds.Where(k => actor.Value.May(k.Permission)).Select(k => k.Kind)]);

    IQueryable<Duty> Own => db.Set<Duty>().AsNoTracking().VisibleTo(actor.Value with { Scope = DataScope.Own }, []);

    /// <summary>The duties of a query, in its order: the open ones by when they are due, the ended ones from the latest due backwards.</summary>
    public async Task<IQueryable<Duty>> Of(DutyQuery query, (DateTime At, Guid Id)? after, CancellationToken ct)
    {
        var me = actor.Value;
        var whose = query.WhoseOr;
        var rows = whose == DutyWhose.Mine ? Own : Visible;
        if (whose == DutyWhose.People)
        {
            var people = me.PersonId is { } head ? await db.PeopleUnder(head, ct) : [];
            rows = rows.Where(d => people.Contains(d.OwnerId!.Value));
        }
        if (query.PersonId is { } person) rows = rows.Where(d => d.OwnerId == person);
        if (query.UnitId is { } unit) rows = rows.Where(d => d.UnitId == unit);
        if (query.Clause is { Length: > 0 } clause) rows = rows.Where(d => d.ClauseId == clause);
        var (late, tomorrow, weekEnd) = Bounds();
        rows = query.Show switch
        {
            DutyShow.Overdue => rows.Where(d => d.State == DutyState.Open && d.DueAt <= late),
            DutyShow.Today => rows.Where(d => d.State == DutyState.Open && d.DueAt > late && d.DueAt < tomorrow),
            DutyShow.Week => rows.Where(d => d.State == DutyState.Open && d.DueAt >= tomorrow && d.DueAt < weekEnd),
            DutyShow.InTime => rows.Where(d => d.State == DutyState.DoneInTime),
            DutyShow.Late => rows.Where(d => d.State == DutyState.DoneLate),
            DutyShow.Excepted => rows.Where(d => d.State == DutyState.Excepted),
            DutyShow.Cancelled => rows.Where(d => d.State == DutyState.Cancelled),
            _ => rows.Where(d => d.State == DutyState.Open),
        };
        if (query.Show is DutyShow.InTime or DutyShow.Late or DutyShow.Excepted or DutyShow.Cancelled)
        {
            if (after is { } last) rows = rows.Where(d => d.DueAt < last.At || (d.DueAt == last.At && d.Id.CompareTo(last.Id) < 0));
            return rows.OrderByDescending(d => d.DueAt).ThenByDescending(d => d.Id);
        }
        if (after is { } mark) rows = rows.Where(d => d.DueAt > mark.At || (d.DueAt == mark.At && d.Id.CompareTo(mark.Id) > 0));
        return rows.OrderBy(d => d.DueAt).ThenBy(d => d.Id);
    }

    public async Task<DutySummary> Due(bool wide, int most, int rows, CancellationToken ct)
    {
        var (late, tomorrow, weekEnd) = Bounds();
        var open = (wide ? Visible : Own).Where(d => d.State == DutyState.Open);
        var (overdue, today, week) = (open.Where(d => d.DueAt <= late), open.Where(d => d.DueAt > late && d.DueAt < tomorrow), open.Where(d => d.DueAt >= tomorrow && d.DueAt < weekEnd));
        // A table of one row carries three counts in one question.
        var counts = await db.Set<AccessStamp>().OrderBy(s => s.Id).Select(_ => new
        {
            Overdue = overdue.OrderBy(d => d.DueAt).Take(most).Count(),
            Today = today.OrderBy(d => d.DueAt).Take(most).Count(),
            Week = week.OrderBy(d => d.DueAt).Take(most).Count(),
        }).FirstAsync(ct);
        if (counts is { Overdue: 0, Today: 0, Week: 0 }) return new(0, 0, 0, []);
        return new(counts.Overdue, counts.Today, counts.Week, await Read(open.Where(d => d.DueAt < weekEnd).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(rows), ct));
    }

    public async Task<DutyItem?> Find(Guid id, CancellationToken ct) => (await Read(Visible.Where(d => d.Id == id), ct)).SingleOrDefault();

    public async Task<IReadOnlyList<DutyItem>> About(DutySubject subject, int rows, CancellationToken ct)
    {
        var all = Visible.Where(d => d.SubjectId == subject.Id && d.SubjectKind == subject.Kind);
        var open = await Read(all.Where(d => d.State == DutyState.Open).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(rows), ct);
        return open.Count >= rows ? open : [.. open, .. await Read(all.Where(d => d.State != DutyState.Open).OrderByDescending(d => d.EndedAt).ThenBy(d => d.Id).Take(rows - open.Count), ct)];
    }

    /// <summary>Reads rows with the names of their owners, in the reader's language.</summary>
    public async Task<IReadOnlyList<DutyItem>> Read(IQueryable<Duty> duties, CancellationToken ct)
    {
        var now = clock.Now;
        var found = await duties.Select(d => new { Duty = d, Owner = db.Set<Person>().Where(p => p.Id == d.OwnerId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. found.Select(f => Item(f.Duty, f.Owner, now))];
    }

    DutyItem Item(Duty d, string? owner, DateTime now) => new()
    {
        Id = d.Id,
        Clause = d.ClauseId,
        Kind = d.SubjectKind,
        SubjectId = d.Gone ? null : d.SubjectId,
        Title = d.Gone ? Platform.Ui.Show.None : d.Title,
        Link = d.Gone ? $"/duties/{d.Id}" : kinds.Single(k => k.Kind == d.SubjectKind).Place(d.SubjectId),
        What = DutyWords.What(d.ClauseId, d.Words, d.Gone ? Platform.Ui.Show.None : d.Detail),
        Why = DutyWords.Why(d),
        OwnerId = d.OwnerId,
        Owner = owner,
        UnitId = d.UnitId,
        OpenedAt = d.OpenedAt,
        DueAt = d.DueAt,
        Estimated = d.Estimated,
        State = d.State,
        Late = d.State == DutyState.DoneLate || (d.State is DutyState.Open or DutyState.Cancelled or DutyState.Excepted && Duty.IsLate(d.DueAt, d.EndedAt ?? now)),
        EndedAt = d.EndedAt,
        Evidence = d.State == DutyState.Cancelled && d.Evidence is { } why ? Platform.Ui.Texts.All[why] : d.Evidence,
        EvidenceKind = d.EvidenceKind,
        EvidenceId = d.EvidenceId,
        ParametersOn = d.ParametersOn,
        NextStepAt = d.NextStepAt,
    };

    /// <summary>The last due instant that is late now, the first of tomorrow, the first after Sunday; UTC.</summary>
    (DateTime Late, DateTime Tomorrow, DateTime WeekEnd) Bounds()
    {
        var day = clock.Today;
        return (clock.Now.AddSeconds(-1), Start(day.AddDays(1)), Start(day.AddDays((7 - (int)day.DayOfWeek) % 7 + 1)));

        DateTime Start(DateOnly on) => clock.Utc(on.ToDateTime(TimeOnly.MinValue));
    }

    /// <summary>Mark of a row, opaque to whoever pages.</summary>
    public static string Mark(DutyItem d) => string.Create(CultureInfo.InvariantCulture, $"{d.DueAt.Ticks}_{d.Id:N}");

    /// <summary>Reads a mark; null where it is none.</summary>
    public static (DateTime At, Guid Id)? Place(string after) =>
        after.Split('_') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var guid)
            ? (new DateTime(t, DateTimeKind.Utc), guid) : null;
}

/// <summary>Which duties somebody sees: the notion of the customers' lists, by the owner of the duty.</summary>
static class DutyScope
{
    /// <summary>His own; others' where his data scope reaches and he may see what they are about.</summary>
    /// <param name="duties">Duties.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="kinds">Kinds of records he may see.</param>
    public static IQueryable<Duty> VisibleTo(this IQueryable<Duty> duties, Actor actor, IReadOnlyList<string> kinds)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        if (actor.Scope == DataScope.Own || kinds.Count == 0) return duties.Where(d => me != null && d.OwnerId == me);
        return actor.Scope switch
        {
            DataScope.Group => duties.Where(d => d.OwnerId == me || kinds.Contains(d.SubjectKind)),
            DataScope.Unit => duties.Where(d => d.UnitId == unit && (d.OwnerId == me || kinds.Contains(d.SubjectKind))),
            _ => duties.Where(d => d.UnitId == unit && (d.OwnerId == me || (kinds.Contains(d.SubjectKind) && (departments.Contains(d.DepartmentId!.Value) || people.Contains(d.OwnerId!.Value))))),
        };
    }
}
