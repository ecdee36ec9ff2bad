using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Papers;

/// <summary>Judges whether all papers of a customer are there; the step behind checking, attaching and taking off.</summary>
sealed class PaperFiling(GuijuContext db, DocumentKinds kinds, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The papers that are missing.</summary>
    public async Task<IReadOnlyList<string>> Missing(Guid customerId, Guid unitId, CancellationToken ct)
    {
        var there = await db.Set<Attachment>().Where(a => a.CustomerId == customerId && a.Kind != null).Select(a => a.Kind!).Distinct().ToListAsync(ct);
        return [.. kinds.Required(unitId).Except(there)];
    }

    /// <summary>
    /// Judges anew after a paper came or went. Files nobody has checked yet are left alone, unless this is the check: then the state is kept from here on.
    /// </summary>
    [Clause("D02-4.6.3")]
    public async Task Judge(Customer customer, bool check, CancellationToken ct)
    {
        // What was attached or taken off in this act counts already.
        await db.SaveChangesAsync(ct);
        var archive = await db.Set<PaperArchive>().SingleOrDefaultAsync(a => a.CustomerId == customer.Id, ct);
        if (archive is null && !check) return;
        if (archive is null) db.Add(archive = new PaperArchive(customer));
        if (check) archive.Checked(clock.Now, actor.Value.Name);
        var missing = await Missing(customer.Id, customer.UnitId, ct);
        archive.Judge(missing.Count == 0, clock.Now, actor.Value.PersonId, actor.Value.Name);
    }
}
