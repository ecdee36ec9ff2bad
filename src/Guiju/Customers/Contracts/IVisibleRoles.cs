namespace Guiju.Customers.Contracts;

/// <summary>The classes of the customers an actor may see (D13-2.1a), as other features may read them in the database.</summary>
public interface IVisibleRoles
{
    /// <summary>One row a customer and class, for files within the actor's scope that are not archived.</summary>
    IQueryable<VisibleRole> Rows { get; }
}

/// <summary>A class of a customer.</summary>
public sealed record VisibleRole
{
    /// <summary>The file.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The class.</summary>
    public required RoleKind Role { get; init; }

    /// <summary>Kind of the special class.</summary>
    public required SpecialKind? Special { get; init; }
}
