using Guiju.Platform.Regions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>What was said of a customer, read into the forms that are kept; the one way in for pages, API, imports and other features.</summary>
sealed class FactEntry
{
    readonly CustomerFacts said;
    readonly CreditCode? creditCode;
    readonly string? postcode;
    readonly PhoneNumber? phone;
    readonly PhoneNumber? fax;
    readonly Capital? capital;

    FactEntry(CustomerFacts said, CustomerRules rules, List<Finding> findings)
    {
        this.said = said;
        void Add(Finding? finding)
        {
            if (finding is not null) findings.Add(finding);
        }
        Add(EntryText.Check(said.Name, "name", 200));
        Add(EntryText.Check(said.ShortName, "shortName", 60));
        Add(EntryText.Check(said.LegalRepresentative, "legalRepresentative", 60));
        Add(EntryText.Check(said.Address, "address", 200));
        Add(EntryText.Check(said.BusinessScope, "businessScope", 2000, lines: true));
        Add(EntryText.Check(said.Industry, "industry", 60));
        Add(EntryText.Check(said.Source, "source", 40));
        Add(EntryText.Check(said.Demand, "demand", 500, lines: true));
        if (Has(said.RegionCode) && Regions.Find(said.RegionCode!.Trim()) is null) Add(new Finding("customers.region.unknown", "regionCode").With(said.RegionCode));
        if (Has(said.CreditCode))
        {
            creditCode = Customers.CreditCode.Read(said.CreditCode);
            Add(creditCode.Finding);
        }
        if (Has(said.Postcode)) postcode = Take(Customers.Postcode.Read(said.Postcode, rules.PostcodeDigits));
        if (Has(said.Phone)) phone = Take(PhoneOf(said.Phone!, "phone"));
        if (Has(said.Fax)) fax = Take(PhoneOf(said.Fax!, "fax"));
        if (Has(said.RegisteredCapital)) capital = Take(Capital.Read(said.RegisteredCapital, rules.CapitalUnit));

        T? Take<T>(Outcome<T> read)
        {
            findings.AddRange(read.Findings);
            return read.Done ? read.Value : default;
        }
    }

    /// <summary>Reads what was said; everything wrong with it is added to the findings.</summary>
    [Clause("D13-3.3.2b"), Clause("D01-1.2c")]
    public static FactEntry Read(CustomerFacts said, CustomerRules rules, List<Finding> findings) => new(said, rules, findings);

    /// <summary>The credit code in normal form, where one was given.</summary>
    public string? CreditCode => creditCode?.Value;

    /// <summary>Key of the phone, where one was given.</summary>
    public string? PhoneKey => phone?.Key;

    /// <summary>Puts what was said into the file; call it only where nothing was refused.</summary>
    public void ApplyTo(Customer c)
    {
        if (said.Name is not null || said.ShortName is not null) c.Rename(said.Name ?? c.Name, Said(said.ShortName, c.ShortName));
        if (said.CreditCode is not null) c.SetCreditCode(creditCode?.Value);
        if (said.LegalRepresentative is not null) c.SetLegalRepresentative(said.LegalRepresentative);
        c.Locate(Said(said.RegionCode, c.RegionCode), Said(said.Address, c.Address), said.Postcode is null ? c.Postcode : postcode);
        c.Reach(said.Phone is null ? c.Phone : phone?.Typed, said.Phone is null ? c.PhoneKey : phone?.Key, said.Fax is null ? c.Fax : fax?.Typed);
        c.Describe(Said(said.BusinessScope, c.BusinessScope), Said(said.Industry, c.Industry), Said(said.Source, c.Source), Said(said.Demand, c.Demand));
        if (said.RegisteredCapital is not null) c.Capitalise(capital?.Amount, capital?.Currency);
    }

    /// <summary>Reads a phone that also fits its place.</summary>
    public static Outcome<PhoneNumber> PhoneOf(string typed, string field)
    {
        if (EntryText.Check(typed, field, 40) is { } finding) return finding;
        var read = PhoneNumber.Read(typed, field);
        return read.Done && read.Value.Key.Length > 24 ? new Finding("customers.phone.form", field, "D13-3.3.2b").With(typed) : read;
    }

    static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    static string? Said(string? said, string? there) => said ?? there;
}
