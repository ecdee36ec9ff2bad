using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Takes rows of an import back, the last first, a batch a transaction: files it opened go, files it changed are again what they were.
/// What somebody touched since, or refers to, stays and is told. A number once given is never given again.
/// </summary>
[Allow(Permission.CustomersImport)]
sealed class UndoImportRows(GuijuContext db, CompanyClock clock)
{
    /// <summary>Rows of a batch.</summary>
    public const int Batch = 500;

    /// <summary>Parts of a file that go with it; whatever else names a customer keeps it.</summary>
    static readonly HashSet<Type> Parts = [typeof(CustomerRole), typeof(ContactPerson), typeof(StageRecord), typeof(MajorChange), typeof(ContactPlan), typeof(ImportedRow)];

    /// <summary>Takes the next rows back; how many are left is the answer.</summary>
    public async Task<Outcome<int>> Handle(Guid id, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != ImportState.Undoing) return Outcome<int>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        var rows = await db.Set<ImportedRow>().Where(r => r.JobId == id && r.Row < job.UndoFrom).OrderByDescending(r => r.Row).Take(Batch).ToListAsync(ct);
        var ids = rows.Select(r => r.CustomerId).Distinct().ToList();
        var files = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var touched = await Touched(id, ids, ct);
        var referred = await Referred(ids, ct);
        var (back, stay, number) = (0, 0, job.Problems);
        List<Guid> gone = [];
        foreach (var row in rows)
        {
            // A file that is gone by now was opened by a later row of this import, taken back before.
            if (!files.TryGetValue(row.CustomerId, out var file)) continue;
            if (touched.Contains(file.Id) || row.Opened && referred.Contains(file.Id))
            {
                stay++;
                db.AddFresh(new ImportProblem
                {
                    JobId = id,
                    Number = ++number,
                    Row = row.Row,
                    Title = Customer.Cut(file.Name, 60) ?? "",
                    Kind = ProblemKind.Other,
                    Weight = Weight.Warning,
                    Finding = KeptFinding.Of(new Finding(touched.Contains(file.Id) ? "imports.undo.touched" : "imports.undo.referred") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)).Write(),
                });
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
        job.Undone(back, stay, number, rows.Count == 0 ? 0 : rows[^1].Row);
        if (rows.Count < Batch) job.EndUndo(clock.Now);
        return rows.Count < Batch ? 0 : await db.Set<ImportedRow>().CountAsync(r => r.JobId == id && r.Row < job.UndoFrom, ct);
    }

    // Files whose newest entry of the trail is not of this import: somebody did something to them since.
    async Task<HashSet<Guid>> Touched(Guid job, List<Guid> ids, CancellationToken ct)
    {
        var newest = await db.Set<AuditEntry>().AsNoTracking().Where(e => ids.Contains(e.SubjectId)).GroupBy(e => e.SubjectId)
            .Select(g => g.OrderByDescending(e => e.Number).Select(e => new { e.SubjectId, e.Changes }).First()).ToListAsync(ct);
        var mine = job.ToString();
        return [.. newest.Where(e => !ChangesText.Read(e.Changes).Any(c => c.Part == "importedRow" && c.Field == "jobId" && (c.After ?? c.Before) == mine)).Select(e => e.SubjectId)];
    }

    async Task<HashSet<Guid>> Referred(List<Guid> ids, CancellationToken ct)
    {
        HashSet<Guid> referred = [];
        foreach (var type in db.Model.GetEntityTypes().Where(t => !Parts.Contains(t.ClrType) && t.FindProperty("CustomerId")?.ClrType is { } of && (of == typeof(Guid) || of == typeof(Guid?)) && t.GetTableName() is not null))
            referred.UnionWith(await (Task<List<Guid>>)naming.MakeGenericMethod(type.ClrType).Invoke(null, [db, ids, ct])!);
        return referred;
    }

    static readonly System.Reflection.MethodInfo naming = typeof(UndoImportRows).GetMethod(nameof(Naming), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;

    static Task<List<Guid>> Naming<T>(GuijuContext db, List<Guid> ids, CancellationToken ct) where T : class =>
        db.Set<T>().AsNoTracking().Select(r => EF.Property<Guid>(r, "CustomerId")).Where(c => ids.Contains(c)).Distinct().ToListAsync(ct);
}
