using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>What kind of problem a row has; the page groups by it.</summary>
public enum ProblemKind
{
    /// <summary>Something that must be there is not (缺必填项).</summary>
    Missing,

    /// <summary>Not written as it should be (格式不符).</summary>
    Format,

    /// <summary>Longer than its field (超长).</summary>
    Length,

    /// <summary>None of the values there are (取值不在范围).</summary>
    Value,

    /// <summary>The customer is there already (重复).</summary>
    Duplicate,

    /// <summary>The person is not found, or may not be given the customer (人员对不上).</summary>
    Person,

    /// <summary>The customer a row hangs on is not found, or not for sure (客户对不上).</summary>
    Customer,

    /// <summary>A date that cannot be (日期可疑).</summary>
    Date,

    /// <summary>Spoilt by the spreadsheet (表格损坏).</summary>
    Spoilt,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One problem or warning about one cell of an import.</summary>
public sealed class ImportProblem
{
    /// <summary>Longest value kept; the file itself has the whole.</summary>
    public const int MostValue = 200;

    /// <summary>The import.</summary>
    public Guid JobId { get; init; }

    /// <summary>Place among the problems of the import, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Row as the user sees it in his file.</summary>
    public int Row { get; init; }

    /// <summary>What the row calls the customer, cut.</summary>
    public string Title { get; init; } = "";

    /// <summary>Column as the file calls it, or null where the whole row is meant.</summary>
    public string? Column { get; init; }

    /// <summary>What the cell holds, cut to <see cref="MostValue"/>.</summary>
    public string? Value { get; init; }

    /// <summary>What kind of problem.</summary>
    public ProblemKind Kind { get; init; }

    /// <summary>Whether it keeps the row out or is only told.</summary>
    public Weight Weight { get; init; }

    /// <summary><see cref="KeptFinding"/> as JSON: said in the reader's language when it is read.</summary>
    public string Finding { get; init; } = "";

    /// <summary>Kind of a finding.</summary>
    internal static ProblemKind KindOf(Finding f) => f.Key switch
    {
        var k when k.StartsWith("tables.cell", StringComparison.Ordinal) || k.EndsWith(".spreadsheet", StringComparison.Ordinal) => ProblemKind.Spoilt,
        var k when k.Contains("duplicate", StringComparison.Ordinal) => ProblemKind.Duplicate,
        "imports.match.required" => ProblemKind.Missing,
        var k when k.StartsWith("imports.match", StringComparison.Ordinal) => ProblemKind.Customer,
        var k when k.StartsWith("imports.activities.author", StringComparison.Ordinal) => ProblemKind.Person,
        "imports.activities.skipped" or "imports.activities.row" or "imports.people.skipped" or "imports.people.row" => ProblemKind.Duplicate,
        "followup.at.future" or "imports.activities.far" or "imports.activities.planned" => ProblemKind.Date,
        "followup.too-long" => ProblemKind.Length,
        "followup.import.control" => ProblemKind.Format,
        var k when k.EndsWith(".required", StringComparison.Ordinal) || k is "customers.contact.name" => ProblemKind.Missing,
        "customers.text.long" => ProblemKind.Length,
        var k when k.Contains("owner", StringComparison.Ordinal) => ProblemKind.Person,
        var k when k.Contains("next-contact", StringComparison.Ordinal) || k.StartsWith("customers.change", StringComparison.Ordinal) || k is "imports.date" => ProblemKind.Date,
        var k when k.StartsWith("imports.value", StringComparison.Ordinal) || k.StartsWith("imports.region", StringComparison.Ordinal)
            || k.StartsWith("customers.stage", StringComparison.Ordinal) || k.StartsWith("customers.special", StringComparison.Ordinal) => ProblemKind.Value,
        var k when k.StartsWith("customers.", StringComparison.Ordinal) => ProblemKind.Format,
        _ => ProblemKind.Other,
    };
}
