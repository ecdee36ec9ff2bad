using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing;

/// <summary>How a version stands on a day.</summary>
public enum VersionStanding
{
    /// <summary>未发布: not published.</summary>
    Unpublished,

    /// <summary>待施行: published, comes into force later.</summary>
    Upcoming,

    /// <summary>现行: in force.</summary>
    InForce,

    /// <summary>已失效: another took its place; still readable.</summary>
    Replaced,
}

/// <summary>A version in short.</summary>
/// <param name="Id">Id.</param>
/// <param name="Number">Count from 1.</param>
/// <param name="Label">What it is called.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Standing">How it stands today.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="EffectiveTo">Last day in force, where a later one is published.</param>
/// <param name="Trial">Whether it is for trial.</param>
/// <param name="TrialUntil">Last day of the trial.</param>
/// <param name="TrialOver">Whether the trial is over, and nothing took its place: it waits to be made lasting.</param>
/// <param name="Note">What changed.</param>
/// <param name="Author">Who wrote it last.</param>
/// <param name="Reviewer">Who found it right.</param>
/// <param name="Approver">Who approved it.</param>
/// <param name="ApprovedAt">When, UTC.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="Asked">How many people were asked to read it; null where that is not the reader's business.</param>
/// <param name="Read">How many acknowledged it.</param>
public sealed record VersionView(Guid Id, int Number, string Label, VersionState State, VersionStanding Standing, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, bool Trial, DateOnly? TrialUntil, bool TrialOver,
    string? Note, string Author, string? Reviewer, string? Approver, DateTime? ApprovedAt, string? Publisher, DateTime? PublishedAt, int? Asked, int? Read);

/// <summary>A parameter a version decides, in the reader's language.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Old">Value before.</param>
/// <param name="New">Value from then on.</param>
public sealed record ChangedParameter(string Clause, string Name, string Old, string New);

/// <summary>An official interpretation.</summary>
/// <param name="Id">Id.</param>
/// <param name="Clause">Clause it explains.</param>
/// <param name="Section">Section it explains.</param>
/// <param name="Text">What it says.</param>
/// <param name="Author">Who gave it.</param>
/// <param name="Department">His department.</param>
/// <param name="At">When, UTC.</param>
public sealed record InterpretationView(Guid Id, string? Clause, string? Section, string Text, string Author, string? Department, DateTime At);

/// <summary>A regulation with one of its versions in full.</summary>
public sealed record RegulationView
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version of the record, for changing its head.</summary>
    public required int RecordVersion { get; init; }

    /// <summary>Category.</summary>
    public required string Category { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Company that issues it.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether it holds for the whole group.</summary>
    public required bool ForGroup { get; init; }

    /// <summary>Department that drafts and interprets it.</summary>
    public required Guid OwnerDepartmentId { get; init; }

    /// <summary>Its name.</summary>
    public required string Owner { get; init; }

    /// <summary>Who carries it out.</summary>
    public required string Executing { get; init; }

    /// <summary>Who watches over it.</summary>
    public required string Supervising { get; init; }

    /// <summary>Clause whose days the acknowledgement has.</summary>
    public required string ReadingClause { get; init; }

    /// <summary>Whether nobody gets at customers before he acknowledged it.</summary>
    public required bool AccessGate { get; init; }

    /// <summary>Day it was last revised.</summary>
    public required DateOnly? RevisedOn { get; init; }

    /// <summary>Day it has to be looked at again.</summary>
    public required DateOnly? ReviewOn { get; init; }

    /// <summary>Versions, the newest first; drafts only for those whose business they are.</summary>
    public required IReadOnlyList<VersionView> Versions { get; init; }

    /// <summary>The version shown, or null where there is none.</summary>
    public required VersionView? Shown { get; init; }

    /// <summary>Its text.</summary>
    public required IReadOnlyList<RegulationSection> Sections { get; init; }

    /// <summary>Parameters it decides.</summary>
    public required IReadOnlyList<ChangedParameter> Changes { get; init; }

    /// <summary>Who has to read it, in words; empty for everybody.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    /// <summary>Official interpretations, the newest first.</summary>
    public required IReadOnlyList<InterpretationView> Interpretations { get; init; }

    /// <summary>Whether the reader is of the owner department and may draft.</summary>
    public required bool Owns { get; init; }

    /// <summary>Whether the reader wrote the draft, so that he neither reviews nor approves it.</summary>
    public required bool Wrote { get; init; }

    /// <summary>Hash of the open draft, to be sent along with an approval.</summary>
    public required string? DraftHash { get; init; }

    /// <summary>Why the draft was sent back last.</summary>
    public required string? SentBack { get; init; }
}

/// <summary>Shows a regulation: what holds, what held, what is being drafted.</summary>
[Allow(Permission.Self), Clause("D06-0"), Clause("D06-7.2"), Clause("D07-1"), Clause("D13-8a"), Clause("D17-5.5")]
sealed class ShowRegulation(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseSettings settings, IClauseParameters parameters)
{
    /// <summary>Shows it with a version.</summary>
    /// <param name="id">The regulation.</param>
    /// <param name="number">Number of the version; the one in force where left out.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<Outcome<RegulationView>> Handle(Guid id, int? number, CancellationToken ct)
    {
        var me = actor.Value;
        if (await db.Set<Regulation>().AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } regulation) return Outcome<RegulationView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var drafts = me.SeesDrafts();
        var versions = await db.Set<RegulationVersion>().AsNoTracking().Where(v => v.RegulationId == id && (drafts || v.State == VersionState.Published)).OrderByDescending(v => v.Number).ToListAsync(ct);
        var counts = drafts ? (await db.Set<Reading>().Where(r => r.RegulationId == id && (r.DroppedAt == null || r.AcknowledgedAt != null)).GroupBy(r => r.VersionId)
            .Select(g => new { g.Key, Asked = g.Count(), Read = g.Count(r => r.AcknowledgedAt != null) }).ToListAsync(ct)).ToDictionary(c => c.Key, c => (c.Asked, c.Read)) : null;
        var open = versions.FirstOrDefault(v => v.State is not (VersionState.Published or VersionState.Discarded));
        var shown = number is { } n ? versions.FirstOrDefault(v => v.Number == n) : InForce(versions) ?? versions.LastOrDefault(v => v.State == VersionState.Published) ?? open;
        if (number is not null && shown is null) return Outcome<RegulationView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var views = versions.ConvertAll(v => View(v, versions, counts));
        var names = await db.Set<Department>().Where(d => d.Id == regulation.OwnerDepartmentId).Select(d => new { d.Name, Unit = db.Set<Unit>().Where(u => u.Id == regulation.UnitId).Select(u => u.Name).Single() }).SingleAsync(ct);
        return new RegulationView
        {
            Id = id,
            RecordVersion = regulation.Version,
            Category = regulation.Category,
            Number = regulation.Number,
            Title = regulation.Title,
            Unit = names.Unit,
            ForGroup = regulation.ForGroup,
            OwnerDepartmentId = regulation.OwnerDepartmentId,
            Owner = names.Name,
            Executing = regulation.Executing,
            Supervising = regulation.Supervising,
            ReadingClause = regulation.ReadingClause,
            AccessGate = regulation.AccessGate,
            RevisedOn = regulation.RevisedOn,
            ReviewOn = regulation.RevisedOn is { } revised ? ReviewInterval.Next(revised, parameters.For(regulation.UnitId).Get<int>("D06-7.1", "review", clock.Today)) : null,
            Versions = views,
            Shown = views.FirstOrDefault(v => v.Id == shown?.Id),
            Sections = shown is null ? [] : RegulationText.Sections(shown.Text),
            Changes = shown is null ? [] : await Changes(regulation, shown, ct),
            Readers = shown is null ? [] : await ReadersOf(shown, ct),
            Interpretations = await db.Set<Interpretation>().AsNoTracking().Where(i => i.RegulationId == id).OrderByDescending(i => i.Id).Take(200)
                .Select(i => new InterpretationView(i.Id, i.ClauseId, i.Section, i.Text, i.Author, i.Department, i.CreatedAt)).ToListAsync(ct),
            Owns = me.May(Permission.RegulationsWrite) && await new RegulationRights(db, actor).Owns(regulation, ct),
            Wrote = open is not null && me.PersonId is { } person && open.Authors.Contains(person.ToString()),
            DraftHash = open?.Content.Hash,
            SentBack = open?.SentBack,
        };
    }

    RegulationVersion? InForce(List<RegulationVersion> versions) => versions.FirstOrDefault(v => v.State == VersionState.Published && v.EffectiveFrom <= clock.Today);

    VersionView View(RegulationVersion v, List<RegulationVersion> versions, Dictionary<Guid, (int Asked, int Read)>? counts)
    {
        var next = versions.LastOrDefault(o => o.State == VersionState.Published && o.Number > v.Number);
        var standing = v.State != VersionState.Published ? VersionStanding.Unpublished : v.EffectiveFrom > clock.Today ? VersionStanding.Upcoming : next?.EffectiveFrom <= clock.Today ? VersionStanding.Replaced : VersionStanding.InForce;
        var (asked, read) = counts?.GetValueOrDefault(v.Id) ?? default;
        return new(v.Id, v.Number, v.Label, v.State, standing, v.EffectiveFrom, v.State == VersionState.Published ? next?.EffectiveFrom?.AddDays(-1) : null, v.Trial, v.TrialUntil, standing == VersionStanding.InForce && TrialPeriod.Over(v.TrialUntil, clock.Today),
            v.Note, v.Author, v.Reviewer, v.Approver, v.ApprovedAt, v.Publisher, v.PublishedAt, counts is null || v.State != VersionState.Published ? null : asked, counts is null || v.State != VersionState.Published ? null : read);
    }

    async Task<IReadOnlyList<ChangedParameter>> Changes(Regulation regulation, RegulationVersion version, CancellationToken ct)
    {
        List<ChangedParameter> changes = [];
        foreach (var change in version.Content.Changes)
        {
            var parameter = ClauseFacts.Register[change.Clause].Parameters[change.Name];
            var was = change.Was ?? await settings.InForce(regulation.ForGroup ? null : regulation.UnitId, change.Clause, change.Name, (version.EffectiveFrom ?? clock.Today).AddDays(-1), ct);
            changes.Add(new(change.Clause, change.Name, ClauseFacts.Say(parameter, was), ClauseFacts.Say(parameter, change.Value ?? parameter.Value)));
        }
        return changes;
    }

    async Task<IReadOnlyList<string>> ReadersOf(RegulationVersion version, CancellationToken ct)
    {
        var readers = RegulationVersion.ReadReaders(version.Readers);
        if (readers.All) return [];
        List<Guid> departments = [.. readers.Departments], roles = [.. readers.Roles];
        return [.. await db.Set<Department>().Where(d => departments.Contains(d.Id)).OrderBy(d => d.Name).Select(d => d.Name).ToListAsync(ct), .. await db.Set<Role>().Where(r => roles.Contains(r.Id)).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(ct)];
    }
}

/// <summary>Tells a clause's page where the clause stands.</summary>
sealed class ClausePlaces(GuijuContext db, CurrentActor actor, CompanyClock clock) : IClausePlaces
{
    public async Task<IReadOnlyList<ClausePlace>> Of(string clauseId, CancellationToken ct)
    {
        var today = clock.Today;
        var found = await (from c in db.Set<VersionClause>()
                           join v in db.Set<RegulationVersion>() on c.VersionId equals v.Id
                           join r in db.Set<Regulation>().VisibleTo(actor.Value) on v.RegulationId equals r.Id
                           where c.ClauseId == clauseId && v.State == VersionState.Published
                           orderby r.Number, v.Number descending
                           select new { r.Id, r.Number, r.Title, v.Label, Version = v.Number, v.EffectiveFrom, Later = db.Set<RegulationVersion>().Any(o => o.RegulationId == r.Id && o.Number > v.Number && o.State == VersionState.Published && o.EffectiveFrom <= today) }).Take(50).ToListAsync(ct);
        if (found.Count == 0) return [];
        var ids = found.ConvertAll(f => f.Id);
        var notes = (await db.Set<Interpretation>().AsNoTracking().Where(i => i.ClauseId == clauseId && ids.Contains(i.RegulationId)).OrderByDescending(i => i.Id).Take(50).ToListAsync(ct)).ToLookup(i => i.RegulationId);
        return [.. found.Where(f => !f.Later).Select(f => new ClausePlace($"/regulations/{f.Id}?version={f.Version}", f.Number, f.Title, f.Label, f.EffectiveFrom!.Value, [.. notes[f.Id].Select(n => new ClauseNote(n.Text, n.Author, n.Department, n.CreatedAt))]))];
    }
}
