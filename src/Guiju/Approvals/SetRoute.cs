using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>A kind of request with the route in force in the actor's company.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Own">Whether the company set them; those of the clause otherwise.</param>
/// <param name="Bulk">Whether several may be decided at once.</param>
public sealed record RouteItem(string Kind, string Clause, IReadOnlyList<StepRule> Steps, bool Own, bool Bulk);

/// <summary>Lists who decides what in the actor's company.</summary>
[Allow(Permission.PoliciesRead)]
sealed class ListRoutes(Seating seating, CurrentActor actor, IEnumerable<ApprovalKind> kinds, GuijuContext db)
{
    /// <summary>All kinds.</summary>
    public async Task<Outcome<IReadOnlyList<RouteItem>>> Handle(CancellationToken ct)
    {
        List<RouteItem> routes = [];
        foreach (var kind in kinds.OrderBy(k => k.Clause, StringComparer.Ordinal))
        {
            var (steps, own) = await seating.RouteOf(kind, actor.Value.UnitId, ct);
            routes.Add(new(kind.Kind, kind.Clause, steps, own, kind.Bulk));
        }
        return routes;
    }

    /// <summary>Names of people by id, for steps that name them, and of all who can be named.</summary>
    public async Task<Outcome<IReadOnlyList<KeyValuePair<Guid, string>>>> People(CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        return (await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit && p.Active).OrderBy(p => p.SortKey).Take(500).Select(p => new { p.Id, p.Name }).ToListAsync(ct)).ConvertAll(p => KeyValuePair.Create(p.Id, p.Name));
    }
}

/// <summary>Sets who decides a kind of request in the actor's company, for what is asked from now on; what was asked keeps its steps.</summary>
[Allow(Permission.PoliciesWrite)]
sealed class SetRoute(GuijuContext db, CurrentActor actor, IEnumerable<ApprovalKind> kinds)
{
    /// <summary>Most steps of a route.</summary>
    public const int Most = 6;

    /// <summary>The route.</summary>
    public sealed record Input
    {
        /// <summary>The steps in order; null goes back to those of the clause.</summary>
        public IReadOnlyList<StepRule>? Steps { get; init; }

        /// <summary>Why, up to 200 characters.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Sets it.</summary>
    public async Task<Outcome<Guid>> Handle(string kind, Input input, CancellationToken ct)
    {
        if (!kinds.Any(k => k.Kind == kind)) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        List<Finding> findings = [];
        var reason = input.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > 200) findings.Add(new("approvals.route.reason", "reason"));
        if (input.Steps is { } steps)
        {
            // A route without a step would leave nobody to decide.
            if (steps.Count is 0 or > Most) findings.Add(new Finding("approvals.route.steps", "steps").With(Most));
            for (var i = 0; i < steps.Count; i++) findings.AddRange(await Judge(steps[i], i + 1, ct));
        }
        if (findings.Count > 0) return findings;
        var route = new ApprovalRoute(actor.Value.UnitId, kind, input.Steps, reason);
        db.Add(route);
        return route.Id;
    }

    async Task<List<Finding>> Judge(StepRule step, int number, CancellationToken ct)
    {
        List<Finding> findings = [];
        if (step.Who != StepWho.Supervisor && (step.Names.Count is 0 or > 20 || step.Names.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > 60))) findings.Add(new Finding("approvals.route.names.missing", "steps").With(number));
        if (step.Days is < 0 or > 60) findings.Add(new Finding("approvals.route.days.range", "steps").With(number));
        if (step.Level is < 1 or > 10) findings.Add(new Finding("approvals.route.level.range", "steps").With(number));
        if (step.Need == StepNeed.Quorum && (step.Quorum < 1 || (step.Who == StepWho.People && step.Quorum > step.Names.Count))) findings.Add(new Finding("approvals.route.quorum.range", "steps").With(number));
        if (step.Above is < 0) findings.Add(new Finding("approvals.route.above.range", "steps").With(number));
        if (findings.Count > 0) return findings;
        var (unit, names) = (actor.Value.UnitId, step.Names);
        if (step.Who == StepWho.People)
        {
            var ids = names.Select(n => Guid.TryParse(n, out var id) ? id : Guid.Empty).Distinct().ToList();
            if (await db.Set<Person>().CountAsync(p => ids.Contains(p.Id) && p.UnitId == unit && p.Active, ct) != names.Count) findings.Add(new Finding("approvals.route.people.gone", "steps").With(number));
        }
        return findings;
    }
}
