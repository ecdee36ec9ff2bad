using Guiju.Compliance.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Replays;

/// <summary>Past cases that are records of what happened to files, written once; those of files within the actor's scope.</summary>
abstract class EventReplay<T>(GuijuContext db, CurrentActor actor, string clause) : IReplay where T : Entity
{
    public string Clause => clause;

    public abstract string Cases { get; }

    /// <summary>The database.</summary>
    protected GuijuContext Db => db;

    /// <summary>Files the actor sees.</summary>
    protected IQueryable<Customer> Files => db.Set<Customer>().VisibleTo(actor.Value);

    /// <summary>The records of the period.</summary>
    protected abstract IQueryable<T> Which(ReplayPeriod period);

    /// <summary>The cases some of them are.</summary>
    /// <param name="records">The records.</param>
    /// <param name="files">Their files, by id.</param>
    /// <param name="period">What is replayed.</param>
    /// <param name="ct">Ends it.</param>
    protected abstract Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<T> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct);

    /// <summary>The file a record is about.</summary>
    protected abstract Guid FileOf(T record);

    /// <summary>What is known of a file.</summary>
    protected sealed record File(string Name, Guid? OwnerId, Guid? DepartmentId, DateOnly? NextContactOn);

    public Task<int> Count(ReplayPeriod period, CancellationToken ct) => Which(period).CountAsync(ct);

    public async Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct)
    {
        var records = Which(period).AsNoTracking();
        if (mark is not null)
        {
            var last = Guid.Parse(mark);
            records = records.Where(e => e.Id.CompareTo(last) > 0);
        }
        var found = await records.OrderBy(e => e.Id).Take(size).ToListAsync(ct);
        var ids = found.Select(FileOf).Distinct().ToList();
        var files = await Files.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, File = new File(c.Name, c.OwnerId, c.DepartmentId, c.NextContactOn) }).ToDictionaryAsync(c => c.Id, c => c.File, ct);
        return new(await Of([.. found.Where(r => files.ContainsKey(FileOf(r)))], files, period, ct), found.Count < size ? null : found[^1].Id.ToString());
    }

    /// <summary>A case about a file.</summary>
    protected static PastCase Case(Guid id, File file, DateTime at, object facts, DateTime? doneAt = null, bool act = true) => new()
    {
        Facts = facts,
        At = at,
        DoneAt = doneAt,
        Act = act,
        Kind = FileDuties.Kind,
        SubjectId = id,
        Title = file.Name,
        OwnerId = file.OwnerId,
        DepartmentId = file.DepartmentId,
    };
}
