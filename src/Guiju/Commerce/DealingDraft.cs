using System.Globalization;
using Guiju.Commerce.Contracts;
using Guiju.Rulebook.Findings;

namespace Guiju.Commerce;

/// <summary>What was typed into the form of a dealing, as typed, so that nothing is lost when something is refused.</summary>
public sealed record DealingDraft
{
    /// <summary>The customer's file.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What it is.</summary>
    public string? Kind { get; init; }

    /// <summary>Day it happened.</summary>
    public string? On { get; init; }

    /// <summary>Amount.</summary>
    public string? Amount { get; init; }

    /// <summary>Currency.</summary>
    public string? Currency { get; init; }

    /// <summary>What it is about.</summary>
    public string? Summary { get; init; }

    /// <summary>Our person.</summary>
    public string? OurPersonId { get; init; }

    /// <summary>Their person.</summary>
    public string? TheirPersonId { get; init; }

    /// <summary>Number plate.</summary>
    public string? Plate { get; init; }

    /// <summary>Phone of who brought the car.</summary>
    public string? Phone { get; init; }

    /// <summary>Day it is in force from.</summary>
    public string? InForceOn { get; init; }

    /// <summary>The draft of a posted form.</summary>
    public static DealingDraft Of(IFormCollection form) => new()
    {
        CustomerId = form["customerId"],
        Kind = form["kind"],
        On = form["on"],
        Amount = form["amount"],
        Currency = form["currency"],
        Summary = form["summary"],
        OurPersonId = form["ourPersonId"],
        TheirPersonId = form["theirPersonId"],
        Plate = form["plate"],
        Phone = form["phone"],
        InForceOn = form["inForceOn"],
    };

    /// <summary>The facts of it; what cannot be read is among the findings.</summary>
    public DealingFacts Read(List<Finding> findings) => new()
    {
        CustomerId = IdOf(CustomerId, "commerce.customer.unknown", "customerId", findings),
        Kind = string.IsNullOrEmpty(Kind) ? null : Enum.TryParse<DealingKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : Malformed<DealingKind>("commerce.kind.malformed", "kind", findings),
        On = DayOf(On, "on", findings),
        Amount = AmountOf(findings),
        Currency = Currency,
        // Browsers send line ends as CR LF.
        Summary = Summary?.ReplaceLineEndings("\n"),
        OurPersonId = IdOf(OurPersonId, "commerce.our-person.unknown", "ourPersonId", findings),
        TheirPersonId = IdOf(TheirPersonId, "commerce.their-person.malformed", "theirPersonId", findings),
        Plate = Plate,
        Phone = Phone,
        InForceOn = DayOf(InForceOn, "inForceOn", findings),
    };

    decimal? AmountOf(List<Finding> findings) =>
        string.IsNullOrWhiteSpace(Amount) ? null
        : decimal.TryParse(Amount.Trim(), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount
        : Malformed<decimal>("commerce.amount.malformed", "amount", findings);

    /// <summary>A day as typed; what cannot be read is among the findings.</summary>
    public static DateOnly? DayOf(string? text, string field, List<Finding> findings) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Malformed<DateOnly>("commerce.on.malformed", field, findings);

    static Guid? IdOf(string? text, string key, string field, List<Finding> findings) =>
        string.IsNullOrEmpty(text) ? null : Guid.TryParse(text, out var id) ? id : Malformed<Guid>(key, field, findings);

    static T? Malformed<T>(string key, string field, List<Finding> findings) where T : struct
    {
        findings.Add(new(key, field));
        return null;
    }
}
