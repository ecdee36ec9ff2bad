using System.Text.Json;
using Guiju.Customers.Clauses;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>
/// Takes rows of a job back, the last first, a chunk a transaction: what the job changed is again what it was, where nobody touched those fields
/// since; the others stay and are told. Whoever could do it can take it back, also where the customer has left his scope by it.
/// </summary>
[Allow(Permission.CustomersRead)]
sealed class UndoBulkRows(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook)
{
    /// <summary>Takes the next rows back; whether there are more is the answer.</summary>
    public async Task<Outcome<bool>> Handle(Guid id, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().SingleAsync(j => j.Id == id, ct);
        if (job.State != BulkState.Undoing) return Outcome<bool>.Refused(Refusal.Conflict, new Finding("bulk.stopped"));
        var change = job.Change;
        if (!actor.Value.May(change.Permission)) return Outcome<bool>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{change.Permission}"));
        var effects = await db.Set<BulkEffect>().AsNoTracking().Where(e => e.JobId == id && e.Row < job.UndoFrom).OrderByDescending(e => e.Row).Take(ApplyChange.Chunk).ToListAsync(ct);
        if (effects.Count == 0) return false;
        Guid[] ids = [.. effects.Select(e => e.FileId)];
        var files = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).AsSplitQuery().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var touched = await Touched(job, ids, ct);
        var records = await Records(effects, ct);
        var shut = change.Kind is not (BulkKind.Archive or BulkKind.Restore);
        var verdicts = effects.Select(e =>
        {
            var why = files.GetValueOrDefault(e.FileId) is { } file ? Why(file, e, touched[e.FileId], records, shut) : new("platform.not-found");
            if (why is null) Restore(files[e.FileId], e, touched[e.FileId], records);
            return new RowVerdict(e.Row, e.FileId, why is null ? RowResult.TakenBack : RowResult.Stayed, why);
        }).ToList();
        foreach (var same in verdicts.GroupBy(v => (v.Result, v.Kept)))
        {
            int[] which = [.. same.Select(v => v.Row)];
            var (result, reason, finding) = (same.Key.Result, same.First().Finding?.Key, same.Key.Kept);
            await db.Set<BulkRow>().Where(r => r.JobId == id && which.Contains(r.Row))
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Result, result).SetProperty(r => r.Reason, reason).SetProperty(r => r.Finding, finding), ct);
        }
        job.Undid(verdicts, effects[^1].Row);
        return effects.Count == ApplyChange.Chunk;
    }

    // Fields of the files somebody changed after this job did; the job's own entry of the trail names it.
    async Task<ILookup<Guid, string>> Touched(BulkJob job, Guid[] ids, CancellationToken ct)
    {
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => ids.Contains(e.SubjectId) && e.At >= job.StartedAt).OrderBy(e => e.Number).Select(e => new { e.SubjectId, e.Changes }).ToListAsync(ct);
        var mine = job.Id.ToString();
        return entries.GroupBy(e => e.SubjectId).SelectMany(g => g.Select(e => ChangesText.Read(e.Changes)).SkipWhile(c => !c.Any(x => x is { Part: "bulkEffect", Field: "jobId" } && x.After == mine)).Skip(1)
            .SelectMany(c => c).Where(c => c.Part == "customer").Select(c => (File: g.Key, c.Field))).Distinct().ToLookup(f => f.File, f => f.Field);
    }

    // What the job added or changed beside the files.
    async Task<Dictionary<Guid, Entity>> Records(List<BulkEffect> effects, CancellationToken ct)
    {
        var kinds = effects.SelectMany(e => e.Traces).Where(t => t.Kind != nameof(Customer)).ToLookup(t => t.Kind, t => t.Id);
        Dictionary<Guid, Entity> found = [];
        await Find<StageRecord>();
        await Find<CategoryMove>();
        await Find<MajorChange>();
        await Find<ContactPlan>();
        return found;

        async Task Find<T>() where T : Entity
        {
            Guid[] ids = [.. kinds[typeof(T).Name]];
            if (ids.Length == 0) return;
            foreach (var record in await db.Set<T>().Where(r => ids.Contains(r.Id)).ToListAsync(ct)) found[record.Id] = record;
        }
    }

    static Finding? Why(Customer file, BulkEffect effect, IEnumerable<string> touched, Dictionary<Guid, Entity> records, bool shut)
    {
        Finding? Stays(Finding finding) => finding with { Link = $"/customers/{file.Id}" };
        if (file.MergedIntoId is not null) return new Finding("bulk.undo.merged");
        if (shut && file.Closed() is { } closed) return Stays(closed);
        // The status follows from the rest: that it changed since is nobody's touching of this field.
        var fields = effect.Traces.Where(t => t.Kind == nameof(Customer)).SelectMany(t => t.Was!.Keys).Where(f => f != nameof(Customer.Status)).Select(JsonNamingPolicy.CamelCase.ConvertName).Intersect(touched).ToList();
        if (fields.Count > 0) return Stays(new Finding("bulk.undo.touched").With(new WordList([.. fields.Where(f => f != "departmentId" || fields.Count == 1).Select(f => AuditWords.FieldKey("customer", f))])));
        // A plan that waited is decided by now.
        return effect.Traces.Any(t => t.Was is null && records.GetValueOrDefault(t.Id) is ContactPlan { State: PlanState.Confirmed or PlanState.Refused }) ? Stays(new("bulk.undo.decided")) : null;
    }

    void Restore(Customer file, BulkEffect effect, IEnumerable<string> touched, Dictionary<Guid, Entity> records)
    {
        foreach (var trace in effect.Traces)
        {
            var record = trace.Kind == nameof(Customer) ? file : records.GetValueOrDefault(trace.Id);
            if (record is null) continue;
            if (trace.Was is { } was) ColumnsBefore.Restore(db.Entry(record), was.Where(w => w.Key != nameof(Customer.Status) || !touched.Contains("status")).ToDictionary());
            else db.Remove(record);
        }
        file.Judge(ruleBook.For(file.UnitId));
    }
}
