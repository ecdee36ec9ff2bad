using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Takes rows of a file of customers back: files they opened go, files they changed are again what they were. A number once given is
/// never given again.
/// </summary>
sealed class ReturnFiles(GuijuContext db, CompanyClock clock)
{
    /// <summary>Parts of a file that go with it; whatever else names a customer keeps it.</summary>
    static readonly HashSet<Type> Parts = [typeof(CustomerRole), typeof(ContactPerson), typeof(StageRecord), typeof(MajorChange), typeof(ContactPlan), typeof(ImportedRow)];

    /// <summary>Takes them back, as far as they can be.</summary>
    public async Task<TakenBack> Handle(ImportJob job, IReadOnlyList<ImportedRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.CustomerId).Distinct().ToList();
        var files = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var touched = await Touched(job.Id, ids, ct);
        var referred = await Referring.To(db, "CustomerId", ids, Parts, ct);
        List<(ImportedRow, Customer, Finding)> stayed = [];
        List<Guid> gone = [];
        var back = 0;
        foreach (var row in rows)
        {
            // A file that is gone by now was opened by a later row of this import, taken back before.
            if (!files.TryGetValue(row.CustomerId, out var file)) continue;
            if (touched.Contains(file.Id) || row.Opened && referred.Contains(file.Id))
            {
                stayed.Add((row, file, new Finding(touched.Contains(file.Id) ? "imports.undo.touched" : "imports.undo.referred") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)));
                continue;
            }
            back++;
            db.Remove(row);
            if (row.Opened)
            {
                gone.Add(file.Id);
                db.RemoveRange(file.Roles);
                db.RemoveRange(file.Contacts);
                db.Remove(file);
                files.Remove(file.Id);
            }
            else if (row.Before is { } before)
            {
                FileBefore.Read(before).Restore(db, file);
                file.Refresh(clock.Now);
            }
        }
        db.RemoveRange(await db.Set<StageRecord>().Where(r => gone.Contains(r.CustomerId)).ToListAsync(ct));
        db.RemoveRange(await db.Set<MajorChange>().Where(r => gone.Contains(r.CustomerId)).ToListAsync(ct));
        db.RemoveRange(await db.Set<ContactPlan>().Where(r => gone.Contains(r.CustomerId)).ToListAsync(ct));
        // Pairs the daily look found of them wait for nobody any more.
        db.RemoveRange(await db.Set<DuplicatePair>().Where(p => gone.Contains(p.FirstId)).ToListAsync(ct));
        db.RemoveRange(await db.Set<DuplicatePair>().Where(p => gone.Contains(p.SecondId) && !gone.Contains(p.FirstId)).ToListAsync(ct));
        return new(back, stayed);
    }

    // Files whose newest entry of the trail is not of this import: somebody did something to them since.
    async Task<HashSet<Guid>> Touched(Guid job, List<Guid> ids, CancellationToken ct)
    {
        var newest = await db.Set<AuditEntry>().AsNoTracking().Where(e => ids.Contains(e.SubjectId)).GroupBy(e => e.SubjectId)
            .Select(g => g.OrderByDescending(e => e.Number).Select(e => new { e.SubjectId, e.Changes }).First()).ToListAsync(ct);
        var mine = job.ToString();
        return [.. newest.Where(e => !ChangesText.Read(e.Changes).Any(c => c.Part == "importedRow" && c.Field == "jobId" && (c.After ?? c.Before) == mine)).Select(e => e.SubjectId)];
    }
}
