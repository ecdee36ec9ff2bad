using Guiju.Rulebook.Decisions;

namespace Guiju.Policies.Contracts;

/// <summary>Makes clauses known that decide, so that anybody can try them on facts of his own.</summary>
public static class ClauseRules
{
    /// <summary>Registers a clause of a feature; the feature itself decides by the same rule.</summary>
    public static IServiceCollection AddClauseRule<T>(this IServiceCollection services) where T : ClauseRule => services.AddSingleton<ClauseRule, T>();
}
