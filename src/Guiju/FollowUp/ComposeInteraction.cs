using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>What the short form of a contact needs to know of its customer, and which customers can be chosen.</summary>
[Allow(Permission.FollowUpWrite)]
public sealed class ComposeInteraction(IVisibleCustomers customers)
{
    /// <summary>A customer to log a contact with.</summary>
    /// <param name="Id">Id of the file.</param>
    /// <param name="Name">Name.</param>
    /// <param name="NextStep">What was planned.</param>
    /// <param name="People">Whom one may have spoken to, the one to ask first at the top.</param>
    public sealed record Answer(Guid Id, string Name, string? NextStep, IReadOnlyList<Person> People);

    /// <summary>A person at the customer.</summary>
    public sealed record Person(Guid Id, string Name, string? Post);

    /// <summary>A customer to choose.</summary>
    public sealed record Choice(Guid Id, string Code, string Name);

    /// <summary>The customer with its people.</summary>
    public async Task<Outcome<Answer>> Handle(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Rows.Where(c => c.Id == customerId).Select(c => new { c.Id, c.Name, c.NextStep }).SingleOrDefaultAsync(ct);
        if (customer is null) return Outcome<Answer>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var people = await customers.Contacts.Where(p => p.CustomerId == customerId).OrderByDescending(p => p.Primary).ThenBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new Person(p.Id, p.Name, p.Post)).Take(100).ToListAsync(ct);
        return new Answer(customer.Id, customer.Name, customer.NextStep, people);
    }

    /// <summary>Customers whose name or number holds a text; without one, those to be contacted next.</summary>
    public async Task<Outcome<IReadOnlyList<Choice>>> Pick(string? text, CancellationToken ct)
    {
        var rows = customers.Rows;
        if (text?.Trim() is { Length: > 0 } part)
            return await rows.Where(c => c.Name.Contains(part) || c.Code.StartsWith(part)).OrderBy(c => c.SortKey).ThenBy(c => c.Id).Take(20).Select(c => new Choice(c.Id, c.Code, c.Name)).ToListAsync(ct);
        return await rows.Where(c => c.NextContactOn != null).OrderBy(c => c.NextContactOn).ThenBy(c => c.Id).Take(20).Select(c => new Choice(c.Id, c.Code, c.Name)).ToListAsync(ct);
    }
}
