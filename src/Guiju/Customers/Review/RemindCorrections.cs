using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Review;

/// <summary>Reminds whoever is in charge of a file of what a review found and nobody put right in time; where nobody is, whoever reviewed it.</summary>
[Allow(Permission.CustomersAssign)]
sealed class RemindCorrections(GuijuContext db, CompanyClock clock, Tell tell)
{
    /// <summary>Reminders of a batch.</summary>
    public const int Batch = 100;

    /// <summary>Reminds a batch of what is late; of each line once. Answers how many.</summary>
    [Clause("D12-5a")]
    public async Task<Outcome<int>> Handle(CancellationToken ct)
    {
        var now = clock.Now;
        var late = now.AddSeconds(-1);
        var lines = await db.Set<ReviewLine>().Where(l => l.DueAt != null && l.CorrectedAt == null && l.RemindedAt == null && l.DueAt <= late).OrderBy(l => l.DueAt).Take(Batch).ToListAsync(ct);
        var ids = lines.Select(l => l.CustomerId).Distinct().ToList();
        var owners = await db.Set<Customer>().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.OwnerId }).ToDictionaryAsync(c => c.Id, c => c.OwnerId, ct);
        foreach (var line in lines)
        {
            var owner = owners[line.CustomerId] ?? line.ReviewerId;
            tell.Person(owner, "review.notice.overdue", $"/customers/{line.CustomerId}", "D12-5a", line.Title, line.Problem!);
            line.Remind(now);
        }
        return lines.Count;
    }
}

/// <summary>Looks every few minutes for corrections that are late; it goes where the duties are once there are any.</summary>
sealed class CorrectionRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var remind = scope.ServiceProvider.GetRequiredService<UseCase<RemindCorrections>>();
        while (await remind.Run(u => u.Handle(ct), ct) is { Done: true, Value: RemindCorrections.Batch })
        {
            // As long as batches are full there are more.
        }
    }
}
