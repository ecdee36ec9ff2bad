using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Checks the rows of 销售客户分类登记表: its mandatory columns and how much is known.</summary>
sealed class CustomerRegister(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook) : ICustomerRegister
{
    [Clause("D01-3.1b")]
    public async Task<IReadOnlyList<RegisterGap>> Gaps(Guid ownerId, CancellationToken ct)
    {
        var rows = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => c.OwnerId == ownerId && c.CategoryId != null && c.ArchivedAt == null)
            .OrderBy(c => c.Serial)
            .Select(c => new { c.Id, c.Code, c.Name, c.Demand, c.LastContactAt, c.LastFeedback, c.NextContactOn, c.Score, Contacts = c.Contacts.Count }).ToListAsync(ct);
        var known = rows.ToDictionary(r => r.Id);
        var blocking = RegisterGate.Blocking(rows.Select(r => new RegisterGate.Row(r.Id, Empty(r.Contacts, r.Demand, r.LastContactAt, r.LastFeedback, r.NextContactOn), r.Score)), ruleBook.Today.GateLeast);
        return [.. blocking.Select(b => new RegisterGap(b.CustomerId, known[b.CustomerId].Code, known[b.CustomerId].Name, b.Empty, b.Completeness, $"/customers/{b.CustomerId}"))];
    }

    /// <summary>Mandatory columns that are empty.</summary>
    public static List<string> Empty(int contacts, string? demand, DateTime? lastContact, string? feedback, DateOnly? next)
    {
        List<string> empty = [];
        if (contacts == 0) empty.Add("contacts");
        if (demand is null) empty.Add("demand");
        if (lastContact is null) empty.Add("lastContactAt");
        if (feedback is null) empty.Add("lastFeedback");
        if (next is null) empty.Add("nextContactOn");
        return empty;
    }
}
