using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports.Periodic;

/// <summary>A business line of a company.</summary>
/// <param name="Id">It.</param>
/// <param name="Line">Which.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record LineRow(Guid Id, ReportLine Line, DateOnly From, DateOnly? Until);

/// <summary>Somebody who can answer for the reports of a company.</summary>
public sealed record Sender(Guid Id, string Name, string? Post);

/// <summary>A company with who answers for its reports.</summary>
/// <param name="UnitId">The company.</param>
/// <param name="Unit">Its name.</param>
/// <param name="Top">Whether it is the group's top company, which sends summaries.</param>
/// <param name="PersonId">Who answers; null where there is no desk, so that nothing is owed.</param>
/// <param name="Person">His name.</param>
/// <param name="From">Since when it owes.</param>
/// <param name="Until">Until when, or null.</param>
/// <param name="Lines">Its business lines beside the general one.</param>
/// <param name="Senders">Who can answer.</param>
public sealed record DeskRow(Guid UnitId, string Unit, bool Top, Guid? PersonId, string? Person, DateOnly? From, DateOnly? Until, IReadOnlyList<LineRow> Lines, IReadOnlyList<Sender> Senders);

/// <summary>Lists the companies with who answers for their reports and the lines they have.</summary>
[Allow(Permission.OrganizationWrite)]
sealed class ListDesks(GuijuContext db, Administration administration)
{
    /// <summary>Companies of a page.</summary>
    public const int PageSize = 30;

    const int Offered = 200;

    /// <summary>Reads a page, the top company first, then by code.</summary>
    public async Task<Outcome<PageOf<DeskRow>>> Handle(string? after, CancellationToken ct)
    {
        if (!administration.WholeGroup) return Outcome<PageOf<DeskRow>>.Refused(Refusal.Forbidden, new Finding("organization.group-only"));
        var top = await db.TopCompany(ct);
        var page = after is { Length: > 0 } ? db.Set<Unit>().AsNoTracking().Where(u => u.Id != top && u.Active && u.Code.CompareTo(after) > 0) : db.Set<Unit>().AsNoTracking().Where(u => u.Active);
        var units = await page.OrderBy(u => u.Id != top).ThenBy(u => u.Code).Take(PageSize + 1).Select(u => new { u.Id, u.Name, u.Code }).ToListAsync(ct);
        var shown = units.Take(PageSize).ToList();
        var ids = shown.ConvertAll(u => u.Id);
        var desks = await db.Set<ReportDesk>().AsNoTracking().Where(d => ids.Contains(d.UnitId)).Join(db.Set<Person>(), d => d.PersonId, p => p.Id, (d, p) => new { d.UnitId, d.PersonId, p.Name, d.From, d.Until }).ToDictionaryAsync(d => d.UnitId, ct);
        var lines = (await db.Set<UnitLine>().AsNoTracking().Where(l => ids.Contains(l.UnitId)).OrderBy(l => l.From).ThenBy(l => l.Id).ToListAsync(ct)).ToLookup(l => l.UnitId);
        var roles = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(Permission.ReportsSend)).Select(r => r.Id).ToList();
        var people = (await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.UnitId) && p.Active && p.Roles.Any(r => roles.Contains(r.RoleId))).OrderBy(p => p.SortKey).Select(p => new { p.UnitId, p.Id, p.Name, p.Post }).ToListAsync(ct)).ToLookup(p => p.UnitId);
        return new PageOf<DeskRow>([.. shown.Select(u => (Unit: u, Desk: desks.GetValueOrDefault(u.Id))).Select(u => new DeskRow(u.Unit.Id, u.Unit.Name, u.Unit.Id == top, u.Desk?.PersonId, u.Desk?.Name, u.Desk?.From, u.Desk?.Until,
            [.. lines[u.Unit.Id].Select(l => new LineRow(l.Id, l.Line, l.From, l.Until))], [.. people[u.Unit.Id].Take(Offered).Select(p => new Sender(p.Id, p.Name, p.Post))]))],
            units.Count > PageSize ? shown[^1].Code : null);
    }
}
