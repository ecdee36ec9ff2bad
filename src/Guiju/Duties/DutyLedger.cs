using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>Writes the ledger within the transaction of whoever calls.</summary>
sealed class DutyLedger(GuijuContext db, CurrentActor actor, CompanyClock clock, IEnumerable<DutySubjectKind> kinds) : IDuties
{
    readonly Dictionary<DutySubject, List<Duty>> looked = [];
    readonly HashSet<(Guid, string, string)> opened = [];
    readonly Dictionary<Guid, Charge?> charges = [];
    readonly Dictionary<Guid, string> names = [];

    public Type Row => typeof(Duty);

    public async Task Look(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        var ids = subjects.Where(id => !looked.ContainsKey(new(kind, id))).Distinct().ToList();
        if (ids.Count == 0) return;
        var found = (await db.Set<Duty>().Where(d => ids.Contains(d.SubjectId) && d.SubjectKind == kind && d.State == DutyState.Open).OrderBy(d => d.DueAt).ToListAsync(ct)).ToLookup(d => d.SubjectId);
        foreach (var id in ids) looked[new(kind, id)] = [.. found[id]];
    }

    public async Task<IReadOnlySet<string>> Owed(DutySubject subject, CancellationToken ct) => (await Of(subject, ct)).Select(d => d.ClauseId).ToHashSet();

    public async Task Open(NewDuty duty, CancellationToken ct)
    {
        // About what was made in the same act there can be nothing yet.
        if (duty.NewSubject) looked.TryAdd(duty.Subject, []);
        var open = looked.GetValueOrDefault(duty.Subject);
        if (opened.Contains((duty.Subject.Id, duty.Clause, duty.Occurrence))) return;
        if (!duty.NewSubject && await db.Set<Duty>().AnyAsync(d => d.OriginId == duty.Subject.Id && d.ClauseId == duty.Clause && d.Occurrence == duty.Occurrence, ct)) return;
        var owner = await InCharge(duty.OwnerId, ct);
        var steps = duty.Steps.Select(s => new Step(clock.Utc(s.At), s.To)).OrderBy(s => s.At).ThenBy(s => s.To).ToList();
        var made = new Duty(duty, clock.Now, clock.Utc(duty.CountsFrom ?? duty.Due.Start), clock.Utc(duty.Due.At), steps, owner?.Id, owner?.DepartmentId ?? duty.DepartmentId);
        db.Add(made);
        opened.Add((duty.Subject.Id, duty.Clause, duty.Occurrence));
        open?.Add(made);
    }

    public async Task Discharge(DutySubject subject, string clause, Evidence evidence, CancellationToken ct, string? occurrence = null)
    {
        if (string.IsNullOrWhiteSpace(evidence.Title)) throw new ArgumentException("Evidence says what was done.", nameof(evidence));
        foreach (var duty in await Take(subject, clause, occurrence, ct))
        {
            duty.Discharge(evidence, clock.Now);
            await Quiet(duty, ct);
        }
    }

    public async Task Cancel(DutySubject subject, string why, CancellationToken ct, string? clause = null, bool gone = false, string? occurrence = null)
    {
        foreach (var duty in await Take(subject, clause, occurrence, ct))
        {
            duty.Cancel(why, gone, clock.Now);
            await Quiet(duty, ct);
            db.Add(new DutyLine(duty.Id, DutyEvent.Cancelled, clock.Now, Me) { Why = why });
        }
    }

    public async Task<bool> Except(Guid dutyId, Evidence decision, string by, CancellationToken ct) => await End(dutyId, decision, by, DutyEvent.Excepted, ct) is not null;

    public async Task<bool> Extend(Guid dutyId, DateTime until, Evidence decision, string by, CancellationToken ct)
    {
        var dueAt = clock.Utc(until);
        if (!await db.Set<Duty>().AnyAsync(d => d.Id == dutyId && d.DueAt < dueAt, ct) || await End(dutyId, decision, by, DutyEvent.Extended, ct) is not { } before) return false;
        var again = before.Until(dueAt, clock.DateOf(dueAt));
        db.Add(again);
        if (looked.GetValueOrDefault(new(before.SubjectKind, before.SubjectId)) is { } open) open.Add(again);
        return true;
    }

    async Task<Duty?> End(Guid dutyId, Evidence decision, string by, DutyEvent what, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(decision.Title)) throw new ArgumentException("An exception says who decided and why.", nameof(decision));
        if (await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId && d.State == DutyState.Open, ct) is not { } duty) return null;
        if (looked.GetValueOrDefault(new(duty.SubjectKind, duty.SubjectId)) is { } open) open.RemoveAll(d => d.Id == dutyId);
        duty.Except(decision, clock.Now);
        await Quiet(duty, ct);
        db.Add(new DutyLine(duty.Id, what, clock.Now, Duty.Cut(by, 60)) { Why = Duty.Cut(decision.Title, 200) });
        return duty;
    }

    public async Task Reopen(DutySubject subject, string why, CancellationToken ct)
    {
        var open = await Of(subject, ct);
        foreach (var duty in await db.Set<Duty>().Where(d => d.SubjectId == subject.Id && d.SubjectKind == subject.Kind && d.State == DutyState.Cancelled && d.Evidence == why).ToListAsync(ct))
        {
            duty.Reopen();
            open.Add(duty);
            db.Add(new DutyLine(duty.Id, DutyEvent.Reopened, clock.Now, Me));
        }
    }

    public async Task Hand(DutySubject subject, string title, Guid? ownerId, Guid? departmentId, CancellationToken ct, string? occurrence = null)
    {
        var open = (await Of(subject, ct)).Where(d => occurrence is null || d.Occurrence == occurrence).ToList();
        foreach (var duty in open) duty.Call(title);
        if (open.Count == 0) return;
        if (await InCharge(ownerId, ct) is { } charge) (ownerId, departmentId) = (charge.Id, charge.DepartmentId ?? departmentId);
        else if (ownerId is not null) ownerId = null;
        var moved = open.Where(d => d.OwnerId != ownerId || d.DepartmentId != departmentId).ToList();
        if (moved.Count == 0) return;
        List<Guid> ids = [.. moved.Select(d => d.OwnerId).Append(ownerId).OfType<Guid>().Where(id => !names.ContainsKey(id)).Distinct()];
        if (ids.Count > 0)
            foreach (var p in await db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct)) names[p.Id] = p.Name;
        foreach (var duty in moved)
        {
            var before = duty.OwnerId;
            duty.Hand(ownerId, departmentId);
            if (before != ownerId) db.Add(new DutyLine(duty.Id, DutyEvent.Handed, clock.Now, Me) { From = Name(before), To = Name(ownerId) }.Between(before, ownerId));
        }

        string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    public Task Forget(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct) => subjects.Count == 0 ? Task.CompletedTask
        : db.Set<Duty>().Where(d => subjects.Contains(d.SubjectId) && d.SubjectKind == kind).ExecuteUpdateAsync(s => s.SetProperty(d => d.Title, "—").SetProperty(d => d.Detail, (string?)null), ct);

    public async Task<IReadOnlyList<Guid>> Move(DutySubject from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var ids = await db.Set<Duty>().Where(d => d.SubjectId == from.Id && d.SubjectKind == from.Kind && (only == null || only.Contains(d.Id))).Select(d => d.Id).ToListAsync(ct);
        if (ids.Count > 0) await db.Set<Duty>().Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.SubjectId, to), ct);
        looked.Remove(from);
        looked.Remove(new(from.Kind, to));
        return ids;
    }

    // Nobody reads of what is done already: the reminders that were not read yet are.
    async Task Quiet(Duty duty, CancellationToken ct)
    {
        if (duty.Told == 0) return;
        var (now, place) = (clock.Now, kinds.Single(k => k.Kind == duty.SubjectKind).Place(duty.SubjectId));
        string[] keys = [DutyWords.Key(duty, "notice"), DutyWords.Key(duty, "escalated")];
        await db.Set<Notice>().Where(n => n.Link == place && keys.Contains(n.Key) && n.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, now), ct);
    }

    string Me => Duty.Cut(actor.OrNull?.Name ?? "Guiju", 60);

    async Task<List<Duty>> Of(DutySubject subject, CancellationToken ct)
    {
        // Where many acts share one scope, what was read for an earlier one may be followed no more.
        if (looked.TryGetValue(subject, out var known) && known.Exists(d => db.Entry(d).State == EntityState.Detached)) looked.Remove(subject);
        await Look(subject.Kind, [subject.Id], ct);
        return looked[subject];
    }

    // What is taken is open no more: the rest stays at hand.
    async Task<IReadOnlyList<Duty>> Take(DutySubject subject, string? clause, string? occurrence, CancellationToken ct)
    {
        var open = await Of(subject, ct);
        var taken = open.Where(d => (clause is null || d.ClauseId == clause) && (occurrence is null || d.Occurrence == occurrence)).ToList();
        foreach (var duty in taken) open.Remove(duty);
        return taken;
    }

    // Who has left owes nothing any more: whoever is above him does.
    async Task<Charge?> InCharge(Guid? id, CancellationToken ct)
    {
        if (id is not { } owner) return null;
        if (actor.OrNull is { } me && me.PersonId == owner) return new(owner, me.DepartmentId, null, true);
        return charges.TryGetValue(owner, out var known) ? known : charges[owner] = await Climb(owner, ct);
    }

    async Task<Charge?> Climb(Guid? id, CancellationToken ct)
    {
        for (var (at, steps) = (id, 0); at is { } person && steps < 20; steps++)
        {
            if (await db.Set<Person>().Where(p => p.Id == person).Select(p => new Charge(p.Id, p.DepartmentId, p.SupervisorId, p.Active)).SingleOrDefaultAsync(ct) is not { } found) return null;
            if (found.Active) return found;
            at = found.SupervisorId;
        }
        return null;
    }

    sealed record Charge(Guid Id, Guid? DepartmentId, Guid? SupervisorId, bool Active);
}
