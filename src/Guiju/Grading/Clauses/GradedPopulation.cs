using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;

namespace Guiju.Grading.Clauses;

/// <summary>特殊类客户单独列示: the special class is listed apart and takes no part in grading, ranking and performance statistics.</summary>
public static class GradedPopulation
{
    /// <summary>The classes that keep a customer out.</summary>
    /// <param name="excludeSpecial">Parameter <c>exclude_special_from_grading</c>.</param>
    [Clause("D13-2.2b"), Clause("D15-2.2b"), Clause("D16-2.2b")]
    public static IReadOnlyList<RoleKind> ListedApart(bool excludeSpecial) => excludeSpecial ? [RoleKind.Special] : [];

    /// <summary>Whether a customer with these classes is graded and ranked: one class that is listed apart keeps it out, whatever else it is.</summary>
    [Clause("D13-2.2b"), Clause("D15-2.2b"), Clause("D16-2.2b")]
    public static bool Takes(IEnumerable<RoleKind> classes, bool excludeSpecial) => !classes.Intersect(ListedApart(excludeSpecial)).Any();
}
