using System.Globalization;
using System.Text.RegularExpressions;

namespace Guiju.Customers.Lists;

/// <summary>
/// A span of days in a condition: named (<c>this-week</c>), counted from today (<c>next-14-days</c>) or between two dates (<c>2025-01-01..2025-03-31</c>,
/// either end open). Days are those of the company's zone; a week starts on Monday.
/// </summary>
/// <param name="Name">Its name as the address writes it, or the kind of a counted or dated one.</param>
/// <param name="Days">Days counted, 1 to <see cref="MostDays"/>.</param>
/// <param name="First">First day of a dated one.</param>
/// <param name="Last">Last day of a dated one.</param>
public sealed partial record Period(string Name, int Days = 0, DateOnly? First = null, DateOnly? Last = null)
{
    /// <summary>Most days one can count.</summary>
    public const int MostDays = 3660;

    /// <summary>The named ones.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["today", "yesterday", "tomorrow", "overdue", "this-week", "last-week", "next-week", "this-month", "last-month", "next-month", "this-quarter", "last-quarter", "this-year", "last-year"];

    /// <summary>The counted ones: from N days ago until today, from today until N days on, more than N days ago.</summary>
    public static IReadOnlyList<string> Counted { get; } = ["last", "next", "over"];

    /// <summary>Reads one, or answers null.</summary>
    public static Period? Read(string text)
    {
        if (Names.Contains(text)) return new(text);
        if (CountedForm().Match(text) is { Success: true } match)
        {
            var (kind, days) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
            return days is >= 1 and <= MostDays && kind == "over" == match.Groups[3].Success ? new(kind, days) : null;
        }
        if (text.Split("..") is not [var from, var to] || from.Length + to.Length == 0) return null;
        var (first, last) = (Day(from), Day(to));
        return (first is null && from.Length > 0) || (last is null && to.Length > 0) || first > last ? null : new("between", 0, first, last);
    }

    /// <summary>As the address writes it.</summary>
    public override string ToString() => Name switch
    {
        "between" => $"{Text(First)}..{Text(Last)}",
        "over" => string.Create(CultureInfo.InvariantCulture, $"over-{Days}-days-ago"),
        "last" or "next" => string.Create(CultureInfo.InvariantCulture, $"{Name}-{Days}-days"),
        _ => Name,
    };

    /// <summary>First and last day, null where that end is open.</summary>
    public (DateOnly? From, DateOnly? To) On(DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var year = new DateOnly(today.Year, 1, 1);
        return Name switch
        {
            "today" => (today, today),
            "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
            "tomorrow" => (today.AddDays(1), today.AddDays(1)),
            "overdue" => (null, today.AddDays(-1)),
            "this-week" => (monday, monday.AddDays(6)),
            "last-week" => (monday.AddDays(-7), monday.AddDays(-1)),
            "next-week" => (monday.AddDays(7), monday.AddDays(13)),
            "this-month" => (month, month.AddMonths(1).AddDays(-1)),
            "last-month" => (month.AddMonths(-1), month.AddDays(-1)),
            "next-month" => (month.AddMonths(1), month.AddMonths(2).AddDays(-1)),
            "this-quarter" => (quarter, quarter.AddMonths(3).AddDays(-1)),
            "last-quarter" => (quarter.AddMonths(-3), quarter.AddDays(-1)),
            "this-year" => (year, year.AddYears(1).AddDays(-1)),
            "last-year" => (year.AddYears(-1), year.AddDays(-1)),
            "last" => (today.AddDays(-Days), today),
            "next" => (today, today.AddDays(Days)),
            "over" => (null, today.AddDays(-Days - 1)),
            _ => (First, Last),
        };
    }

    static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200 ? day : null;

    [GeneratedRegex("^(last|next|over)-([0-9]{1,4})-days(-ago)?$")]
    private static partial Regex CountedForm();
}
