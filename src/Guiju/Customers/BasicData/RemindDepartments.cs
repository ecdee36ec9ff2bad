using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.BasicData;

/// <summary>Reminds the departments that have not confirmed when the time is over, and their heads; nobody else (D02-4.6.2).</summary>
[Allow(Permission.CustomersAssign)]
sealed class RemindDepartments(GuijuContext db, CompanyClock clock, Tell tell)
{
    /// <summary>Reminders of a batch.</summary>
    public const int Batch = 100;

    /// <summary>Reminds a batch of those whose last second has come; each once. Answers how many.</summary>
    [Clause("D02-4.6.2")]
    public async Task<Outcome<int>> Handle(CancellationToken ct)
    {
        var now = clock.Now;
        var waiting = await db.Set<DataReceipt>().Where(r => r.ConfirmedAt == null && r.RemindedAt == null && r.DueAt <= now).OrderBy(r => r.DueAt).Take(Batch).ToListAsync(ct);
        var people = await DepartmentPeople.Of(db, [.. waiting.Select(r => r.DepartmentId).Distinct()], ct);
        foreach (var receipt in waiting)
        {
            foreach (var person in people[receipt.DepartmentId].All) tell.Person(person, "basic.notice.overdue", $"/basic-data/{receipt.Id}", "D02-4.6.2", receipt.Department, receipt.Title);
            receipt.Remind(now);
        }
        return waiting.Count;
    }
}

/// <summary>Looks every few minutes for departments to remind. What a department owes is nobody's own and everybody's there, so that it is no duty of the ledger.</summary>
sealed class DepartmentRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        while (await OnBehalf.Program.Run<RemindDepartments, int>(scopes, u => u.Handle(ct), ct) is { Done: true, Value: RemindDepartments.Batch })
        {
            // As long as batches are full there are more.
        }
    }
}
