using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Customers;

/// <summary>What happened to a customer's file: written once, never changed; the timeline shows it.</summary>
public abstract class CustomerEvent : Entity
{
    /// <summary>For the database alone.</summary>
    protected CustomerEvent() { }

    /// <summary>An event of a customer.</summary>
    protected CustomerEvent(Customer customer, DateTime at, Guid? byId, string byName) =>
        (CustomerId, UnitId, At, ById, ByName) = (customer.Id, customer.UnitId, at, byId, byName);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Who recorded it, null for the program.</summary>
    public Guid? ById { get; private set; }

    /// <summary>His name then.</summary>
    public string ByName { get; private set; } = "";
}

/// <summary>A stage was reached, or left for an earlier one (D01-3.1a).</summary>
public sealed class StageRecord : CustomerEvent
{
    StageRecord() { }

    internal StageRecord(Customer customer, Stage from, Stage stage, string? note, DateTime at, Guid? byId, string byName) : base(customer, at, byId, byName) =>
        (From, Stage, Note) = (from, stage, note);

    /// <summary>Stage it came from.</summary>
    public Stage From { get; private set; }

    /// <summary>Stage it came to.</summary>
    public Stage Stage { get; private set; }

    /// <summary>What it rests on, up to 500 characters.</summary>
    public string? Note { get; private set; }
}

/// <summary>An evaluation and what it found; a new one leaves the old ones standing (D01-1.3b).</summary>
public sealed class Evaluation : CustomerEvent
{
    Evaluation() { }

    internal Evaluation(Customer customer, LeadClass leadClass, string? grounds, DateTime at, Guid? byId, string byName) : base(customer, at, byId, byName) =>
        (LeadClass, Grounds) = (leadClass, grounds);

    /// <summary>What it found.</summary>
    public LeadClass LeadClass { get; private set; }

    /// <summary>Grounds, up to 500 characters.</summary>
    public string? Grounds { get; private set; }
}

/// <summary>A move between categories of the classified register; keeps when, from where and why (D01-1.3e).</summary>
public sealed class CategoryMove : CustomerEvent
{
    CategoryMove() { }

    internal CategoryMove(Customer customer, Guid? fromId, Guid? toId, string? reason, DateTime at, Guid? byId, string byName) : base(customer, at, byId, byName) =>
        (FromId, ToId, Reason) = (fromId, toId, reason);

    /// <summary>Category before, null where it was not in the register.</summary>
    public Guid? FromId { get; private set; }

    /// <summary>Category after, null where it left the register.</summary>
    public Guid? ToId { get; private set; }

    /// <summary>Why, up to 300 characters.</summary>
    public string? Reason { get; private set; }
}

/// <summary>A line of 客户重大变动登记: what changed at the customer, when it happened and how we know (D13-3.4.1a).</summary>
public sealed class MajorChange : CustomerEvent, IAudited
{
    MajorChange() { }

    internal MajorChange(Customer customer, MajorChangeKind kind, string? before, string? after, DateOnly happenedOn, string source, DateTime at, Guid? byId, string byName)
        : base(customer, at, byId, byName) =>
        (Kind, Before, After, HappenedOn, Source, Title, FormerKey) = (kind, before, after, happenedOn, source.Trim(), customer.Name,
            kind == MajorChangeKind.Name && CompanyName.Read(before).Key is { Length: > 0 } key ? key : null);

    /// <summary>What kind of change.</summary>
    public MajorChangeKind Kind { get; private set; }

    /// <summary>What was, as people read it, up to 2,000 characters.</summary>
    public string? Before { get; private set; }

    /// <summary>What became.</summary>
    public string? After { get; private set; }

    /// <summary>Key of the name it bore before, where that is what changed (<see cref="CompanyName.Key"/>): former names are found by it (D17-2b).</summary>
    [NotAudited]
    public string? FormerKey { get; private set; }

    /// <summary>Day it happened at the customer.</summary>
    public DateOnly HappenedOn { get; private set; }

    /// <summary>How we know, up to 200 characters.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Name of the customer when it was recorded.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);
}
