using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Changes facts of a file. A major change is done only together with its record (D13-3.4.1a).</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class ChangeCustomer(FactChange change)
{
    /// <summary>What is changed.</summary>
    public sealed record Input
    {
        /// <summary>The file.</summary>
        public Guid Id { get; init; }

        /// <summary>Version the caller last saw; null takes what is there.</summary>
        public int? Version { get; init; }

        /// <summary>What is said anew.</summary>
        public CustomerFacts Facts { get; init; } = new();

        /// <summary>What the caller saw in the fields he changes; with it, others' changes of other fields do not stand in his way.</summary>
        public IReadOnlyDictionary<string, string?>? Seen { get; init; }

        /// <summary>Day a major change happened at the customer.</summary>
        public DateOnly? HappenedOn { get; init; }

        /// <summary>How we know of it.</summary>
        public string? ChangeSource { get; init; }
    }

    /// <summary>The file after the change.</summary>
    public sealed record Changed(Guid Id, int Version, FileStatus Status, decimal Completeness);

    /// <summary>Changes it, or says why not; of a conflict both versions are told.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public Task<Outcome<Changed>> Handle(Input input, CancellationToken ct) => change.Do(input, ct);
}
