using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Leads.Clauses;

/// <summary>
/// D01-1.2b: a lead is registered within so many natural hours of being obtained; later it is marked late and says why.
/// The time of obtaining is known to the minute, so the time limit ends with that minute.
/// </summary>
[Clause("D01-1.2b")]
public static class RegisterAtOnce
{
    /// <summary>Whether a registration is late.</summary>
    /// <param name="obtained">When the information was obtained.</param>
    /// <param name="registered">When it is registered.</param>
    /// <param name="withinHours">Natural hours allowed.</param>
    public static bool IsLate(DateTime obtained, DateTime registered, int withinHours) =>
        Minute(registered) > Minute(obtained).AddHours(withinHours);

    /// <summary>What is wrong with what is said of the time.</summary>
    public static IEnumerable<Finding> Check(DateTime obtained, DateTime registered, int withinHours, string? lateReason)
    {
        if (obtained > registered) yield return new("leads.obtained.future", "obtainedAt", "D01-1.2b");
        else if (IsLate(obtained, registered, withinHours) && string.IsNullOrWhiteSpace(lateReason))
            yield return new Finding("leads.late.reason", "lateReason", "D01-1.2b").With(withinHours);
        if (lateReason?.Length > 200) yield return new Finding("leads.too-long", "lateReason").With(200);
    }

    /// <summary>The instant cut to its minute.</summary>
    public static DateTime Minute(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
