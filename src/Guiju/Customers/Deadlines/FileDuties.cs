using System.Globalization;
using Guiju.Customers.Clauses;
using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Customers.Deadlines;

/// <summary>
/// What is owed about a file: what the rules themselves answer that are tried and replayed. A duty begins with an event; whether it is done is seen from what the file says, so that it ends whichever way that came about.
/// </summary>
sealed class FileDuties(GuijuContext db, IDuties duties, CustomerRuleBook ruleBook, IClauseParameters parameters, IWorkCalendar calendars, CompanyClock clock)
{
    /// <summary>Kind of the subject.</summary>
    public const string Kind = "customer";

    /// <summary>A file as the subject of duties.</summary>
    public static DutySubject Subject(Guid id) => new(Kind, id);

    /// <summary>Follows changes.</summary>
    /// <param name="changes">What changed.</param>
    /// <param name="opens">Whether new duties begin with it.</param>
    /// <param name="ct">Ends it; the transaction is then worth nothing.</param>
    public async Task Follow(IReadOnlyList<FileChange> changes, bool opens, CancellationToken ct)
    {
        await duties.Look(Kind, [.. changes.Where(c => !c.New).Select(c => c.File.Id)], ct);
        foreach (var change in changes)
        {
            var c = change.File;
            if (change.Archived) await duties.Cancel(Subject(c.Id), "customers.duties.archived", ct);
            if (change.Restored) await duties.Reopen(Subject(c.Id), "customers.duties.archived", ct);
            if (change.Handed || change.Restored) await duties.Hand(Subject(c.Id), c.Name, c.OwnerId, c.DepartmentId, ct);
            if (opens && c.ArchivedAt is null) await Begin(change, ct);
            if (!change.New) await Settle(c, ct);
            if (change.MergedInto is { } id && db.Set<Customer>().Local.FindEntry(id)?.Entity is { } kept) await Inherit(kept, ct);
        }
    }

    /// <summary>A file has the duties of another by now, or is there again: they are its owner's, and those it has satisfied end.</summary>
    public async Task Inherit(Customer c, CancellationToken ct)
    {
        await duties.Hand(Subject(c.Id), c.Name, c.OwnerId, c.DepartmentId, ct);
        await Settle(c, ct);
    }

    async Task Begin(FileChange change, CancellationToken ct)
    {
        var c = change.File;
        var rules = ruleBook.For(c.UnitId);
        if (change.FirstContact && c.Status == FileStatus.Draft) await OpenFile(c, rules, ct);
        if (change.Evaluated && c.CategoryId is null && LeadEvaluation.EntersRegister(c.LeadClass!.Value) && !(await duties.Owed(Subject(c.Id), ct)).Contains("D01-1.3c")) await Enter(c, rules, ct);
        if (c.Completeness < rules.CompleteTarget && (change.New || change.LessComplete >= rules.CompleteTarget)) await Complete(c, rules, change.New, ct);
    }

    async Task Settle(Customer c, CancellationToken ct)
    {
        var owed = await duties.Owed(Subject(c.Id), ct);
        if (owed.Contains("D13-3.3.1b") && c.Status != FileStatus.Draft) await duties.Discharge(Subject(c.Id), "D13-3.3.1b", new(Kind, c.Id, c.Code), ct);
        if (owed.Contains("D13-3.3.2c") && c.Completeness >= ruleBook.For(c.UnitId).CompleteTarget)
            await duties.Discharge(Subject(c.Id), "D13-3.3.2c", new(Kind, c.Id, string.Create(CultureInfo.InvariantCulture, $"{c.Completeness:0.#} %")), ct);
        if (!owed.Contains("D01-1.3c")) return;
        if (c.CategoryId is { } category) await duties.Discharge(Subject(c.Id), "D01-1.3c", Entered(c, category), ct);
        else if (c.LeadClass is not { } found || !LeadEvaluation.EntersRegister(found)) await duties.Cancel(Subject(c.Id), "customers.duties.class", ct, "D01-1.3c");
    }

    [Clause("D13-3.3.1b")]
    async Task OpenFile(Customer c, CustomerRules rules, CancellationToken ct)
    {
        var calendar = Calendar(c);
        var at = clock.Local(c.LastContactAt!.Value);
        var due = new FileOpeningRule().Decide(new FileOpeningRule.Case(at, null), new FileOpeningRule.Limits(rules.FileWithin), calendar).Due!.Value;
        await duties.Open(New(c, "D13-3.3.1b", "first", due, [Moment(at), Number(rules.FileWithin)], [.. due.OnTheDay(calendar), due.WhenLate(DutyRung.Supervisor), .. due.Escalated(Ladder(c).Skip(1), calendar).Select(s => s with { To = DutyRung.Above })]), ct);
    }

    [Clause("D01-1.3c")]
    async Task Enter(Customer c, CustomerRules rules, CancellationToken ct)
    {
        var calendar = Calendar(c);
        var at = clock.Local(clock.Now);
        var due = new TransferRule().Decide(new TransferRule.Case(at, c.LeadClass!.Value, c.NextContactOn, null), new TransferRule.Limits(rules.TransferWithin, rules.Categories[0]), calendar).Due!.Value;
        await duties.Open(New(c, "D01-1.3c", at.ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture), due, [Moment(at), Number(rules.TransferWithin)], [due.AtDue(), .. due.Escalated(Ladder(c), calendar)]), ct);
    }

    [Clause("D13-3.3.2c")]
    async Task Complete(Customer c, CustomerRules rules, bool opened, CancellationToken ct)
    {
        var from = opened ? c.OpenedOn : clock.Today;
        var due = FileCompleteness.Due(from, rules.ChaseAfterDays);
        List<string> facts = [from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(rules.ChaseAfterDays), rules.CompleteTarget.ToString("0.#", CultureInfo.InvariantCulture)];
        var duty = New(c, "D13-3.3.2c", from.ToString("yyyyMMdd", CultureInfo.InvariantCulture), due, facts, [due.WhenLate(DutyRung.Owner)]);
        await duties.Open(duty with { NewSubject = opened }, ct);
    }

    NewDuty New(Customer c, string clause, string occurrence, Due due, IReadOnlyList<string> facts, IReadOnlyList<DutyStep> steps) => new()
    {
        Clause = clause,
        Subject = Subject(c.Id),
        Title = c.Name,
        Occurrence = occurrence,
        UnitId = c.UnitId,
        OwnerId = c.OwnerId,
        DepartmentId = c.DepartmentId,
        Due = due,
        ParametersOn = clock.Today,
        Facts = facts,
        Steps = steps,
    };

    Evidence Entered(Customer c, Guid category)
    {
        var move = db.ChangeTracker.Entries<CategoryMove>().Select(e => e.Entity).LastOrDefault(m => m.CustomerId == c.Id && m.ToId == category);
        var name = db.Set<RegisterCategory>().Local.FindEntry(category)?.Entity.Name ?? c.Code;
        return move is null ? new(Kind, c.Id, name) : new("categoryMove", move.Id, name);
    }

    WorkCalendar Calendar(Customer c) => calendars.For(c.UnitId).On(clock.Today);

    /// <summary>Working days after which who is above is told, of clauses that say none themselves: those of the one clause that states a ladder.</summary>
    IReadOnlyList<int> Ladder(Customer c) => Escalation.Ladder(parameters.For(c.UnitId), clock.Today);

    static string Moment(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
