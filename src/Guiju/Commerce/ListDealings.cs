using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>The register of dealings (客户业务交往登记), newest first: those whose customer is within the actor's scope.</summary>
[Allow(Permission.ReportsRead)]
sealed class ListDealings(DealingRows rows, IVisibleCustomers customers)
{
    /// <summary>One page.</summary>
    /// <param name="filter">Which; a customer out of scope is not there.</param>
    /// <param name="after">Where the last page ended.</param>
    /// <param name="size">Rows a page, 1 to 200.</param>
    /// <param name="ct">Stops it.</param>
    [Clause("D13-3.4.1b"), Clause("D15-3.4.1b"), Clause("D16-4.4b")]
    public async Task<Outcome<PageOf<DealingRow>>> Handle(DealingFilter filter, string? after, int size, CancellationToken ct)
    {
        if (filter.CustomerId is { } one && !await customers.Rows.AnyAsync(c => c.Id == one, ct))
            return Outcome<PageOf<DealingRow>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var place = after is { Length: > 0 } ? DealingRows.PlaceOf(after) : null;
        if (after is { Length: > 0 } && place is null) return new Finding("commerce.after.malformed", "after");
        var count = Math.Clamp(size, 1, 200);
        var page = await rows.Of(filter, place).Take(count + 1).ToListAsync(ct);
        var more = page.Count > count;
        if (more) page.RemoveAt(count);
        return new PageOf<DealingRow>(page, more ? DealingRows.CursorOf(page[^1]) : null);
    }

    /// <summary>One dealing.</summary>
    public async Task<Outcome<DealingRow>> Find(Guid id, CancellationToken ct) =>
        await rows.Find(id, ct) is { } row ? row : Outcome<DealingRow>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
}
