using Guiju.Rulebook.Calendar;

namespace Guiju.Rulebook.Deadlines;

/// <summary>At which time of its last day a deadline ends.</summary>
public sealed record DayEnd
{
    enum Mode { Midnight, Close, Clock, Fixed }

    readonly Mode mode;
    readonly TimeOnly time;

    DayEnd(Mode mode, TimeOnly time = default) => (this.mode, this.time) = (mode, time);

    /// <summary>At the end of the day: 23:59:59 is in time, 00:00:00 is not.</summary>
    public static DayEnd Midnight { get; } = new(Mode.Midnight);

    /// <summary>When work ends.</summary>
    public static DayEnd Close { get; } = new(Mode.Close);

    /// <summary>At the time of day it started.</summary>
    public static DayEnd SameTime { get; } = new(Mode.Clock);

    /// <summary>At a set time.</summary>
    public static DayEnd At(TimeOnly time) => new(Mode.Fixed, time);

    internal bool IsClock => mode == Mode.Clock;

    internal DateTime On(DateOnly date, DateTime start, WorkHours hours) => date.ToDateTime(mode switch
    {
        Mode.Midnight => new TimeOnly(23, 59, 59),
        Mode.Close => hours.Close,
        Mode.Clock => TimeOnly.FromDateTime(start),
        _ => time,
    });
}
