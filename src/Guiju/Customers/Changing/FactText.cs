using System.Globalization;

namespace Guiju.Customers;

/// <summary>Facts of a file as text: what an edit starts from, what a conflict shows, what a change register keeps.</summary>
static class FactText
{
    /// <summary>Facts in the order of the form, by their field.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "name", "shortName", "creditCode", "legalRepresentative", "regionCode", "address", "postcode", "phone", "fax", "registeredCapital",
        "businessScope", "industry", "source", "demand",
    ];

    /// <summary>What the file says of a field; null for nothing.</summary>
    public static string? Of(Customer c, string field) => field switch
    {
        "name" => c.Name,
        "shortName" => c.ShortName,
        "creditCode" => c.CreditCode,
        "legalRepresentative" => c.LegalRepresentative,
        "regionCode" => c.RegionCode,
        "address" => c.Address,
        "postcode" => c.Postcode,
        "phone" => c.Phone,
        "fax" => c.Fax,
        "registeredCapital" => Capital(c.RegisteredCapital, c.CapitalCurrency),
        "businessScope" => c.BusinessScope,
        "industry" => c.Industry,
        "source" => c.Source,
        "demand" => c.Demand,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A file has no such fact."),
    };

    /// <summary>What was said of a field; null for nothing said.</summary>
    public static string? Said(CustomerFacts facts, string field) => field switch
    {
        "name" => facts.Name,
        "shortName" => facts.ShortName,
        "creditCode" => facts.CreditCode,
        "legalRepresentative" => facts.LegalRepresentative,
        "regionCode" => facts.RegionCode,
        "address" => facts.Address,
        "postcode" => facts.Postcode,
        "phone" => facts.Phone,
        "fax" => facts.Fax,
        "registeredCapital" => facts.RegisteredCapital,
        "businessScope" => facts.BusinessScope,
        "industry" => facts.Industry,
        "source" => facts.Source,
        "demand" => facts.Demand,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A file has no such fact."),
    };

    /// <summary>Says one fact alone.</summary>
    public static CustomerFacts Only(string field, string? value) => field switch
    {
        "name" => new() { Name = value },
        "shortName" => new() { ShortName = value },
        "creditCode" => new() { CreditCode = value },
        "legalRepresentative" => new() { LegalRepresentative = value },
        "regionCode" => new() { RegionCode = value },
        "address" => new() { Address = value },
        "postcode" => new() { Postcode = value },
        "phone" => new() { Phone = value },
        "fax" => new() { Fax = value },
        "registeredCapital" => new() { RegisteredCapital = value },
        "businessScope" => new() { BusinessScope = value },
        "industry" => new() { Industry = value },
        "source" => new() { Source = value },
        "demand" => new() { Demand = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A file has no such fact."),
    };

    /// <summary>A capital as it is written and read again: 1,200万元, 120.5万美元.</summary>
    public static string? Capital(decimal? amount, string? currency) => amount is not { } a ? null
        : (a / 10_000).ToString("#,##0.######", CultureInfo.InvariantCulture) + "万" + (currency switch
        {
            "CNY" or null => "元",
            "USD" => "美元",
            "EUR" => "欧元",
            "HKD" => "港元",
            "JPY" => "日元",
            "GBP" => "英镑",
            "TWD" => "新台币",
            "MOP" => "澳门元",
            "SGD" => "新加坡元",
            "KRW" => "韩元",
            _ => currency,
        });
}
