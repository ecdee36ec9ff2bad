using System.Globalization;
using Guiju.Rulebook.Clauses;

namespace Guiju.FollowUp.Clauses;

/// <summary>D01-3.1c: the weekly plan is sent by a time of its week; that second is in time, the next one is late.</summary>
[Clause("D01-3.1c")]
public static class WeeklyDeadline
{
    /// <summary>When the plan of a week is due, by the company's clocks; null where the setting names no weekday and time.</summary>
    /// <param name="monday">Monday of the week.</param>
    /// <param name="setting">Weekday and time, such as <c>Friday 17:30</c>.</param>
    public static DateTime? Due(DateOnly monday, string setting) =>
        setting.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var weekday, var clock] && Enum.TryParse<DayOfWeek>(weekday, true, out var day) && Enum.IsDefined(day) && char.IsAsciiLetter(weekday[0])
        && TimeOnly.TryParseExact(clock, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? monday.AddDays(((int)day + 6) % 7).ToDateTime(time) : null;

    /// <summary>Whether what is sent now is late: 17:30:00 is not, 17:30:01 is.</summary>
    /// <param name="due">When it is due.</param>
    /// <param name="now">Now, by the same clock.</param>
    public static bool IsLate(DateTime due, DateTime now) => now >= due.AddSeconds(1);
}
