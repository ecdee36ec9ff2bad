using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>Lets a step's turn come: its deciders owe a decision and are told; where nobody can decide, the administrators are told and it waits.</summary>
sealed class StepTurn(GuijuContext db, CompanyClock clock, IWorkCalendar calendars, IDuties duties, Tell tell)
{
    /// <summary>Kind of record by which duties name a request.</summary>
    public const string Subject = "approval";

    /// <summary>Opens a step to those seated now; others may have been seated before.</summary>
    public async Task Come(ApprovalRequest request, ApprovalStep? step, IReadOnlyList<ApprovalSeat> seats, CancellationToken ct, IReadOnlyList<ApprovalSeat>? before = null)
    {
        var due = step is { Days: > 0 } ? Due(request, step) : (Due?)null;
        var stuck = step is null || Stuck(step, [.. before ?? [], .. seats]);
        request.Open(step?.Order ?? 0, due is { } d ? clock.Utc(d.At) : null, stuck);
        foreach (var seat in seats)
        {
            seat.SetOpen(true);
            if (due is { } till && step is not null) await duties.Open(Owed(request, seat, till, step), ct);
        }
        await TellDeciders(request, seats, ct);
        if (stuck) await SayNobody(request, ct);
    }

    /// <summary>Whether a step cannot gather the voices it needs any more.</summary>
    public static bool Stuck(ApprovalStep step, IReadOnlyList<ApprovalSeat> seats) => seats.DistinctBy(s => s.Voice).Count() < step.Needed;

    /// <summary>Tells who may decide now, and whoever decides in their name.</summary>
    public async Task TellDeciders(ApprovalRequest request, IReadOnlyList<ApprovalSeat> seats, CancellationToken ct, string key = "approvals.notice.asked", string? said = null)
    {
        var ids = seats.Where(s => s.Open).Select(s => s.PersonId).ToList();
        if (ids.Count == 0) return;
        var today = clock.Today;
        var standIns = await db.Set<Delegation>().InForce(today).Where(d => ids.Contains(d.FromId)).Select(d => d.ToId).ToListAsync(ct);
        foreach (var person in ids.Concat(standIns).Distinct().Where(p => !request.Bars(p)))
            tell.Person(person, key, $"/approvals/{request.Id}", request.ClauseId, request.AskedBy, request.Number, request.Title, said ?? "");
    }

    /// <summary>Keeps in sight that nobody can decide, and tells who asked and the administrators.</summary>
    public async Task SayNobody(ApprovalRequest request, CancellationToken ct)
    {
        db.Add(new ApprovalLine(request.Id, ApprovalEvent.NobodyCan, clock.Now, null, "Guiju"));
        var unit = request.UnitId;
        var roles = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(Permission.OrganizationWrite)).Select(r => r.Id).ToList();
        var administrators = await db.Set<Person>().Where(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId))
            && (p.UnitId == unit || p.Roles.Any(h => db.Set<Role>().Any(r => r.Id == h.RoleId && r.Scope == DataScope.Group)))).OrderBy(p => p.Id).Take(20).Select(p => p.Id).ToListAsync(ct);
        foreach (var person in administrators) tell.Person(person, "approvals.notice.nobody", $"/approvals/{request.Id}", request.ClauseId, request.Number, request.Title);
    }

    Due Due(ApprovalRequest request, ApprovalStep step) => Deadline.WorkingDays(step.Days).From(clock.Local(clock.Now), calendars.For(request.UnitId).On(clock.Today));

    NewDuty Owed(ApprovalRequest request, ApprovalSeat seat, Due due, ApprovalStep step) => new()
    {
        Clause = request.ClauseId,
        Words = "decision",
        Subject = new(Subject, request.Id),
        Title = $"{request.Number} {request.Title}",
        Occurrence = seat.Id.ToString("N"),
        UnitId = request.UnitId,
        OwnerId = seat.PersonId,
        Due = due,
        ParametersOn = clock.Today,
        Facts = [clock.Local(clock.Now).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), step.Days.ToString(CultureInfo.InvariantCulture)],
        Steps = [due.AtDue(), due.WhenLate(DutyRung.Supervisor)],
    };
}

/// <summary>Named queries of delegations.</summary>
static class Delegations
{
    /// <summary>Those that hold on a day.</summary>
    public static IQueryable<Delegation> InForce(this IQueryable<Delegation> delegations, DateOnly on) =>
        delegations.AsNoTracking().Where(d => d.EndedAt == null && d.First <= on && (d.Last == null || d.Last >= on));
}
