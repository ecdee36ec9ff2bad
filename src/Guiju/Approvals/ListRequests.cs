using Guiju.Approvals.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>Which requests.</summary>
public enum ApprovalView
{
    /// <summary>待我审批.</summary>
    Inbox,

    /// <summary>我的申请.</summary>
    Mine,

    /// <summary>全部: all within one's scope.</summary>
    All,
}

/// <summary>Conditions of a list of requests.</summary>
public sealed record ApprovalQuery
{
    /// <summary>Which.</summary>
    public ApprovalView? View { get; init; }

    /// <summary>Only those that stand so.</summary>
    public ApprovalState? State { get; init; }

    /// <summary>Only those of a kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Where the last page ended.</summary>
    public Guid? After { get; init; }

    /// <summary>Rows a page, 1 to 200.</summary>
    public int? Size { get; init; }
}

/// <summary>Lists requests: what waits for one's decision (the first asked first), what one asked for, what one's scope reaches (the newest first).</summary>
[Allow(Permission.Self)]
sealed class ListRequests(ApprovalRows rows)
{
    /// <summary>A page.</summary>
    public async Task<Outcome<PageOf<ApprovalItem>>> Handle(ApprovalQuery query, CancellationToken ct)
    {
        var size = Math.Clamp(query.Size ?? 50, 1, 200);
        var view = query.View ?? ApprovalView.Inbox;
        var found = view switch { ApprovalView.Inbox => rows.Inbox, ApprovalView.Mine => rows.Mine, _ => rows.InScope };
        if (query.State is { } state) found = found.Where(r => r.State == state);
        if (query.Kind is { Length: > 0 } kind) found = found.Where(r => r.Kind == kind);
        if (query.After is { } last) found = view == ApprovalView.Inbox ? found.Where(r => r.Id.CompareTo(last) > 0) : found.Where(r => r.Id.CompareTo(last) < 0);
        found = view == ApprovalView.Inbox ? found.OrderBy(r => r.Id) : found.OrderByDescending(r => r.Id);
        var page = await ApprovalRows.Read(found.Take(size + 1), ct);
        return new PageOf<ApprovalItem>([.. page.Take(size)], page.Count > size ? page[size - 1].Id.ToString() : null);
    }

    /// <summary>How many wait for the actor, counted to a bound.</summary>
    public async Task<Outcome<int>> Waiting(int most, CancellationToken ct) => await rows.Inbox.OrderBy(r => r.Id).Take(most).CountAsync(ct);
}

/// <summary>Somebody who may decide a step, and how he decided.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Person">His name.</param>
/// <param name="Department">Department he countersigns for.</param>
/// <param name="Open">Whether the decision is his to take now.</param>
/// <param name="Verdict">How he decided.</param>
/// <param name="By">Who decided in his name, where that was another.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Grounds">What he said.</param>
public sealed record SeatItem(Guid PersonId, string Person, string? Department, bool Open, Verdict? Verdict, string? By, DateTime? At, string? Grounds);

/// <summary>A step as it is shown.</summary>
/// <param name="Order">Its place, from 1.</param>
/// <param name="Who">Who decides.</param>
/// <param name="Words">Posts, roles, departments or people of the rule.</param>
/// <param name="Need">How many of them.</param>
/// <param name="Needed">Voices it takes.</param>
/// <param name="Seats">Those who may.</param>
public sealed record StepItem(int Order, StepWho Who, string Words, StepNeed Need, int Needed, IReadOnlyList<SeatItem> Seats);

/// <summary>A line of a request's history.</summary>
public sealed record ApprovalLineItem(ApprovalEvent What, DateTime At, string By, string? For, string? Text, decimal? Amount);

/// <summary>A request with everything one decides on.</summary>
/// <param name="Request">What it is.</param>
/// <param name="SubjectLink">Path of the record it is about.</param>
/// <param name="Step">The step that is open, from 1; 0 where there is none.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Lines">Its history, the oldest first; at most the first 200 lines.</param>
/// <param name="Bounds">How far it reaches.</param>
/// <param name="Uses">How often it was used.</param>
/// <param name="ParametersOn">Day whose parameters and route made the steps.</param>
/// <param name="AskedMore">Whether a decider asked for more and was not answered yet.</param>
/// <param name="MayDecide">Whether the reader may decide now.</param>
/// <param name="For">In whose name, where that is not his own.</param>
/// <param name="MayWithdraw">Whether he may answer and take it back.</param>
/// <param name="EndedBy">Who ended it.</param>
/// <param name="Grounds">What he said.</param>
public sealed record ApprovalDetail(ApprovalItem Request, string SubjectLink, int Step, IReadOnlyList<StepItem> Steps, IReadOnlyList<ApprovalLineItem> Lines, ApprovalBounds Bounds, int Uses,
    DateOnly ParametersOn, bool AskedMore, bool MayDecide, string? For, bool MayWithdraw, string? EndedBy, string? Grounds);

/// <summary>Shows a request: the facts beside the decision, the steps, what happened.</summary>
[Allow(Permission.Self)]
sealed class ShowRequest(ApprovalRows rows, GuijuContext db, CurrentActor actor, IEnumerable<ApprovalKind> kinds)
{
    /// <summary>Shows it; to who may not see it it is not there.</summary>
    public async Task<Outcome<ApprovalDetail>> Handle(Guid id, CancellationToken ct)
    {
        if (await (await rows.Visible(ct)).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return Outcome<ApprovalDetail>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var steps = await db.Set<ApprovalStep>().AsNoTracking().Where(s => s.RequestId == id).OrderBy(s => s.Order).ToListAsync(ct);
        var seats = (await db.Set<ApprovalSeat>().AsNoTracking().Where(s => s.RequestId == id).OrderBy(s => s.Order).ThenBy(s => s.Voice).ThenBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.Order);
        var lines = await db.Set<ApprovalLine>().AsNoTracking().Where(l => l.RequestId == id).OrderBy(l => l.Id).Take(200).Select(l => new ApprovalLineItem(l.What, l.At, l.By, l.For, l.Text, l.Amount)).ToListAsync(ct);
        var (me, people) = (actor.Value.PersonId, await rows.Principals(ct));
        var now = seats[request.Step];
        var mine = request.State == ApprovalState.Waiting && !request.Bars(me) && !now.Any(s => s.DecidedById == me) ? now.Where(s => s.Open && people.Contains(s.PersonId)).OrderBy(s => s.PersonId != me).FirstOrDefault() : null;
        return new ApprovalDetail(ApprovalRows.Item(request), kinds.Single(k => k.Kind == request.Kind).Place(request.SubjectId), request.Step,
            [.. steps.Select(s => new StepItem(s.Order, s.Who, s.Words, s.Need, s.Needed, [.. seats[s.Order].Select(Seat)]))], lines, request.Bounds, request.Uses, request.ParametersOn, request.Asked,
            mine is not null, mine is not null && mine.PersonId != me ? mine.Person : null, request.State == ApprovalState.Waiting && request.AskedById == me, request.EndedBy, request.Grounds);
    }

    static SeatItem Seat(ApprovalSeat s) => new(s.PersonId, s.Person, s.Department, s.Open, s.Verdict, s.DecidedById == s.PersonId ? null : s.DecidedBy, s.DecidedAt, s.Grounds);
}
