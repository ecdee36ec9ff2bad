using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.BasicData;

/// <summary>Tells the departments concerned of the basic data of a chosen customer (D02-4.6.2).</summary>
[Allow(Permission.CustomersWrite)]
sealed class NotifyDepartments(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, IWorkCalendar calendars, IConfiguration settings, Tell tell)
{
    /// <summary>Departments that see account information, by the setting <c>Customers:AccountDepartments</c>; 财务 unless said otherwise.</summary>
    static readonly string[] accountDepartments = ["财务"];

    /// <summary>Tells each department once; one that has not confirmed an earlier notice yet is not told again. Departments the company has not got are named in a warning.</summary>
    /// <returns>Names of the departments told.</returns>
    [Clause("D02-4.6.2")]
    public async Task<Outcome<IReadOnlyList<string>>> Handle(Guid customerId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<string>>();
        var (file, now) = (found.Value, clock.Now);
        if (file.Status == FileStatus.Draft) return new Finding("basic.draft", null, "D02-4.6.2") { Link = $"/customers/{file.Id}" }.With(file.Name);
        var book = parameters.For(file.UnitId);
        var wanted = book.Get<List<string>>("D02-4.6.2", "departments", clock.Today).Distinct().ToList();
        var seesAccounts = settings.GetSection("Customers:AccountDepartments").Get<string[]>() ?? accountDepartments;
        var known = await db.Set<Department>().AsNoTracking().Where(d => d.UnitId == file.UnitId && d.Active).OrderBy(d => d.Name).ToListAsync(ct);
        var due = clock.Utc(new ConfirmationRule().Decide(new ConfirmationRule.Case(clock.Local(now), null), new ConfirmationRule.Limits(book.Get<int>("D02-4.6.2", "confirm_within", clock.Today)), calendars.For(file.UnitId).On(clock.Today)).Due!.Value.At);
        var waiting = await db.Set<DataReceipt>().Where(r => r.CustomerId == customerId && r.ConfirmedAt == null).Select(r => r.DepartmentId).ToListAsync(ct);

        var matched = wanted.Select(name => (Name: name, Department: Named(name, known))).ToList();
        var missing = matched.Where(m => m.Department is null).Select(m => m.Name).ToList();
        if (missing.Count == wanted.Count) return new Finding("basic.departments.none", null, "D02-4.6.2") { Link = "/organization/departments" }.With(string.Join("、", wanted));
        var told = matched.Where(m => m.Department is { } d && !waiting.Contains(d.Id)).DistinctBy(m => m.Department!.Id).ToList();
        if (told.Count == 0) return new Finding("basic.told-already", null, "D02-4.6.2");
        var people = await DepartmentPeople.Of(db, [.. told.Select(t => t.Department!.Id)], ct);
        foreach (var (name, department) in told)
        {
            var receipt = new DataReceipt(file, department!, seesAccounts.Contains(name), now, due, actor.Value.PersonId, actor.Value.Name);
            db.Add(receipt);
            foreach (var person in people[department!.Id].Members) tell.Person(person, "basic.notice.told", $"/basic-data/{receipt.Id}", "D02-4.6.2", actor.Value.Name, file.Name, Day(due));
        }
        var empty = told.Where(t => people[t.Department!.Id].Members.Count == 0).Select(t => t.Department!.Name).ToList();
        List<Finding> warnings = [];
        if (missing.Count > 0) warnings.Add(new Finding("basic.departments.missing", null, "D02-4.6.2") { Link = "/organization/departments" }.With(string.Join("、", missing)).AsWarning());
        if (empty.Count > 0) warnings.Add(new Finding("basic.departments.empty", null, "D02-4.6.2") { Link = "/organization/people" }.With(string.Join("、", empty)).AsWarning());
        return Outcome<IReadOnlyList<string>>.Success([.. told.Select(t => t.Department!.Name)], warnings);
    }

    string Day(DateTime utc) => clock.Local(utc).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    // 财务 is the department 财务, else 财务部, else the first whose name begins with it.
    static Department? Named(string name, IReadOnlyList<Department> known) =>
        known.FirstOrDefault(d => d.Name == name) ?? known.FirstOrDefault(d => d.Name == name + "部") ?? known.FirstOrDefault(d => d.Name.StartsWith(name, StringComparison.Ordinal));
}

/// <summary>A department of the company confirms that it has the basic data of a customer.</summary>
[Allow(Permission.Self)]
sealed class ConfirmBasicData(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Confirms; only who works in the department, or heads it. To all others the notice is not there.</summary>
    [Clause("D02-4.6.2")]
    public async Task<Outcome<Guid>> Handle(Guid receiptId, CancellationToken ct)
    {
        var receipt = await db.Set<DataReceipt>().SingleOrDefaultAsync(r => r.Id == receiptId, ct);
        if (receipt is null || !await ReadBasicData.Concerns(db, actor.Value, receipt.DepartmentId, ct)) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (receipt.ConfirmedBy is { } already) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("basic.confirmed-already", null, "D02-4.6.2").With(already));
        receipt.Confirm(clock.Now, actor.Value.PersonId, actor.Value.Name);
        tell.Person(receipt.SentById, "basic.notice.confirmed", $"/customers/{receipt.CustomerId}", "D02-4.6.2", actor.Value.Name, receipt.Department, receipt.Title);
        return receipt.CustomerId;
    }
}
