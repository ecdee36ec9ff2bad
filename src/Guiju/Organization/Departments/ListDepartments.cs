using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Companies and departments one sees, as a tree read from top to bottom, with how many work in each.</summary>
[Allow(Permission.OrganizationRead)]
public sealed class ListDepartments(GuijuContext db, CurrentActor actor)
{
    /// <summary>A company.</summary>
    public sealed record UnitRow(Guid Id, int Version, string Code, string Name, Guid? ParentId, bool Active, int People);

    /// <summary>A department; the depth is 0 right below its company.</summary>
    public sealed record Row(Guid Id, int Version, Guid UnitId, string Name, Guid? ParentId, bool Active, int Depth, int People);

    /// <summary>All of them.</summary>
    public sealed record Tree(IReadOnlyList<UnitRow> Units, IReadOnlyList<Row> Departments);

    /// <summary>Reads the tree.</summary>
    public async Task<Outcome<Tree>> Handle(CancellationToken ct)
    {
        var me = actor.Value;
        var units = await db.Set<Unit>().AsNoTracking().VisibleTo(me).OrderBy(u => u.ParentId != null).ThenBy(u => u.Code)
            .Select(u => new UnitRow(u.Id, u.Version, u.Code, u.Name, u.ParentId, u.Active, db.Set<Person>().Count(p => p.UnitId == u.Id && p.Active))).ToListAsync(ct);
        var all = await db.Set<Department>().AsNoTracking().VisibleTo(me)
            .Select(d => new Row(d.Id, d.Version, d.UnitId, d.Name, d.ParentId, d.Active, 0, db.Set<Person>().Count(p => p.DepartmentId == d.Id && p.Active))).ToListAsync(ct);
        var below = all.OrderByDescending(d => d.Active).ThenBy(d => d.Id).ToLookup(d => (d.UnitId, d.ParentId));
        var rows = new List<Row>(all.Count);
        foreach (var unit in units) Walk(unit.Id, null, 0);
        return new Tree(units, rows);

        void Walk(Guid unit, Guid? parent, int depth)
        {
            if (depth > 20) return;
            foreach (var row in below[(unit, parent)])
            {
                rows.Add(row with { Depth = depth });
                Walk(unit, row.Id, depth + 1);
            }
        }
    }
}
