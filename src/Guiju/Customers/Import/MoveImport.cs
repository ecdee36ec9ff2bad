using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Takes an import from step to step; only who uploaded it may.</summary>
[Allow(Permission.CustomersImport)]
sealed class MoveImport(GuijuContext db, CurrentActor actor, CompanyClock clock, ImportShapes shapes)
{
    /// <summary>Keeps a new import.</summary>
    /// <param name="job">The import.</param>
    /// <param name="chosen">Whether somebody said what its rows bring in.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<Guid>> Open(ImportJob job, bool chosen, CancellationToken ct)
    {
        job.SetPlan(await ImportMemory.Recall(db, job.UnitId, job.Plan, shapes, chosen, ct));
        db.Add(job);
        return job.Id;
    }

    /// <summary>Sets what is wanted and begins the check.</summary>
    public async Task<Outcome<Guid>> Check(Guid id, ImportPlan plan, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (found.Value.State is not (ImportState.Uploaded or ImportState.Checked or ImportState.Failed)) return new Finding("imports.state").With(found.Value.State);
        if (PlanCheck.Of(plan, shapes.Of(plan.Kind), actor.Value, await DecideRow.Staff.Of(db, found.Value.UnitId, ct), clock.Today) is { Count: > 0 } findings) return findings;
        found.Value.SetPlan(plan);
        found.Value.BeginCheck();
        await Forget(id, ct);
        return id;
    }

    /// <summary>Begins the run, or goes on after the last row kept.</summary>
    public async Task<Outcome<Guid>> Start(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        var job = found.Value;
        if (job.State is not (ImportState.Checked or ImportState.Interrupted)) return new Finding("imports.state").With(job.State);
        if (job.Amended > 0) return new Finding("imports.amended").With(job.Amended);
        if (job.State == ImportState.Checked) await Forget(id, ct);
        await ImportMemory.Keep(db, job.UnitId, job.Plan, job.UploaderName, clock.Now, ct);
        job.BeginRun();
        return id;
    }

    /// <summary>Begins the check anew, with the rows put right since the last.</summary>
    public async Task<Outcome<Guid>> Recheck(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        return found.Done ? await Check(id, found.Value.Plan, ct) : Refused(found);
    }

    /// <summary>Back to the columns; nothing was written yet.</summary>
    public async Task<Outcome<Guid>> Back(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (found.Value.State is not (ImportState.Checked or ImportState.Failed or ImportState.Uploaded)) return new Finding("imports.state").With(found.Value.State);
        await Forget(id, ct);
        found.Value.SetPlan(found.Value.Plan);
        return id;
    }

    /// <summary>Stops what is going on; what was written stands.</summary>
    public async Task<Outcome<Guid>> Stop(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (!found.Value.Busy) return new Finding("imports.state").With(found.Value.State);
        if (found.Value.State == ImportState.Checking) await Forget(id, ct);
        found.Value.Interrupt(clock.Now);
        return id;
    }

    /// <summary>Begins to take back what was written.</summary>
    public async Task<Outcome<Guid>> Undo(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (found.Value.State is not (ImportState.Done or ImportState.Interrupted) && !(found.Value is { State: ImportState.Undone, Stayed: > 0 })) return new Finding("imports.state").With(found.Value.State);
        await db.Set<ImportProblem>().Where(p => p.JobId == id && p.Finding.Contains("\"imports.undo.")).ExecuteDeleteAsync(ct);
        found.Value.BeginUndo();
        return id;
    }

    /// <summary>Gives up an import that has written nothing; its file is swept later.</summary>
    public async Task<Outcome<Guid>> Drop(Guid id, CancellationToken ct)
    {
        var found = await Mine(id, ct);
        if (!found.Done) return Refused(found);
        if (found.Value.State is not (ImportState.Uploaded or ImportState.Checking or ImportState.Checked or ImportState.Failed)) return new Finding("imports.state").With(found.Value.State);
        db.Remove(found.Value);
        return id;
    }

    Task<int> Forget(Guid id, CancellationToken ct) => db.Set<ImportProblem>().Where(p => p.JobId == id).ExecuteDeleteAsync(ct);

    Task<Outcome<ImportJob>> Mine(Guid id, CancellationToken ct) => db.ImportOf(actor.Value, id, ct);

    static Outcome<Guid> Refused(Outcome<ImportJob> found) => Outcome<Guid>.Refused(found.Refusal, found.Findings);
}

/// <summary>What the program itself notes about imports.</summary>
[Allow(Permission.CustomersImport)]
sealed class NoteImport(GuijuContext db, CompanyClock clock, Tell tell)
{
    /// <summary>Keeps problems a check found.</summary>
    public async Task<Outcome<int>> Problems(Guid id, IReadOnlyList<ImportProblem> problems, CancellationToken ct)
    {
        if (await db.Set<ImportJob>().AsNoTracking().Where(j => j.Id == id).Select(j => j.State).SingleAsync(ct) != ImportState.Checking)
            return Outcome<int>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        foreach (var problem in problems) db.AddFresh(problem);
        return problems.Count;
    }

    /// <summary>The check is done.</summary>
    public async Task<Outcome<int>> Checked(Guid id, ImportCounts counts, long milliseconds, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != ImportState.Checking) return Outcome<int>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        job.EndCheck(counts, milliseconds, clock.Now);
        return counts.Rows;
    }

    /// <summary>The run is done.</summary>
    public async Task<Outcome<int>> Done(Guid id, long milliseconds, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != ImportState.Running) return Outcome<int>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        job.Finish(milliseconds, clock.Now);
        tell.Self("imports.notice.done", $"/customers/import/{id}", null, job.FileName, Count(job.Created), Count(job.Updated), Count(job.Faulty));
        return job.RowsDone;
    }

    /// <summary>It cannot go on.</summary>
    public async Task<Outcome<int>> Failed(Guid id, Finding finding, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        // Of a run some rows are written: it stays one that can be continued.
        if (job.State == ImportState.Running)
        {
            job.Interrupt(clock.Now);
            tell.Self("imports.notice.interrupted", $"/customers/import/{id}", null, job.FileName, Count(job.RowsDone));
        }
        else if (job.State == ImportState.Checking) job.Fail(finding, clock.Now);
        return 0;
    }

    static string Count(int number) => number.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Imports something is being done to, the oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<(Guid Id, ImportState State)>>> Busy(CancellationToken ct) => Outcome<IReadOnlyList<(Guid, ImportState)>>.Success(
        [.. (await db.Set<ImportJob>().AsNoTracking().Where(j => j.State == ImportState.Checking || j.State == ImportState.Running || j.State == ImportState.Undoing)
            .OrderBy(j => j.Id).Take(100).Select(j => new { j.Id, j.State }).ToListAsync(ct)).Select(j => (j.Id, j.State))]);

    /// <summary>Nobody is at these any more: what was being checked or written is interrupted.</summary>
    public async Task<Outcome<int>> Interrupted(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var left = await db.Set<ImportJob>().Where(j => ids.Contains(j.Id) && (j.State == ImportState.Checking || j.State == ImportState.Running)).ToListAsync(ct);
        // What is being taken back is no question to anybody: it goes on by itself.
        foreach (var job in left) job.Interrupt(clock.Now);
        return left.Count;
    }
}

/// <summary>Which imports somebody sees.</summary>
static class ImportScope
{
    /// <summary>An import somebody may go on with: he sees it and uploaded it.</summary>
    public static async Task<Outcome<ImportJob>> ImportOf(this GuijuContext db, Actor me, Guid id, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().Seen(me).SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null) return Outcome<ImportJob>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return me.IsProgram || job.UploaderId == me.PersonId ? job : Outcome<ImportJob>.Refused(Refusal.Forbidden, new Finding("imports.not-yours").With(job.UploaderName));
    }

    /// <summary>Those of his company; whoever sees only some of its customers sees only his own imports.</summary>
    public static IQueryable<ImportJob> Seen(this IQueryable<ImportJob> jobs, Actor actor)
    {
        var (unit, me) = (actor.UnitId, actor.PersonId);
        return actor.IsProgram ? jobs.Where(j => j.UnitId == unit)
            : actor.Scope is DataScope.Unit or DataScope.Group ? jobs.Where(j => j.UnitId == unit) : jobs.Where(j => j.UnitId == unit && j.UploaderId == me);
    }
}
