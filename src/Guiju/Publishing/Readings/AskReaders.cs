using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Readings;

/// <summary>Asks the readers of a published version, within the transaction of whoever calls: each gets a reading, a duty with its days, and a message.</summary>
sealed class AskReaders(GuijuContext db, IDuties duties, IClauseParameters parameters, IWorkCalendar calendars, CompanyClock clock, Tell tell)
{
    /// <summary>Readers asked in one act; the others are asked by the round a few minutes later.</summary>
    public const int AtOnce = 500;

    /// <summary>Kind of a reading as the subject of a duty.</summary>
    public const string Kind = "reading";

    /// <summary>A reading as the subject of a duty.</summary>
    public static DutySubject Subject(Guid id) => new(Kind, id);

    /// <summary>One who asks at a time, on whichever node.</summary>
    public Task Lock(Guid regulationId, CancellationToken ct) => db.Set<Regulation>().Where(r => r.Id == regulationId).ExecuteUpdateAsync(s => s.SetProperty(r => r.Published, r => r.Published), ct);

    /// <summary>People a version is addressed to.</summary>
    public async Task<IQueryable<Person>> Addressed(Regulation regulation, RegulationVersion version, CancellationToken ct)
    {
        var (readers, unit, everywhere) = (RegulationVersion.ReadReaders(version.Readers), regulation.UnitId, regulation.ForGroup);
        var people = db.Set<Person>().Where(p => p.Active && (everywhere || p.UnitId == unit));
        if (readers.All) return people;
        var departments = await Below(readers.Departments, ct);
        List<Guid> roles = [.. readers.Roles];
        return people.Where(p => departments.Contains(p.DepartmentId!.Value) || p.Roles.Any(r => roles.Contains(r.RoleId)));
    }

    /// <summary>Asks those who were not asked yet; answers how many.</summary>
    public async Task<int> Ask(Regulation regulation, RegulationVersion version, int most, CancellationToken ct)
    {
        await Lock(regulation.Id, ct);
        var versionId = version.Id;
        var people = await (await Addressed(regulation, version, ct)).Where(p => !db.Set<Reading>().Any(r => r.VersionId == versionId && r.PersonId == p.Id && r.DroppedAt == null))
            .OrderBy(p => p.Id).Select(p => new { p.Id, p.UnitId }).Take(most).ToListAsync(ct);
        foreach (var unit in people.GroupBy(p => p.UnitId))
        {
            var days = new Days(calendars.For(unit.Key).On(clock.Today), parameters.For(unit.Key));
            foreach (var person in unit) await One(regulation, version, person.Id, unit.Key, days, ct);
        }
        return people.Count;
    }

    /// <summary>Asks one person; the caller knows that he is addressed and was not asked.</summary>
    public Task<Reading> One(Regulation regulation, RegulationVersion version, Guid personId, Guid unitId, CancellationToken ct) =>
        One(regulation, version, personId, unitId, new(calendars.For(unitId).On(clock.Today), parameters.For(unitId)), ct);

    async Task<Reading> One(Regulation regulation, RegulationVersion version, Guid personId, Guid unitId, Days days, CancellationToken ct)
    {
        var (rule, published, effective) = (ReadingRules.Of(regulation.ReadingClause)!, clock.DateOf(version.PublishedAt!.Value), version.EffectiveFrom!.Value);
        var within = rule.DaysOn(days.Parameters, published);
        var due = rule.Due(published, effective, clock.Today, within, days.Calendar);
        var before = rule.Reminder is { } reminder ? days.Parameters.Get<int>(rule.Clause, reminder, published) : 0;
        var reading = new Reading(version, personId, unitId, clock.Utc(due.At));
        db.Add(reading);
        await duties.Open(new()
        {
            Clause = rule.Clause,
            Subject = Subject(reading.Id),
            Title = $"{regulation.Number} {regulation.Title}",
            Detail = version.Label,
            Occurrence = "reading",
            NewSubject = true,
            UnitId = unitId,
            OwnerId = personId,
            Due = due,
            ParametersOn = published,
            Facts = [published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), effective.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), within.ToString(CultureInfo.InvariantCulture)],
            Steps = rule.Steps(due, before, days.Calendar),
        }, ct);
        tell.Person(personId, "publishing.notice.read", $"/regulations/readings/{reading.Id}", rule.Clause, regulation.Number, regulation.Title, version.Label, due.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return reading;
    }

    /// <summary>A new version came: nobody is asked for the earlier ones any more. Whether he was late by then stays to be seen.</summary>
    public async Task Supersede(Regulation regulation, Guid by, CancellationToken ct)
    {
        var id = regulation.Id;
        await Drop(await db.Set<Reading>().Where(r => r.RegulationId == id && r.VersionId != by && r.AcknowledgedAt == null && r.DroppedAt == null).ToListAsync(ct), "publishing.superseded", ct);
    }

    /// <summary>People who left are asked no more; answers how many readings that concerns.</summary>
    public async Task<int> DropLeavers(CancellationToken ct)
    {
        var left = await db.Set<Reading>().Where(r => r.AcknowledgedAt == null && r.DroppedAt == null && db.Set<Person>().Any(p => p.Id == r.PersonId && !p.Active)).OrderBy(r => r.Id).Take(AtOnce).ToListAsync(ct);
        await Drop(left, "publishing.left", ct);
        return left.Count;
    }

    async Task Drop(List<Reading> readings, string why, CancellationToken ct)
    {
        await duties.Look(Kind, [.. readings.Select(r => r.Id)], ct);
        foreach (var reading in readings)
        {
            await duties.Cancel(Subject(reading.Id), why, ct);
            reading.Drop(clock.Now);
        }
    }

    async Task<List<Guid>> Below(IReadOnlyList<Guid> roots, CancellationToken ct)
    {
        if (roots.Count == 0) return [];
        var below = (await db.Set<Department>().AsNoTracking().Where(d => d.ParentId != null).Select(d => new { d.Id, Parent = d.ParentId!.Value }).ToListAsync(ct)).ToLookup(d => d.Parent, d => d.Id);
        List<Guid> all = [.. roots];
        var seen = all.ToHashSet();
        for (var i = 0; i < all.Count; i++) all.AddRange(below[all[i]].Where(seen.Add));
        return all;
    }

    sealed record Days(WorkCalendar Calendar, IClauseParameters Parameters);
}
