using System.Globalization;

namespace Guiju.Reports.Clauses;

/// <summary>What a report is about: a quarter, written 2025-Q4, or a month, written 2026-01.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
public readonly record struct ReportPeriod(DateOnly First, DateOnly Last)
{
    /// <summary>Whether it is a month.</summary>
    public bool IsMonth => First.Month == Last.Month;

    /// <summary>The one of its kind after it.</summary>
    public ReportPeriod Next => IsMonth ? MonthOf(Last.AddDays(1)) : QuarterOf(Last.AddDays(1));

    /// <summary>The quarter a day lies in.</summary>
    public static ReportPeriod QuarterOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>The month a day lies in.</summary>
    public static ReportPeriod MonthOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>Reads 2025-Q4 or 2026-01; null where it is neither, or outside the years 2000 to 2100.</summary>
    public static ReportPeriod? Parse(string? text)
    {
        if (text is not { Length: 7 } || text[4] != '-' || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100) return null;
        if (text[5] == 'Q') return text[6] is >= '1' and <= '4' ? QuarterOf(new(year, (text[6] - '0') * 3, 1)) : null;
        return int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? MonthOf(new(year, month, 1)) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => IsMonth ? First.ToString("yyyy-MM", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-Q{Last.Month / 3}");
}
