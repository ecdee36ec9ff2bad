namespace Guiju.Shell.Demo;

/// <summary>Mondays to Fridays, near enough for a story; nobody in the demo works on a weekend.</summary>
static class WorkingDays
{
    /// <summary>This day, or the Monday after it.</summary>
    public static DateOnly OrNext(this DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };

    /// <summary>So many working days before this day.</summary>
    public static DateOnly Back(this DateOnly day, int count)
    {
        while (count > 0)
            if ((day = day.AddDays(-1)).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) count--;
        return day;
    }
}
