using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Policies.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>A step with those who may decide it.</summary>
sealed record SeatedStep(ApprovalStep Step, IReadOnlyList<ApprovalSeat> Seats);

/// <summary>
/// Says who decides a request: the route of the company, else that of the clause, and the people who hold these posts now. Who is barred is never
/// among them; where nobody is left the step has no seats, and that is never an approval.
/// </summary>
sealed class Seating(GuijuContext db, CompanyClock clock, IClauseParameters parameters)
{
    /// <summary>Most people of one step.</summary>
    const int Most = 50;

    /// <summary>Suffix by which a head of a department is named.</summary>
    const string Head = "负责人";

    /// <summary>The route in force for a kind in a company, and whether the company set it.</summary>
    public async Task<(IReadOnlyList<StepRule> Steps, bool Own)> RouteOf(ApprovalKind kind, Guid unitId, CancellationToken ct)
    {
        var set = await db.Set<ApprovalRoute>().AsNoTracking().Where(r => r.UnitId == unitId && r.Kind == kind.Kind).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        return set?.ReadSteps() is { } own ? (own, true) : (kind.Route(parameters.For(unitId), clock.Today), false);
    }

    /// <summary>The steps of a request from a place on; those for amounts above its own are left out.</summary>
    public async Task<IReadOnlyList<SeatedStep>> Seat(ApprovalRequest request, ApprovalKind kind, int from, CancellationToken ct)
    {
        var (route, _) = await RouteOf(kind, request.UnitId, ct);
        var rules = route.Where(r => r.Above is not { } above || request.Amount > above).ToList();
        List<SeatedStep> steps = [];
        for (var order = from; order <= rules.Count; order++)
        {
            var rule = rules[order - 1];
            var (found, words) = await Find(request, rule, ct);
            List<ApprovalSeat> seats = [.. found.Where(f => !request.Bars(f.Person.Id)).DistinctBy(f => f.Person.Id).Take(Most)
                .Select(f => new ApprovalSeat(request.Id, order, f.Voice, f.Person.Id, f.Person.Name, f.Department))];
            steps.Add(new(new(request.Id, order, rule, Needed(rule, seats), words), seats));
        }
        return steps;
    }

    /// <summary>The next one above somebody who works here and may decide.</summary>
    public async Task<Person?> Above(Guid? from, ApprovalRequest request, CancellationToken ct)
    {
        for (var (at, climbed) = (from, 0); at is { } id && climbed < 20; climbed++)
        {
            if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } found) return null;
            if (found.Active && !request.Bars(found.Id)) return found;
            at = found.SupervisorId;
        }
        return null;
    }

    static int Needed(StepRule rule, List<ApprovalSeat> seats) => rule switch
    {
        { Who: StepWho.Departments } => rule.Names.Count,
        { Need: StepNeed.All } => Math.Max(1, seats.Count),
        { Need: StepNeed.Quorum } => Math.Max(1, rule.Quorum),
        _ => 1,
    };

    async Task<(IReadOnlyList<(int Voice, Person Person, string? Department)> Found, string Words)> Find(ApprovalRequest request, StepRule rule, CancellationToken ct)
    {
        var words = string.Join('、', rule.Names);
        switch (rule.Who)
        {
            case StepWho.Supervisor:
                // Whoever left, and whoever is barred, is passed over for the one above him.
                Person? above = null;
                var from = await db.SupervisorOf(request.AskedById, ct);
                for (var level = 0; level < Math.Max(1, rule.Level); level++, from = above?.SupervisorId)
                    if ((above = await Above(from, request, ct)) is null) break;
                return (above is null ? [] : [(1, above, null)], rule.Level > 1 ? rule.Level.ToString(CultureInfo.InvariantCulture) : "");
            case StepWho.People:
                var ids = rule.Names.Select(n => Guid.TryParse(n, out var id) ? id : Guid.Empty).ToList();
                var group = await At(request).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
                return (Voices(group.OrderBy(p => ids.IndexOf(p.Id))), string.Join('、', group.Select(p => p.Name)));
            case StepWho.Departments:
                List<(int, Person, string?)> heads = [];
                for (var voice = 1; voice <= rule.Names.Count; voice++)
                    foreach (var head in await Heads(request, rule.Names[voice - 1], ct)) heads.Add((voice, head, rule.Names[voice - 1]));
                return (heads, words);
            default:
                List<Person> holders = [];
                foreach (var name in rule.Names) holders.AddRange(await Holders(request, name, ct));
                return (Voices(holders.DistinctBy(p => p.Id)), words);
        }
    }

    static IReadOnlyList<(int, Person, string?)> Voices(IEnumerable<Person> people) => [.. people.Select((p, i) => (i + 1, p, (string?)null))];

    IQueryable<Person> At(ApprovalRequest request)
    {
        var unit = request.UnitId;
        return db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit && p.Active).OrderBy(p => p.SortKey);
    }

    // A post as people call it, else a role by name or key, else the head of a department (信息部负责人, 营销部).
    async Task<IReadOnlyList<Person>> Holders(ApprovalRequest request, string name, CancellationToken ct)
    {
        var holders = await At(request).Where(p => p.Post == name).Take(Most).ToListAsync(ct);
        if (holders.Count > 0) return holders;
        holders = await At(request).Where(p => p.Roles.Any(h => db.Set<Role>().Any(r => r.Id == h.RoleId && (r.Name == name || r.Key == name)))).Take(Most).ToListAsync(ct);
        if (holders.Count > 0) return holders;
        return await Heads(request, name.EndsWith(Head, StringComparison.Ordinal) ? name[..^Head.Length] : name, ct);
    }

    // 财务 is the department 财务, else 财务部.
    async Task<IReadOnlyList<Person>> Heads(ApprovalRequest request, string name, CancellationToken ct)
    {
        var (unit, longer) = (request.UnitId, name + "部");
        var department = await db.Set<Department>().AsNoTracking().Where(d => d.UnitId == unit && d.Active && (d.Name == name || d.Name == longer)).OrderBy(d => d.Name.Length).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
        if (department is not { } id) return [];
        var heads = (await DepartmentPeople.Of(db, [id], ct))[id].Heads;
        return await At(request).Where(p => heads.Contains(p.Id)).ToListAsync(ct);
    }
}
