using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Rows that hang on customers already there: their customers are found here, what they say is the kind's affair.</summary>
sealed class HangingRows(IImportKind kind, GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook) : IRowKind
{
    static readonly string[] plans = [nameof(Customer.NextContactOn), nameof(Customer.NextStep)];

    /// <summary>A row read.</summary>
    sealed record Entry(ImportedCells Cells, CustomerKeys Keys, object Facts, OnDuplicate Duplicates, bool LeftOut)
    {
        public ImportTarget? File { get; set; }
    }

    /// <inheritdoc/>
    public ImportShape Shape => kind.Shape;

    /// <inheritdoc/>
    public async Task<BatchResult> Judge(ImportJob job, RowBatch batch, bool write, CancellationToken ct)
    {
        var plan = job.Plan;
        var entries = await Read(job, plan, batch.Rows, await ImportAmendment.Of(db, job.Id, batch.Rows, ct), write, ct);
        var rows = await Begin(job, plan, entries, write, batch.Seen, ct);
        var counts = default(ImportCounts);
        List<ImportProblem> problems = [];
        List<(ImportedRow Row, Customer File)> taken = [];
        foreach (var entry in entries)
        {
            var came = Take(entry, rows, batch.Seen);
            if (write && came is { Fate: RowFate.Create or RowFate.Update, Thing: { } thing })
                taken.Add((ImportedRow.Hanging(job.Id, entry.Cells.Number, entry.File!.File, thing, came.Fate == RowFate.Create), entry.File.File));
            var told = JudgeRows.Told(job, plan, entry.Cells.Row, entry.Keys.Name ?? entry.Keys.Number ?? entry.Keys.CreditCode, entry.Cells.Findings).ToList();
            problems.AddRange(told);
            counts += new ImportCounts(1, came.Fate == RowFate.Create ? 1 : 0, came.Fate == RowFate.Update ? 1 : 0, came.Fate == RowFate.Skip ? 1 : 0, came.Fate == RowFate.Faulty ? 1 : 0, told.Count);
        }
        // Told once a file of the batch, with the last row that touched it: what was before the batch is what is given back.
        foreach (var file in taken.GroupBy(t => t.File))
        {
            if (Shape.Changes) file.Key.Judge(ruleBook.For(job.UnitId));
            if (ColumnChanges.Of(db, [file.Key], plans) is { } before) file.Last().Row.Remember(before);
            foreach (var changed in file.Where(t => !t.Row.Made && t.Row.Before is null).GroupBy(t => t.Row.ThingId).Select(g => g.Last()))
                if (file.Key.Contacts.Find(p => p.Id == changed.Row.ThingId) is { } person && ColumnChanges.Of(db, [person]) is { } was) changed.Row.Remember(was);
        }
        foreach (var (row, _) in taken) db.AddFresh(row);
        return new(counts, problems);
    }

    /// <inheritdoc/>
    public async Task Remember(ImportJob job, IReadOnlyList<TableRow> rows, SeenRows seen, CancellationToken ct)
    {
        foreach (var entry in await Read(job, job.Plan, rows, await ImportAmendment.Of(db, job.Id, rows, ct), false, ct))
            if (entry is { LeftOut: false, File: { } file } && !entry.Cells.Findings.Refuse()) seen.Add(kind.Keys(entry.Facts, file), entry.Cells.Number);
    }

    /// <inheritdoc/>
    public async Task<JudgedRow> Look(ImportJob job, TableRow row, ImportAmendment? said, CancellationToken ct)
    {
        var plan = job.Plan;
        var entries = await Read(job, plan, [row], said is null ? new Dictionary<int, ImportAmendment>() : new() { [row.Number] = said }, false, ct);
        var seen = new SeenRows();
        Take(entries[0], await Begin(job, plan, entries, false, seen, ct), seen);
        return new(entries[0].Cells.Row, entries[0].LeftOut, entries[0].LeftOut ? [] : entries[0].Cells.Findings);
    }

    /// <inheritdoc/>
    public async Task<TakenBack> TakeBack(ImportJob job, IReadOnlyList<ImportedRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.CustomerId).Distinct().ToList();
        var files = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new ImportTarget(c), ct);
        // A file merged since has given its people and records to the one kept: what hangs there is found by its own id.
        var there = rows.Where(r => files.ContainsKey(r.CustomerId)).ToList();
        var stay = await kind.TakeBack(job.Id, job.CreatedAt, [.. there.Select(r => new MadeThing(r.ThingId!.Value, r.Made, files[r.CustomerId]))], ct);
        List<(ImportedRow, Customer, Finding)> stayed = [];
        foreach (var row in there)
        {
            var file = files[row.CustomerId].File;
            if (stay.Contains(row.ThingId!.Value))
            {
                stayed.Add((row, file, new Finding("imports.undo.touched") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)));
                continue;
            }
            db.Remove(row);
            if (row.Before is not { } before) continue;
            var was = ColumnChanges.Read(before);
            was.Restore(db, file);
            if (file.Contacts.Find(p => p.Id == row.ThingId) is { } person) was.Restore(db, person);
        }
        foreach (var file in files.Values.Where(_ => Shape.Changes)) file.File.Judge(ruleBook.For(job.UnitId));
        return new(there.Count - stayed.Count, stayed);
    }

    async Task<List<Entry>> Read(ImportJob job, ImportPlan plan, IReadOnlyList<TableRow> rows, IReadOnlyDictionary<int, ImportAmendment> said, bool write, CancellationToken ct)
    {
        var columns = plan.Columns;
        // Reading looks at nothing but the row: on all cores, in order.
        var entries = rows.AsParallel().AsOrdered().Select(r =>
        {
            var amended = said.GetValueOrDefault(r.Number);
            var cells = new ImportedCells(amended?.On(r) ?? r, plan, Shape, columns);
            var keys = CustomerKeys.Read(cells);
            return new Entry(cells, keys, kind.Read(cells), amended?.Duplicates ?? plan.Duplicates, amended?.LeftOut ?? false);
        }).ToList();
        var match = await MatchCustomers.Of(db, job.UnitId, actor.Value, [.. entries.Where(e => !e.LeftOut).Select(e => e.Keys)], write, ct);
        Dictionary<Guid, ImportTarget> targets = [];
        foreach (var entry in entries.Where(e => !e.LeftOut && (e.Keys.Number ?? e.Keys.CreditCode ?? e.Keys.Name) is not null))
            if (match.Find(entry.Keys, entry.Cells.Findings) is { } file)
                entry.File = targets.TryGetValue(file.Id, out var there) ? there : targets[file.Id] = new(file);
        return entries;
    }

    Task<IImportRows> Begin(ImportJob job, ImportPlan plan, IReadOnlyList<Entry> entries, bool write, SeenRows seen, CancellationToken ct) => kind.Begin(
        new(job.Id, job.UnitId, job.UploaderName, write, [.. entries.Where(e => e.File is not null && !e.Cells.Findings.Refuse()).Select(e => (e.Facts, e.File!))], key =>
        {
            var first = seen.Find([key]) is null;
            if (first) seen.Add([key], 0);
            return first;
        }, ruleBook.Today.MaxFutureDays)
        { Plan = plan }, ct);

    Taken Take(Entry entry, IImportRows rows, SeenRows seen)
    {
        if (entry.LeftOut)
        {
            // Whatever is wrong with it: it is not taken, by choice.
            entry.Cells.Findings.Clear();
            entry.Cells.Findings.Add(new("imports.left-out", Weight: Weight.Warning));
            return new(RowFate.Skip);
        }
        if (entry.File is null || entry.Cells.Findings.Refuse()) return new(RowFate.Faulty);
        List<string> keys = [.. kind.Keys(entry.Facts, entry.File)];
        var came = rows.Take(new(entry.Facts, entry.File, seen.Find(keys), entry.Cells.Findings) { Duplicates = entry.Duplicates });
        if (came.Fate != RowFate.Faulty) seen.Add(keys, entry.Cells.Number);
        return came;
    }
}
