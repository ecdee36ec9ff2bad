using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Clauses;

/// <summary>
/// D01-2.3b: whoever is in the register has a next contact, today at the earliest; one further off than the limit is in force
/// only when a supervisor has confirmed it.
/// </summary>
[Clause("D01-2.3b")]
public static class NextContactIsPlanned
{
    const string Id = "D01-2.3b";

    /// <summary>What the rule says of a planned date.</summary>
    /// <param name="Refused">Why it is refused, or null.</param>
    /// <param name="InForce">The date in force at once, null where none is planned: the asked one, or the last day of the limit until a supervisor has confirmed the asked one.</param>
    /// <param name="ToConfirm">The asked date that waits for a supervisor, or null.</param>
    public readonly record struct Plan(Finding? Refused, DateOnly? InForce, DateOnly? ToConfirm);

    /// <summary>Judges a date.</summary>
    /// <param name="asked">The date asked for.</param>
    /// <param name="today">Today.</param>
    /// <param name="leadClass">Class of the customer: temporarily invalid ones are not in the register and need no date.</param>
    /// <param name="maxFuture">Days ahead that need nobody's consent (parameter <c>max_future</c>).</param>
    public static Plan Decide(DateOnly? asked, DateOnly today, LeadClass? leadClass, int maxFuture)
    {
        var limit = today.AddDays(maxFuture);
        return asked switch
        {
            null when leadClass == LeadClass.TemporarilyInvalid => default,
            null => new(new("followup.next-on.required", "nextOn", Id), null, null),
            { } on when on < today => new(new Finding("followup.next-on.past", "nextOn", Id).With(Iso(on), Iso(today)), null, null),
            { } on when on > limit => new(null, limit, on),
            { } on => new(null, on, null),
        };
    }

    /// <summary>Tells who asked what happens to a date that is too far off.</summary>
    public static Finding Waits(DateOnly asked, DateOnly inForce, int maxFuture) =>
        new Finding("followup.next-on.to-confirm", "nextOn", Id).With(Iso(asked), maxFuture, Iso(inForce)).AsWarning();

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
