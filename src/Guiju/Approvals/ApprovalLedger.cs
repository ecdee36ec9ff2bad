using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>Asks for and uses approvals within the transaction of whoever calls.</summary>
sealed class ApprovalLedger(GuijuContext db, CurrentActor actor, CompanyClock clock, Seating seating, StepTurn turn, IDuties duties, IEnumerable<ApprovalKind> kinds) : IApprovals
{
    /// <summary>Approvals for one thing looked at, those that end first before the others.</summary>
    const int Most = 20;

    public async Task<Outcome<AskedRequest>> Ask(NewRequest request, CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) throw new InvalidOperationException("Decisions are asked for by people.");
        var kind = kinds.Single(k => k.Kind == request.Kind);
        if (string.IsNullOrWhiteSpace(request.Reason)) return new Finding("approvals.reason.required", "reason", request.Clause ?? kind.Clause);
        var waiting = await db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.SubjectId == request.Subject.Id && r.Kind == request.Kind && r.State == ApprovalState.Waiting
            && r.SubjectKind == request.Subject.Kind && r.AskedById == me && r.Bound == request.Bound).FirstOrDefaultAsync(ct);
        if (waiting is not null) return new Finding("approvals.asked-already", null, waiting.ClauseId) { Link = $"/approvals/{waiting.Id}" }.With(waiting.Number);

        var (now, today) = (clock.Now, clock.Today);
        var serial = await db.Take($"approval {request.UnitId:N} {today.Year}", 1, ct);
        var asked = new ApprovalRequest(request, request.Clause ?? kind.Clause, string.Create(CultureInfo.InvariantCulture, $"SP{today.Year}-{serial:0000}"), actor.Value, now, today);
        db.Add(asked);
        db.Add(new ApprovalLine(asked.Id, ApprovalEvent.Asked, now, me, actor.Value.Name) { Text = asked.Reason });
        var steps = await seating.Seat(asked, kind, 1, ct);
        foreach (var step in steps)
        {
            db.Add(step.Step);
            db.AddRange(step.Seats);
        }
        var first = steps.Count > 0 ? steps[0] : null;
        await turn.Come(asked, first?.Step, first?.Seats ?? [], ct);
        return new AskedRequest(asked.Id, asked.Number, asked.Stuck ? [] : [.. first!.Seats.Select(s => s.Person)]);
    }

    public async Task<Approval?> InForce(ApprovalNeed need, CancellationToken ct) => await Usable(need, ct) is [var first, ..] ? Of(first) : null;

    public async Task<Approval?> Use(ApprovalNeed need, string what, CancellationToken ct)
    {
        // Whoever is first moves the count on; who was too late looks what is left.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var usable = await Usable(need, ct);
            if (usable.Count == 0) return null;
            var (id, seen, amount) = (usable[0].Id, usable[0].Uses, usable[0].UsedAmount + need.Amount);
            var taken = await db.Set<ApprovalRequest>().Where(r => r.Id == id && r.State == ApprovalState.Approved && r.Uses == seen)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Uses, seen + 1).SetProperty(r => r.UsedAmount, amount), ct);
            if (taken == 0) continue;
            db.Add(new ApprovalLine(id, ApprovalEvent.Used, clock.Now, actor.Value.PersonId, actor.Value.Name) { Text = ApprovalRequest.Cut(what, 200), Amount = need.Amount == 0 ? null : need.Amount });
            var used = Of(usable[0]);
            return used with { UsesLeft = used.UsesLeft - 1 };
        }
        return null;
    }

    public async Task Lapse(ApprovalSubject subject, string why, string? kind, CancellationToken ct)
    {
        var found = await db.Set<ApprovalRequest>().Where(r => r.SubjectId == subject.Id && r.SubjectKind == subject.Kind && (kind == null || r.Kind == kind)
            && (r.State == ApprovalState.Waiting || r.State == ApprovalState.Approved)).ToListAsync(ct);
        foreach (var request in found)
        {
            if (request.State == ApprovalState.Waiting) await Close(db, duties, request, clock.Now, ct);
            request.End(ApprovalState.Lapsed, actor.Value.Name, null, clock.Now);
            db.Add(new ApprovalLine(request.Id, ApprovalEvent.Lapsed, clock.Now, actor.Value.PersonId, actor.Value.Name) { Text = why });
        }
    }

    /// <summary>Nobody owes a decision on it any more, and who was told of it reads of it no more.</summary>
    internal static async Task Close(GuijuContext db, IDuties duties, ApprovalRequest request, DateTime now, CancellationToken ct)
    {
        foreach (var seat in await db.Set<ApprovalSeat>().Where(s => s.RequestId == request.Id && s.Open).ToListAsync(ct)) seat.SetOpen(false);
        await duties.Cancel(new(StepTurn.Subject, request.Id), "approvals.duty.over", ct);
        var place = $"/approvals/{request.Id}";
        await db.Set<Notice>().Where(n => n.Link == place && n.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), ct);
    }

    async Task<IReadOnlyList<ApprovalRequest>> Usable(ApprovalNeed need, CancellationToken ct)
    {
        var (kind, subject, today) = (need.Kind, need.Subject, clock.Today);
        var found = await db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.SubjectId == subject.Id && r.Kind == kind && r.State == ApprovalState.Approved && r.SubjectKind == subject.Kind
            && (r.ValidFrom == null || r.ValidFrom <= today) && (r.ValidUntil == null || r.ValidUntil >= today) && (r.MostUses == null || r.Uses < r.MostUses)
            && r.Bound == need.Bound && (need.PersonId == null || r.AskedById == need.PersonId)).OrderBy(r => r.ValidUntil == null).ThenBy(r => r.ValidUntil).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
        return [.. found.Where(r => r.MostAmount is not { } most || r.UsedAmount + need.Amount <= most)];
    }

    static Approval Of(ApprovalRequest r) => new(r.Id, r.Number, r.AskedById, r.EndedBy ?? "", r.EndedAt ?? r.AskedAt, r.ValidUntil, r.MostUses - r.Uses);
}
