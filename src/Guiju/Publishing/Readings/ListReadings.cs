using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Readings;

/// <summary>Something one was asked to read.</summary>
/// <param name="Id">The reading.</param>
/// <param name="RegulationId">The regulation.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Number">Number of the regulation.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">What the version is called.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="DueAt">The last second in time, UTC.</param>
/// <param name="AcknowledgedAt">When it was acknowledged, UTC.</param>
/// <param name="Late">Whether it is late, or was.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Own">Whether it is the caller's own.</param>
public sealed record ReadingRow(Guid Id, Guid RegulationId, Guid VersionId, string Number, string Title, string Version, DateOnly EffectiveFrom, DateTime DueAt, DateTime? AcknowledgedAt, bool Late, string Clause, bool Own);

/// <summary>What one was asked to read: what is owed first by when it is due, then what was acknowledged, the newest first.</summary>
[Allow(Permission.Self), Clause("D13-1"), Clause("D01-2.4a")]
sealed class ListReadings(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>What is owed; of very much the first due.</summary>
    public async Task<Outcome<IReadOnlyList<ReadingRow>>> Owed(CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        return await Rows(db.Set<Reading>().Where(r => r.PersonId == me && r.AcknowledgedAt == null && r.DroppedAt == null).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(PageSize), ct);
    }

    /// <summary>A page of what was acknowledged.</summary>
    public async Task<Outcome<PageOf<ReadingRow>>> Handle(Guid? after, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        var done = db.Set<Reading>().Where(r => r.PersonId == me && r.AcknowledgedAt != null);
        if (after is { } last) done = done.Where(r => r.Id.CompareTo(last) < 0);
        var rows = await Rows(done.OrderByDescending(r => r.Id).Take(PageSize + 1), ct);
        return new PageOf<ReadingRow>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id.ToString() : null);
    }

    /// <summary>One of one's own readings, or of those of a regulation one sees; it leads to the text.</summary>
    public async Task<Outcome<ReadingRow>> One(Guid id, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        var seen = db.Set<Regulation>().VisibleTo(actor.Value);
        var rows = await Rows(db.Set<Reading>().Where(r => r.Id == id && (r.PersonId == me || seen.Any(x => x.Id == r.RegulationId))), ct);
        return rows.Count == 1 ? rows[0] : Outcome<ReadingRow>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
    }

    async Task<List<ReadingRow>> Rows(IQueryable<Reading> readings, CancellationToken ct)
    {
        var (now, me) = (clock.Now, actor.Value.PersonId);
        var found = await (from r in readings.AsNoTracking()
                           join v in db.Set<RegulationVersion>() on r.VersionId equals v.Id
                           join x in db.Set<Regulation>() on r.RegulationId equals x.Id
                           select new { r.Id, r.RegulationId, r.VersionId, x.Number, x.Title, v.Label, v.EffectiveFrom, r.DueAt, r.AcknowledgedAt, x.ReadingClause, Own = r.PersonId == me }).ToListAsync(ct);
        return found.ConvertAll(r => new ReadingRow(r.Id, r.RegulationId, r.VersionId, r.Number, r.Title, r.Label, r.EffectiveFrom!.Value, r.DueAt, r.AcknowledgedAt, (r.AcknowledgedAt ?? now) >= r.DueAt.AddSeconds(1), r.ReadingClause, r.Own));
    }
}

/// <summary>How a reader of a version stands.</summary>
public enum ReadingStanding
{
    /// <summary>待签阅: asked, in time yet.</summary>
    Open,

    /// <summary>逾期未签阅: the days are over.</summary>
    Overdue,

    /// <summary>按时签阅.</summary>
    InTime,

    /// <summary>逾期签阅.</summary>
    Late,
}

/// <summary>A reader of a version.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Person">His name.</param>
/// <param name="Department">His department.</param>
/// <param name="Standing">How he stands.</param>
/// <param name="DueAt">The last second in time, UTC.</param>
/// <param name="AcknowledgedAt">When he acknowledged it, UTC.</param>
public sealed record ReaderRow(Guid PersonId, string Person, string? Department, ReadingStanding Standing, DateTime DueAt, DateTime? AcknowledgedAt);

/// <summary>How much of a version was read.</summary>
/// <param name="Regulation">Number and title.</param>
/// <param name="Version">What the version is called.</param>
/// <param name="Asked">How many were asked (应阅人数).</param>
/// <param name="Read">How many acknowledged it (已阅人数).</param>
/// <param name="Share">Share of them, 0 to 1; null where nobody was asked.</param>
/// <param name="Overdue">How many are late now.</param>
/// <param name="People">The people within the reader's scope.</param>
public sealed record ReadRate(string Regulation, string Version, int Asked, int Read, decimal? Share, int Overdue, PageOf<ReaderRow> People);

/// <summary>Shows who has read a version and who has not: everybody to its owner department and to whoever sees the company, his people to a manager (D13-1).</summary>
[Allow(Permission.RegulationsWrite), Clause("D13-1"), Clause("D01-2.4a"), Clause("D06-1"), Clause("D09-6.1")]
sealed class ShowReadRate(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads a page of people by name.</summary>
    /// <param name="regulationId">The regulation.</param>
    /// <param name="number">Number of the version.</param>
    /// <param name="overdue">Only those who are late now.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<ReadRate>> Handle(Guid regulationId, int number, bool overdue, string? after, CancellationToken ct)
    {
        var (me, now) = (actor.Value, clock.Now);
        if (await db.Set<Regulation>().AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(r => r.Id == regulationId, ct) is not { } regulation
            || await db.Set<RegulationVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.RegulationId == regulationId && v.Number == number && v.State == VersionState.Published, ct) is not { } version)
            return Outcome<ReadRate>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var before = now.AddSeconds(-1);
        // Those who are asked no more count where they had read it by then.
        var readings = db.Set<Reading>().AsNoTracking().Where(r => r.VersionId == version.Id && (r.DroppedAt == null || r.AcknowledgedAt != null));
        var counts = await readings.GroupBy(r => r.VersionId).Select(g => new { Asked = g.Count(), Read = g.Count(r => r.AcknowledgedAt != null), Overdue = g.Count(r => r.AcknowledgedAt == null && r.DueAt <= before) }).SingleOrDefaultAsync(ct);
        if (overdue) readings = readings.Where(r => r.AcknowledgedAt == null && r.DueAt <= before);
        var people = db.Set<Person>().AsNoTracking();
        var everybody = await new RegulationRights(db, actor).Owns(regulation, ct);
        var seen = everybody || me.Scope == DataScope.Group ? people : me.Scope == DataScope.Unit ? people.Where(p => p.UnitId == me.UnitId) : people.Where(p => p.Id == me.PersonId || me.Subordinates.Contains(p.Id) || me.Departments.Contains(p.DepartmentId!.Value));
        if (after is { Length: > 0 }) seen = seen.Where(p => p.SortKey.CompareTo(after) > 0);
        var rows = await (from p in seen
                          join r in readings on p.Id equals r.PersonId
                          orderby p.SortKey
                          select new { p.Id, p.Name, p.SortKey, Department = db.Set<Department>().Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(), r.DueAt, r.AcknowledgedAt }).Take(PageSize + 1).ToListAsync(ct);
        return new ReadRate($"{regulation.Number} {regulation.Title}", version.Label, counts?.Asked ?? 0, counts?.Read ?? 0, counts is { Asked: > 0 } c ? (decimal)c.Read / c.Asked : null, counts?.Overdue ?? 0, new([.. rows.Take(PageSize).Select(r =>
            new ReaderRow(r.Id, r.Name, r.Department, r.AcknowledgedAt is { } at ? at >= r.DueAt.AddSeconds(1) ? ReadingStanding.Late : ReadingStanding.InTime : now >= r.DueAt.AddSeconds(1) ? ReadingStanding.Overdue : ReadingStanding.Open, r.DueAt, r.AcknowledgedAt))],
            rows.Count > PageSize ? rows[PageSize - 1].SortKey : null));
    }
}
