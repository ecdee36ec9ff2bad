using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Reports.Clauses;

/// <summary>From when to when a company has a business line; both days count.</summary>
/// <param name="Line">The line.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record LineTime(ReportLine Line, DateOnly From, DateOnly? Until = null);

/// <summary>A company as far as its reports are concerned.</summary>
/// <param name="From">It owes for periods that end on this day or later.</param>
/// <param name="Until">… and by this day, or null.</param>
/// <param name="Lines">Its lines beside the general one.</param>
public sealed record ReportingCompany(DateOnly From, DateOnly? Until, IReadOnlyList<LineTime> Lines);

/// <summary>How often is reported, by the parameters of a day.</summary>
/// <param name="Months">Months in which the general quarterly reports are owed.</param>
/// <param name="ChemicalByMonth">Whether chemical companies report every month, instead of every quarter.</param>
/// <param name="PharmaByMonth">Whether pharmaceutical companies report every month, instead of every quarter.</param>
public sealed record ReportRhythm(IReadOnlyList<int> Months, bool ChemicalByMonth, bool PharmaByMonth);

/// <summary>By when is reported.</summary>
/// <param name="Day">Day of the month after the period.</param>
/// <param name="Inclusive">Whether that day still counts.</param>
/// <param name="Roll">Where it goes when it is no working day.</param>
/// <param name="Time">The last second in time of that day.</param>
public sealed record ReportDueRule(int Day, bool Inclusive, Roll Roll, TimeOnly Time);

/// <summary>A report owed.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Period">About what.</param>
public sealed record OwedReport(ReportKind Kind, ReportPeriod Period);

/// <summary>Which reports a company owes, and by when. Pure: the same company, day and parameters always give the same.</summary>
public static class ReportSchedule
{
    /// <summary>
    /// The reports of a company about periods that are over. A line counts that the company has on the last day of the period; a quarter's end
    /// adds nothing to what is reported by the month.
    /// </summary>
    /// <param name="company">The company.</param>
    /// <param name="since">Periods that ended before this day are left out.</param>
    /// <param name="today">A period is over from the day after its last on.</param>
    /// <param name="rhythm">How often, by the parameters of the day after a period.</param>
    [Clause("D12-8a"), Clause("D12-8c"), Clause("D12-8e"), Clause("D12-8g")]
    public static IReadOnlyList<OwedReport> Owed(ReportingCompany company, DateOnly since, DateOnly today, Func<DateOnly, ReportRhythm> rhythm)
    {
        List<OwedReport> owed = [];
        var from = since > company.From ? since : company.From;
        foreach (var period in Over(ReportPeriod.QuarterOf(from)).Concat(Over(ReportPeriod.MonthOf(from))))
        {
            var rules = rhythm(period.Last.AddDays(1));
            if (!period.IsMonth && rules.Months.Contains(period.Last.AddDays(1).Month)) owed.Add(new(ReportKind.Own(ReportLine.General), period));
            if (period.IsMonth == rules.ChemicalByMonth && Has(ReportLine.Chemical, period.Last)) owed.Add(new(ReportKind.Own(ReportLine.Chemical), period));
            if (period.IsMonth == rules.PharmaByMonth && Has(ReportLine.Pharma, period.Last)) owed.Add(new(ReportKind.Own(ReportLine.Pharma), period));
        }
        return owed;

        IEnumerable<ReportPeriod> Over(ReportPeriod first)
        {
            for (var period = first; period.Last < today && (company.Until is null || period.Last <= company.Until); period = period.Next)
                if (period.Last >= from) yield return period;
        }

        bool Has(ReportLine line, DateOnly on) => company.Lines.Any(l => l.Line == line && l.From <= on && (l.Until is null || on <= l.Until));
    }

    /// <summary>
    /// When the report about a period is due, by the company's clocks. Brought forward to or before the last day of the period, the day of the
    /// regulation stays: nobody reports on what is not over.
    /// </summary>
    [Clause("D12-8a"), Clause("D12-8b"), Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f")]
    public static Due Due(ReportPeriod period, ReportDueRule rule, WorkCalendar calendar) =>
        (Deadline.Days(Math.Max(rule.Day - (rule.Inclusive ? 0 : 1), 0)) with { Roll = rule.Roll, End = DayEnd.At(rule.Time) }).From(period.Last, calendar, after: period.Last);
}
