using System.Text.Json;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>The dealings in a customer's timeline: read from the one row each has, so that none shows twice (D13-3.4.2b).</summary>
sealed class DealingTimeline(GuijuContext db, Texts texts) : ICustomerTimeline
{
    [Clause("D13-3.4.1b"), Clause("D15-3.4.1b"), Clause("D16-4.4b"), Clause("D13-3.4.2b"), Clause("D15-3.4.2b")]
    public async Task<IReadOnlyList<TimelineItem>> Newest(Guid customerId, DateTime before, int count, CancellationToken ct)
    {
        var newest = await db.Set<Dealing>().AsNoTracking().Where(d => d.CustomerId == customerId && d.At < before)
            .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(count).ToListAsync(ct);
        return [.. newest.Select(d => new TimelineItem(d.At, JsonNamingPolicy.CamelCase.ConvertName(d.Kind.ToString()), Title(d), Body(d), d.Author, "D13-3.4.1b", $"/dealings/{d.Id}"))];
    }

    string Title(Dealing d) => string.Join(" · ", new[]
    {
        texts.Of(d.Kind), d.Number, d.Amount is { } amount ? DealingShow.Money(amount, d.Currency) : null,
        d.State == DealingState.InForce && !DealingCheck.CanWait(d.Kind) ? null : texts.Of(d.State),
    }.Where(t => t is not null));

    string Body(Dealing d) => d.State == DealingState.Cancelled ? $"{d.Summary}\n{texts["commerce.timeline.cancelled", [Show.Date(d.CancelledOn), d.CancelReason]]}" : d.Summary;
}

/// <summary>How dealings are written.</summary>
static class DealingShow
{
    /// <summary>Amount with its currency: ¥10,000.00, or USD 10,000.00.</summary>
    public static string Money(decimal? amount, string currency) =>
        amount is null ? Show.None : currency == Currencies.Default ? $"¥{Show.Money(amount)}" : $"{currency} {Show.Money(amount)}";

    /// <summary>Colour of a state.</summary>
    public static Tone ToneOf(DealingState state) => state switch
    {
        DealingState.Draft => Tone.Warn,
        DealingState.InForce => Tone.Ok,
        DealingState.Cancelled => Tone.Plain,
    };

    /// <summary>Growth in percent: +15.0 %, −3.2 %, or a dash where there is nothing to compare with.</summary>
    public static string Growth(decimal? growth) =>
        growth is { } g ? g.ToString("+0.0;\u22120.0;0.0", System.Globalization.CultureInfo.InvariantCulture) + " %" : Show.None;

    /// <summary>Icon of a kind; all are in assets/icons.txt.</summary>
    public static string IconOf(DealingKind kind) => kind switch
    {
        DealingKind.Negotiation => "message-circle",
        DealingKind.Quotation => "file-text",
        DealingKind.Contract => "file-invoice",
        DealingKind.Order => "package",
        DealingKind.Delivery => "truck-delivery",
        DealingKind.Return => "transfer",
        DealingKind.Payment => "coin",
        DealingKind.Dispute => "alert-triangle",
        DealingKind.WorkOrder => "settings",
    };
}
