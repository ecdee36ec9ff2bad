using System.Globalization;

namespace Guiju.FollowUp.Weekly;

/// <summary>A week, from Monday to Sunday, written as ISO 8601 has it: 2025-W23.</summary>
/// <param name="Monday">Its first day.</param>
public readonly record struct PlanWeek(DateOnly Monday)
{
    /// <summary>Its last day.</summary>
    public DateOnly Sunday => Monday.AddDays(6);

    /// <summary>The week after.</summary>
    public PlanWeek Next => new(Monday.AddDays(7));

    /// <summary>The week before.</summary>
    public PlanWeek Previous => new(Monday.AddDays(-7));

    /// <summary>Year it is counted in.</summary>
    public int Year => ISOWeek.GetYear(Monday);

    /// <summary>Number in that year, from 1.</summary>
    public int Number => ISOWeek.GetWeekOfYear(Monday);

    /// <summary>The week a day lies in.</summary>
    public static PlanWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    /// <summary>Reads 2025-W23; null where it is no week of the years 2000 to 2100.</summary>
    public static PlanWeek? Parse(string? text) =>
        text is { Length: 8 } && text[4..6] == "-W" && int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && int.TryParse(text[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && year is >= 2000 and <= 2100 && number >= 1 && number <= ISOWeek.GetWeeksInYear(year) ? new(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday))) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
