using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Opens the file of a customer.</summary>
[Allow(Permission.CustomersWrite)]
public sealed class RegisterCustomer(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>What may be said when a file is opened; owner, company, status and number are never taken from here.</summary>
    public sealed record Input
    {
        /// <summary>Registered name.</summary>
        public string? Name { get; init; }

        /// <summary>Roles; at least one.</summary>
        public IReadOnlyList<RoleKind> Roles { get; init; } = [];
    }

    /// <summary>The opened file.</summary>
    public sealed record Registered(Guid Id, string Code);

    /// <summary>Opens the file.</summary>
    public async Task<Outcome<Registered>> Handle(Input input, CancellationToken ct)
    {
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(input.Name)) findings.Add(new("customers.name.required", "name", "D13-3.3.2a"));
        if (input.Roles.Count == 0) findings.Add(new("customers.roles.required", "roles", "D13-2.1a"));
        if (findings.Count > 0) return findings;

        var me = actor.Value;
        var serial = await db.Take("customer.serial", 1, ct);
        var customer = new Customer(me.UnitId, serial, $"C{clock.Today.Year}{serial:0000}", input.Name!, me.PersonId, me.DepartmentId, clock.Today);
        foreach (var role in input.Roles) customer.TakeRole(role);
        db.Add(customer);
        return new Registered(customer.Id, customer.Code);
    }
}
