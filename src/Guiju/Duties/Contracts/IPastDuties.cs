namespace Guiju.Duties.Contracts;

/// <summary>What happened in the case of a duty, as far as its rule asks.</summary>
/// <param name="Id">The duty.</param>
/// <param name="Kind">Kind of record it is about.</param>
/// <param name="SubjectId">That record.</param>
/// <param name="Title">Its name; a dash where it was deleted.</param>
/// <param name="UnitId">Company.</param>
/// <param name="DepartmentId">Department.</param>
/// <param name="OwnerId">Whose it is or was.</param>
/// <param name="CountsFrom">The moment its time was counted from, UTC.</param>
/// <param name="DoneAt">When it was done, UTC; null where it was not.</param>
public sealed record PastDuty(Guid Id, string Kind, Guid SubjectId, string Title, Guid UnitId, Guid? DepartmentId, Guid? OwnerId, DateTime CountsFrom, DateTime? DoneAt);

/// <summary>Part of a long row of them.</summary>
/// <param name="Items">The duties.</param>
/// <param name="Next">Mark of the next part, null at the end.</param>
public sealed record PastDutyPart(IReadOnlyList<PastDuty> Items, string? Next);

/// <summary>Reads the duties of a clause that count from a moment of a period, in the actor's scope, part by part, so that their rule can be asked again. Those that were cancelled or excepted are left out: nobody knows when they would have been done.</summary>
public interface IPastDuties
{
    /// <summary>How many there are at most.</summary>
    Task<int> Count(string clause, Guid unitId, DateTime from, DateTime until, CancellationToken ct);

    /// <summary>The next part.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="unitId">Company.</param>
    /// <param name="from">First moment, UTC.</param>
    /// <param name="until">First moment after the period, UTC.</param>
    /// <param name="mark">Mark of the part, null for the first.</param>
    /// <param name="size">Duties at most.</param>
    /// <param name="ct">Ends it.</param>
    Task<PastDutyPart> After(string clause, Guid unitId, DateTime from, DateTime until, string? mark, int size, CancellationToken ct);
}
