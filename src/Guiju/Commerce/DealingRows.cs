using System.Globalization;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>A dealing in the register.</summary>
public sealed record DealingRow
{
    /// <summary>Id of the dealing.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number people read.</summary>
    public required string Number { get; init; }

    /// <summary>Day it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>File number of the customer.</summary>
    public required string CustomerCode { get; init; }

    /// <summary>Name of the customer as it is now.</summary>
    public required string Customer { get; init; }

    /// <summary>What it is.</summary>
    public required DealingKind Kind { get; init; }

    /// <summary>Whether it counts.</summary>
    public required DealingState State { get; init; }

    /// <summary>What it is about.</summary>
    public required string Summary { get; init; }

    /// <summary>Amount, or null.</summary>
    public required decimal? Amount { get; init; }

    /// <summary>ISO code of its currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Our person.</summary>
    public required string OurPerson { get; init; }

    /// <summary>Their person, or null.</summary>
    public required string? TheirPerson { get; init; }

    /// <summary>Number plate of the car a work order is about.</summary>
    public string? Plate { get; init; }

    /// <summary>Day it is in force from.</summary>
    public required DateOnly? InForceOn { get; init; }

    /// <summary>Day it was cancelled.</summary>
    public required DateOnly? CancelledOn { get; init; }

    /// <summary>Why.</summary>
    public required string? CancelReason { get; init; }

    /// <summary>Who registered it.</summary>
    public required string Author { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime RegisteredAt { get; init; }

    /// <summary>Version, also the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>Which dealings.</summary>
public record DealingFilter
{
    /// <summary>Those of one customer.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Those of one kind.</summary>
    public DealingKind? Kind { get; init; }

    /// <summary>Those in one state.</summary>
    public DealingState? State { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Conditions, place and size of a list, as the address gives them.</summary>
public sealed record DealingQuery : DealingFilter
{
    /// <summary>Where the last page ended.</summary>
    public string? After { get; init; }

    /// <summary>Rows a page, 1 to 200.</summary>
    public int? Size { get; init; }
}

/// <summary>Dealings of the customers an actor sees: the one way that page, API, file and panel read them.</summary>
sealed class DealingRows(GuijuContext db, IVisibleCustomers customers, CurrentActor actor)
{
    /// <summary>Those that fit, newest first, from the place where a page ended.</summary>
    public IQueryable<DealingRow> Of(DealingFilter filter, (DateOnly On, Guid Id)? after = null)
    {
        var rows = db.Set<Dealing>().AsNoTracking();
        // The index of the company is walked where the scope ends at it.
        if (actor.Value is { Scope: DataScope.Unit or DataScope.Department, UnitId: var unit }) rows = rows.Where(d => d.UnitId == unit);
        if (filter.CustomerId is { } customer) rows = rows.Where(d => d.CustomerId == customer);
        if (filter.Kind is { } kind) rows = rows.Where(d => d.Kind == kind);
        if (filter.State is { } state) rows = rows.Where(d => d.State == state);
        if (filter.From is { } from) rows = rows.Where(d => d.On >= from);
        if (filter.Until is { } until) rows = rows.Where(d => d.On <= until);
        if (after is var (on, id)) rows = rows.Where(d => d.On < on || (d.On == on && d.Id.CompareTo(id) < 0));
        return Shown(rows.OrderByDescending(d => d.On).ThenByDescending(d => d.Id));
    }

    /// <summary>One of them, or null.</summary>
    public Task<DealingRow?> Find(Guid id, CancellationToken ct) => Shown(db.Set<Dealing>().AsNoTracking().Where(d => d.Id == id)).SingleOrDefaultAsync(ct);

    IQueryable<DealingRow> Shown(IQueryable<Dealing> rows) =>
        from d in rows
        join c in customers.Rows on d.CustomerId equals c.Id
        join p in db.Set<Person>().AsNoTracking() on d.OurPersonId equals p.Id
        select new DealingRow
        {
            Id = d.Id,
            Number = d.Number,
            On = d.On,
            CustomerId = d.CustomerId,
            CustomerCode = c.Code,
            Customer = c.Name,
            Kind = d.Kind,
            State = d.State,
            Summary = d.Summary,
            Amount = d.Amount,
            Currency = d.Currency,
            OurPerson = p.Name,
            TheirPerson = customers.Contacts.Where(t => t.Id == d.TheirPersonId).Select(t => t.Name).FirstOrDefault(),
            Plate = d.Plate,
            InForceOn = d.InForceOn,
            CancelledOn = d.CancelledOn,
            CancelReason = d.CancelReason,
            Author = d.Author,
            RegisteredAt = d.CreatedAt,
            Version = d.Version,
        };

    /// <summary>Where a page ends, as the next one is asked for.</summary>
    public static string CursorOf(DealingRow last) => string.Create(CultureInfo.InvariantCulture, $"{last.On:yyyyMMdd}_{last.Id:N}");

    /// <summary>The place a cursor means, or null where it is none.</summary>
    public static (DateOnly On, Guid Id)? PlaceOf(string cursor) =>
        cursor.Split('_') is [var on, var id] && DateOnly.TryParseExact(on, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Guid.TryParseExact(id, "N", out var guid) ? (day, guid) : null;
}
