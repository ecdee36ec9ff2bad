using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>Every file belongs to at least one class, and the special class says which of its seven kinds.</summary>
static class CustomerClasses
{
    /// <summary>What is wrong with the classes of a file; nothing where all is well.</summary>
    /// <param name="roles">Classes given; one entity may have several on its one file (D10-0.3).</param>
    /// <param name="special">Kind of the special class.</param>
    [Clause("D13-2.1a"), Clause("D13-2.2a"), Clause("D10-0.3")]
    public static IEnumerable<Finding> Check(IReadOnlyCollection<RoleKind> roles, SpecialKind? special)
    {
        if (roles.Count == 0) yield return new("customers.roles.required", "roles", "D13-2.1a");
        if (roles.Contains(RoleKind.Special) && special is null) yield return new("customers.special.required", "special", "D13-2.2a");
        if (!roles.Contains(RoleKind.Special) && special is not null) yield return new("customers.special.unasked", "special", "D13-2.2a");
    }

    /// <summary>Whether a class may be taken off: the last one stays.</summary>
    [Clause("D13-2.1a")]
    public static Finding? CheckDrop(IReadOnlyCollection<RoleKind> roles, RoleKind drop) =>
        roles.Any(r => r != drop) ? null : new("customers.roles.last", "role", "D13-2.1a");

    /// <summary>Whether a business customer is still in negotiation: it buys from us and no deal has come about yet (业务客户-洽谈中).</summary>
    [Clause("D10-0.3")]
    public static bool InNegotiation(IEnumerable<RoleKind> roles, Stage stage) =>
        stage < Stage.Won && roles.Any(r => r is RoleKind.Buyer or RoleKind.Distributor or RoleKind.Agent);
}
