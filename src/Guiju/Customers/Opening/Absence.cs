using Guiju.Customers.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>A standard field that does not exist at a customer is marked 无, with the reason.</summary>
static class Absence
{
    /// <summary>What is wrong with such a mark.</summary>
    [Clause("D13-3.3.2a")]
    public static IEnumerable<Finding> Check(string field, string? reason)
    {
        if (!FileCompleteness.MayBeAbsent(field)) yield return new Finding("customers.absent.field", "absent", "D13-3.3.2a").With($"customers.{field}");
        else if (string.IsNullOrWhiteSpace(reason)) yield return new Finding("customers.absent.reason", field, "D13-3.3.2a").With($"customers.{field}");
        else if (EntryText.Check(reason, field, 200) is { } finding) yield return finding;
    }
}
