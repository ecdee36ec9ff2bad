namespace Guiju.Customers;

/// <summary>
/// What can be said of a customer. Left out (null): nothing is said, what is there stays. Empty: taken back.
/// Owner, company, number, status and stage are never taken from here.
/// </summary>
public record CustomerFacts
{
    /// <summary>Registered name, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Name as people say it, up to 60 characters.</summary>
    public string? ShortName { get; init; }

    /// <summary>Unified social credit code as written.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Legal representative, up to 60 characters.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Code of province, city or district, six digits.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Street address, up to 200 characters.</summary>
    public string? Address { get; init; }

    /// <summary>Postcode, six digits.</summary>
    public string? Postcode { get; init; }

    /// <summary>Main phone as written.</summary>
    public string? Phone { get; init; }

    /// <summary>Fax as written.</summary>
    public string? Fax { get; init; }

    /// <summary>Business scope, up to 2,000 characters.</summary>
    public string? BusinessScope { get; init; }

    /// <summary>Registered capital: figures in the default unit (万元), or with unit and currency such as 500万元 or 120万美元.</summary>
    public string? RegisteredCapital { get; init; }

    /// <summary>Industry, up to 60 characters.</summary>
    public string? Industry { get; init; }

    /// <summary>Channel it became known through, up to 40 characters.</summary>
    public string? Source { get; init; }

    /// <summary>Products it asks for, up to 500 characters.</summary>
    public string? Demand { get; init; }
}
