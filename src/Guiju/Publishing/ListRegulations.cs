using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing;

/// <summary>A regulation in the register (规章制度目录).</summary>
/// <param name="Id">Id.</param>
/// <param name="Category">Category.</param>
/// <param name="Number">Number.</param>
/// <param name="Title">Title.</param>
/// <param name="Owner">Department that drafts and interprets it.</param>
/// <param name="Executing">Who carries it out.</param>
/// <param name="Supervising">Who watches over it.</param>
/// <param name="ForGroup">Whether it holds for the whole group.</param>
/// <param name="Version">Version in force today, else the one that comes into force next; null where none is published.</param>
/// <param name="EffectiveFrom">First day of that version.</param>
/// <param name="InForce">Whether it is in force today.</param>
/// <param name="Trial">Whether it is for trial.</param>
/// <param name="TrialOver">Whether the trial is over.</param>
/// <param name="Draft">How far the next version is; null where there is none or it is not the reader's business.</param>
/// <param name="Owed">Whether the reader owes an acknowledgement.</param>
public sealed record RegulationRow(Guid Id, string Category, string Number, string Title, string Owner, string Executing, string Supervising, bool ForGroup, string? Version, DateOnly? EffectiveFrom, bool InForce, bool Trial, bool TrialOver, VersionState? Draft, bool Owed);

/// <summary>The register of regulations, by number, page by page (D06-0).</summary>
[Allow(Permission.Self), Clause("D06-0"), Clause("D07-1")]
public sealed class ListRegulations(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Most rows of a page, and where nothing is said.</summary>
    public const int MostRows = 200, UsualRows = 50;

    /// <summary>Which regulations.</summary>
    /// <param name="Search">Part of number, title or category.</param>
    /// <param name="Category">Exactly this category.</param>
    /// <param name="After">Where the page before ended.</param>
    /// <param name="Limit">Rows, 1 to 200.</param>
    public sealed record RegulationFilter(string? Search = null, string? Category = null, Guid? After = null, int? Limit = null);

    /// <summary>Reads a page.</summary>
    public async Task<Outcome<PageOf<RegulationRow>>> Handle(RegulationFilter filter, CancellationToken ct)
    {
        var (me, rows, today) = (actor.Value, Math.Clamp(filter.Limit ?? UsualRows, 1, MostRows), clock.Today);
        var found = db.Set<Regulation>().AsNoTracking().VisibleTo(me);
        if (filter.Search?.Trim() is { Length: > 0 } words) found = found.Where(r => r.Number.Contains(words) || r.Title.Contains(words) || r.Category.Contains(words));
        if (filter.Category is { Length: > 0 } category) found = found.Where(r => r.Category == category);
        if (filter.After is { } after)
        {
            var mark = await db.Set<Regulation>().Where(r => r.Id == after).Select(r => r.Number).SingleOrDefaultAsync(ct) ?? "";
            found = found.Where(r => r.Number.CompareTo(mark) > 0 || (r.Number == mark && r.Id.CompareTo(after) > 0));
        }
        var person = me.PersonId;
        var page = await found.OrderBy(r => r.Number).ThenBy(r => r.Id).Take(rows + 1).Select(r => new
        {
            r.Id,
            r.Category,
            r.Number,
            r.Title,
            r.Executing,
            r.Supervising,
            r.ForGroup,
            Owner = db.Set<Department>().Where(d => d.Id == r.OwnerDepartmentId).Select(d => d.Name).Single(),
            Owed = db.Set<Readings.Reading>().Any(x => x.PersonId == person && x.RegulationId == r.Id && x.AcknowledgedAt == null && x.DroppedAt == null),
        }).ToListAsync(ct);
        var ids = page.ConvertAll(r => r.Id);
        var versions = (await db.Set<RegulationVersion>().AsNoTracking().Where(v => ids.Contains(v.RegulationId) && v.State != VersionState.Discarded)
            .Select(v => new { v.RegulationId, v.Number, v.Label, v.State, v.EffectiveFrom, v.Trial, v.TrialUntil }).ToListAsync(ct)).ToLookup(v => v.RegulationId);
        return new PageOf<RegulationRow>([.. page.Take(rows).Select(r =>
        {
            var published = versions[r.Id].Where(v => v.State == VersionState.Published).OrderBy(v => v.Number).ToList();
            var shown = published.LastOrDefault(v => v.EffectiveFrom <= today) ?? published.FirstOrDefault();
            return new RegulationRow(r.Id, r.Category, r.Number, r.Title, r.Owner, r.Executing, r.Supervising, r.ForGroup, shown?.Label, shown?.EffectiveFrom, shown?.EffectiveFrom <= today, shown?.Trial ?? false,
                Clauses.TrialPeriod.Over(shown?.TrialUntil, today), me.SeesDrafts() ? versions[r.Id].Where(v => v.State != VersionState.Published).Select(v => (VersionState?)v.State).FirstOrDefault() : null, r.Owed);
        })], page.Count > rows ? page[rows - 1].Id.ToString() : null);
    }

    /// <summary>Categories there are, for the filter.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Categories(CancellationToken ct) =>
        await db.Set<Regulation>().AsNoTracking().VisibleTo(actor.Value).Select(r => r.Category).Distinct().OrderBy(c => c).Take(100).ToListAsync(ct);
}
