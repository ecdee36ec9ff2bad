using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>
/// What may be said of a dealing. The other side is the id of a customer file and one of its people: there is no field to type
/// a name into (D13-3.2a). Number, company, state and who registers it are never taken from here.
/// </summary>
public sealed record DealingFacts
{
    /// <summary>The customer's file.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>What it is.</summary>
    public DealingKind? Kind { get; init; }

    /// <summary>Day it happened; today where left out.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Amount to the cent; asked for where money is the point.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO code of the currency; the yuan where left out.</summary>
    public string? Currency { get; init; }

    /// <summary>What it is about, up to 2,000 characters.</summary>
    public string? Summary { get; init; }

    /// <summary>Our person; oneself where left out.</summary>
    public Guid? OurPersonId { get; init; }

    /// <summary>Their person, a contact of the file.</summary>
    public Guid? TheirPersonId { get; init; }

    /// <summary>Number plate of the car a work order is about.</summary>
    public string? Plate { get; init; }

    /// <summary>Phone of who brought it.</summary>
    public string? Phone { get; init; }

    /// <summary>Day an offer, contract or order is in force from, or a work order was paid; left out, it stays a draft. All else is in force when it happens.</summary>
    public DateOnly? InForceOn { get; init; }
}

/// <summary>Checks what is said of a dealing, all of it before anything is refused.</summary>
sealed class DealingCheck(GuijuContext db, IVisibleCustomers customers, ICustomerFiles files, CompanyClock clock)
{
    /// <summary>Highest amount, well within what the ledger keeps exactly.</summary>
    public const decimal Most = 999_999_999_999.99m;

    /// <summary>Earliest day a ledger reaches back to.</summary>
    public static readonly DateOnly Earliest = new(1980, 1, 1);

    /// <summary>Whether a dealing of this kind can be written down before it is in force.</summary>
    public static bool CanWait(DealingKind kind) => kind is DealingKind.Quotation or DealingKind.Contract or DealingKind.Order or DealingKind.WorkOrder;

    /// <summary>Whether it is nothing without an amount.</summary>
    public static bool NeedsAmount(DealingKind kind) =>
        kind is DealingKind.Quotation or DealingKind.Contract or DealingKind.Order or DealingKind.Return or DealingKind.Payment or DealingKind.WorkOrder;

    /// <summary>The customer's file, as far as this kind of dealing asks for it.</summary>
    [Clause("D13-3.2a"), Clause("D15-3.2a"), Clause("D16-3.2a"), Clause("D13-3.3.1a"), Clause("D15-3.3.1a"), Clause("D16-4.1a")]
    public async Task<Outcome<CustomerHeader>> Counterpart(Guid? id, DealingKind? kind, CancellationToken ct)
    {
        if (id is { } file && kind is { } k && !FileBeforeBusiness.Books(k) && await files.Find(file, ct) is { } talked
            && await customers.Rows.AnyAsync(c => c.Id == file, ct)) return talked;
        var found = await files.ForBusiness(id, ct);
        // Whether it does not exist or is out of scope is the same answer, and it is about the field.
        return found.Refusal == Refusal.NotFound ? new Finding("commerce.customer.unknown", "customerId", "D13-3.2a") { Link = "/customers/new" } : found;
    }

    /// <summary>What is wrong with plate and phone: a work order has one of them at least, nothing else has any (D18-1.9).</summary>
    [Clause("D18-1.9")]
    static IEnumerable<Finding> Car(DealingFacts facts)
    {
        var (plate, phone) = (!string.IsNullOrWhiteSpace(facts.Plate), !string.IsNullOrWhiteSpace(facts.Phone));
        if (facts.Kind != DealingKind.WorkOrder)
        {
            if (plate || phone) yield return new("commerce.plate.unasked", plate ? "plate" : "phone", "D18-1.9");
            yield break;
        }
        if (!plate && !phone) yield return new("commerce.plate.required", "plate", "D18-1.9");
        if (plate) foreach (var finding in PlateNumber.Read(facts.Plate!, "plate", "D18-1.9").Findings) yield return finding;
        if (phone && MatchKeys.Phone(facts.Phone) is null) yield return new Finding("commerce.phone.form", "phone", "D18-1.9").With(facts.Phone!.Trim());
    }

    /// <summary>Everything wrong with the rest.</summary>
    public async Task<List<Finding>> Check(DealingFacts facts, CustomerHeader? customer, Guid ourPerson, CancellationToken ct)
    {
        List<Finding> findings = [];
        var today = clock.Today;
        if (facts.Kind is null) findings.Add(new("commerce.kind.required", "kind"));
        if (facts.On is { } on && (on > today || on < Earliest)) findings.Add(new Finding(on > today ? "commerce.on.future" : "commerce.on.early", "on").With($"{on:yyyy-MM-dd}"));
        if (facts.Amount is null && facts.Kind is { } asked && NeedsAmount(asked)) findings.Add(new("commerce.amount.required", "amount"));
        if (facts.Amount is { } amount)
        {
            if (amount < 0 || (amount == 0 && facts.Kind is { } kind && NeedsAmount(kind))) findings.Add(new("commerce.amount.positive", "amount"));
            else if (amount > Most) findings.Add(new Finding("commerce.amount.most", "amount").With(Most.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture)));
            else if (decimal.Round(amount, 2) != amount) findings.Add(new("commerce.amount.cents", "amount"));
        }
        if (facts.Currency is { Length: > 0 } currency && !Currencies.All.Contains(currency)) findings.Add(new Finding("commerce.currency.unknown", "currency").With(string.Join(", ", Currencies.All)));
        if (string.IsNullOrWhiteSpace(facts.Summary)) findings.Add(new("commerce.summary.required", "summary", "D13-3.4.1b"));
        else if (LedgerText.Check(facts.Summary, "summary", 2000) is { } text) findings.Add(text);
        findings.AddRange(Car(facts));
        if (facts.InForceOn is { } force)
        {
            if (facts.Kind is { } kind && !CanWait(kind)) findings.Add(new("commerce.force.unasked", "inForceOn"));
            else if (force > today) findings.Add(new Finding("commerce.force.future", "inForceOn").With($"{force:yyyy-MM-dd}"));
            else if (force < Earliest) findings.Add(new Finding("commerce.on.early", "inForceOn").With($"{force:yyyy-MM-dd}"));
        }
        if (customer is null) return findings;
        if (!await db.Set<Person>().AnyAsync(p => p.Id == ourPerson && p.UnitId == customer.UnitId && p.Active, ct)) findings.Add(new("commerce.our-person.unknown", "ourPersonId"));
        if (facts.TheirPersonId is { } theirs && !await customers.Contacts.AnyAsync(p => p.Id == theirs && p.CustomerId == customer.Id, ct))
            findings.Add(new Finding("commerce.their-person.unknown", "theirPersonId", "D13-3.2a") { Link = $"/customers/{customer.Id}" }.With(customer.Name));
        return findings;
    }
}

/// <summary>Whether a text can be kept as typed.</summary>
static class LedgerText
{
    /// <summary>What is wrong with it, or null; blank is fine here.</summary>
    public static Finding? Check(string? text, string field, int most) =>
        text is null ? null
        : text.Trim().Length > most ? new Finding("commerce.text.long", field).With(most, text.Trim().Length)
        : text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || !IsWhole(text) ? new("commerce.text.control", field)
        : null;

    // Half a surrogate pair cannot be written by either database.
    static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
