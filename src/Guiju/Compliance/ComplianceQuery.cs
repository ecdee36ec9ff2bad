using System.Globalization;
using Guiju.Duties.Contracts;

namespace Guiju.Compliance;

/// <summary>Which duties are looked at; every address of the pages is one.</summary>
public sealed record ComplianceQuery
{
    /// <summary>First day; eleven months before this one where left out.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day; the last of this month where left out.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only one clause.</summary>
    public string? Clause { get; init; }

    /// <summary>Only one company.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Only one department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Only one person.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>By whom it is broken down.</summary>
    public DutyParty? By { get; init; }

    /// <summary>Only duties that came out so.</summary>
    public DutyOutcome? Outcome { get; init; }

    /// <summary>Where the last page of duties ended.</summary>
    public string? After { get; init; }

    /// <summary>Duties a page, 1 to 200.</summary>
    public int? Size { get; init; }

    /// <summary>The period where nothing else is asked for: this month and the eleven before.</summary>
    public static (DateOnly From, DateOnly To) Usual(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return (month.AddMonths(-11), month.AddMonths(1).AddDays(-1));
    }

    /// <summary>What the ledger is asked.</summary>
    internal DutyPeriod Period(DateOnly today)
    {
        var (from, to) = Usual(today);
        return new(From ?? (To is { } last && last < from ? last.AddYears(-1).AddDays(1) : from), To ?? (From is { } first && first > to ? first.AddYears(1).AddDays(-1) : to)) { Clause = Clause, UnitId = UnitId, DepartmentId = DepartmentId, PersonId = PersonId };
    }

    /// <summary>The address of a page of it.</summary>
    internal string Path(string page = "/compliance", bool after = false) => page + QueryString.Create(new Dictionary<string, string?>
    {
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["clause"] = Clause,
        ["unitId"] = UnitId?.ToString(),
        ["departmentId"] = DepartmentId?.ToString(),
        ["personId"] = PersonId?.ToString(),
        ["by"] = By?.ToString(),
        ["outcome"] = Outcome?.ToString(),
        ["after"] = after ? After : null,
    }.Where(p => !string.IsNullOrEmpty(p.Value)));
}
