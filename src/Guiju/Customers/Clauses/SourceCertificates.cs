using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>Which certificates belong to a firm's original data (D12-4.1a): the three old ones, or the one licence that has taken their place (三证合一).</summary>
static class SourceCertificates
{
    /// <summary>The certificates by the names the form gives them; the licence first.</summary>
    public const string Licence = "营业执照", TaxRegistration = "税务登记证", OrganizationCode = "组织机构代码证";

    /// <summary>All three, in the order of the form.</summary>
    public static IReadOnlyList<string> Names { get; } = [Licence, TaxRegistration, OrganizationCode];

    /// <summary>Those that must be there: the licence alone where it is a unified one.</summary>
    /// <param name="unified">Whether the firm has a unified licence.</param>
    /// <param name="certificates">How many certificates a firm without one shows, 1 to 3.</param>
    [Clause("D12-4.1a")]
    public static IReadOnlyList<string> Needed(bool unified, int certificates) => [.. Names.Take(unified ? 1 : Math.Clamp(certificates, 1, Names.Count))];

    /// <summary>What is wrong with what is said of the licence.</summary>
    /// <param name="unified">Whether it is said to be a unified one.</param>
    /// <param name="creditCode">Unified social credit code on file, which such a licence bears; one kept with a warning counts.</param>
    /// <param name="on">Day of the form.</param>
    /// <param name="unifiedSince">First day such licences were issued.</param>
    [Clause("D12-4.1a")]
    public static IEnumerable<Finding> Check(bool unified, string? creditCode, DateOnly on, DateOnly unifiedSince)
    {
        if (!unified) yield break;
        if (on < unifiedSince) yield return new Finding("papers.unified.early", "unified", "D12-4.1a").With($"{unifiedSince:yyyy-MM-dd}", $"{on:yyyy-MM-dd}");
        if (creditCode is null) yield return new Finding("papers.unified.code", "unified", "D12-4.1a");
    }

    /// <summary>Certificates that are missing among the kinds of the files attached.</summary>
    [Clause("D12-4.1a")]
    public static IReadOnlyList<string> Missing(bool unified, int certificates, IReadOnlySet<string> attached) => [.. Needed(unified, certificates).Where(c => !attached.Contains(c))];
}
