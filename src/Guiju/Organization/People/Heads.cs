using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Who works in a department and who stands at its head.</summary>
/// <param name="Members">People at work there.</param>
/// <param name="Heads">The one of them the others report to; where several report to somebody outside, those.</param>
public sealed record DepartmentPeople(IReadOnlyList<Guid> Members, IReadOnlyList<Guid> Heads)
{
    /// <summary>Everybody, each once.</summary>
    public IEnumerable<Guid> All => Members.Union(Heads);

    /// <summary>The people of departments: of one without people, nobody.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DepartmentPeople>> Of(GuijuContext db, IReadOnlyCollection<Guid> departments, CancellationToken ct)
    {
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active && departments.Contains(p.DepartmentId!.Value)).OrderBy(p => p.Id)
            .Select(p => new { p.Id, Department = p.DepartmentId!.Value, p.SupervisorId }).ToListAsync(ct);
        return departments.Distinct().ToDictionary(d => d, d =>
        {
            var here = people.Where(p => p.Department == d).ToList();
            var members = here.Select(p => p.Id).ToList();
            var roots = here.Where(p => p.SupervisorId is not { } above || !members.Contains(above)).ToList();
            return new DepartmentPeople(members, roots.Count == 1 ? [roots[0].Id] : [.. roots.Select(p => p.SupervisorId ?? p.Id).Distinct()]);
        });
    }
}
