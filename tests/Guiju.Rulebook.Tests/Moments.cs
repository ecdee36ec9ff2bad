using System.Globalization;

namespace Guiju.Rulebook.Tests;

/// <summary>Dates and moments as the tests write them.</summary>
static class Moments
{
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTime At(string text) => DateTime.ParseExact(text,
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None);
}
