using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>Takes a bulk change from step to step; only who asked for it may, with the permission the record page asks for.</summary>
[Allow(Permission.CustomersRead)]
sealed class MoveBulk(GuijuContext db, CurrentActor actor, CompanyClock clock, CheckOrder check, IConfiguration settings)
{
    /// <summary>Asks for a change of the customers ticked, or of all a list's conditions find; nothing is changed before it is confirmed.</summary>
    public async Task<Outcome<Guid>> Open(BulkChange change, string? conditions, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (Denied(change) is { } denied) return denied;
        List<Finding> findings = [];
        var ordered = await check.Of(change, ct);
        findings.AddRange(ordered.Findings);
        var list = conditions is null ? "" : check.Conditions(conditions);
        findings.AddRange(list.Findings);
        if (conditions is null && ids.Count == 0) findings.Add(new("bulk.none", "ids"));
        if (ids.Count > CheckOrder.MostTicked) findings.Add(new Finding("bulk.ticked.many", "ids").With(CheckOrder.MostTicked));
        if (findings.Count > 0) return findings;
        var job = new BulkJob(actor.Value.UnitId, actor.Value.PersonId, actor.Value.Name, ordered.Value, conditions is null ? null : list.Value, conditions is null ? [.. ids.Distinct()] : []);
        db.Add(job);
        return job.Id;
    }

    /// <summary>Confirms it, or goes on after the last row kept.</summary>
    public async Task<Outcome<Guid>> Run(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        var job = found.Value;
        if (Denied(job.Change) is { } denied) return denied;
        if (!(job.State == BulkState.Ready || job.State is BulkState.Failed or BulkState.Cancelled && job.FinishedAt is not null && job.StartedAt is not null && job.LastRow < job.Rows)) return State(job);
        job.BeginRun(clock.Now);
        return id;
    }

    /// <summary>Stops it; what was changed stands and can be taken back.</summary>
    public async Task<Outcome<Guid>> Cancel(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (found.Value.State is not (BulkState.Previewing or BulkState.Ready or BulkState.Running)) return State(found.Value);
        found.Value.Cancel(clock.Now);
        return id;
    }

    /// <summary>Begins to take back what was changed, within the time the company allows (setting <c>Bulk:UndoDays</c>, 7).</summary>
    public async Task<Outcome<Guid>> Undo(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        var job = found.Value;
        if (Denied(job.Change) is { } denied) return denied;
        if (job.State is not (BulkState.Done or BulkState.Cancelled or BulkState.Failed) || job.Done == 0) return State(job);
        var days = UndoDays(settings);
        if (clock.Now > (job.FinishedAt ?? clock.Now).AddDays(days)) return new Finding("bulk.undo.late").With(days);
        job.BeginUndo();
        return id;
    }

    /// <summary>Days within which a job can be taken back.</summary>
    internal static int UndoDays(IConfiguration settings) => settings.GetValue("Bulk:UndoDays", 7);

    Outcome<Guid>? Denied(BulkChange change) =>
        actor.Value.May(change.Permission) ? null : Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{change.Permission}"));

    async Task<Outcome<BulkJob>> Mine(Guid id, CancellationToken ct) =>
        await db.Set<BulkJob>().Mine(actor.Value).SingleOrDefaultAsync(j => j.Id == id, ct) is { } job ? job : Outcome<BulkJob>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    static Outcome<Guid> State(BulkJob job) => new Finding("bulk.state").With(job.State);

    static Outcome<Guid> Refused(Outcome<BulkJob> found) => Outcome<Guid>.Refused(found.Refusal, found.Findings);
}

/// <summary>What the program itself notes about bulk changes, in the name of whoever started them.</summary>
[Allow(Permission.CustomersRead)]
sealed class NoteBulk(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Keeps a part of the preview.</summary>
    public async Task<Outcome<int>> Judged(Guid id, JudgeBulkRows.Part part, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != BulkState.Previewing || job.Rows != part.After) return Stopped;
        foreach (var verdict in part.Verdicts) db.AddFresh(verdict.ToRow(id));
        job.Judged(part.Verdicts, part.Mark, part.Left, part.Last, clock.Now);
        if (job.Rows > BulkJob.Most) job.Fail(new Finding("bulk.many").With(BulkJob.Most), clock.Now);
        else if (part.Last && job.Rows == 0) job.Fail(new("bulk.nobody"), clock.Now);
        return part.Verdicts.Count;
    }

    /// <summary>Every row has its result: whoever is concerned is told, once each.</summary>
    public async Task<Outcome<int>> Ran(Guid id, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != BulkState.Running) return Stopped;
        job.Finish(clock.Now);
        foreach (var told in job.Told) tell.Person(told.PersonId, $"bulk.told.{told.Key[(told.Key.LastIndexOf('.') + 1)..]}", told.Key == "customers.notice.assigned" ? "/customers?owner=me" : "/customers", null, actor.Value.Name, Count(told.Count));
        tell.Self("bulk.notice.done", $"/customers/bulk/{id}", null, Count(job.Done), Count(job.Unchanged), Count(job.Refused + job.Conflicts));
        return job.Done;
    }

    /// <summary>All that could be is taken back.</summary>
    public async Task<Outcome<int>> Undid(Guid id, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != BulkState.Undoing) return Stopped;
        job.EndUndo(clock.Now);
        foreach (var person in job.Told.Select(t => t.PersonId).Distinct()) tell.Person(person, "bulk.notice.taken-back", "/customers", null, actor.Value.Name, Count(job.TakenBack));
        tell.Self("bulk.notice.undone", $"/customers/bulk/{id}", null, Count(job.TakenBack), Count(job.Stayed));
        return job.TakenBack;
    }

    /// <summary>It cannot go on; what was changed stands.</summary>
    public async Task<Outcome<int>> Failed(Guid id, Finding finding, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == id, ct);
        if (!job.Busy) return 0;
        job.Fail(finding, clock.Now);
        tell.Person(job.StarterId, "bulk.notice.failed", $"/customers/bulk/{id}", null, Count(job.Done), Count(job.Rows));
        return 0;
    }

    /// <summary>Jobs something is being done to, the oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Busy(CancellationToken ct) => await db.Set<BulkJob>().AsNoTracking()
        .Where(j => j.State == BulkState.Previewing || j.State == BulkState.Running || j.State == BulkState.Undoing).OrderBy(j => j.Id).Select(j => j.Id).Take(100).ToListAsync(ct);

    static Outcome<int> Stopped => Outcome<int>.Refused(Refusal.Conflict, new Finding("bulk.stopped"));

    static string Count(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}

/// <summary>Which jobs somebody sees: his own.</summary>
static class BulkScope
{
    /// <summary>Those he started.</summary>
    public static IQueryable<BulkJob> Mine(this IQueryable<BulkJob> jobs, Actor actor)
    {
        var me = actor.PersonId;
        return jobs.Where(j => me != null && j.StarterId == me);
    }
}
