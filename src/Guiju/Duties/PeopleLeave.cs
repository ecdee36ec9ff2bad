using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>When somebody leaves, his open duties are his supervisor's from the same moment on; where nobody is above him they wait in his department.</summary>
sealed class PeopleLeave(CurrentActor actor, CompanyClock clock) : ISaveFollower
{
    const int Chunk = 1000;

    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        var left = db.ChangeTracker.Entries<Person>().Where(e => e.State == EntityState.Modified && e.Property(p => p.Active) is { IsModified: true, CurrentValue: false }).Select(e => e.Entity).ToList();
        return left.Count == 0 ? null : async ct =>
        {
            foreach (var person in left) await HandOver(db, person, ct);
        };
    }

    async Task HandOver(GuijuContext db, Person person, CancellationToken ct)
    {
        var to = await Next(db, person.SupervisorId, ct);
        var (toId, department, id) = (to?.Id, to?.DepartmentId ?? person.DepartmentId, person.Id);
        while (true)
        {
            var ids = await db.Set<Duty>().Where(d => d.OwnerId == id && d.State == DutyState.Open).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Select(d => d.Id).Take(Chunk).ToListAsync(ct);
            if (ids.Count == 0) return;
            await db.Set<Duty>().Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.OwnerId, toId).SetProperty(d => d.DepartmentId, department).SetProperty(d => d.Version, d => d.Version + 1), ct);
            foreach (var duty in ids) db.AddFresh(new DutyLine(duty, DutyEvent.Handed, clock.Now, Duty.Cut(actor.OrNull?.Name ?? "Guiju", 60)) { From = person.Name, To = to?.Name, Why = "duties.left" }.Between(id, toId));
            await db.SaveChangesAsync(ct);
        }
    }

    static async Task<Person?> Next(GuijuContext db, Guid? id, CancellationToken ct)
    {
        for (var (at, steps) = (id, 0); at is { } above && steps < 20; steps++)
        {
            if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == above, ct) is not { } found) return null;
            if (found.Active) return found;
            at = found.SupervisorId;
        }
        return null;
    }
}
