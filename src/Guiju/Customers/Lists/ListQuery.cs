namespace Guiju.Customers.Lists;

/// <summary>The parameters of the list for the contract; <see cref="ListParameters"/> reads them, so that every fault is named.</summary>
public sealed record ListQuery
{
    /// <summary>Words to search: name, pinyin, initials, file number, credit code, phone, contacts.</summary>
    public string? Q { get; init; }

    /// <summary>Classes, one of which the customer has.</summary>
    public string[]? Role { get; init; }

    /// <summary>Subtypes of the special class.</summary>
    public string[]? Special { get; init; }

    /// <summary>Stages.</summary>
    public string[]? Stage { get; init; }

    /// <summary>What evaluations found.</summary>
    public string[]? LeadClass { get; init; }

    /// <summary>Draft, Incomplete, Formal.</summary>
    public string[]? Status { get; init; }

    /// <summary>Clauses the file falls short of: Chased, TooLittle, Stale, NotRegistered.</summary>
    public string[]? Gap { get; init; }

    /// <summary>Ids of categories of the register, or <c>none</c>.</summary>
    public string[]? Category { get; init; }

    /// <summary>Ids of owners, <c>me</c> or <c>none</c>.</summary>
    public string[]? Owner { get; init; }

    /// <summary>Ids of departments.</summary>
    public string[]? Department { get; init; }

    /// <summary>Code of a province, city or district.</summary>
    public string? Region { get; init; }

    /// <summary>Industry, exactly.</summary>
    public string? Industry { get; init; }

    /// <summary>Source, exactly.</summary>
    public string? Source { get; init; }

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>First day of the next contact, yyyy-MM-dd.</summary>
    public string? NextFrom { get; init; }

    /// <summary>Last day of the next contact, yyyy-MM-dd.</summary>
    public string? NextTo { get; init; }

    /// <summary><c>true</c>: next contact before today.</summary>
    public string? Overdue { get; init; }

    /// <summary>Least completeness, percent.</summary>
    public string? CompletenessFrom { get; init; }

    /// <summary>Greatest completeness, percent.</summary>
    public string? CompletenessTo { get; init; }

    /// <summary>
    /// Groups of conditions: all groups hold, of each group one condition at least. A group is conditions with <c>;</c> between, a condition is
    /// <c>field:operator:value,value</c>. Operators: <c>is</c>, <c>not</c>, <c>in</c> (days and numbers), <c>has</c> (name: a part of it), <c>empty</c>, <c>set</c>. Fields: name, stage, leadClass, role,
    /// special, owner, second, department, next, last, opened, changed, region, industry, source, tag, category, status, completeness, capital (in 10,000 CNY), gap. People: an id,
    /// <c>me</c>, <c>team</c> (all who report to me); departments: an id, <c>mine</c> (with those below). Days, in the company's zone, weeks from Monday: <c>today</c>,
    /// <c>yesterday</c>, <c>tomorrow</c>, <c>overdue</c>, <c>this-week</c>, <c>last-week</c>, <c>next-week</c>, <c>this-month</c>, <c>last-month</c>, <c>next-month</c>,
    /// <c>this-quarter</c>, <c>last-quarter</c>, <c>this-year</c>, <c>last-year</c>, <c>last-7-days</c>, <c>next-14-days</c>, <c>over-30-days-ago</c>,
    /// <c>2025-01-01..2025-03-31</c>; numbers: <c>50..80</c>. Within a value <c>\</c> stands before <c>,</c> <c>;</c> <c>\</c>.
    /// Example: <c>where=stage:not:Collected&amp;where=next:in:this-week;owner:empty</c>.
    /// </summary>
    public string[]? Where { get; init; }

    /// <summary>A saved view one may see, by its id, or <c>all</c>, <c>mine</c>, <c>due</c>, <c>overdue</c>, <c>drafts</c>, <c>unowned</c>, <c>archived</c>; asked for with anything else beside, the rest alone counts.</summary>
    public string? View { get; init; }

    /// <summary><c>no</c> (default), <c>only</c> or <c>all</c>.</summary>
    public string? Archived { get; init; }

    /// <summary>Ids of customers.</summary>
    public string[]? Id { get; init; }

    /// <summary>Column to sort by, with <c>-</c> before it from last to first: name, code, region, next, last, opened, completeness, stage, owner.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows of a page, 1 to 200; 50 if not said.</summary>
    public string? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}
