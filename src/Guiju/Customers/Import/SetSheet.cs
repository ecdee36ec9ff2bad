using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Reads another sheet of the uploaded workbook, or the same as rows of another kind.</summary>
[Allow(Permission.CustomersImport)]
sealed class SetSheet(GuijuContext db, CurrentActor actor, RecogniseFile recognise, ImportShapes shapes)
{
    /// <summary>Recognises its columns; what was matched before is forgotten.</summary>
    /// <param name="id">The import.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="kind">What its rows bring in, or null to find out.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<Guid>> Handle(Guid id, string sheet, string? kind, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().Seen(actor.Value).SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null || job.UploaderId != actor.Value.PersonId) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (job.State != ImportState.Uploaded) return new Finding("imports.state").With(job.State);
        // Another sheet may bring in something else, unless that was said with it.
        if (kind == job.Plan.Kind && sheet != job.Plan.Sheet) kind = null;
        var recognised = recognise.Of(job.FileHash, job.FileName, sheet, kind);
        if (!recognised.Done) return Outcome<Guid>.Refused(recognised.Refusal, recognised.Findings);
        // What was put right stood in other columns.
        await db.Set<ImportAmendment>().Where(a => a.JobId == id).ExecuteDeleteAsync(ct);
        job.SetPlan(await ImportMemory.Recall(db, job.UnitId, recognised.Value, shapes, kind is not null, ct));
        return id;
    }
}
