using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>Forgets the rows of bulk changes that are long over (setting <c>Bulk:KeepDays</c>, 90); what they did stays in the trail.</summary>
sealed class ForgetBulk(IServiceScopeFactory scopes, WriteTurn turn, CompanyClock clock, IConfiguration settings) : ISweep
{
    const int Part = 2_000;

    /// <inheritdoc/>
    public async Task<int> Once(CancellationToken ct)
    {
        var before = clock.Now.AddDays(-settings.GetValue("Bulk:KeepDays", 90));
        var removed = 0;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
            var id = await db.Set<BulkJob>().Where(j => j.CreatedAt < before && j.State != BulkState.Running && j.State != BulkState.Undoing).OrderBy(j => j.Id).Select(j => (Guid?)j.Id).FirstOrDefaultAsync(ct);
            if (id is not { } job) return removed;
            // A part at a time, so that nobody who writes waits for a million rows to go.
            for (var from = 0; ;)
            {
                using var mine = await turn.Take(ct);
                var end = from + Part;
                await db.Set<BulkEffect>().Where(e => e.JobId == job && e.Row <= end).ExecuteDeleteAsync(ct);
                var gone = await db.Set<BulkRow>().Where(r => r.JobId == job && r.Row <= end).ExecuteDeleteAsync(ct);
                (from, removed) = (end, removed + gone);
                if (gone > 0) continue;
                await db.Set<BulkJob>().Where(j => j.Id == job).ExecuteDeleteAsync(ct);
                break;
            }
        }
    }
}
