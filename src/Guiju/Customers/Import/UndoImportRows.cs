using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Takes rows of an import back, the last first, a batch a transaction: what they made goes, what they changed is again what it was.
/// What somebody touched since, or refers to, stays and is told.
/// </summary>
[Allow(Permission.CustomersImport)]
sealed class UndoImportRows(GuijuContext db, CompanyClock clock, RowKinds kinds)
{
    /// <summary>Rows of a batch.</summary>
    public const int Batch = 500;

    /// <summary>Takes the next rows back; how many are left is the answer.</summary>
    public async Task<Outcome<int>> Handle(Guid id, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != ImportState.Undoing) return Outcome<int>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        var rows = await db.Set<ImportedRow>().Where(r => r.JobId == id && r.Row < job.UndoFrom).OrderByDescending(r => r.Row).Take(Batch).ToListAsync(ct);
        var came = await kinds.Of(job).TakeBack(job, rows, ct);
        var number = job.Problems;
        foreach (var (row, file, why) in came.Stayed)
            db.AddFresh(new ImportProblem
            {
                JobId = id,
                Number = ++number,
                Row = row.Row,
                Title = Customer.Cut(file.Name, 60) ?? "",
                Kind = ProblemKind.Other,
                Weight = Weight.Warning,
                Finding = KeptFinding.Of(why).Write(),
            });
        job.Undone(came.Back, came.Stayed.Count, number, rows.Count == 0 ? 0 : rows[^1].Row);
        if (rows.Count < Batch) job.EndUndo(clock.Now);
        return rows.Count < Batch ? 0 : await db.Set<ImportedRow>().CountAsync(r => r.JobId == id && r.Row < job.UndoFrom, ct);
    }
}
