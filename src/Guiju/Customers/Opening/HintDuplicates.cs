using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Says while one types which files may be the same entity (D01-1.2c).</summary>
[Allow(Permission.CustomersWrite)]
sealed class HintDuplicates(Duplicates duplicates, CurrentActor actor)
{
    /// <summary>Up to four warnings, each with the way to the file where the reader may see it.</summary>
    [Clause("D01-1.2c")]
    public async Task<Outcome<IReadOnlyList<Finding>>> Handle(string? name, string? creditCode, string? phone, CancellationToken ct) =>
        Outcome<IReadOnlyList<Finding>>.Success(await duplicates.Hints(actor.Value.UnitId, name, creditCode, phone, ct));
}
