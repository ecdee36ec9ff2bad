using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>A file with dealings stays: they are recorded in it (D13-3.4.1b). Cancelled ones too, since an entry is never taken out.</summary>
sealed class DealingsKeepCustomer(GuijuContext db) : IKeepsCustomer
{
    public Type Entity => typeof(Dealing);

    [Clause("D13-3.4.1b")]
    public async Task<Finding?> Why(Guid customerId, CancellationToken ct) =>
        await db.Set<Dealing>().CountAsync(d => d.CustomerId == customerId, ct) is > 0 and var count ? new Finding("commerce.keeps-customer", null, "D13-3.4.1b").With(count) : null;
}
