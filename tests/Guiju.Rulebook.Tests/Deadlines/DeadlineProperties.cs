using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Tests.Calendar;

namespace Guiju.Rulebook.Tests.Deadlines;

/// <summary>Makes a deadline of a shape for any amount, so that amounts can be compared.</summary>
public sealed record Shape(string Name, Func<int, Deadline> Of)
{
    public override string ToString() => Name;

    static readonly Shape[] all =
    [
        new("working days", Deadline.WorkingDays),
        new("working days, start counts, to close", n => Deadline.WorkingDays(n) with { StartCounts = true, End = DayEnd.Close }),
        new("working days by the clock, cut-off", n => Deadline.WorkingDays(n) with { End = DayEnd.SameTime, WaitsForWork = true, CutOff = TimeSpan.FromHours(1) }),
        new("working minutes", n => Deadline.WorkingMinutes(n * 60)),
        new("hours", Deadline.Hours),
        new("hours that wait", n => Deadline.Hours(n) with { WaitsForWork = true }),
        new("days", Deadline.Days),
        new("days, start counts, back", n => Deadline.Days(n) with { StartCounts = true, Roll = Roll.Back }),
        new("days, forward", n => Deadline.Days(n) with { Roll = Roll.Forward }),
        new("months, back", n => Deadline.Months(n % 12) with { Roll = Roll.Back }),
        new("months, forward, to close", n => Deadline.Months(n % 12) with { Roll = Roll.Forward, End = DayEnd.Close }),
        new("quarters", n => Deadline.Quarters(n % 4)),
    ];

    public static Arbitrary<Shape> Shapes() => Gen.Elements(all).ToArbitrary();
}

[Properties(Arbitrary = [typeof(Within), typeof(Shape)], MaxTest = 500)]
public sealed class DeadlineProperties
{
    static readonly WorkCalendar china = WorkCalendar.China;

    [Property]
    public bool What_starts_later_is_due_no_earlier(Shape shape, DateTime a, DateTime b, byte amount)
    {
        var (first, second) = a <= b ? (a, b) : (b, a);
        return shape.Of(amount).From(first, china).At <= shape.Of(amount).From(second, china).At;
    }

    [Property]
    public bool A_shorter_limit_is_never_later(Shape shape, DateTime start, byte a, byte b)
    {
        var (shorter, longer) = (shape.Of(a), shape.Of(b));
        if (shorter.Amount > longer.Amount)
            (shorter, longer) = (longer, shorter);
        return shorter.From(start, china).At <= longer.From(start, china).At;
    }

    [Property]
    public bool Working_days_and_what_rolls_end_on_a_working_day(Shape shape, DateTime start, byte amount)
    {
        var deadline = shape.Of(amount);
        var due = deadline.From(start, china);
        var rolledInPlace = deadline.Roll == Roll.Back && china.OnOrBefore(due.Day) < DateOnly.FromDateTime(start);
        return deadline.Unit is not (TimeUnit.WorkingDays or TimeUnit.WorkingMinutes) && deadline.Roll == Roll.None
            || rolledInPlace || china.IsWorkingDay(due.Day);
    }

    [Property]
    public bool A_working_day_limit_is_the_working_days_that_pass(DateTime start, byte amount)
    {
        var day = DateOnly.FromDateTime(start);
        return amount == 0 || china.WorkingDaysBetween(day, Deadline.WorkingDays(amount).From(start, china).Day) == amount;
    }

    [Property]
    public bool The_last_second_is_in_time_and_the_next_is_late(Shape shape, DateTime start, byte amount)
    {
        var due = shape.Of(amount).From(start, china);
        return !due.IsLate(due.At) && due.IsLate(due.LateFrom) && due.LateFrom - due.At == TimeSpan.FromSeconds(1);
    }

    [Property]
    public bool Months_keep_the_day_or_take_the_last(DateTime start, byte amount)
    {
        var due = Deadline.Months(amount).From(start, china).Day;
        return due.Day == start.Day || (due.Day < start.Day && due.AddDays(1).Day == 1);
    }
}
