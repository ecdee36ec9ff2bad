using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>The way of a draft to its approval: handed in by the owner department, found right by a second person, who asks for the approval.</summary>
[Allow(Permission.RegulationsWrite), Clause("D13-8b")]
public sealed class ReviewVersion(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell, IApprovals approvals)
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
        if (version.Authors.Contains(actor.Value.PersonId.ToString()!)) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.author.barred", null, "D13-8b"));
        if (!right) return OpenVersion.SendBack(version, regulation, why, tell, actor.Value.Name);
        version.Review(actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, clock.Now);
        var content = version.Content;
        var asked = await approvals.Ask(new()
        {
            Kind = VersionApproval.Name,
            Subject = VersionApproval.Subject(version.Id),
            Title = $"{regulation.Number} {regulation.Title} {version.Label}",
            UnitId = regulation.UnitId,
            Bound = content.Hash,
            Facts = [new("publishing.fact.effective", Show.Date(content.EffectiveFrom)), new("publishing.fact.author", version.Author), new("publishing.fact.changes", content.Changes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), new("publishing.fact.note", content.Note ?? Show.None)],
            Reason = content.Note ?? $"{regulation.Title} {version.Label}",
            Bounds = new() { Uses = 1 },
            Parties = [.. version.Authors.Select(Guid.Parse)],
        }, ct);
        return asked.Map(_ => version.Id);
    }
}

/// <summary>
/// What the General Manager's decision about a version does to it (D13-8b, D16-9b). It was asked for one draft, by its hash: of any other it says nothing.
/// </summary>
[Clause("D13-8b"), Clause("D16-9b")]
sealed class VersionApproval(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell) : IApprovalOutcome
{
    /// <summary>Kind of request.</summary>
    public const string Name = "regulationVersion";

    /// <summary>A version as the subject of a request.</summary>
    public static ApprovalSubject Subject(Guid id) => new(Name, id);

    /// <summary>The kind, with the route the clause states: who its parameter names.</summary>
    public static ApprovalKind Registered { get; } = new(Name, "D13-8b", Permission.RegulationsWrite, id => $"/regulations/versions/{id}", (parameters, day) => [StepRule.Holder(parameters.Get<string>("D13-8b", "approver", day), 5)]);

    public string Kind => Name;

    public async Task<Finding?> Decided(DecidedRequest request, CancellationToken ct)
    {
        var version = await db.Set<RegulationVersion>().SingleAsync(v => v.Id == request.Subject.Id, ct);
        var regulation = await db.Set<Regulation>().SingleAsync(r => r.Id == version.RegulationId, ct);
        if (version.State != VersionState.Reviewed || version.Content.Hash != request.Bound) return new Finding("publishing.other-draft", null, "D13-8b");
        if (request.State == ApprovalState.Approved) version.Approve(actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, clock.Now);
        else version.SendBack(request.Grounds is { Length: > 0 } grounds ? grounds.Length > RegulationVersion.NoteLength ? grounds[..RegulationVersion.NoteLength] : grounds : Texts.All.Of(request.State));
        foreach (var author in version.Authors)
            tell.Person(Guid.Parse(author), request.State == ApprovalState.Approved ? "publishing.notice.approved" : "publishing.notice.back", OpenVersion.Place(regulation), "D13-8b", regulation.Number, regulation.Title, version.Label, actor.Value.Name);
        return null;
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
