using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Looks through the files for duplicates, a batch at a time, so that nobody who writes waits for long.</summary>
[Allow(Permission.CustomersMerge)]
sealed class SweepDuplicates(GuijuContext db, CustomerRuleBook ruleBook)
{
    /// <summary>Files of a batch.</summary>
    public const int Batch = 500;

    /// <summary>What a batch brought.</summary>
    /// <param name="Last">Serial number of its last file, or null where there is none left.</param>
    /// <param name="Found">Pairs that wait now and did not before.</param>
    public sealed record Swept(long? Last, int Found);

    /// <summary>The batch after a serial number.</summary>
    [Clause("D13-3.1b")]
    public async Task<Outcome<Swept>> Handle(long after, CancellationToken ct)
    {
        var files = await db.Set<Customer>().AsNoTracking().Where(c => c.Serial > after).OrderBy(c => c.Serial).Take(Batch).Include(c => c.Contacts).AsSingleQuery().ToListAsync(ct);
        var found = 0;
        foreach (var unit in files.GroupBy(f => f.UnitId)) found += await FindPairs.For(db, unit.Key, [.. unit], ruleBook.For(unit.Key).DuplicateKeys, ct);
        return new Swept(files.Count == 0 ? null : files[^1].Serial, found);
    }
}

/// <summary>The daily look through all files: what came by import, and what was there before this list was.</summary>
sealed class DuplicateSweep(IServiceScopeFactory scopes) : ISweep
{
    /// <summary>Looks through all files.</summary>
    /// <returns>Nothing is removed: 0.</returns>
    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var sweep = scope.ServiceProvider.GetRequiredService<UseCase<SweepDuplicates>>();
        for (long? last = 0; last is { } after;)
        {
            var batch = await sweep.Run(u => u.Handle(after, ct), ct);
            last = batch.Value.Last;
        }
        return 0;
    }
}
