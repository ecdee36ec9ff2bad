using System.Globalization;
using System.Text.Json.Serialization;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Policies.Contracts;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Reports.Periodic;

/// <summary>The numbers of the clauses as a company has them. How a day of rest moves a due day, and whether the day itself counts, says D12-8a for all of them.</summary>
[Clause("D12-8a"), Clause("D12-8b"), Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f")]
sealed class ReportRules(IClauseParameters parameters, IWorkCalendar calendars)
{
    const string General = "D12-8a";

    /// <summary>Those of a company.</summary>
    public ReportRules For(Guid unitId) => new(parameters.For(unitId), calendars.For(unitId));

    /// <summary>How often is reported, by the parameters of a day.</summary>
    public ReportRhythm Rhythm(DateOnly on) => new(parameters.Get<List<int>>(General, "months", on), ByMonth("D12-8c", on), ByMonth("D12-8e", on));

    /// <summary>When a report is due, by the parameters of the day after its period.</summary>
    public Due Due(OwedReport owed) => ReportSchedule.Due(owed.Period, Rule(owed), calendars.On(ParametersOn(owed)));

    /// <summary>How many of its forms are owed.</summary>
    public int Forms(OwedReport owed) => owed.Kind.Clause == General ? Math.Clamp(parameters.Get<int>(General, "reports", ParametersOn(owed)), 1, owed.Kind.Forms.Count) : owed.Kind.Forms.Count;

    /// <summary>Which sending of a report counts that was due on a day (D12-8h).</summary>
    public LatenessBasis Basis(DateOnly due) => parameters.Get<string>("D12-8h", "lateness_basis", due).Equals("first", StringComparison.OrdinalIgnoreCase) ? LatenessBasis.First : LatenessBasis.Final;

    /// <summary>The duty of a report.</summary>
    /// <param name="task">The report.</param>
    /// <param name="unit">Name of the company.</param>
    /// <param name="ownerId">Who answers for it.</param>
    /// <param name="returned">When it was returned, by the company's clocks; null where it is new. What is late already climbs from that moment on.</param>
    /// <param name="clock">The company's clock.</param>
    public NewDuty Duty(ReportTask task, string unit, Guid ownerId, DateTime? returned, CompanyClock clock)
    {
        var owed = new OwedReport(task.Kind, task.Period);
        var (on, calendar) = (ParametersOn(owed), calendars.On(ParametersOn(owed)));
        var due = new Due(returned ?? task.First.ToDateTime(TimeOnly.MinValue), clock.Local(task.DueAt), task.Estimated);
        var climbs = returned is { } at && due.IsLate(at) ? due with { At = at } : due;
        var ladder = climbs.Escalated(Escalation.Ladder(parameters, on), calendar);
        // A summary unsent is told above in its first late second (D12-8b); what a company owes, when work begins the day after.
        IReadOnlyList<DutyStep> steps = climbs != due ? [.. ladder]
            : task.Kind.Sums is null ? [.. due.OnTheDay(calendar), due.AtDue(), .. ladder]
            : [.. due.OnTheDay(calendar), due.AtDue(), due.WhenLate(DutyRung.Supervisor), .. ladder.Select(s => s with { To = DutyRung.Above })];
        var rule = Rule(owed);
        return new()
        {
            Clause = task.Clause,
            Subject = Subject(task.Id),
            Title = unit,
            Occurrence = task.Returns.ToString(CultureInfo.InvariantCulture),
            NewSubject = returned is null,
            Detail = task.Period.ToString(),
            UnitId = task.UnitId,
            OwnerId = ownerId,
            Due = due,
            ParametersOn = on,
            Facts = [task.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rule.Day.ToString(CultureInfo.InvariantCulture), rule.Time.ToString("HH:mm", CultureInfo.InvariantCulture), Word(owed).ToString().ToLowerInvariant()],
            Steps = steps,
        };
    }

    /// <summary>A report as the subject of duties.</summary>
    public static DutySubject Subject(Guid id) => new(Kind, id);

    /// <summary>Kind of the subject.</summary>
    public const string Kind = "reportTask";

    ReportDueRule Rule(OwedReport owed)
    {
        var (clause, on) = (owed.Kind.Clause, ParametersOn(owed));
        return new(parameters.Get<int>(clause, "due_day", on), parameters.Get<bool>(General, "before_is_inclusive", on),
            Word(owed) switch { HolidayRoll.None => Roll.None, HolidayRoll.Defer => Roll.Forward, _ => Roll.Back }, parameters.Get<TimeOnly>(clause, "due_time", on));
    }

    HolidayRoll Word(OwedReport owed) => parameters.Get<RollSetting>(General, "holiday_roll", ParametersOn(owed)).Roll;

    bool ByMonth(string clause, DateOnly on) => parameters.Get<string>(clause, "frequency", on).Equals("monthly", StringComparison.OrdinalIgnoreCase);

    static DateOnly ParametersOn(OwedReport owed) => owed.Period.Last.AddDays(1);

    enum HolidayRoll
    {
        None,
        Advance,
        Defer,
    }

    sealed record RollSetting([property: JsonPropertyName("roll")] HolidayRoll Roll);
}
