using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;

namespace Guiju.Grading.Clauses;

/// <summary>
/// Who takes part in grading, ranking and sales statistics: everybody but those that are of the special class alone, which are listed apart
/// (D13-2.2b). A firm that is special and also buys or distributes takes part by its ordinary class.
/// </summary>
public static class GradedPopulation
{
    /// <summary>A customer as far as this clause looks at it.</summary>
    /// <param name="Id">Id of the file.</param>
    /// <param name="Roles">Classes it has.</param>
    public sealed record Candidate(Guid Id, IReadOnlySet<RoleKind> Roles);

    /// <summary>Those that take part, in the order given.</summary>
    /// <param name="candidates">All customers.</param>
    /// <param name="excludeSpecial">Parameter <c>exclude_special_from_grading</c>.</param>
    [Clause("D13-2.2b")]
    public static IEnumerable<Candidate> Of(IEnumerable<Candidate> candidates, bool excludeSpecial) => candidates.Where(c => TakesPart(c.Roles, excludeSpecial));

    /// <summary>Whether a customer with these classes takes part.</summary>
    [Clause("D13-2.2b")]
    public static bool TakesPart(IReadOnlySet<RoleKind> roles, bool excludeSpecial) => !excludeSpecial || roles.Count == 0 || roles.Any(r => r != RoleKind.Special);

    /// <summary>Ranks by sales, the highest first, equal sales sharing a rank; who does not take part has none.</summary>
    /// <param name="sales">Sales of each customer in one currency.</param>
    /// <param name="excludeSpecial">Parameter <c>exclude_special_from_grading</c>.</param>
    [Clause("D13-2.2b")]
    public static IReadOnlyList<(Guid Id, int Rank, decimal Sales)> Rank(IEnumerable<(Candidate Customer, decimal Sales)> sales, bool excludeSpecial)
    {
        var ordered = sales.Where(s => TakesPart(s.Customer.Roles, excludeSpecial)).OrderByDescending(s => s.Sales).ToList();
        return [.. ordered.Select(s => (s.Customer.Id, 1 + ordered.Count(o => o.Sales > s.Sales), s.Sales))];
    }
}
