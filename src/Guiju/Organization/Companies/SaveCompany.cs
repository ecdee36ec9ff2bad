using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Adds a company to the group, or gives one another code and name.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SaveCompany(GuijuContext db, Administration administration)
{
    /// <summary>What may be said of a company.</summary>
    public sealed record Input(string? Code, string? Name);

    /// <summary>Adds one below the group for a null id, else changes that one.</summary>
    public async Task<Outcome<Guid>> Handle(Guid? id, int? versionSeen, Input input, CancellationToken ct)
    {
        if (!administration.WholeGroup) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("organization.group-only"));
        await administration.Lock(ct);
        var unit = id is null ? null : await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == id, ct);
        if (id is not null && unit is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var (code, name) = (input.Code?.Trim().ToUpperInvariant() ?? "", input.Name?.Trim() ?? "");
        List<Finding> findings = [];
        if (code.Length is 0 or > 20 || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) findings.Add(new("organization.company.code", "code"));
        else if (await db.Set<Unit>().AnyAsync(u => u.Code == code && u.Id != id, ct)) findings.Add(new Finding("organization.company.code.taken", "code").With(code));
        if (name.Length == 0) findings.Add(new("organization.company.required", "name"));
        if (name.Length > 100) findings.Add(new Finding("organization.too-long", "name").With(100));
        if (findings.Count > 0) return findings;

        if (unit is null)
        {
            var group = await db.Set<Unit>().Where(u => u.ParentId == null).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync(ct);
            db.Add(unit = new Unit(code, name, group));
        }
        else
        {
            if (versionSeen is { } version) db.Entry(unit).Property(u => u.Version).OriginalValue = version;
            unit.Rename(code, name);
        }
        return unit.Id;
    }
}

/// <summary>Closes a company nobody works for any more, or reopens one; its records stay.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SetCompanyActive(GuijuContext db, Administration administration)
{
    /// <summary>Closes or reopens it; the group itself stays.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, bool active, CancellationToken ct)
    {
        if (!administration.WholeGroup) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("organization.group-only"));
        await administration.Lock(ct);
        var unit = await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == id, ct);
        if (unit is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (!active && unit.ParentId is null) return new Finding("organization.company.group");
        var people = active ? 0 : await db.Set<Person>().CountAsync(p => p.UnitId == id && p.Active, ct);
        if (people > 0) return new Finding("organization.company.in-use").With(unit.Name, people);
        unit.SetActive(active);
        return id;
    }
}
