using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;

namespace Guiju.Customers.Import;

/// <summary>Rows of one file in their order, a batch at a time.</summary>
/// <param name="JobId">The import.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Seen">Customers of the rows before.</param>
/// <param name="After">Number of the last row of the batch before, 0 at the start.</param>
/// <param name="Spent">Milliseconds the run took since the last batch said so.</param>
sealed record RowBatch(Guid JobId, IReadOnlyList<TableRow> Rows, SeenRows Seen, int After, Func<long> Spent);

/// <summary>What came of a batch.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Problems">Problems and warnings, not numbered yet.</param>
sealed record BatchResult(ImportCounts Counts, IReadOnlyList<ImportProblem> Problems);

/// <summary>Judges the rows of a batch one after the other: the step that check and run share.</summary>
sealed class JudgeRows(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook)
{
    /// <summary>Judges them.</summary>
    /// <param name="job">The import.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="toWrite">Whether files found are to be changed.</param>
    /// <param name="numbers">Gives numbers to files that are opened, or null in a check, which opens none.</param>
    /// <param name="note">Records that go with changes.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<BatchResult> Handle(ImportJob job, RowBatch batch, bool toWrite, Func<IReadOnlyList<RowEntry>, CancellationToken, Task<Func<RowEntry, (long Serial, string Code)>>>? numbers,
        Action<CustomerRecord> note, CancellationToken ct)
    {
        var plan = job.Plan;
        var rules = ruleBook.For(job.UnitId);
        var me = actor.Value;
        var read = new ReadRow(plan, rules, clock.Today);
        var said = await ImportAmendment.Of(db, job.Id, batch.Rows, ct);
        // Reading looks at nothing but the row: on all cores, in order.
        var entries = batch.Rows.AsParallel().AsOrdered().Select(r => read.Read(r, said.GetValueOrDefault(r.Number))).ToList();
        var decide = new DecideRow(plan, me, await DecideRow.Staff.Of(db, job.UnitId, ct));
        var known = await KnownFiles.Of(db, job.UnitId, [.. entries.Where(e => !e.Refused)], toWrite && entries.Any(e => e.Duplicates is OnDuplicate.Fill or OnDuplicate.Overwrite), ct);
        var number = numbers is null ? null : await numbers([.. entries.Where(e => !e.Refused)], ct);
        var apply = new ApplyRow(plan, rules, me, clock.Now, clock.Today, note);
        var counts = default(ImportCounts);
        List<ImportProblem> problems = [];
        foreach (var entry in entries)
        {
            var owner = entry.LeftOut ? null : decide.Owner(entry);
            var decision = decide.Decide(entry, known, batch.Seen);
            var fate = decision.Fate switch
            {
                RowFate.Create => Create(entry, owner),
                RowFate.Update => Update(entry, decision, owner),
                var other => other,
            };
            if (fate != RowFate.Faulty && !entry.LeftOut && decision.Seen is null) batch.Seen.Add(entry, decision.File is not null);
            var told = Told(job, plan, entry.Row, entry.Facts.Name, entry.Findings).ToList();
            problems.AddRange(told);
            counts += new ImportCounts(1, fate == RowFate.Create ? 1 : 0, fate == RowFate.Update ? 1 : 0, fate == RowFate.Skip ? 1 : 0, fate == RowFate.Faulty ? 1 : 0, told.Count);
        }
        return new(counts, problems);

        RowFate Create(RowEntry entry, DecideRow.Staff.Member? owner)
        {
            var (serial, code) = number is null ? (0, "") : number(entry);
            var c = apply.Create(entry, serial, code, owner);
            if (toWrite)
            {
                db.AddFresh(c);
                known.Add(c);
                note(new CustomerRecord.Taken(c, entry.Row.Number, true));
            }
            return RowFate.Create;
        }

        RowFate Update(RowEntry entry, Decision decision, DecideRow.Staff.Member? owner)
        {
            var own = decision.Seen is not null;
            var file = decision.File ?? known.WithCode(decision.Seen?.Code) ?? known.WithCode(entry.Entry.CreditCode) ?? (known.Named(entry.NameKey) is [var first, ..] ? first : null);
            // Checked alone, the file of an earlier row is not there yet.
            if (file is null) return RowFate.Update;
            var changed = apply.Update(file, entry, owner, own);
            if (entry.Refused)
            {
                // What was put into the file is taken out again: nothing of a faulty row is kept.
                if (toWrite) Undo(file);
                return RowFate.Faulty;
            }
            if (toWrite) known.Add(file);
            if (toWrite && changed) note(new CustomerRecord.Taken(file, entry.Row.Number, false));
            return changed || own ? RowFate.Update : RowFate.Skip;
        }
    }

    void Undo(Customer file)
    {
        var entry = db.Entry(file);
        entry.CurrentValues.SetValues(entry.OriginalValues);
    }

    /// <summary>What there is to say of a row, to be kept.</summary>
    internal static IEnumerable<ImportProblem> Told(ImportJob job, ImportPlan plan, TableRow row, string? title, IReadOnlyList<Rulebook.Findings.Finding> findings)
    {
        foreach (var finding in findings)
        {
            var column = ColumnOf(plan, finding.Field);
            yield return new ImportProblem
            {
                JobId = job.Id,
                Row = row.Number,
                Title = Customer.Cut(Shown(title), 60) ?? "",
                Kind = ImportProblem.KindOf(finding),
                Weight = finding.Weight,
                Column = column < 0 ? null : Customer.Cut(Shown(plan.Labels[column]), 60),
                Value = column < 0 ? null : Customer.Cut(Shown(row[column].Text), ImportProblem.MostValue),
                Finding = KeptFinding.Of(finding with { Values = [.. finding.Values.Select(v => v is string s ? Shown(s) : v)] }).Write(),
            };
        }
    }

    // What a database cannot hold is shown as the sign for it.
    static string? Shown(string? text) => text is null ? null
        : string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));

    /// <summary>Column a finding's field came from, or -1.</summary>
    internal static int ColumnOf(ImportPlan plan, string? field)
    {
        if (field is null) return -1;
        var column = plan.ColumnOf(field);
        if (column >= 0) return column;
        return field switch
        {
            "regionCode" => plan.Fields.ToList().FindIndex(f => f is "region" or "province" or "city" or "district"),
            "contact.name" => plan.ColumnOf("contact.familyName"),
            "postcode" or "creditCode" or "phone" or "fax" => -1,
            _ => -1,
        };
    }
}
