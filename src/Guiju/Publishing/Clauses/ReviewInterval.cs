using Guiju.Rulebook.Clauses;

namespace Guiju.Publishing.Clauses;

/// <summary>When a regulation has to be looked at again: so many times a year from its last revision (D06-7.1).</summary>
[Clause("D06-7.1")]
public static class ReviewInterval
{
    /// <summary>The day; from the last of February to the last of February.</summary>
    /// <param name="revised">Day of the last revision, or of the last look that found nothing to change.</param>
    /// <param name="timesAYear">How often a year, 1 to 12.</param>
    public static DateOnly Next(DateOnly revised, int timesAYear) => revised.AddMonths(12 / Math.Clamp(timesAYear, 1, 12));
}

/// <summary>How long a version may be for trial (D07-1).</summary>
[Clause("D07-1")]
public static class TrialPeriod
{
    /// <summary>Its last day.</summary>
    /// <param name="effective">First day in force.</param>
    /// <param name="months">Months of the trial, 1 and more.</param>
    public static DateOnly Last(DateOnly effective, int months) => effective.AddMonths(Math.Max(1, months)).AddDays(-1);

    /// <summary>Whether the trial is over, so that the version waits to be made lasting.</summary>
    public static bool Over(DateOnly? last, DateOnly today) => last is { } day && today > day;
}
