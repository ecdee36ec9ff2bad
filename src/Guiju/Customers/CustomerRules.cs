namespace Guiju.Customers;

/// <summary>The numbers and lists of the clauses that customer files obey, as a company has set them.</summary>
public sealed record CustomerRules
{
    /// <summary>How files are numbered (D10-1.1b).</summary>
    public string NumberRule { get; init; } = "";

    /// <summary>Digits of a postcode (D13-3.3.2b).</summary>
    public int PostcodeDigits { get; init; }

    /// <summary>Unit a capital is entered in (D13-3.3.2b).</summary>
    public string CapitalUnit { get; init; } = "";

    /// <summary>Standard fields by the names of the regulation (D13-3.3.2a).</summary>
    public IReadOnlyList<string> StandardFields { get; init; } = [];

    /// <summary>Mandatory fields of the template (D10-1.1b).</summary>
    public IReadOnlyList<string> Template { get; init; } = [];

    /// <summary>Completeness asked for, percent (D13-3.3.2c).</summary>
    public decimal CompleteTarget { get; init; }

    /// <summary>Days after which the owner is reminded of missing fields (D13-3.3.2c).</summary>
    public int ChaseAfterDays { get; init; }

    /// <summary>Kinds of major changes (D13-3.4.1a).</summary>
    public IReadOnlyList<string> ChangeTypes { get; init; } = [];

    /// <summary>Least score of what is known, percent (D01-1.2c).</summary>
    public int LeastScore { get; init; }

    /// <summary>Working days within which a target or potential customer enters the register (D01-1.3c).</summary>
    public int TransferWithin { get; init; }

    /// <summary>Categories of the register in their order (D01-1.3e); the first is that of D01-1.3c.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Days the next contact may lie ahead without confirmation (D01-2.3b).</summary>
    public int MaxFutureDays { get; init; }

    /// <summary>Days after which data are stale (D01-3.1a).</summary>
    public int StaleAfter { get; init; }

    /// <summary>Least completeness of a row of the register, percent (D01-3.1b).</summary>
    public decimal GateLeast { get; init; }

    /// <summary>What duplicates are looked for by (D13-3.1b).</summary>
    public IReadOnlyList<string> DuplicateKeys { get; init; } = [];

    /// <summary>Years a formal file is kept before it may be destroyed (D10-6.1).</summary>
    public int RetentionYears { get; init; }

    /// <summary>Working days within which a file is opened after the first contact (D13-3.3.1b).</summary>
    public int FileWithin { get; init; }
}
