using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>A parameter of a clause a draft names.</summary>
/// <param name="Parameter">As the register has it.</param>
/// <param name="Now">Value in force today, in words.</param>
/// <param name="Typed">New value as it is typed; empty where the draft leaves it.</param>
public sealed record DraftParameter(ClauseParameter Parameter, string Now, string Typed);

/// <summary>What the form of a draft holds.</summary>
/// <param name="RegulationId">The regulation.</param>
/// <param name="Regulation">Its number and title.</param>
/// <param name="RecordVersion">Version of the draft's record, null for a new one.</param>
/// <param name="State">How far it has come.</param>
/// <param name="SentBack">Why it was sent back.</param>
/// <param name="Content">What it says; a new one begins with the text published last.</param>
/// <param name="Parameters">Parameters of the clauses it names.</param>
/// <param name="Departments">Departments that can be asked to read.</param>
/// <param name="Roles">Roles that can.</param>
public sealed record DraftForm(Guid RegulationId, string Regulation, int? RecordVersion, VersionState State, string? SentBack, VersionContent Content, IReadOnlyList<DraftParameter> Parameters, IReadOnlyList<Choice> Departments, IReadOnlyList<Choice> Roles);

/// <summary>Lays out the form of the next version.</summary>
[Allow(Permission.RegulationsWrite)]
sealed class ComposeDraft(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseSettings settings)
{
    /// <summary>The form; only for the owner department.</summary>
    public async Task<Outcome<DraftForm>> Handle(Guid regulationId, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D13-8a", ct);
        if (regulation is null) return Outcome<DraftForm>.Refused(refusal, finding!);
        var versions = await db.Set<RegulationVersion>().AsNoTracking().Where(v => v.RegulationId == regulationId).OrderBy(v => v.Number).ToListAsync(ct);
        var draft = versions.Find(v => v.State is not (VersionState.Published or VersionState.Discarded));
        var last = versions.FindLast(v => v.State == VersionState.Published);
        var content = draft?.Content ?? new VersionContent((versions.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), last?.Text ?? "", [], null, false, null, last is null ? Addressees.Everybody : RegulationVersion.ReadReaders(last.Readers));
        List<DraftParameter> parameters = [];
        foreach (var clause in RegulationText.Named(content.Text).Union(content.Changes.Select(c => c.Clause)))
            foreach (var parameter in ClauseFacts.Register[clause].Parameters.Values.Where(p => !p.Name.EndsWith("_options", StringComparison.Ordinal)).OrderBy(p => p.Name, StringComparer.Ordinal))
            {
                var now = await settings.InForce(regulation.ForGroup ? null : regulation.UnitId, clause, parameter.Name, clock.Today, ct);
                var change = content.Changes.FirstOrDefault(c => c.Clause == clause && c.Name == parameter.Name);
                parameters.Add(new(parameter, ClauseFacts.Say(parameter, now), change is null ? "" : ClauseFacts.Write(change.Value ?? parameter.Value)));
            }
        var unit = regulation.UnitId;
        var departments = await db.Set<Department>().Where(d => d.Active && (regulation.ForGroup || d.UnitId == unit)).OrderBy(d => d.UnitId != unit).ThenBy(d => d.Name).Select(d => new { d.Id, d.Name, d.UnitId, Unit = db.Set<Unit>().Where(u => u.Id == d.UnitId).Select(u => u.Name).Single() }).Take(500).ToListAsync(ct);
        var roles = await db.Set<Role>().OrderBy(r => r.Name).Select(r => new { r.Id, r.Name }).ToListAsync(ct);
        return new DraftForm(regulationId, $"{regulation.Number} {regulation.Title}", draft?.Version, draft?.State ?? VersionState.Draft, draft?.SentBack, content, parameters, [.. departments.Select(d => new Choice(d.Id.ToString(), d.UnitId == unit ? d.Name : $"{d.Unit} {d.Name}"))], roles.ConvertAll(r => new Choice(r.Id.ToString(), r.Name)));
    }

    /// <summary>Departments of the actor's company, to own a regulation.</summary>
    public async Task<Outcome<IReadOnlyList<Choice>>> Owners(Guid? regulationId, CancellationToken ct)
    {
        var unit = regulationId is { } id ? await db.Set<Regulation>().Where(r => r.Id == id).Select(r => r.UnitId).SingleOrDefaultAsync(ct) : actor.Value.UnitId;
        var found = await db.Set<Department>().Where(d => d.Active && d.UnitId == unit).OrderBy(d => d.Name).Select(d => new { d.Id, d.Name }).Take(500).ToListAsync(ct);
        return found.ConvertAll(d => new Choice(d.Id.ToString(), d.Name));
    }

    /// <summary>Number and regulation of a version, to find its page.</summary>
    public async Task<Outcome<(Guid Regulation, int Number)>> Place(Guid versionId, CancellationToken ct)
    {
        var seen = db.Set<Regulation>().VisibleTo(actor.Value);
        var found = await db.Set<RegulationVersion>().Where(v => v.Id == versionId && seen.Any(r => r.Id == v.RegulationId)).Select(v => new { v.RegulationId, v.Number }).SingleOrDefaultAsync(ct);
        return found is null ? Outcome<(Guid, int)>.Refused(Refusal.NotFound, new Finding("platform.not-found")) : (found.RegulationId, found.Number);
    }
}
