using Guiju.Platform.Http;

namespace Guiju.Duties.Contracts;

/// <summary>How a duty that was due counts.</summary>
public enum DutyOutcome
{
    /// <summary>按时: done in time.</summary>
    InTime,

    /// <summary>迟: done late.</summary>
    Late,

    /// <summary>例外: need not be done, by a decision.</summary>
    Excepted,

    /// <summary>违反: its time is over and it was not done, be it still open or cancelled after it was late.</summary>
    Broken,

    /// <summary>未结: still open and not late.</summary>
    Open,
}

/// <summary>Duties counted by how they came out. What was cancelled in time was not owed and is not counted.</summary>
/// <param name="InTime">Done in time.</param>
/// <param name="Late">Done late.</param>
/// <param name="Excepted">Excepted.</param>
/// <param name="Broken">Not done in time and not done since.</param>
/// <param name="Open">Open and not late.</param>
public readonly record struct DutyTally(int InTime, int Late, int Excepted, int Broken, int Open)
{
    /// <summary>All that were due.</summary>
    public int Due => Judged + Open;

    /// <summary>Those of which it is known how they came out.</summary>
    public int Judged => InTime + Late + Excepted + Broken;

    /// <summary>Share of those judged that were done in time, 0 to 1; null where none is judged.</summary>
    public decimal? Rate => Judged == 0 ? null : (decimal)InTime / Judged;

    /// <summary>So many of one outcome.</summary>
    public static DutyTally Of(DutyOutcome outcome, int count) => outcome switch
    {
        DutyOutcome.InTime => new(count, 0, 0, 0, 0),
        DutyOutcome.Late => new(0, count, 0, 0, 0),
        DutyOutcome.Excepted => new(0, 0, count, 0, 0),
        DutyOutcome.Broken => new(0, 0, 0, count, 0),
        DutyOutcome.Open => new(0, 0, 0, 0, count),
    };

    /// <summary>Both together.</summary>
    public static DutyTally operator +(DutyTally a, DutyTally b) => new(a.InTime + b.InTime, a.Late + b.Late, a.Excepted + b.Excepted, a.Broken + b.Broken, a.Open + b.Open);
}

/// <summary>Which duties are counted: those due from the first second of one day to the last of another, by the company's clocks.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record DutyPeriod(DateOnly From, DateOnly To)
{
    /// <summary>Only those of one clause.</summary>
    public string? Clause { get; init; }

    /// <summary>Only those of one company.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Only those of one department.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Only those of one person.</summary>
    public Guid? PersonId { get; init; }
}

/// <summary>By whom duties are counted.</summary>
public enum DutyParty
{
    /// <summary>Company.</summary>
    Unit,

    /// <summary>Department.</summary>
    Department,

    /// <summary>Person.</summary>
    Person,
}

/// <summary>The duties of a clause due on a day.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Day">The day.</param>
/// <param name="Tally">How they came out.</param>
public sealed record DutyDay(string Clause, DateOnly Day, DutyTally Tally);

/// <summary>The duties of a company, department or person.</summary>
/// <param name="Id">Which; null for those of nobody in particular.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tally">How they came out.</param>
public sealed record DutyShare(Guid? Id, string? Name, DutyTally Tally);

/// <summary>A duty with all that shows how it came out, as an audit asks for it.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Outcome">How it counts.</param>
/// <param name="Department">Its department's name.</param>
public sealed record DutyRecord(DutyItem Duty, DutyOutcome Outcome, string? Department);

/// <summary>Counts and lists the duties of the actor's scope that were due in a period, straight from the ledger.</summary>
public interface IDutyTallies
{
    /// <summary>Clauses that owe something, in order.</summary>
    IReadOnlyList<string> Clauses { get; }

    /// <summary>What a clause asks for, in the reader's language.</summary>
    string What(string clause);

    /// <summary>Counts a clause and a day; days and clauses of which nothing was due are left out.</summary>
    Task<IReadOnlyList<DutyDay>> ByDay(DutyPeriod period, CancellationToken ct);

    /// <summary>Counts companies, departments or people.</summary>
    Task<IReadOnlyList<DutyShare>> By(DutyParty party, DutyPeriod period, CancellationToken ct);

    /// <summary>A page of the duties themselves, the latest due first; null where the mark is none.</summary>
    /// <param name="period">Which.</param>
    /// <param name="outcomes">Only those that came out so; empty for all.</param>
    /// <param name="after">Where the last page ended.</param>
    /// <param name="size">Rows at most.</param>
    /// <param name="ct">Ends it.</param>
    Task<PageOf<DutyRecord>?> List(DutyPeriod period, IReadOnlyCollection<DutyOutcome> outcomes, string? after, int size, CancellationToken ct);
}
