using System.Text.Json;
using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>Writes the draft of the next version; only the owner department does (D13-8a). There is one draft of a regulation at a time.</summary>
[Allow(Permission.RegulationsWrite), Clause("D13-8a"), Clause("D16-9a"), Clause("D03-0f")]
public sealed class SaveDraft(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseSettings settings, IApprovals approvals)
{
    /// <summary>A parameter the version decides.</summary>
    /// <param name="Clause">Id of the clause.</param>
    /// <param name="Name">Name of the parameter.</param>
    /// <param name="Value">New value; null goes back to the register's.</param>
    public sealed record DraftChange(string? Clause, string? Name, JsonElement? Value);

    /// <summary>What the draft says.</summary>
    public sealed record Input
    {
        /// <summary>What the version is called; its number where left out.</summary>
        public string? Label { get; init; }

        /// <summary>Its text: a line that begins with # or is 第…章 or 第…节 heads a section.</summary>
        public string? Text { get; init; }

        /// <summary>Parameters it decides.</summary>
        public IReadOnlyList<DraftChange>? Changes { get; init; }

        /// <summary>First day in force.</summary>
        public DateOnly? EffectiveFrom { get; init; }

        /// <summary>Whether it is for trial.</summary>
        public bool Trial { get; init; }

        /// <summary>What changed against the version before.</summary>
        public string? Note { get; init; }

        /// <summary>Departments whose people have to read it.</summary>
        public IReadOnlyList<Guid>? Departments { get; init; }

        /// <summary>Roles whose holders have to read it. Everybody has to where neither departments nor roles are named.</summary>
        public IReadOnlyList<Guid>? Roles { get; init; }
    }

    /// <summary>Writes it; answers the version's id.</summary>
    public async Task<Outcome<Guid>> Handle(Guid regulationId, int? versionSeen, Input input, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D13-8a", ct);
        if (regulation is null) return Outcome<Guid>.Refused(refusal, finding!);
        var versions = db.Set<RegulationVersion>().Where(v => v.RegulationId == regulationId);
        var draft = await versions.SingleOrDefaultAsync(v => v.State != VersionState.Published && v.State != VersionState.Discarded, ct);
        var number = draft?.Number ?? await versions.CountAsync(ct) + 1;
        var label = string.IsNullOrWhiteSpace(input.Label) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : input.Label.Trim();
        var (text, note) = (input.Text?.ReplaceLineEndings("\n").Trim() ?? "", string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim());
        var readers = new Addressees([.. (input.Departments ?? []).Distinct().Order()], [.. (input.Roles ?? []).Distinct().Order()]);

        List<Finding> findings = [];
        if (label.Length > RegulationVersion.LabelLength) findings.Add(new Finding("publishing.too-long", "label").With(RegulationVersion.LabelLength));
        if (await versions.AnyAsync(v => v.Label == label && v.Number != number && v.State == VersionState.Published, ct)) findings.Add(new Finding("publishing.label.taken", "label").With(label));
        if (text.Length > RegulationText.Most) findings.Add(new Finding("publishing.too-long", "text").With(RegulationText.Most));
        if (note?.Length > RegulationVersion.NoteLength) findings.Add(new Finding("publishing.too-long", "note").With(RegulationVersion.NoteLength));
        if (input.EffectiveFrom < clock.Today) findings.Add(new Finding("publishing.effective.past", "effectiveFrom").With(clock.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var changes = Changes(input, findings);
        var units = db.Set<Department>().Where(d => readers.Departments.Contains(d.Id) && d.Active && (regulation.ForGroup || d.UnitId == regulation.UnitId));
        if (readers.Departments.Count > 0 && await units.CountAsync(ct) != readers.Departments.Count) findings.Add(new("publishing.readers.department", "departments"));
        if (readers.Roles.Count > 0 && await db.Set<Role>().CountAsync(r => readers.Roles.Contains(r.Id), ct) != readers.Roles.Count) findings.Add(new("publishing.readers.role", "roles"));
        if (findings.Count > 0) return findings;

        if (draft is null) db.Add(draft = new RegulationVersion(regulation, number));
        else if (versionSeen is { } version) db.Entry(draft).Property(v => v.Version).OriginalValue = version;
        var before = draft.State;
        draft.Write(new(label, text, changes, input.EffectiveFrom, input.Trial, note, readers), actor.Value.PersonId ?? Guid.Empty, actor.Value.Name);
        // What was asked or decided about the earlier draft counts for nothing any more.
        if (before is VersionState.Reviewed or VersionState.Approved && draft.State == VersionState.Draft) await approvals.Lapse(VersionApproval.Subject(draft.Id), "publishing.draft.changed", VersionApproval.Name, ct);
        return draft.Id;
    }

    List<ParameterChange> Changes(Input input, List<Finding> findings)
    {
        List<ParameterChange> changes = [];
        foreach (var change in input.Changes ?? [])
        {
            var value = change.Value is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : change.Value;
            if (settings.Check(change.Clause ?? "", change.Name ?? "", value) is { } wrong) findings.Add(wrong);
            else if (changes.Exists(c => c.Clause == change.Clause && c.Name == change.Name)) findings.Add(new Finding("publishing.change.twice", $"{change.Clause}.{change.Name}").With(change.Clause, change.Name));
            else changes.Add(new(change.Clause!, change.Name!, value));
        }
        return changes;
    }

    /// <summary>Lets the draft go: it stays readable for its authors and is never published.</summary>
    public async Task<Outcome<Guid>> Discard(Guid regulationId, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D13-8a", ct);
        if (regulation is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (await db.Set<RegulationVersion>().SingleOrDefaultAsync(v => v.RegulationId == regulationId && v.State != VersionState.Published && v.State != VersionState.Discarded, ct) is not { } draft)
            return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("publishing.draft.none"));
        draft.Discard();
        await approvals.Lapse(VersionApproval.Subject(draft.Id), "publishing.draft.discarded", VersionApproval.Name, ct);
        return draft.Id;
    }
}
