using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Duties;

/// <summary>What happened to a duty between its beginning and its end.</summary>
public enum DutyEvent
{
    /// <summary>Somebody was told of it.</summary>
    Told,

    /// <summary>It went to somebody else.</summary>
    Handed,

    /// <summary>It was not owed any more.</summary>
    Cancelled,

    /// <summary>It was owed again.</summary>
    Reopened,

    /// <summary>It need not be done, by a decision.</summary>
    Excepted,

    /// <summary>It may be done later, by a decision: it is owed anew.</summary>
    Extended,
}

/// <summary>A line in the history of a duty; added, never changed.</summary>
public sealed class DutyLine : Entity
{
    DutyLine() { }

    internal DutyLine(Guid dutyId, DutyEvent what, DateTime at, string by) => (DutyId, What, At, By) = (dutyId, what, at, by);

    /// <summary>The duty.</summary>
    public Guid DutyId { get; private set; }

    /// <summary>What happened.</summary>
    public DutyEvent What { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Through whom, by name.</summary>
    public string By { get; private set; } = "";

    /// <summary>Whose it was.</summary>
    public Guid? FromId { get; private set; }

    /// <summary>His name then.</summary>
    public string? From { get; init; }

    /// <summary>Who was told, or whose it is now.</summary>
    public Guid? ToId { get; private set; }

    /// <summary>His name then.</summary>
    public string? To { get; init; }

    /// <summary>Key of the text that says why; of an exception or extension the decision in words.</summary>
    public string? Why { get; init; }

    /// <summary>The same line with those concerned.</summary>
    internal DutyLine Between(Guid? fromId, Guid? toId)
    {
        (FromId, ToId) = (fromId, toId);
        return this;
    }
}

/// <summary>A step as the ledger keeps it.</summary>
/// <param name="At">Instant, UTC, whole seconds.</param>
/// <param name="To">Up to whom.</param>
readonly record struct Step(DateTime At, DutyRung To)
{
    const string Form = "yyyyMMddHHmmss";

    /// <summary>Steps in the order they come, as <c>20250604093000O 20250605003000S</c>.</summary>
    public static string Write(IReadOnlyList<Step> steps) => string.Join(' ', steps.Select(s => s.At.ToString(Form, CultureInfo.InvariantCulture) + s.To.ToString()[0]));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Step> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => new Step(DateTime.ParseExact(s[..^1], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            s[^1] switch { 'S' => DutyRung.Supervisor, 'A' => DutyRung.Above, _ => DutyRung.Owner }))];

    /// <summary>The step to be told at an instant, how many are past with it, and when the next comes; of several that came since, the highest alone.</summary>
    /// <param name="steps">All steps, in order.</param>
    /// <param name="told">How many were past before.</param>
    /// <param name="now">This instant, UTC.</param>
    public static (Step? Now, int Told, DateTime? Next) Come(IReadOnlyList<Step> steps, int told, DateTime now)
    {
        Step? highest = null;
        for (; told < steps.Count && steps[told].At <= now; told++)
            if (highest is not { } before || steps[told].To >= before.To) highest = steps[told];
        return (highest, told, told < steps.Count ? steps[told].At : null);
    }
}
