using Guiju.Commerce.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Commerce;

/// <summary>
/// A dealing with a customer (客户业务交往登记): offer, contract, order, delivery, return, payment, dispute or talk. The other side
/// is a customer file, its person one of the file's (D13-3.2a). An entry is never rewritten: it takes effect, or is cancelled
/// with a reason and entered anew.
/// </summary>
public sealed class Dealing : Entity, IAudited
{
    Dealing() { }

    /// <summary>A dealing of a kind with a customer, not yet in force.</summary>
    /// <param name="unitId">Company that keeps the customer's file.</param>
    /// <param name="customerId">The customer.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="number">Number people read, unique in the company.</param>
    /// <param name="on">Day it happened.</param>
    /// <param name="at">Its place in time, UTC.</param>
    /// <param name="author">Name of who registers it.</param>
    public Dealing(Guid unitId, Guid customerId, DealingKind kind, string number, DateOnly on, DateTime at, string author) =>
        (UnitId, CustomerId, Kind, Number, On, At, Author) = (unitId, customerId, kind, number, on, at, author);

    /// <summary>Company that keeps the customer's file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The customer: its file, never a name.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>What it is.</summary>
    public DealingKind Kind { get; private set; }

    /// <summary>Number people read, such as HT-2025-0001, up to 30 characters, unique in the company.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Day it happened, in the company's zone; never later than it was registered.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Its place in the timeline, UTC: the moment of registering where that is the day it happened, else the start of that day.</summary>
    [NotAudited]
    public DateTime At { get; private set; }

    /// <summary>Amount, at least 0, to the cent; null where none is in question.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>ISO code of the amount's currency.</summary>
    public string Currency { get; private set; } = Currencies.Default;

    /// <summary>What it is about, up to 2,000 characters.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Our person (我方人员).</summary>
    public Guid OurPersonId { get; private set; }

    /// <summary>Their person (对方人员): a contact of the file, or null.</summary>
    public Guid? TheirPersonId { get; private set; }

    /// <summary>Number plate of the car a work order is about, in normal form, up to 8 characters.</summary>
    public string? Plate { get; private set; }

    /// <summary>Key of the phone of who brought it (<see cref="Customers.Contracts.MatchKeys"/>).</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    /// <summary>Whether it counts.</summary>
    public DealingState State { get; private set; }

    /// <summary>Day it is in force from.</summary>
    public DateOnly? InForceOn { get; private set; }

    /// <summary>Day it was cancelled.</summary>
    public DateOnly? CancelledOn { get; private set; }

    /// <summary>Why, up to 300 characters.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Name of who registered it (登记人), at that time.</summary>
    [NotAudited]
    public string Author { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("dealing", Id, Number);

    /// <summary>Says what it is about and for how much.</summary>
    public void Tell(string summary, decimal? amount, string currency) => (Summary, Amount, Currency) = (summary.Trim(), amount, currency);

    /// <summary>Says who dealt with whom.</summary>
    public void Between(Guid ourPersonId, Guid? theirPersonId) => (OurPersonId, TheirPersonId) = (ourPersonId, theirPersonId);

    /// <summary>Says which car it is about, and whose phone was left.</summary>
    public void About(string? plate, string? phoneKey) => (Plate, PhoneKey) = (plate, phoneKey);

    /// <summary>Takes effect from a day on.</summary>
    /// <exception cref="InvalidOperationException">It is in force or cancelled already.</exception>
    public void PutInForce(DateOnly on)
    {
        if (State != DealingState.Draft) throw new InvalidOperationException($"{Number} is {State}.");
        (State, InForceOn) = (DealingState.InForce, on);
    }

    /// <summary>Is cancelled, and counts no more.</summary>
    /// <exception cref="InvalidOperationException">It is cancelled already.</exception>
    public void Cancel(DateOnly on, string reason)
    {
        if (State == DealingState.Cancelled) throw new InvalidOperationException($"{Number} is {State}.");
        (State, CancelledOn, CancelReason) = (DealingState.Cancelled, on, reason.Trim());
    }
}

/// <summary>Currencies an amount can be in.</summary>
public static class Currencies
{
    /// <summary>The yuan.</summary>
    public const string Default = "CNY";

    /// <summary>ISO codes.</summary>
    public static IReadOnlyList<string> All { get; } = [Default, "USD", "EUR", "HKD", "GBP", "JPY"];
}

sealed class DealingMapping : IEntityTypeConfiguration<Dealing>
{
    public void Configure(EntityTypeBuilder<Dealing> dealing)
    {
        dealing.ToTable("dealings");
        dealing.Ignore(d => d.AuditUnit).Ignore(d => d.AuditSubject);
        dealing.Property(d => d.Number).HasMaxLength(30);
        dealing.Property(d => d.Currency).HasMaxLength(3);
        dealing.Property(d => d.Summary).HasMaxLength(2000);
        dealing.Property(d => d.CancelReason).HasMaxLength(300);
        dealing.Property(d => d.Author).HasMaxLength(60);
        dealing.Property(d => d.Plate).HasMaxLength(Customers.Contracts.PlateNumber.Longest);
        dealing.Property(d => d.PhoneKey).HasMaxLength(24);
        dealing.HasIndex(d => new { d.UnitId, d.Plate }).HasFilter("plate IS NOT NULL");
        dealing.HasIndex(d => new { d.UnitId, d.PhoneKey }).HasFilter("phone_key IS NOT NULL");
        dealing.HasIndex(d => new { d.UnitId, d.Number }).IsUnique();
        dealing.HasIndex(d => new { d.UnitId, d.On, d.Id });
        dealing.HasIndex(d => new { d.CustomerId, d.On, d.Id });
        dealing.HasIndex(d => new { d.On, d.Id });
    }
}
