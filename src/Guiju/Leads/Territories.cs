using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>The territories of the actor's company, and who could be responsible for one.</summary>
[Allow(Permission.LeadsWrite), Clause("D01-1.1a")]
public sealed class TerritoryList(GuijuContext db, CurrentActor actor)
{
    /// <summary>A territory.</summary>
    public sealed record Row(Guid Id, string Name, Guid OwnerId, string Owner, IReadOnlyList<string> Regions, IReadOnlyList<string> Fields, bool Active, int Version);

    /// <summary>Somebody who may be responsible.</summary>
    public sealed record Candidate(Guid Id, string Name);

    /// <summary>All of them, those in force first.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> Handle(CancellationToken ct) =>
        await (from t in db.Set<Territory>().AsNoTracking()
               where t.UnitId == actor.Value.UnitId
               join p in db.Set<Person>() on t.OwnerId equals p.Id
               orderby t.Active descending, t.Name
               select new Row(t.Id, t.Name, t.OwnerId, p.Name, t.Regions, t.Fields, t.Active, t.Version)).ToListAsync(ct);

    /// <summary>People the actor may give work to, by name.</summary>
    public async Task<Outcome<IReadOnlyList<Candidate>>> Candidates(CancellationToken ct) =>
        await db.Set<Person>().AsNoTracking().InChargeOf(actor.Value).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new Candidate(p.Id, p.Name)).ToListAsync(ct);
}

/// <summary>Draws a territory anew or changes one; leads already registered stay where they went.</summary>
[Allow(Permission.LeadsAssign), Clause("D01-1.1a")]
public sealed class DrawTerritory(GuijuContext db, CurrentActor actor)
{
    /// <summary>What is drawn.</summary>
    /// <param name="Name">Name, up to 60 characters, unique in the company.</param>
    /// <param name="OwnerId">Who is responsible.</param>
    /// <param name="Regions">Codes of provinces, cities or districts.</param>
    /// <param name="Fields">Fields; regions, fields or both must be given.</param>
    /// <param name="Active">Whether it is in force.</param>
    public sealed record Input(string? Name, Guid? OwnerId, IReadOnlyList<string>? Regions, IReadOnlyList<string>? Fields, bool Active = true);

    /// <summary>Draws it.</summary>
    /// <param name="id">The one to change, or null for a new one.</param>
    /// <param name="version">Version seen.</param>
    /// <param name="input">What is drawn.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Guid>> Handle(Guid? id, int? version, Input input, CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var territory = id is null ? new Territory(unit) : await db.Set<Territory>().SingleOrDefaultAsync(t => t.Id == id && t.UnitId == unit, ct);
        if (territory is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (id is not null && version is { } seen && seen != territory.Version) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        var name = input.Name?.Trim() ?? "";
        var (regions, fields) = (input.Regions ?? [], (input.Fields ?? []).Where(f => !string.IsNullOrWhiteSpace(f)).ToList());
        List<Finding> findings = [];
        if (name.Length == 0) findings.Add(new("leads.territory.name", "name", "D01-1.1a"));
        else if (name.Length > 60) findings.Add(new Finding("leads.too-long", "name").With(60));
        else if (await db.Set<Territory>().AnyAsync(t => t.UnitId == unit && t.Name == name && t.Id != territory.Id, ct)) findings.Add(new Finding("leads.territory.taken", "name").With(name));
        if (input.OwnerId is not { } owner || !await db.Set<Person>().InChargeOf(actor.Value).AnyAsync(p => p.Id == owner, ct)) findings.Add(new("leads.owner.required", "ownerId", "D01-1.1a"));
        if (regions.Count == 0 && fields.Count == 0) findings.Add(new("leads.territory.empty", "regions", "D01-1.1a"));
        if (regions.FirstOrDefault(r => Regions.Find(r) is null) is { } unknown) findings.Add(new Finding("leads.territory.region", "regions").With(unknown));
        if (fields.Any(f => f.Length > 60)) findings.Add(new Finding("leads.too-long", "fields").With(60));
        if (findings.Count > 0) return findings;
        territory.Draw(name, input.OwnerId!.Value, regions, fields);
        territory.SetActive(input.Active);
        if (id is null) db.Add(territory);
        return territory.Id;
    }
}
