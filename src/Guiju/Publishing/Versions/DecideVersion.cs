using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>The way of a draft to its approval: handed in by the owner department, found right by a second person.</summary>
[Allow(Permission.RegulationsWrite), Clause("D13-8b")]
public sealed class ReviewVersion(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Hands the draft in for review; who reviews regulations of the company is told.</summary>
    public async Task<Outcome<Guid>> Submit(Guid regulationId, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D13-8a", ct);
        if (regulation is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (await OpenVersion.Of(db, regulationId, ct) is not { State: VersionState.Draft } draft) return new Finding("publishing.draft.none");
        if (OpenVersion.Unready(draft) is { Count: > 0 } findings) return findings;
        draft.Submit();
        foreach (var person in await OpenVersion.Holders(db, regulation.UnitId, Permission.RegulationsWrite, ct))
            if (!draft.Authors.Contains(person.ToString())) tell.Person(person, "publishing.notice.submitted", OpenVersion.Place(regulation), "D13-8b", regulation.Number, regulation.Title, draft.Label, actor.Value.Name);
        return draft.Id;
    }

    /// <summary>A second person finds it right, or sends it back with the reason.</summary>
    public async Task<Outcome<Guid>> Handle(Guid regulationId, bool right, string? why, CancellationToken ct)
    {
        if (await db.Set<Regulation>().VisibleTo(actor.Value).SingleOrDefaultAsync(r => r.Id == regulationId, ct) is not { } regulation) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (await OpenVersion.Of(db, regulationId, ct) is not { State: VersionState.Submitted } version) return new Finding("publishing.not-submitted");
        if (version.Authors.Contains(actor.Value.PersonId.ToString()!)) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.author", null, "D13-8b"));
        if (!right) return OpenVersion.SendBack(version, regulation, why, tell, actor.Value.Name);
        version.Review(actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, clock.Now);
        foreach (var person in await OpenVersion.Holders(db, regulation.UnitId, Permission.RegulationsApprove, ct))
            tell.Person(person, "publishing.notice.reviewed", OpenVersion.Place(regulation), "D13-8b", regulation.Number, regulation.Title, version.Label, actor.Value.Name);
        return version.Id;
    }
}

/// <summary>The General Manager approves a version a second person found right, or sends it back (D13-8b, D16-9b).</summary>
[Allow(Permission.RegulationsApprove), Clause("D13-8b"), Clause("D16-9b")]
public sealed class ApproveVersion(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Decides.</summary>
    /// <param name="regulationId">The regulation.</param>
    /// <param name="seen">Hash of the draft that was seen; another draft is not approved with it. Null where the caller has it from this very answer.</param>
    /// <param name="approve">Whether it is approved.</param>
    /// <param name="why">Why it is not.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<Guid>> Handle(Guid regulationId, string? seen, bool approve, string? why, CancellationToken ct)
    {
        if (await db.Set<Regulation>().VisibleTo(actor.Value).SingleOrDefaultAsync(r => r.Id == regulationId, ct) is not { } regulation) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (await OpenVersion.Of(db, regulationId, ct) is not { State: VersionState.Reviewed } version) return new Finding("publishing.not-reviewed", null, "D13-8b");
        if (version.Authors.Contains(actor.Value.PersonId.ToString()!)) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.author", null, "D13-8b"));
        if (seen is { Length: > 0 } hash && hash != version.Content.Hash) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("publishing.other-draft", null, "D13-8b"));
        if (!approve) return OpenVersion.SendBack(version, regulation, why, tell, actor.Value.Name);
        version.Approve(actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, clock.Now);
        foreach (var author in version.Authors) tell.Person(Guid.Parse(author), "publishing.notice.approved", OpenVersion.Place(regulation), "D13-8b", regulation.Number, regulation.Title, version.Label, actor.Value.Name);
        return version.Id;
    }
}

/// <summary>What review, approval and publication have in common.</summary>
static class OpenVersion
{
    /// <summary>Page of a regulation.</summary>
    public static string Place(Regulation regulation) => $"/regulations/{regulation.Id}";

    /// <summary>The version of a regulation that is neither published nor discarded.</summary>
    public static Task<RegulationVersion?> Of(GuijuContext db, Guid regulationId, CancellationToken ct) =>
        db.Set<RegulationVersion>().SingleOrDefaultAsync(v => v.RegulationId == regulationId && v.State != VersionState.Published && v.State != VersionState.Discarded, ct);

    /// <summary>What keeps a draft from being handed in: no text, no day to come into force (D17-5.5).</summary>
    public static List<Finding> Unready(RegulationVersion version)
    {
        List<Finding> findings = [];
        if (version.Text.Length == 0) findings.Add(new("publishing.text.required", "text"));
        if (version.EffectiveFrom is null) findings.Add(new("publishing.effective.required", "effectiveFrom", "D17-5.5"));
        return findings;
    }

    public static Outcome<Guid> SendBack(RegulationVersion version, Regulation regulation, string? why, Tell tell, string by)
    {
        var reason = why?.Trim() ?? "";
        if (reason.Length is 0 or > RegulationVersion.NoteLength) return new Finding("publishing.why.required", "why").With(RegulationVersion.NoteLength);
        version.SendBack(reason);
        foreach (var author in version.Authors) tell.Person(Guid.Parse(author), "publishing.notice.back", Place(regulation), "D13-8b", regulation.Number, regulation.Title, version.Label, by);
        return version.Id;
    }

    /// <summary>People of a company who may do something; where there are none, those of the group.</summary>
    public static async Task<IReadOnlyList<Guid>> Holders(GuijuContext db, Guid unitId, string permission, CancellationToken ct)
    {
        var roles = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(permission)).Select(r => r.Id).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId)) && (p.UnitId == unitId || db.Set<Unit>().Any(u => u.Id == p.UnitId && u.ParentId == null)))
            .OrderBy(p => p.Id).Select(p => new { p.Id, p.UnitId }).Take(100).ToListAsync(ct);
        return [.. people.Where(p => p.UnitId == unitId || !people.Exists(o => o.UnitId == unitId)).Select(p => p.Id)];
    }
}
