using Guiju.Duties.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Deadlines;

/// <summary>Lists the duties about a file, as far as the reader sees them.</summary>
[Allow(Permission.CustomersRead)]
sealed class ListFileDuties(IDutyReading reading)
{
    /// <summary>Rows of the panel at most.</summary>
    public const int Most = 12;

    /// <summary>The open ones by when they are due, then the newest that ended.</summary>
    public async Task<Outcome<IReadOnlyList<DutyItem>>> Handle(Guid customerId, CancellationToken ct) =>
        Outcome<IReadOnlyList<DutyItem>>.Success(await reading.About(FileDuties.Subject(customerId), Most, ct));
}
