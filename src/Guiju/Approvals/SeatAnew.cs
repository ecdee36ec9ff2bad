using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>Looks again who can decide a request nobody could: once the administrator filled the post or set another route, it goes on by itself.</summary>
[Allow(Permission.PoliciesWrite), LooksAgain]
sealed class SeatAnew(GuijuContext db, Seating seating, StepTurn turn, ApprovalRows rows, IEnumerable<ApprovalKind> kinds)
{
    /// <summary>Requests nobody can decide, at most so many.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Stuck(int most, CancellationToken ct) =>
        await rows.InScope.Where(r => r.State == ApprovalState.Waiting && r.Stuck).OrderBy(r => r.Id).Take(most).Select(r => r.Id).ToListAsync(ct);

    /// <summary>Seats those who can decide by now; whether somebody can is the answer. Voices given stay given.</summary>
    public async Task<Outcome<bool>> Handle(Guid id, CancellationToken ct)
    {
        if (!await (await rows.Visible(ct)).AnyAsync(r => r.Id == id, ct)) return Outcome<bool>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var request = await db.Set<ApprovalRequest>().SingleAsync(r => r.Id == id, ct);
        if (request.State != ApprovalState.Waiting || !request.Stuck) return request.State == ApprovalState.Waiting;
        var from = Math.Max(1, request.Step);
        var seated = await seating.Seat(request, kinds.Single(k => k.Kind == request.Kind), from, ct);
        if (seated.Count == 0) return false;
        var there = await db.Set<ApprovalSeat>().Where(s => s.RequestId == id && s.Order >= from).ToListAsync(ct);
        var steps = await db.Set<ApprovalStep>().Where(s => s.RequestId == id && s.Order >= from).ToListAsync(ct);
        var (now, fresh) = (there.Where(s => s.Order == from).ToList(), seated[0]);
        // A voice of a department is that department's, whoever gives it.
        var added = fresh.Seats.Where(s => now.TrueForAll(o => o.PersonId != s.PersonId)).ToList();
        var free = now.Count == 0 ? 0 : now.Max(s => s.Voice);
        foreach (var seat in added.Where(s => s.Department is null)) seat.Speak(seat.Voice + free);
        if (StepTurn.Stuck(fresh.Step, [.. now, .. added])) return false;
        foreach (var old in steps.Where(s => s.Order > from)) db.Remove(old);
        foreach (var old in there.Where(s => s.Order > from)) db.Remove(old);
        if (steps.SingleOrDefault(s => s.Order == from) is { } current) current.Renew(fresh.Step);
        else db.Add(fresh.Step);
        db.AddRange(added);
        foreach (var later in seated.Skip(1))
        {
            db.Add(later.Step);
            db.AddRange(later.Seats);
        }
        await turn.Come(request, steps.SingleOrDefault(s => s.Order == from) ?? fresh.Step, added, ct, now);
        return true;
    }
}

/// <summary>Looks every few minutes whether somebody can decide what nobody could.</summary>
sealed class StuckRound(IServiceScopeFactory scopes) : IRound
{
    const int Batch = 200;

    public async Task Once(CancellationToken ct)
    {
        var stuck = await OnBehalf.Program.Ask<SeatAnew, IReadOnlyList<Guid>>(scopes, u => u.Stuck(Batch, ct), ct);
        foreach (var id in stuck.Value) await OnBehalf.Program.Run<SeatAnew, bool>(scopes, u => u.Handle(id, ct), ct);
    }
}

/// <summary>When somebody leaves, what he was to decide is his supervisor's, or whoever is above him and may; where nobody is, it waits and the administrators are told.</summary>
sealed class DecidersLeave(IServiceProvider services) : ISaveFollower
{
    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        var left = db.ChangeTracker.Entries<Person>().Where(e => e.State == EntityState.Modified && e.Property(p => p.Active) is { IsModified: true, CurrentValue: false }).Select(e => e.Entity).ToList();
        return left.Count == 0 ? null : async ct =>
        {
            foreach (var person in left) await HandOn(db, person, ct);
        };
    }

    // The parts hang on the context that asks for its followers: they are asked for when they are needed.
    async Task HandOn(GuijuContext db, Person person, CancellationToken ct)
    {
        var (seating, turn, duties, clock, actor) = (services.GetRequiredService<Seating>(), services.GetRequiredService<StepTurn>(), services.GetRequiredService<IDuties>(), services.GetRequiredService<CompanyClock>(), services.GetRequiredService<CurrentActor>());
        var id = person.Id;
        var seats = await db.Set<ApprovalSeat>().Where(s => s.PersonId == id && s.Verdict == null && db.Set<ApprovalRequest>().Any(r => r.Id == s.RequestId && r.State == ApprovalState.Waiting)).ToListAsync(ct);
        foreach (var seat in seats)
        {
            var request = await db.Set<ApprovalRequest>().SingleAsync(r => r.Id == seat.RequestId, ct);
            var all = await db.Set<ApprovalSeat>().Where(s => s.RequestId == seat.RequestId && s.Order == seat.Order).ToListAsync(ct);
            var next = await seating.Above(person.SupervisorId, request, ct);
            var subject = new DutySubject(StepTurn.Subject, request.Id);
            if (next is not null && all.TrueForAll(s => s.PersonId != next.Id))
            {
                seat.Hand(next.Id, next.Name);
                if (seat.Open) await duties.Hand(subject, $"{request.Number} {request.Title}", next.Id, next.DepartmentId, ct, seat.Id.ToString("N"));
                if (seat.Open) await turn.TellDeciders(request, [seat], ct);
            }
            else
            {
                db.Remove(seat);
                all.Remove(seat);
                await duties.Cancel(subject, "approvals.duty.over", ct, occurrence: seat.Id.ToString("N"));
            }
            db.Add(new ApprovalLine(request.Id, ApprovalEvent.Handed, clock.Now, actor.OrNull?.PersonId, actor.OrNull?.Name ?? "Guiju") { For = next?.Name, Text = person.Name });
            if (seat.Order != request.Step) continue;
            var step = await db.Set<ApprovalStep>().SingleAsync(s => s.RequestId == request.Id && s.Order == request.Step, ct);
            var (before, stuck) = (request.Stuck, StepTurn.Stuck(step, all));
            request.Move(stuck);
            if (stuck && !before) await turn.SayNobody(request, ct);
        }
        await db.SaveChangesAsync(ct);
    }
}
