namespace Guiju.Platform;

/// <summary>
/// The company's day: instants are kept in UTC, business dates are those of the company's time zone
/// (setting <c>Company:TimeZone</c>, default Asia/Shanghai).
/// </summary>
public sealed class CompanyClock(TimeProvider time, IConfiguration settings)
{
    /// <summary>The company's zone.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(settings["Company:TimeZone"] ?? "Asia/Shanghai");

    /// <summary>This instant, UTC, cut to microseconds, the finest both databases keep.</summary>
    public DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Today's date in the company's zone.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The date an instant falls on in the company's zone.</summary>
    public DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>An instant as the company's clocks show it.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The instant at which the company's clocks show this time.</summary>
    public DateTime Utc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone);
}
