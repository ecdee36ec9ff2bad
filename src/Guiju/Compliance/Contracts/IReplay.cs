namespace Guiju.Compliance.Contracts;

/// <summary>Something that happened, as the facts a clause decides on.</summary>
public sealed record PastCase
{
    /// <summary>Record of the rule's facts; where it names a moment looked at, that is when what was asked for happened, or now.</summary>
    public required object Facts { get; init; }

    /// <summary>When it happened, by the company's clocks: the parameters of its day count.</summary>
    public required DateTime At { get; init; }

    /// <summary>When what was asked for happened, by the company's clocks; null where it has not, or nothing is asked for.</summary>
    public DateTime? DoneAt { get; init; }

    /// <summary>Whether an act is judged, so that a refusal means something; false where a record is looked at as it stands.</summary>
    public bool Act { get; init; } = true;

    /// <summary>Kind of record it is about, as a <c>DutySubjectKind</c> names it.</summary>
    public required string Kind { get; init; }

    /// <summary>That record.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Department that answers for it.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Who answers for it.</summary>
    public Guid? OwnerId { get; init; }
}

/// <summary>Part of the past cases of a clause.</summary>
/// <param name="Cases">The cases.</param>
/// <param name="Next">Mark of the next part, null at the end.</param>
public sealed record PastPart(IReadOnlyList<PastCase> Cases, string? Next);

/// <summary>What is replayed: a company and a period.</summary>
/// <param name="UnitId">Company.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="FromAt">First moment, UTC.</param>
/// <param name="Until">First moment after it, UTC.</param>
/// <param name="Now">Now, by the company's clocks: the moment what has not been done yet is looked at.</param>
public sealed record ReplayPeriod(Guid UnitId, DateOnly From, DateOnly To, DateTime FromAt, DateTime Until, DateTime Now);

/// <summary>
/// Reads the past cases of one clause from what is stored, within the actor's scope and part by part, so that its rule can be asked what it would
/// have said by other parameters. The feature that owns the facts registers one a clause, scoped.
/// </summary>
public interface IReplay
{
    /// <summary>The clause; its rule is registered with <c>AddClauseRule</c>.</summary>
    string Clause { get; }

    /// <summary>Key of the text that says which cases are replayed.</summary>
    string Cases { get; }

    /// <summary>How many there are at most.</summary>
    Task<int> Count(ReplayPeriod period, CancellationToken ct);

    /// <summary>The next part.</summary>
    /// <param name="period">What is replayed.</param>
    /// <param name="mark">Mark of the part, null for the first.</param>
    /// <param name="size">Cases at most.</param>
    /// <param name="ct">Ends it.</param>
    Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct);
}

/// <summary>Makes known which clauses can be replayed.</summary>
public static class Replays
{
    /// <summary>Registers the past cases of a clause.</summary>
    public static IServiceCollection AddReplay<T>(this IServiceCollection services, string clause) where T : class, IReplay =>
        services.AddScoped<IReplay, T>().AddSingleton(new ReplayedClause(clause));
}

/// <summary>A clause that can be replayed.</summary>
/// <param name="Clause">The clause.</param>
public sealed record ReplayedClause(string Clause);
