using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>The day of the next contact is mandatory, not in the past, and not out of sight (D01-2.3b).</summary>
static class NextContactDate
{
    /// <summary>Why a day is refused, or null.</summary>
    [Clause("D01-2.3b")]
    public static Finding? Check(DateOnly? on, DateOnly today) =>
        on is null ? new("customers.next-contact.required", "nextContactOn", "D01-2.3b")
        : on < today ? new Finding("customers.next-contact.past", "nextContactOn", "D01-2.3b").With($"{on:yyyy-MM-dd}", $"{today:yyyy-MM-dd}")
        : null;

    /// <summary>Whether the supervisor has to confirm it before it takes effect: day 180 does not need him, day 181 does.</summary>
    [Clause("D01-2.3b")]
    public static bool NeedsConfirmation(DateOnly on, DateOnly today, int maxFutureDays) => on > today.AddDays(maxFutureDays);
}
