using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Access;

/// <summary>Conditions of the log of opened files.</summary>
public sealed record AccessQuery
{
    /// <summary>Only of the file with this number.</summary>
    public string? Code { get; init; }

    /// <summary>Only of this person.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only by this right, or refused.</summary>
    public AccessGround? Ground { get; init; }

    /// <summary>Where the last page ended.</summary>
    public Guid? After { get; init; }

    /// <summary>Rows a page, 1 to 200.</summary>
    public int? Size { get; init; }
}

/// <summary>An opening of a file.</summary>
/// <param name="Id">Id.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Person">Who.</param>
/// <param name="FileId">The file.</param>
/// <param name="Code">Its number.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Allowed">Whether it was allowed.</param>
/// <param name="Ground">By which right.</param>
/// <param name="Number">Number of the request relied on.</param>
/// <param name="RequestId">The request.</param>
public sealed record AccessItem(Guid Id, DateTime At, string Person, Guid FileId, string Code, Door Door, bool Allowed, AccessGround Ground, string? Number, Guid? RequestId);

/// <summary>Lists who opened which file, the newest first, for the information department (D13-6c).</summary>
[Allow(Permission.CustomersReadLog), Clause("D13-6c")]
sealed class ListAccesses(GuijuContext db, CurrentActor actor, AccessLog log)
{
    /// <summary>A page.</summary>
    public async Task<Outcome<PageOf<AccessItem>>> Handle(AccessQuery query, CancellationToken ct)
    {
        await log.Flush(ct);
        var size = Math.Clamp(query.Size ?? 50, 1, 200);
        var (me, unit, departments, people) = (actor.Value.PersonId, actor.Value.UnitId, actor.Value.Departments, actor.Value.Subordinates);
        var rows = db.Set<FileAccess>().AsNoTracking();
        rows = actor.Value.Scope switch
        {
            DataScope.Group => rows,
            DataScope.Unit => rows.Where(a => a.UnitId == unit),
            DataScope.Department => rows.Where(a => a.UnitId == unit && (a.PersonId == me || departments.Contains(a.DepartmentId!.Value) || people.Contains(a.PersonId!.Value))),
            DataScope.Own => rows.Where(a => a.PersonId == me),
        };
        if (query.Code?.Trim().ToUpperInvariant() is { Length: > 0 } code) rows = rows.Where(a => a.Code == code);
        if (query.PersonId is { } person) rows = rows.Where(a => a.PersonId == person);
        if (query.Ground is { } ground) rows = rows.Where(a => a.Ground == ground);
        if (query.After is { } after) rows = rows.Where(a => a.Id.CompareTo(after) < 0);
        var page = await rows.OrderByDescending(a => a.Id).Take(size + 1).Select(a => new AccessItem(a.Id, a.At, a.Person, a.FileId, a.Code, a.Door, a.Ground != AccessGround.None, a.Ground, a.Number, a.RequestId)).ToListAsync(ct);
        return new PageOf<AccessItem>([.. page.Take(size)], page.Count > size ? page[size - 1].Id.ToString() : null);
    }
}
