using Guiju.Policies.Contracts;

namespace Guiju.Duties.Contracts;

/// <summary>How what is late climbs where its own clause does not say: by the numbers of D03-3.3, the one clause that states a ladder; a company changes them like any other.</summary>
public static class Escalation
{
    /// <summary>Days after the due day, ascending: the supervisor's, then those of whoever is above him.</summary>
    public static IReadOnlyList<int> Ladder(IClauseParameters parameters, DateOnly on) => [.. parameters.Get<Dictionary<string, int>>("D03-3.3", "escalate", on).Values.Where(d => d > 0).Order()];
}
