using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Moves a customer from stage to stage and keeps the record of each.</summary>
sealed class StageSteps(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    ILookup<Guid, Stage>? looked;

    /// <summary>Asks for many customers at once what <see cref="Move"/> would ask for each.</summary>
    public async Task Look(IReadOnlyCollection<Guid> customers, CancellationToken ct) =>
        looked = (await db.Set<StageRecord>().AsNoTracking().Where(r => customers.Contains(r.CustomerId)).Select(r => new { r.CustomerId, r.Stage }).Distinct().ToListAsync(ct)).ToLookup(r => r.CustomerId, r => r.Stage);

    /// <summary>Moves it, or says which stages have no record yet.</summary>
    [Clause("D01-3.1a")]
    public async Task<IReadOnlyList<Finding>> Move(Customer c, Stage to, string? note, CancellationToken ct)
    {
        var recorded = looked?[c.Id].ToHashSet() ?? (await db.Set<StageRecord>().Where(r => r.CustomerId == c.Id).Select(r => r.Stage).Distinct().ToListAsync(ct)).ToHashSet();
        List<Finding> findings = [.. new[] { StageOrder.Check(c.Stage, to, recorded, note), EntryText.Check(note, "note", 500, lines: true) }.OfType<Finding>()];
        if (findings.Count > 0) return findings;
        db.Add(new StageRecord(c, c.Stage, to, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), clock.Now, actor.Value.PersonId, actor.Value.Name));
        c.MoveTo(to, clock.Now);
        return [];
    }
}
