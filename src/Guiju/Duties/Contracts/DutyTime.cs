using Guiju.Platform;
using Guiju.Platform.Ui;

namespace Guiju.Duties.Contracts;

/// <summary>How the time of a duty is said.</summary>
public static class DutyTime
{
    /// <summary>逾期 3 天, 今日 17:30, 06-12; of an ended one how it ended.</summary>
    public static string Words(DutyItem duty, Texts texts, CompanyClock clock)
    {
        if (duty.State != DutyState.Open) return texts.Of(duty.State);
        var (day, today) = (clock.DateOf(duty.DueAt), clock.Today);
        if (duty.Late) return day < today ? texts["duties.late.days", [today.DayNumber - day.DayNumber]] : texts["duties.late.today"];
        if (day == today) return texts["duties.today.at", [clock.Local(duty.DueAt).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)]];
        return (duty.Estimated ? "≈ " : "") + Show.Day(day, today);
    }

    /// <summary>Bad when late, warn when due today, ok when done in time.</summary>
    public static Tone ToneOf(DutyItem duty, CompanyClock clock) => duty.State switch
    {
        DutyState.DoneInTime => Tone.Ok,
        DutyState.Cancelled or DutyState.Excepted => Tone.Plain,
        DutyState.DoneLate => Tone.Bad,
        _ => duty.Late ? Tone.Bad : clock.DateOf(duty.DueAt) == clock.Today ? Tone.Warn : Tone.Plain,
    };
}
