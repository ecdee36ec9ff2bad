using System.Globalization;

namespace Guiju.Rulebook.Calendar;

/// <summary>A stretch of work without a break; the end does not belong to it.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">Moment it stops.</param>
public readonly record struct WorkSpan(TimeOnly From, TimeOnly To)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => To - From;
}

/// <summary>When people work on a working day: the same on each, with breaks between the spans.</summary>
public sealed class WorkHours
{
    /// <summary>08:30–12:00 and 13:00–17:30, eight hours.</summary>
    public static WorkHours Default { get; } = Parse("08:30-12:00,13:00-17:30");

    /// <summary>Hours made of these spans.</summary>
    /// <exception cref="ArgumentException">There is none, one is empty, or they overlap or are out of order.</exception>
    public WorkHours(params IReadOnlyList<WorkSpan> spans)
    {
        if (spans.Count == 0 || spans.Any(s => s.From >= s.To) || spans.Zip(spans.Skip(1)).Any(p => p.First.To > p.Second.From))
            throw new ArgumentException("Working hours are one or more spans, each ending after it starts, in the order of the day.", nameof(spans));
        Spans = [.. spans];
        PerDay = Spans.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Length);
    }

    /// <summary>The spans in the order of the day.</summary>
    public IReadOnlyList<WorkSpan> Spans { get; }

    /// <summary>Working time of a day.</summary>
    public TimeSpan PerDay { get; }

    /// <summary>When work starts.</summary>
    public TimeOnly Opening => Spans[0].From;

    /// <summary>When work ends.</summary>
    public TimeOnly Close => Spans[^1].To;

    /// <summary>Reads <c>08:30-12:00,13:00-17:30</c>.</summary>
    /// <exception cref="FormatException">It does not read like that.</exception>
    public static WorkHours Parse(string text)
    {
        try
        {
            return new([.. text.Split(',').Select(s => s.Trim().Split('-')).Select(s => s.Length == 2 ? new WorkSpan(Time(s[0]), Time(s[1])) : throw new FormatException())]);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new FormatException($"'{text}' are no working hours (08:30-12:00,13:00-17:30).", error);
        }
    }

    static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(',', Spans.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.From:HH\\:mm}-{s.To:HH\\:mm}")));
}
