using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>People and companies to choose from, by name.</summary>
public sealed record DutyChoices(IReadOnlyList<KeyValuePair<Guid, string>> People, IReadOnlyList<KeyValuePair<Guid, string>> Units);

/// <summary>A line of a duty's history.</summary>
/// <param name="What">What happened.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Through whom.</param>
/// <param name="From">Whose it was.</param>
/// <param name="To">Who was told, or whose it is now.</param>
/// <param name="Why">Of an exception or extension, the decision.</param>
public sealed record DutyLineItem(DutyEvent What, DateTime At, string By, string? From, string? To, string? Why);

/// <summary>A duty with what happened to it.</summary>
/// <param name="Duty">What it is.</param>
/// <param name="Lines">Its history, the oldest first; at most the first 200 lines.</param>
public sealed record DutyHistory(DutyItem Duty, IReadOnlyList<DutyLineItem> Lines);

/// <summary>Lists duties: one's own, one's people's, all one may see.</summary>
[Allow(Permission.Self)]
sealed class ListDuties(DutyRows rows, GuijuContext db, CurrentActor actor)
{
    /// <summary>A page.</summary>
    public async Task<Outcome<PageOf<DutyItem>>> Handle(DutyQuery query, int size, CancellationToken ct)
    {
        var place = query.After is { Length: > 0 } after ? DutyRows.Place(after) : null;
        if (query.After is { Length: > 0 } && place is null) return new Finding("duties.after.malformed", "after");
        size = Math.Clamp(size, 1, 200);
        var page = await rows.Read((await rows.Of(query, place, ct)).Take(size + 1), ct);
        return new PageOf<DutyItem>([.. page.Take(size)], page.Count > size ? DutyRows.Mark(page[size - 1]) : null);
    }

    /// <summary>How many each kind of list holds, counted to a bound; those of the conditions shown.</summary>
    public async Task<Outcome<IReadOnlyDictionary<DutyShow, int>>> Counts(DutyQuery query, int most, CancellationToken ct)
    {
        var counts = new Dictionary<DutyShow, int>();
        foreach (var show in (DutyShow[])[DutyShow.Overdue, DutyShow.Today, DutyShow.Week])
            counts[show] = await (await rows.Of(query with { Show = show }, null, ct)).Take(most + 1).CountAsync(ct);
        return counts;
    }

    /// <summary>What the page lets one choose from: people and companies within reach.</summary>
    public async Task<Outcome<DutyChoices>> Choose(CancellationToken ct)
    {
        var me = actor.Value;
        if (me.Scope == DataScope.Own) return new DutyChoices([], []);
        var people = me.Scope == DataScope.Department
            ? db.Set<Person>().Where(p => p.UnitId == me.UnitId && (me.Departments.Contains(p.DepartmentId!.Value) || me.Subordinates.Contains(p.Id)))
            : db.Set<Person>().VisibleTo(me);
        var found = await people.OrderByDescending(p => p.Active).ThenBy(p => p.SortKey).Take(500).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var units = me.Scope == DataScope.Group ? await db.Set<Unit>().OrderBy(u => u.Code).Take(200).Select(u => new { u.Id, u.Name }).ToListAsync(ct) : [];
        return new DutyChoices([.. found.Select(p => KeyValuePair.Create(p.Id, p.Name))], [.. units.Select(u => KeyValuePair.Create(u.Id, u.Name))]);
    }
}

/// <summary>Shows one duty with what happened to it.</summary>
[Allow(Permission.Self)]
sealed class ShowDuty(DutyRows rows, GuijuContext db)
{
    /// <summary>Shows it; out of scope it is not there.</summary>
    public async Task<Outcome<DutyHistory>> Handle(Guid id, CancellationToken ct)
    {
        var found = await rows.Read(rows.Visible.Where(d => d.Id == id), ct);
        if (found.Count == 0) return Outcome<DutyHistory>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var lines = await db.Set<DutyLine>().AsNoTracking().Where(l => l.DutyId == id).OrderBy(l => l.Id).Take(200).Select(l => new DutyLineItem(l.What, l.At, l.By, l.From, l.To, l.What == DutyEvent.Excepted || l.What == DutyEvent.Extended ? l.Why : null)).ToListAsync(ct);
        return new DutyHistory(found[0], lines);
    }
}
