using System.Globalization;

namespace Guiju.Rulebook.Clauses;

/// <summary>A day of every year, such as 04-30.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31; a day the month does not have in some year means its last.</param>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>The date in a year; 02-29 is 02-28 in a common year.</summary>
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    /// <summary>Reads <c>MM-dd</c>.</summary>
    /// <exception cref="FormatException">It is no day of a year.</exception>
    public static MonthDay Parse(string text) =>
        // 2000 is a leap year, so that 02-29 is one.
        DateOnly.TryParseExact("2000-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.Month, date.Day)
            : throw new FormatException($"'{text}' is no day of a year (MM-dd).");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");
}
