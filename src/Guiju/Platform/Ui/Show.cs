using System.Globalization;

namespace Guiju.Platform.Ui;

/// <summary>How dates, times and numbers are written, the same on every page and in both languages.</summary>
public static class Show
{
    /// <summary>Date with year: 2026-11-23; a dash where there is none.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Day in lists: 11-23, with the year where it is not this year's.</summary>
    public static string Day(DateOnly? date, DateOnly today) =>
        date is { } d ? d.Year == today.Year ? d.ToString("MM-dd", CultureInfo.InvariantCulture) : Date(d) : None;

    /// <summary>Instant as the company's clocks show it: 11-23 09:20, with the year where it is not this year's.</summary>
    public static string When(DateTime? utc, CompanyClock clock)
    {
        if (utc is not { } instant) return None;
        var local = clock.Local(instant);
        return $"{Day(DateOnly.FromDateTime(local), clock.Today)} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Whole number: 1,000,000.</summary>
    public static string Count(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Amount with two decimals and no currency (that stands in the header): 9,640.00.</summary>
    public static string Money(decimal? amount) => amount?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Share with one decimal: 0.936 is 93.6 %.</summary>
    public static string Percent(decimal? share) => share is { } s ? $"{(s * 100).ToString("0.#", CultureInfo.InvariantCulture)} %" : None;

    /// <summary>What stands where there is no value.</summary>
    public const string None = "—";
}
