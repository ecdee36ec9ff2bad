using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>What the form of a dealing needs to know of its customer: who may have dealt with whom.</summary>
[Allow(Permission.CommerceWrite)]
public sealed class ComposeDealing(GuijuContext db, IVisibleCustomers customers)
{
    /// <summary>A customer to deal with.</summary>
    /// <param name="Id">Id of the file.</param>
    /// <param name="Code">File number.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Status">Draft, incomplete or formal.</param>
    /// <param name="Theirs">People of the file, the one to ask first at the top.</param>
    /// <param name="Ours">Our people, by name.</param>
    public sealed record Answer(Guid Id, string Code, string Name, FileStatus Status, IReadOnlyList<Choosable> Theirs, IReadOnlyList<Choosable> Ours);

    /// <summary>A person to choose.</summary>
    public sealed record Choosable(Guid Id, string Name, string? Post);

    /// <summary>The customer with the people of both sides.</summary>
    public async Task<Outcome<Answer>> Handle(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Rows.Where(c => c.Id == customerId).Select(c => new { c.Id, c.UnitId, c.Code, c.Name, c.Status }).SingleOrDefaultAsync(ct);
        if (customer is null) return Outcome<Answer>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var theirs = await customers.Contacts.Where(p => p.CustomerId == customerId).OrderByDescending(p => p.Primary).ThenBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new Choosable(p.Id, p.Name, p.Post)).Take(100).ToListAsync(ct);
        var ours = await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == customer.UnitId && p.Active).OrderBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new Choosable(p.Id, p.Name, p.Post)).Take(500).ToListAsync(ct);
        return new Answer(customer.Id, customer.Code, customer.Name, customer.Status, theirs, ours);
    }
}

/// <summary>Customers to choose from, where one has to name a customer by its file.</summary>
[Allow(Permission.CustomersRead)]
public sealed class PickCustomer(IVisibleCustomers customers)
{
    /// <summary>A customer to choose.</summary>
    public sealed record Pick(Guid Id, string Code, string Name);

    /// <summary>Up to twenty whose name holds the text or whose number begins with it; without one the first by name.</summary>
    public async Task<Outcome<IReadOnlyList<Pick>>> Handle(string? text, CancellationToken ct)
    {
        var rows = customers.Rows;
        if (text?.Trim() is { Length: > 0 } part) rows = rows.Where(c => c.Name.Contains(part) || c.Code.StartsWith(part));
        return await rows.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Take(20).Select(c => new Pick(c.Id, c.Code, c.Name)).ToListAsync(ct);
    }

    /// <summary>One, to say its name.</summary>
    public async Task<Outcome<Pick?>> Find(Guid id, CancellationToken ct) =>
        await customers.Rows.Where(c => c.Id == id).Select(c => new Pick(c.Id, c.Code, c.Name)).SingleOrDefaultAsync(ct);
}
