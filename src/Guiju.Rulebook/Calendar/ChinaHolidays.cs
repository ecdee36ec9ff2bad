using System.Text.Json;

namespace Guiju.Rulebook.Calendar;

/// <summary>Public holidays and make-up working days of mainland China, as the State Council announced them year by year.</summary>
static class ChinaHolidays
{
    /// <summary>The days of the years announced so far.</summary>
    public static IReadOnlyList<CalendarDay> Days()
    {
        using var document = Open("holidays.json");
        return [.. document.RootElement.EnumerateArray().Select(day => new CalendarDay(
            DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            day.GetProperty("name").GetString()!,
            day.GetProperty("isOffDay").GetBoolean()))];
    }

    /// <summary>Years with a notice; a year without one is not known even where a day of it is.</summary>
    public static IReadOnlyList<int> Years()
    {
        using var document = Open("papers.json");
        return [.. document.RootElement.EnumerateObject().Where(y => y.Value.GetArrayLength() > 0)
            .Select(y => int.Parse(y.Name, System.Globalization.CultureInfo.InvariantCulture))];
    }

    static JsonDocument Open(string name)
    {
        using var stream = typeof(ChinaHolidays).Assembly.GetManifestResourceStream("calendar/" + name)!;
        return JsonDocument.Parse(stream);
    }
}
