using Guiju.Platform.Data;

namespace Guiju.Customers;

/// <summary>How a planned contact beyond the limit stands.</summary>
public enum PlanState
{
    /// <summary>Waits for the supervisor.</summary>
    Pending,

    /// <summary>In effect.</summary>
    Confirmed,

    /// <summary>Turned down.</summary>
    Refused,

    /// <summary>Another plan took its place.</summary>
    Replaced,
}

/// <summary>A next contact so far ahead that the supervisor confirms it before it takes effect (D01-2.3b).</summary>
public sealed class ContactPlan : Entity, IAudited
{
    ContactPlan() { }

    internal ContactPlan(Customer customer, DateOnly on, string? step, Guid? askedById, string askedByName) =>
        (CustomerId, UnitId, Title, On, Step, AskedById, AskedByName) = (customer.Id, customer.UnitId, customer.Name, on, step, askedById, askedByName);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Day asked for.</summary>
    public DateOnly On { get; private set; }

    /// <summary>What for, up to 200 characters.</summary>
    public string? Step { get; private set; }

    /// <summary>Who asks.</summary>
    public Guid? AskedById { get; private set; }

    /// <summary>His name.</summary>
    public string AskedByName { get; private set; } = "";

    /// <summary>How it stands.</summary>
    public PlanState State { get; private set; } = PlanState.Pending;

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>His name.</summary>
    public string? DecidedByName { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Ends the wait.</summary>
    /// <exception cref="InvalidOperationException">It is decided already.</exception>
    internal void Decide(PlanState state, Guid? byId, string byName, DateTime at)
    {
        if (State != PlanState.Pending) throw new InvalidOperationException($"The plan is {State} already.");
        (State, DecidedById, DecidedByName, DecidedAt) = (state, byId, byName, at);
    }
}
