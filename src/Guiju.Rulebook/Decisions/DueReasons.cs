using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Rulebook.Decisions;

/// <summary>Says of any deadline why it ends when it does: from when it runs, how much there is, which days were passed over, when the last one ends.</summary>
public static class DueReasons
{
    /// <summary>Days passed over that are named one by one; of more only the number is said.</summary>
    const int MostNamed = 12;

    /// <summary>The lines.</summary>
    /// <param name="deadline">How long there is.</param>
    /// <param name="start">The moment it was counted from.</param>
    /// <param name="due">What came of it.</param>
    /// <param name="calendar">The calendar it was counted in.</param>
    /// <param name="fact">Name of the fact the start is.</param>
    /// <param name="parameter">Name of the parameter the amount is.</param>
    public static IReadOnlyList<Reason> Of(Deadline deadline, DateTime start, Due due, WorkCalendar calendar, string fact, string parameter)
    {
        List<Reason> lines =
        [
            Reason.Fact(fact, "decision.start", start),
            Reason.Parameter(parameter, $"decision.amount.{deadline.Unit}", deadline.Amount),
        ];
        if (due.Start != start) lines.Add(Reason.Calendar("decision.waits", due.Start));
        if (deadline.CutOff > TimeSpan.Zero) lines.Add(Reason.Rule("decision.cut-off", (int)deadline.CutOff.TotalMinutes));
        if (deadline.Unit is TimeUnit.WorkingDays or TimeUnit.WorkingMinutes) lines.AddRange(PassedOver(start, due, calendar));
        if (deadline.Unit is not (TimeUnit.Minutes or TimeUnit.Hours or TimeUnit.WorkingMinutes) && !deadline.End.IsClock)
            lines.Add(Reason.Rule(deadline.End == DayEnd.Midnight ? "decision.end.midnight" : deadline.End == DayEnd.Close ? "decision.end.close" : "decision.end.time", TimeOnly.FromDateTime(due.At)));
        if (deadline.Roll != Roll.None) lines.Add(Reason.Calendar($"decision.roll.{deadline.Roll}"));
        lines.Add(Reason.Rule("decision.due", due.At, due.LateFrom));
        if (due.Estimated) lines.Add(Reason.Calendar("decision.estimated"));
        return lines;
    }

    static IEnumerable<Reason> PassedOver(DateTime start, Due due, WorkCalendar calendar)
    {
        var (first, last) = (DateOnly.FromDateTime(start), due.Day);
        List<DateOnly> off = [];
        List<CalendarDay> madeUp = [];
        for (var day = first; day <= last; day = day.AddDays(1))
            if (!calendar.IsWorkingDay(day)) off.Add(day);
            else if (calendar.Special(day) is { IsOff: false } special) madeUp.Add(special);
        foreach (var holiday in off.Select(calendar.Special).OfType<CalendarDay>().GroupBy(d => d.Name)) yield return Reason.Calendar("decision.holiday", holiday.Key, holiday.Min(d => d.Date), holiday.Max(d => d.Date));
        var weekend = off.Where(d => calendar.Special(d) is null).ToList();
        if (weekend.Count > MostNamed) yield return Reason.Calendar("decision.weekends", weekend.Count);
        else if (weekend.Count > 0) yield return Reason.Calendar("decision.weekend", weekend);
        foreach (var day in madeUp) yield return Reason.Calendar("decision.made-up", day.Date, day.Name);
    }
}
