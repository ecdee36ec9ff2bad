namespace Guiju.Shell.Demo;

/// <summary>A clock the seed sets, so that a history of months is written with the days it claims.</summary>
sealed class SeedClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    /// <summary>Goes on to this instant; never back.</summary>
    public void MoveTo(DateTime utc)
    {
        var next = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        if (next > now) now = next;
    }

    public override DateTimeOffset GetUtcNow() => now;
}
