using Guiju.Customers.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>
/// Writes a batch of rows: customers, their audit entries, the search index, the problems found and how far the import has
/// come, all in one transaction. A run that is killed is therefore continued after the last row kept, and no row is written twice.
/// </summary>
[Allow(Permission.CustomersImport)]
sealed class WriteImportRows(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, JudgeRows judge, ClassifiedRegister register, NextContacts contacts)
{
    /// <summary>Writes them; a batch that does not follow the last one kept is refused, since somebody else is at it or has stopped it.</summary>
    public async Task<Outcome<ImportCounts>> Handle(RowBatch batch, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().SingleAsync(j => j.Id == batch.JobId, ct);
        if (job.State != ImportState.Running || job.LastRow != batch.After) return Outcome<ImportCounts>.Refused(Refusal.Conflict, new Finding("imports.stopped"));

        // The row of the running number stays locked until the end, so that nobody opens a file between looking for duplicates
        // and writing (as in registering by hand).
        await db.Take("customer.serial", 0, ct);
        await register.Categories(job.UnitId, ct);
        List<CustomerRecord> records = [];
        // Saving looks for changes itself once.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        // A batch is kept whole or not at all: nothing is rolled back to within it.
        db.Database.AutoSavepointsEnabled = false;
        var result = await judge.Handle(job, batch, true, (entries, stop) => Numbers(job, entries, stop), records.Add, ct);
        await Keep(job, records, ct);
        var number = job.Problems;
        foreach (var p in result.Problems) db.AddFresh(Numbered(p, ++number));
        job.Batch(result.Counts, batch.Rows[^1].Number, batch.Spent());
        try
        {
            await db.SaveChangesAsync(ct);
            // All is written: the door, which saves once more, need not look through thousands of records again.
            db.ChangeTracker.Clear();
        }
        catch (Exception e) when (e is DbUpdateException and not DbUpdateConcurrencyException or System.Data.Common.DbException && StorageTrouble.Of(e) is null)
        {
            // Somebody gave a credit code to another file in this moment: looked up anew, the row is a duplicate.
            return Outcome<ImportCounts>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        }
        return result.Counts;
    }

    /// <summary>A problem with its place.</summary>
    internal static ImportProblem Numbered(ImportProblem p, int number) => new()
    { JobId = p.JobId, Number = number, Row = p.Row, Title = p.Title, Column = p.Column, Value = p.Value, Kind = p.Kind, Weight = p.Weight, Finding = p.Finding };

    // Running numbers are taken for the whole batch; those of rows that turn out to be duplicates are never shown to anybody, file numbers are taken when a file is really opened.
    async Task<Func<RowEntry, (long, string)>> Numbers(ImportJob job, IReadOnlyList<RowEntry> entries, CancellationToken ct)
    {
        var rule = ruleBook.For(job.UnitId).NumberRule;
        var year = clock.Today.Year;
        var serial = entries.Count == 0 ? 0 : await db.Take("customer.serial", entries.Count, ct);
        Dictionary<char, long> next = [];
        foreach (var letter in entries.Select(e => FileNumber.Letter(e.Roles)).Distinct())
            next[letter] = await db.Take(Series(job.UnitId, rule, letter, year), 0, ct);
        taken = (job.UnitId, rule, year, next, new(next));
        return entry =>
        {
            var letter = FileNumber.Letter(entry.Roles);
            return (serial++, FileNumber.Write(rule, letter, year, next[letter]++));
        };
    }

    (Guid Unit, string Rule, int Year, Dictionary<char, long> Next, Dictionary<char, long> From)? taken;

    static string Series(Guid unit, string rule, char letter, int year) => $"customer.code/{unit}/{FileNumber.Series(rule, letter, year)}";

    async Task Keep(ImportJob job, List<CustomerRecord> records, CancellationToken ct)
    {
        if (taken is var (unit, rule, year, next, from))
            foreach (var (letter, end) in next)
                if (end > from[letter]) await db.Take(Series(unit, rule, letter, year), (int)(end - from[letter]), ct);
        var (by, name, now) = (actor.Value.PersonId, actor.Value.Name, clock.Now);
        foreach (var record in records)
        {
            switch (record)
            {
                case CustomerRecord.Taken t:
                    var taken = new ImportedRow(job.Id, t.Row, t.File, t.Opened);
                    // A file of this batch is new as a whole: taking back the row that opened it takes this one back too.
                    if (!t.Opened && db.Entry(t.File).State != EntityState.Detached) taken.Remember(FileBefore.Of(db, t.File));
                    db.AddFresh(taken);
                    break;
                case CustomerRecord.Staged s:
                    db.AddFresh(new StageRecord(s.File, s.From, s.To, Customer.Cut(Platform.Ui.Texts.All["imports.stage.note", [job.FileName]], 500), now, by, name));
                    break;
                case CustomerRecord.Changed m:
                    db.AddFresh(new MajorChange(m.File, m.Kind, m.Before, m.After, m.HappenedOn, m.Source, now, by, name));
                    break;
                case CustomerRecord.Planned p when db.Entry(p.File).State == EntityState.Detached:
                    db.AddFresh(new ContactPlan(p.File, p.On, p.Step, by, name));
                    break;
                case CustomerRecord.Planned p:
                    await contacts.Plan(p.File, p.On, p.Step, ct);
                    break;
            }
        }
    }
}

/// <summary>Looks at a batch of rows without writing anything.</summary>
[Allow(Permission.CustomersImport)]
sealed class CheckImportRows(GuijuContext db, JudgeRows judge)
{
    /// <summary>Judges them as the run will.</summary>
    public async Task<Outcome<BatchResult>> Handle(RowBatch batch, CancellationToken ct)
    {
        var job = await db.Set<ImportJob>().AsNoTracking().SingleAsync(j => j.Id == batch.JobId, ct);
        if (job.State != ImportState.Checking) return Outcome<BatchResult>.Refused(Refusal.Conflict, new Finding("imports.stopped"));
        return await judge.Handle(job, batch, false, null, _ => { }, ct);
    }
}
