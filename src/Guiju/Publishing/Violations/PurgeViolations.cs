using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Violations;

/// <summary>Purges breaches whose time of keeping is over, the day after its last one; a line of the log stays, without a name or a word (D01-2.4b).</summary>
[Allow(Permission.ViolationsRead), Clause("D01-2.4b")]
sealed class PurgeViolations(GuijuContext db, CompanyClock clock)
{
    /// <summary>Breaches of a batch.</summary>
    public const int Batch = 200;

    /// <summary>Purges a batch; answers how many.</summary>
    public async Task<Outcome<int>> Handle(CancellationToken ct)
    {
        var today = clock.Today;
        var over = await db.Set<Violation>().Where(v => v.KeptUntil < today).OrderBy(v => v.KeptUntil).ThenBy(v => v.Id).Take(Batch).ToListAsync(ct);
        foreach (var violation in over)
        {
            var (id, link) = (violation.Id, $"/violations/{violation.Id}");
            await db.Set<ViolationEvidence>().Where(e => e.ViolationId == id).ExecuteDeleteAsync(ct);
            // Messages about it name the person too.
            await db.Set<Notice>().Where(n => n.Link == link).ExecuteDeleteAsync(ct);
            if (violation.Suspends) await db.ChangeAccess(ct);
            db.Add(new ViolationPurge(violation, today));
            db.Remove(violation);
        }
        return over.Count;
    }
}

/// <summary>Looks once a day what is to be purged.</summary>
sealed class ViolationSweep(IServiceScopeFactory scopes) : ISweep
{
    public async Task<int> Once(CancellationToken ct)
    {
        for (var all = 0; ;)
        {
            var done = await OnBehalf.Program.Run<PurgeViolations, int>(scopes, u => u.Handle(ct), ct);
            if (!done.Done) return all;
            all += done.Value;
            if (done.Value < PurgeViolations.Batch) return all;
        }
    }
}
