using Guiju.Compliance.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Replays;

/// <summary>Past cases that are files as they stand: those opened in the period and in use, within the actor's scope.</summary>
abstract class FileReplay(GuijuContext db, CurrentActor actor, CompanyClock clock, string clause) : IReplay
{
    public string Clause => clause;

    public abstract string Cases { get; }

    /// <summary>Whether each stands for an act that would be refused.</summary>
    protected virtual bool Act => false;

    /// <summary>Which of the files are cases.</summary>
    protected virtual IQueryable<Customer> Which(IQueryable<Customer> files) => files;

    /// <summary>The facts of a file; roles and contacts are loaded.</summary>
    protected abstract object Facts(Customer file, DateOnly today);

    /// <summary>The company's clock.</summary>
    protected CompanyClock Clock => clock;

    public virtual Task<int> Count(ReplayPeriod period, CancellationToken ct) => Files(period).CountAsync(ct);

    public virtual async Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct)
    {
        var files = Files(period);
        if (mark is not null)
        {
            var last = Guid.Parse(mark);
            files = files.Where(c => c.Id.CompareTo(last) > 0);
        }
        var found = await files.Include(c => c.Roles).Include(c => c.Contacts).AsSplitQuery().OrderBy(c => c.Id).Take(size).ToListAsync(ct);
        var today = DateOnly.FromDateTime(period.Now);
        return new([.. found.Select(c => new PastCase
        {
            Facts = Facts(c, today),
            At = c.OpenedOn.ToDateTime(default),
            Act = Act,
            Kind = FileDuties.Kind,
            SubjectId = c.Id,
            Title = c.Name,
            DepartmentId = c.DepartmentId,
            OwnerId = c.OwnerId,
        })], found.Count < size ? null : found[^1].Id.ToString());
    }

    IQueryable<Customer> Files(ReplayPeriod period) => Which(db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value)
        .Where(c => c.UnitId == period.UnitId && c.OpenedOn >= period.From && c.OpenedOn <= period.To && c.ArchivedAt == null));
}
