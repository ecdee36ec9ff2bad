using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Clauses;

/// <summary>The register is filled accurately and fully before the weekly report goes out (D01-3.1b).</summary>
static class RegisterGate
{
    /// <summary>A row of 销售客户分类登记表 as far as the gate looks at it.</summary>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="Empty">Mandatory columns that are empty.</param>
    /// <param name="Completeness">Percent of what is known.</param>
    public sealed record Row(Guid CustomerId, IReadOnlyList<string> Empty, decimal Completeness);

    /// <summary>Rows that hold the report back: a mandatory column is empty, or completeness is below the least (80 passes, 79 does not).</summary>
    [Clause("D01-3.1b")]
    public static IReadOnlyList<Row> Blocking(IEnumerable<Row> rows, decimal min) => [.. rows.Where(r => r.Empty.Count > 0 || r.Completeness < min)];
}
