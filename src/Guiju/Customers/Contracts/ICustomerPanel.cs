namespace Guiju.Customers.Contracts;

/// <summary>Where on a customer's record a panel stands.</summary>
public enum PanelZone
{
    /// <summary>In the middle above the timeline: what one does here most, logging a contact.</summary>
    Composer,

    /// <summary>At the right: duties, grade and terms, orders, approvals.</summary>
    Right,
}

/// <summary>
/// Something another feature shows on a customer's record; register it as a singleton. The component gets one parameter,
/// <c>Customer</c> of type <see cref="CustomerHeader"/>, asks its own use cases, and shows nothing where the reader may not see it.
/// </summary>
/// <param name="Component">Razor component.</param>
/// <param name="Zone">Where it stands.</param>
/// <param name="Order">Place in the zone, ascending; the record's own panels at the right have 100, 200, 300….</param>
public sealed record CustomerPanel(Type Component, PanelZone Zone, int Order);
