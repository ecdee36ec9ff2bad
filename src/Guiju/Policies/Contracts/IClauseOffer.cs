namespace Guiju.Policies.Contracts;

/// <summary>What one can do with a clause.</summary>
/// <param name="Text">Key of its words.</param>
/// <param name="Href">Where it is done; null where it cannot be done with this clause.</param>
/// <param name="WhyNot">Key of the reason then.</param>
/// <param name="Permission">Who is shown it: a value of <see cref="Platform.Security.Permission"/>.</param>
/// <param name="Before">Whether it is worth doing before a parameter is changed.</param>
public sealed record ClauseOffer(string Text, string? Href, string? WhyNot, string Permission, bool Before);

/// <summary>Offers something on the page of a clause; a feature above registers one as a singleton.</summary>
public interface IClauseOffer
{
    /// <summary>What it offers for a clause, or null.</summary>
    /// <param name="clauseId">The clause.</param>
    /// <param name="decides">Whether it can be tried.</param>
    ClauseOffer? For(string clauseId, bool decides);
}
