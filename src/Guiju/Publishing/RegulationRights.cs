using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing;

/// <summary>Which regulations somebody sees: those of his company and of the group; those never published only where he drafts, reviews or approves.</summary>
static class VisibleRegulations
{
    /// <summary>Whether drafts are his business at all.</summary>
    public static bool SeesDrafts(this Actor actor) => actor.May(Permission.RegulationsWrite);

    public static IQueryable<Regulation> VisibleTo(this IQueryable<Regulation> regulations, Actor actor)
    {
        var (unit, group, drafts) = (actor.UnitId, actor.Scope == DataScope.Group, actor.SeesDrafts());
        return regulations.Where(r => (r.ForGroup || r.UnitId == unit || group) && (drafts || r.Published > 0));
    }
}

/// <summary>Who may do what to a regulation. The owner department is read of each regulation, so that several coexist (D13-8a, D16-9a).</summary>
[Clause("D13-8a"), Clause("D16-9a"), Clause("D06-7.2")]
sealed class RegulationRights(GuijuContext db, CurrentActor actor)
{
    /// <summary>Whether the actor works in the owner department or in a section of it.</summary>
    public Task<bool> Owns(Regulation regulation, CancellationToken ct) => Within(regulation.OwnerDepartmentId, ct);

    /// <summary>Whether the actor works in a department or in one below it.</summary>
    public async Task<bool> Within(Guid department, CancellationToken ct)
    {
        if (actor.Value.DepartmentId is not { } mine) return false;
        if (mine == department) return true;
        var above = await db.Set<Department>().AsNoTracking().Where(d => d.UnitId == actor.Value.UnitId && d.ParentId != null).Select(d => new { d.Id, Parent = d.ParentId!.Value }).ToDictionaryAsync(d => d.Id, d => d.Parent, ct);
        var seen = new HashSet<Guid>();
        for (var at = mine; above.TryGetValue(at, out var parent) && seen.Add(at); at = parent)
            if (parent == department) return true;
        return false;
    }

    /// <summary>The regulation, where the actor may draft it; or the refusal: not there, or another department's.</summary>
    public async Task<(Regulation? Regulation, Refusal Refusal, Finding? Finding)> ToChange(Guid id, string clause, CancellationToken ct)
    {
        if (await db.Set<Regulation>().VisibleTo(actor.Value).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } regulation) return (null, Refusal.NotFound, new("platform.not-found"));
        if (await Owns(regulation, ct)) return (regulation, Refusal.None, null);
        var owner = await db.Set<Department>().Where(d => d.Id == regulation.OwnerDepartmentId).Select(d => d.Name).SingleAsync(ct);
        return (null, Refusal.Forbidden, new Finding("publishing.owner", null, clause).With(owner));
    }
}
