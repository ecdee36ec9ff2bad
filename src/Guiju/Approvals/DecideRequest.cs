using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>
/// Decides a request: only who has the open step's seat, or whom he delegated to; never who asked, made it or has a part in it. One voice is given once,
/// and nobody gives two in one step. The last decision and what follows from it are one transaction.
/// </summary>
[Allow(Permission.Self), LooksAgain]
sealed class DecideRequest(GuijuContext db, CurrentActor actor, CompanyClock clock, ApprovalRows rows, StepTurn turn, IDuties duties, Tell tell, IEnumerable<IApprovalOutcome> outcomes)
{
    /// <summary>Longest grounds.</summary>
    public const int Longest = 1000;

    /// <summary>Decides; how the request stands then is the answer.</summary>
    public async Task<Outcome<ApprovalState>> Handle(Guid id, Verdict verdict, string? grounds, CancellationToken ct)
    {
        var found = await Seated(id, ct);
        if (!found.Done) return Outcome<ApprovalState>.Refused(found.Refusal, found.Findings);
        var (request, seats, mine) = found.Value;
        var said = grounds?.Trim() is { Length: > 0 } text ? text : null;
        if (said is null && verdict != Verdict.Approve) return new Finding("approvals.grounds.required", "grounds", request.ClauseId);
        if (said?.Length > Longest) return new Finding("approvals.text.long", "grounds").With(Longest);

        var (me, now) = (actor.Value, clock.Now);
        mine.Decide(verdict, me.PersonId!.Value, me.Name, now, said);
        await duties.Discharge(new(StepTurn.Subject, id), request.ClauseId, new("approval", id, $"{request.Number} {me.Name}"), ct, mine.Id.ToString("N"));
        var step = await db.Set<ApprovalStep>().SingleAsync(s => s.RequestId == id && s.Order == request.Step, ct);
        Line(verdict switch { Verdict.Approve => ApprovalEvent.Agreed, Verdict.Refuse => ApprovalEvent.Refused, _ => ApprovalEvent.Returned });
        var agreed = seats.Where(s => s.Verdict == Verdict.Approve).DistinctBy(s => s.Voice).Count();
        if (verdict == Verdict.Approve && agreed < step.Needed)
        {
            // The others of the same voice have nothing left to say.
            foreach (var mate in seats.Where(s => s.Open && s.Voice == mine.Voice)) await Spare(request, mate, ct);
            request.Move(request.Stuck);
            return request.State;
        }
        foreach (var left in seats.Where(s => s.Open)) await Spare(request, left, ct);
        if (verdict == Verdict.Approve && await db.Set<ApprovalStep>().SingleOrDefaultAsync(s => s.RequestId == id && s.Order == request.Step + 1, ct) is { } next)
        {
            await turn.Come(request, next, await db.Set<ApprovalSeat>().Where(s => s.RequestId == id && s.Order == next.Order).ToListAsync(ct), ct);
            return request.State;
        }
        var state = verdict switch { Verdict.Approve => ApprovalState.Approved, Verdict.Refuse => ApprovalState.Refused, _ => ApprovalState.Returned };
        return await End(request, state, said, ct);

        void Line(ApprovalEvent what) => db.Add(new ApprovalLine(id, what, now, me.PersonId, me.Name) { For = mine.PersonId == me.PersonId ? null : mine.Person, Text = said });
    }

    /// <summary>Asks who asked for more before deciding.</summary>
    public async Task<Outcome<ApprovalState>> AskMore(Guid id, string? text, CancellationToken ct)
    {
        var found = await Seated(id, ct);
        if (!found.Done) return Outcome<ApprovalState>.Refused(found.Refusal, found.Findings);
        var request = found.Value.Request;
        if (Text(text, "grounds", request, out var said) is { } wrong) return wrong;
        request.Ask(true);
        db.Add(new ApprovalLine(id, ApprovalEvent.AskedMore, clock.Now, actor.Value.PersonId, actor.Value.Name) { Text = said });
        tell.Person(request.AskedById, "approvals.notice.more", $"/approvals/{id}", request.ClauseId, actor.Value.Name, request.Number, request.Title, said);
        return request.State;
    }

    /// <summary>Who asked says more; the facts stay as they were.</summary>
    public async Task<Outcome<ApprovalState>> Answer(Guid id, string? text, CancellationToken ct)
    {
        var found = await Own(id, ct);
        if (!found.Done) return Outcome<ApprovalState>.Refused(found.Refusal, found.Findings);
        var request = found.Value;
        if (Text(text, "text", request, out var said) is { } wrong) return wrong;
        request.Ask(false);
        db.Add(new ApprovalLine(id, ApprovalEvent.Answered, clock.Now, actor.Value.PersonId, actor.Value.Name) { Text = said });
        await turn.TellDeciders(request, await db.Set<ApprovalSeat>().Where(s => s.RequestId == id && s.Open).ToListAsync(ct), ct, "approvals.notice.answered", said);
        return request.State;
    }

    /// <summary>Who asked takes it back.</summary>
    public async Task<Outcome<ApprovalState>> Withdraw(Guid id, CancellationToken ct)
    {
        var found = await Own(id, ct);
        if (!found.Done) return Outcome<ApprovalState>.Refused(found.Refusal, found.Findings);
        db.Add(new ApprovalLine(id, ApprovalEvent.Withdrawn, clock.Now, actor.Value.PersonId, actor.Value.Name));
        return await End(found.Value, ApprovalState.Withdrawn, null, ct);
    }

    async Task<Outcome<ApprovalState>> End(ApprovalRequest request, ApprovalState state, string? grounds, CancellationToken ct)
    {
        await ApprovalLedger.Close(db, duties, request, clock.Now, ct);
        request.End(state, actor.Value.Name, grounds, clock.Now);
        if (state == ApprovalState.Approved) db.Add(new ApprovalLine(request.Id, ApprovalEvent.Approved, clock.Now, actor.Value.PersonId, actor.Value.Name));
        var decided = new DecidedRequest(request.Id, request.Number, request.Kind, state, new(request.SubjectKind, request.SubjectId), request.UnitId, request.Bound,
            request.AskedById, request.AskedBy, request.Bounds, actor.Value.Name, grounds);
        foreach (var outcome in outcomes.Where(o => o.Kind == request.Kind))
            if (await outcome.Decided(decided, ct) is { } against) return against;
        if (state != ApprovalState.Withdrawn)
            tell.Person(request.AskedById, $"approvals.notice.{state}", $"/approvals/{request.Id}", request.ClauseId, actor.Value.Name, request.Number, request.Title, grounds ?? "");
        return state;
    }

    async Task Spare(ApprovalRequest request, ApprovalSeat seat, CancellationToken ct)
    {
        seat.SetOpen(false);
        await duties.Cancel(new(StepTurn.Subject, request.Id), "approvals.duty.over", ct, occurrence: seat.Id.ToString("N"));
    }

    async Task<Outcome<(ApprovalRequest Request, IReadOnlyList<ApprovalSeat> Seats, ApprovalSeat Mine)>> Seated(Guid id, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        if (me is null || !await (await rows.Visible(ct)).AnyAsync(r => r.Id == id, ct)) return Refuse(Refusal.NotFound, new("platform.not-found"));
        var request = await db.Set<ApprovalRequest>().SingleAsync(r => r.Id == id, ct);
        if (request.State != ApprovalState.Waiting) return Refuse(Refusal.Conflict, new Finding("approvals.over", null, request.ClauseId).With(request.Number, $"enum.ApprovalState.{request.State}"));
        if (request.Bars(me)) return Refuse(Refusal.Forbidden, new Finding("approvals.barred", null, request.ClauseId).With(request.Number));
        var seats = await db.Set<ApprovalSeat>().Where(s => s.RequestId == id && s.Order == request.Step).OrderBy(s => s.Voice).ToListAsync(ct);
        var principals = await rows.Principals(ct);
        var mine = seats.Where(s => s.Open && principals.Contains(s.PersonId)).OrderBy(s => s.PersonId != me).FirstOrDefault();
        if (seats.Any(s => s.DecidedById == me)) return Refuse(Refusal.Conflict, new Finding("approvals.decided-already", null, request.ClauseId).With(request.Number));
        if (mine is null) return Refuse(Refusal.Forbidden, new Finding("approvals.not-yours", null, request.ClauseId).With(request.Number));
        return (request, seats, mine);

        static Outcome<(ApprovalRequest, IReadOnlyList<ApprovalSeat>, ApprovalSeat)> Refuse(Refusal refusal, Finding finding) => Outcome<(ApprovalRequest, IReadOnlyList<ApprovalSeat>, ApprovalSeat)>.Refused(refusal, finding);
    }

    async Task<Outcome<ApprovalRequest>> Own(Guid id, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        if (!await (await rows.Visible(ct)).AnyAsync(r => r.Id == id, ct)) return Outcome<ApprovalRequest>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var request = await db.Set<ApprovalRequest>().SingleAsync(r => r.Id == id, ct);
        if (request.AskedById != me) return Outcome<ApprovalRequest>.Refused(Refusal.Forbidden, new Finding("approvals.not-asker", null, request.ClauseId).With(request.AskedBy));
        if (request.State != ApprovalState.Waiting) return Outcome<ApprovalRequest>.Refused(Refusal.Conflict, new Finding("approvals.over", null, request.ClauseId).With(request.Number, $"enum.ApprovalState.{request.State}"));
        return request;
    }

    static Finding? Text(string? text, string field, ApprovalRequest request, out string said)
    {
        said = text?.Trim() ?? "";
        return said.Length == 0 ? new("approvals.text.required", field, request.ClauseId) : said.Length > Longest ? new Finding("approvals.text.long", field).With(Longest) : null;
    }
}
