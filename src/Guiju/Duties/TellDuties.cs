using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>
/// Tells whoever is to be told of duties whose next step has come: the owner, and from step to step whoever stands above him. A batch is locked
/// while it is read, others' batches passed over, and moved on to its next step in the same transaction, so that of several nodes one tells. After a
/// pause the highest step that came is told and those before it are past: each is told once or never, and nobody gets a storm.
/// </summary>
[Allow(Permission.OrganizationWrite)]
sealed class TellDuties(GuijuContext db, CompanyClock clock, Tell tell, IEnumerable<DutySubjectKind> kinds)
{
    /// <summary>Duties of a batch.</summary>
    public const int Batch = 500;

    /// <summary>So many messages at once are still left one by one; more become one that says how many.</summary>
    public const int Singly = 5;

    /// <summary>Tells of a batch. Answers how many were looked at; fewer than <see cref="Batch"/> means that there are no more.</summary>
    public async Task<Outcome<int>> Handle(CancellationToken ct)
    {
        var now = clock.Now;
        var waiting = db.Set<Duty>().AsNoTracking();
        // In SQLite the transaction is the only one that writes; in PostgreSQL another node's rows are passed over instead of waited for.
        var due = db.IsSqlite
            ? await waiting.Where(d => d.NextStepAt != null && d.NextStepAt <= now).OrderBy(d => d.NextStepAt).ThenBy(d => d.Id).Take(Batch).ToListAsync(ct)
            : await db.Set<Duty>().FromSqlInterpolated($"SELECT * FROM duties WHERE next_step_at IS NOT NULL AND next_step_at <= {now} ORDER BY next_step_at, id LIMIT {Batch} FOR UPDATE SKIP LOCKED").AsNoTracking().ToListAsync(ct);
        var come = due.ConvertAll(d => (Duty: d, Come: Step.Come(Step.Read(d.Steps), d.Told, now)));
        foreach (var alike in come.GroupBy(c => (c.Come.Told, c.Come.Next)))
        {
            var ids = alike.Select(c => c.Duty.Id).ToList();
            var (told, next) = alike.Key;
            // Past the version: whoever discharges a duty at this moment is not in conflict with its reminder.
            var taken = await db.Set<Duty>().Where(d => ids.Contains(d.Id) && d.NextStepAt <= now).ExecuteUpdateAsync(s => s.SetProperty(d => d.NextStepAt, next).SetProperty(d => d.Told, told), ct);
            if (taken != ids.Count) throw new InvalidOperationException("Duties that were locked have been told by somebody else.");
        }
        List<(Duty Duty, Step Step)> mine = [.. come.Where(c => c.Come.Now is not null).Select(c => (c.Duty, c.Come.Now!.Value))];
        if (mine.Count > 0) Say(mine, await Above(mine, ct), await Heads(mine, ct), now);
        return due.Count;
    }

    void Say(List<(Duty Duty, Step Step)> mine, Dictionary<Guid, Colleague> people, IReadOnlyDictionary<Guid, DepartmentPeople> heads, DateTime now)
    {
        List<Message> messages = [];
        foreach (var (duty, step) in mine)
        {
            var place = kinds.Single(k => k.Kind == duty.SubjectKind).Place(duty.SubjectId);
            var due = clock.Local(duty.DueAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var owner = duty.OwnerId is { } id ? people.GetValueOrDefault(id) : null;
            IReadOnlyList<Guid> owners = duty.OwnerId is { } one ? [one] : duty.DepartmentId is { } department ? heads[department].Heads : [];
            foreach (var person in owners) Leave(person, "notice", duty.Title, due, duty.Detail ?? "");
            if (step.To == DutyRung.Owner) continue;
            var first = Climb(owner?.SupervisorId ?? owners.Select(o => people.GetValueOrDefault(o)?.SupervisorId).FirstOrDefault());
            var up = step.To == DutyRung.Supervisor ? first : first is { } supervisor ? Climb(people[supervisor].SupervisorId) ?? supervisor : null;
            if (up is { } above && !owners.Contains(above)) Leave(above, "escalated", duty.Title, due, owner?.Name ?? "—", duty.Detail ?? "");

            void Leave(Guid person, string kind, params string[] values)
            {
                messages.Add(new(person, DutyWords.Key(duty, kind), place, duty.ClauseId, values));
                db.AddFresh(new DutyLine(duty.Id, DutyEvent.Told, now, "Guiju") { To = people.GetValueOrDefault(person)?.Name }.Between(null, person));
            }
        }
        foreach (var person in messages.GroupBy(m => m.PersonId))
        {
            if (person.Count() > Singly) tell.Person(person.Key, "duties.notice.many", "/duties", null, person.Count().ToString("#,##0", CultureInfo.InvariantCulture));
            else foreach (var m in person) tell.Person(m.PersonId, m.Key, m.Link, m.Clause, m.Values);
        }

        // Who has left stands above nobody: whoever is above him does.
        Guid? Climb(Guid? from)
        {
            var at = from;
            for (var steps = 0; at is { } id && steps < 20; steps++)
            {
                if (!people.TryGetValue(id, out var found)) return null;
                if (found.Active) return id;
                at = found.SupervisorId;
            }
            return null;
        }
    }

    Task<IReadOnlyDictionary<Guid, DepartmentPeople>> Heads(List<(Duty Duty, Step Step)> mine, CancellationToken ct) =>
        DepartmentPeople.Of(db, [.. mine.Where(m => m.Duty.OwnerId is null).Select(m => m.Duty.DepartmentId).OfType<Guid>().Distinct()], ct);

    /// <summary>The owners with everybody above them, floor by floor.</summary>
    async Task<Dictionary<Guid, Colleague>> Above(List<(Duty Duty, Step Step)> mine, CancellationToken ct)
    {
        var known = new Dictionary<Guid, Colleague>();
        var heads = await Heads(mine, ct);
        var wanted = mine.Select(m => m.Duty.OwnerId).OfType<Guid>().Concat(heads.Values.SelectMany(h => h.Heads)).ToHashSet();
        while (wanted.Count > 0)
        {
            foreach (var p in await db.Set<Person>().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, Above = new Colleague(p.Name, p.SupervisorId, p.Active) }).ToListAsync(ct)) known[p.Id] = p.Above;
            wanted = wanted.Where(known.ContainsKey).Select(w => known[w].SupervisorId).OfType<Guid>().Where(s => !known.ContainsKey(s)).ToHashSet();
        }
        return known;
    }

    sealed record Colleague(string Name, Guid? SupervisorId, bool Active);

    sealed record Message(Guid PersonId, string Key, string Link, string Clause, IReadOnlyList<string> Values);
}

/// <summary>Looks every few minutes for duties of which somebody is to be told.</summary>
sealed class DutyRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        while (await OnBehalf.Program.Run<TellDuties, int>(scopes, u => u.Handle(ct), ct) is { Done: true, Value: TellDuties.Batch })
        {
            // As long as batches are full there are more.
        }
    }
}
