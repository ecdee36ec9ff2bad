using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Reads another sheet of the uploaded workbook.</summary>
[Allow(Permission.CustomersImport)]
sealed class SetSheet(GuijuContext db, CurrentActor actor, RecogniseFile recognise)
{
    /// <summary>Recognises its columns; what was matched on the other sheet is forgotten.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, string sheet, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().Seen(actor.Value).SingleOrDefaultAsync(j => j.Id == id, ct);
        if (job is null || job.UploaderId != actor.Value.PersonId) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (job.State != ImportState.Uploaded) return new Finding("imports.state").With(job.State);
        var recognised = recognise.Of(job.FileHash, job.FileName, sheet);
        if (!recognised.Done) return Outcome<Guid>.Refused(recognised.Refusal, recognised.Findings);
        // What was put right stood in other columns.
        await db.Set<ImportAmendment>().Where(a => a.JobId == id).ExecuteDeleteAsync(ct);
        job.SetPlan(await ImportMemory.Recall(db, job.UnitId, recognised.Value, ct));
        return id;
    }
}
