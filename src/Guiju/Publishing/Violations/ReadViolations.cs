using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Publishing.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Violations;

/// <summary>A breach in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Person">Who is said to have done it.</param>
/// <param name="Clause">Clause that was breached.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="State">How it stands.</param>
/// <param name="RecordedOn">Day it was recorded.</param>
/// <param name="ReplyDueAt">The last second to answer before it may be decided, UTC.</param>
public sealed record ViolationRow(Guid Id, string Person, string Clause, ViolationSeverity Severity, ViolationState State, DateOnly RecordedOn, DateTime ReplyDueAt);

/// <summary>A piece of evidence.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is.</param>
/// <param name="Text">What it shows.</param>
/// <param name="By">Who added it, where his name is shown.</param>
/// <param name="At">When, UTC.</param>
public sealed record EvidenceView(Guid Id, string Title, string Text, string? By, DateTime At);

/// <summary>A breach in full.</summary>
public sealed record ViolationView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who is said to have done it.</summary>
    public required string Person { get; init; }

    /// <summary>Clause that was breached.</summary>
    public required string Clause { get; init; }

    /// <summary>When it happened.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Where.</summary>
    public required string Place { get; init; }

    /// <summary>What happened.</summary>
    public required string Facts { get; init; }

    /// <summary>How grave it is.</summary>
    public required ViolationSeverity Severity { get; init; }

    /// <summary>How it stands.</summary>
    public required ViolationState State { get; init; }

    /// <summary>Day it was recorded.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>Who recorded it; null where that is not told to the reader, or to anybody.</summary>
    public required string? Recorder { get; init; }

    /// <summary>The last second to answer before it may be decided, UTC.</summary>
    public required DateTime ReplyDueAt { get; init; }

    /// <summary>Last day it is kept.</summary>
    public required DateOnly KeptUntil { get; init; }

    /// <summary>Whether the person gets at no customers until it is decided.</summary>
    public required bool Suspends { get; init; }

    /// <summary>What the person says.</summary>
    public required string? Reply { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime? RepliedAt { get; init; }

    /// <summary>Who investigated it.</summary>
    public required string? Investigator { get; init; }

    /// <summary>What was found.</summary>
    public required string? Conclusion { get; init; }

    /// <summary>What follows from it.</summary>
    public required string? Sanction { get; init; }

    /// <summary>Who decided it.</summary>
    public required string? Decider { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime? DecidedAt { get; init; }

    /// <summary>The last second to appeal, UTC.</summary>
    public required DateTime? AppealDueAt { get; init; }

    /// <summary>What the person objects.</summary>
    public required string? Appeal { get; init; }

    /// <summary>Whether the decision was upheld.</summary>
    public required bool? Upheld { get; init; }

    /// <summary>What was decided about the appeal.</summary>
    public required string? Ruling { get; init; }

    /// <summary>Who decided about it.</summary>
    public required string? Ruler { get; init; }

    /// <summary>Evidence, the oldest first.</summary>
    public required IReadOnlyList<EvidenceView> Evidence { get; init; }

    /// <summary>Whether it is the reader's own.</summary>
    public required bool Own { get; init; }

    /// <summary>Whether the reader may decide now.</summary>
    public required bool MayDecide { get; init; }

    /// <summary>Whether the reader may decide about the appeal.</summary>
    public required bool MayRule { get; init; }

    /// <summary>Whether the person may appeal now.</summary>
    public required bool MayAppeal { get; init; }
}

/// <summary>That breaches were purged.</summary>
/// <param name="Clause">Clause.</param>
/// <param name="RecordedOn">Day it was recorded.</param>
/// <param name="PurgedOn">Day it was purged.</param>
public sealed record PurgeRow(string Clause, DateOnly RecordedOn, DateOnly PurgedOn);

/// <summary>Lists and shows the breaches one may see.</summary>
[Allow(Permission.Self), Clause("D01-2.4b"), Clause("D01-2.4f"), Clause("D12-12")]
public sealed class ListViolations(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page, the newest first.</summary>
    public async Task<Outcome<PageOf<ViolationRow>>> Handle(ViolationState? state, Guid? after, CancellationToken ct)
    {
        var seen = db.Set<Violation>().AsNoTracking().VisibleTo(actor.Value, db);
        if (state is { } one) seen = seen.Where(v => v.State == one);
        if (after is { } last) seen = seen.Where(v => v.Id.CompareTo(last) < 0);
        var rows = await seen.OrderByDescending(v => v.Id).Take(PageSize + 1).Select(v => new ViolationRow(v.Id, v.Person, v.ClauseId, v.Severity, v.State, v.RecordedOn, v.ReplyDueAt)).ToListAsync(ct);
        return new PageOf<ViolationRow>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id.ToString() : null);
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome<ViolationView>> One(Guid id, CancellationToken ct)
    {
        if (await db.Set<Violation>().AsNoTracking().VisibleTo(actor.Value, db).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } v) return Outcome<ViolationView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var me = actor.Value;
        var own = v.PersonId == me.PersonId;
        // Neither the person nor his direct superior reads who reported it, whatever else he may.
        var hidden = v.Reported && (own || await db.SupervisorOf(v.PersonId, ct) == me.PersonId);
        var over = clock.Now >= v.ReplyDueAt.AddSeconds(1);
        return new ViolationView
        {
            Id = id,
            Person = v.Person,
            Clause = v.ClauseId,
            OccurredOn = v.OccurredOn,
            Place = v.Place,
            Facts = v.Facts,
            Severity = v.Severity,
            State = v.State,
            RecordedOn = v.RecordedOn,
            Recorder = hidden ? null : v.Recorder,
            ReplyDueAt = v.ReplyDueAt,
            KeptUntil = v.KeptUntil,
            Suspends = v.Suspends,
            Reply = v.Reply,
            RepliedAt = v.RepliedAt,
            Investigator = v.Investigator,
            Conclusion = v.Conclusion,
            Sanction = v.Sanction,
            Decider = v.Decider,
            DecidedAt = v.DecidedAt,
            AppealDueAt = v.AppealDueAt,
            Appeal = v.Appeal,
            Upheld = v.Upheld,
            Ruling = v.Ruling,
            Ruler = v.Ruler,
            Evidence = await db.Set<ViolationEvidence>().AsNoTracking().Where(e => e.ViolationId == id).OrderBy(e => e.Id).Select(e => new EvidenceView(e.Id, e.Title, e.Text, e.By, e.CreatedAt)).Take(200).ToListAsync(ct),
            Own = own,
            MayDecide = !own && me.May(Permission.ViolationsDecide) && (v.State == ViolationState.Replied && !ConductRules.Of(v.ClauseId)!.WaitsOut || v.State is ViolationState.AwaitingReply or ViolationState.Replied && over),
            MayRule = !own && me.May(Permission.ViolationsDecide) && v.State == ViolationState.Appealed && me.PersonId != v.DeciderId && me.PersonId != v.RecorderId && me.PersonId != v.InvestigatorId,
            MayAppeal = own && v.State == ViolationState.Decided && clock.Now < v.AppealDueAt!.Value.AddSeconds(1),
        };
    }

    /// <summary>Nobody changes or deletes what was recorded: 403 for who sees it, not there for everybody else.</summary>
    public async Task<Outcome<Guid>> RefuseChange(Guid id, CancellationToken ct) =>
        await db.Set<Violation>().VisibleTo(actor.Value, db).AnyAsync(v => v.Id == id, ct) ? Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("violations.never", null, "D01-2.4b")) : Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>People a breach can be recorded of, or who can investigate one: those of the company, and of the group's own.</summary>
    public async Task<Outcome<IReadOnlyList<Choice>>> People(bool investigators, CancellationToken ct)
    {
        var me = actor.Value;
        var people = db.Set<Person>().AsNoTracking().Where(p => p.Active && (p.UnitId == me.UnitId || me.Scope == DataScope.Group || (investigators && db.Set<Unit>().Any(u => u.Id == p.UnitId && u.ParentId == null))));
        if (!investigators) people = people.Where(p => p.Id != me.PersonId);
        // The text of an id is not the database's matter: it keeps bytes.
        var found = await people.OrderBy(p => p.SortKey).Take(1000).Select(p => new { p.Id, p.Name, p.Post }).ToListAsync(ct);
        return found.ConvertAll(p => new Choice(p.Id.ToString(), p.Post is null ? p.Name : $"{p.Name} · {p.Post}"));
    }
}

/// <summary>Shows what was purged, to human resources.</summary>
[Allow(Permission.ViolationsRead), Clause("D01-2.4b")]
public sealed class ListPurges(GuijuContext db, CurrentActor actor)
{
    /// <summary>The newest of them.</summary>
    public async Task<Outcome<IReadOnlyList<PurgeRow>>> Handle(CancellationToken ct)
    {
        var (unit, group) = (actor.Value.UnitId, actor.Value.Scope == DataScope.Group);
        return await db.Set<ViolationPurge>().AsNoTracking().Where(p => group || p.UnitId == unit).OrderByDescending(p => p.Id).Take(50).Select(p => new PurgeRow(p.ClauseId, p.RecordedOn, p.PurgedOn)).ToListAsync(ct);
    }
}
