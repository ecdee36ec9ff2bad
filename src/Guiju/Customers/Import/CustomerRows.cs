using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Rows that open customer files or add to them: numbers are given, records kept beside the files, and all of it can be taken back.</summary>
sealed class CustomerRows(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, JudgeRows judge, ClassifiedRegister register, NextContacts contacts, ReturnFiles back) : IRowKind
{
    /// <inheritdoc/>
    public ImportShape Shape => CustomerFields.Shape;

    /// <inheritdoc/>
    public async Task<BatchResult> Judge(ImportJob job, RowBatch batch, bool write, CancellationToken ct)
    {
        if (!write) return await judge.Handle(job, batch, false, null, _ => { }, ct);
        await register.Categories(job.UnitId, ct);
        List<CustomerRecord> records = [];
        var result = await judge.Handle(job, batch, true, (entries, stop) => Numbers(job, entries, stop), records.Add, ct);
        await Keep(job, records, ct);
        return result;
    }

    /// <inheritdoc/>
    public async Task Remember(ImportJob job, IReadOnlyList<TableRow> rows, SeenRows seen, CancellationToken ct)
    {
        var read = new ReadRow(job.Plan, ruleBook.For(job.UnitId), clock.Today);
        var said = await ImportAmendment.Of(db, job.Id, rows, ct);
        foreach (var entry in rows.Select(r => read.Read(r, said.GetValueOrDefault(r.Number))).Where(e => !e.Refused && !e.LeftOut))
            // On file by now, whoever opened it: what follows finds it there.
            if (seen.Find(entry) is null) seen.Add(entry, onFile: true);
    }

    /// <inheritdoc/>
    public async Task<JudgedRow> Look(ImportJob job, TableRow row, ImportAmendment? said, CancellationToken ct)
    {
        var (plan, rules) = (job.Plan, ruleBook.For(job.UnitId));
        var entry = new ReadRow(plan, rules, clock.Today).Read(row, said);
        if (entry.LeftOut) return new(entry.Row, true, []);
        var decide = new DecideRow(plan, actor.Value, await DecideRow.Staff.Of(db, job.UnitId, ct));
        var known = await KnownFiles.Of(db, job.UnitId, [entry], false, ct);
        var owner = decide.Owner(entry);
        var decision = decide.Decide(entry, known, new());
        if (decision is { Fate: RowFate.Update, File: { } file }) new ApplyRow(plan, rules, actor.Value, clock.Now, clock.Today, _ => { }).Update(file, entry, owner, false);
        return new(entry.Row, false, entry.Findings);
    }

    /// <inheritdoc/>
    public Task<TakenBack> TakeBack(ImportJob job, IReadOnlyList<ImportedRow> rows, CancellationToken ct) => back.Handle(job, rows, ct);

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
