using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Clauses;

/// <summary>How much is known of a customer: ten fields of 客户信息登记表, ten points each (D01-1.2c).</summary>
static class InformationScore
{
    /// <summary>The ten fields, those of the form between 登记人 and 沟通方式.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["name", "roles", "industry", "address", "contactName", "contactPost", "phone", "email", "source", "demand"];

    /// <summary>Percent of the ten that are filled.</summary>
    [Clause("D01-1.2c")]
    public static int Percent(IReadOnlySet<string> filled) => 100 * Fields.Count(filled.Contains) / Fields.Count;

    /// <summary>Whether it is enough; below, it is kept all the same and listed for completion.</summary>
    /// <param name="percent">Score.</param>
    /// <param name="min">Least percentage, inclusive.</param>
    [Clause("D01-1.2c")]
    public static bool Enough(int percent, int min) => percent >= min;
}
