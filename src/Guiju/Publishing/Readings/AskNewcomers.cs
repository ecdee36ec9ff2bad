using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Readings;

/// <summary>Asks people who joined after a version was published, and those there were too many of to ask at once; lets go those who left.</summary>
[Allow(Permission.RegulationsWrite), Clause("D01-2.4a")]
sealed class AskNewcomers(GuijuContext db, AskReaders readers)
{
    /// <summary>Regulations that are published.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Published(CancellationToken ct) => await db.Set<Regulation>().Where(r => r.Published > 0).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);

    /// <summary>Asks for one regulation; answers how many were asked.</summary>
    public async Task<Outcome<int>> Handle(Guid regulationId, CancellationToken ct)
    {
        var regulation = await db.Set<Regulation>().AsNoTracking().SingleAsync(r => r.Id == regulationId, ct);
        var version = await db.Set<RegulationVersion>().AsNoTracking().SingleAsync(v => v.RegulationId == regulationId && v.Number == regulation.Published, ct);
        var id = version.Id;
        // Without the lock first: on most rounds there is nobody new.
        if (!await (await readers.Addressed(regulation, version, ct)).AnyAsync(p => !db.Set<Reading>().Any(r => r.VersionId == id && r.PersonId == p.Id && r.DroppedAt == null), ct)) return 0;
        return await readers.Ask(regulation, version, AskReaders.AtOnce, ct);
    }

    /// <summary>Lets go those who left; answers how many readings that concerns.</summary>
    public async Task<Outcome<int>> DropLeavers(CancellationToken ct) => await readers.DropLeavers(ct);
}

/// <summary>Looks every few minutes who is to be asked.</summary>
sealed class ReadingRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        while (await OnBehalf.Program.Run<AskNewcomers, int>(scopes, u => u.DropLeavers(ct), ct) is { Done: true, Value: AskReaders.AtOnce })
        {
            // As long as batches are full there are more.
        }
        if (await OnBehalf.Program.Ask<AskNewcomers, IReadOnlyList<Guid>>(scopes, u => u.Published(ct), ct) is not { Done: true } published) return;
        foreach (var id in published.Value)
            while (await OnBehalf.Program.Run<AskNewcomers, int>(scopes, u => u.Handle(id, ct), ct) is { Done: true, Value: AskReaders.AtOnce })
            {
                // Likewise.
            }
    }
}
