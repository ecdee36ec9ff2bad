using Guiju.Customers.Clauses;
using Guiju.Platform;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Papers;

/// <summary>What an attached file can be (资料类型): the certificates of D12-4.1a and the papers the company keeps of each new customer (D02-4.6.3).</summary>
sealed class DocumentKinds(IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>Longest name of a kind, in characters.</summary>
    public const int Longest = 40;

    /// <summary>Papers that must be kept of a new customer, by the parameter <c>required_documents</c>.</summary>
    [Clause("D02-4.6.3")]
    public IReadOnlyList<string> Required(Guid unit) => [.. parameters.For(unit).Get<List<string>>("D02-4.6.3", "required_documents", clock.Today).Distinct()];

    /// <summary>Certificates a firm without a unified licence shows, on a day.</summary>
    [Clause("D12-4.1a")]
    public int Certificates(Guid unit, DateOnly on) => parameters.For(unit).Get<int>("D12-4.1a", "certificates", on);

    /// <summary>First day of unified licences, by the company's rule of a day.</summary>
    [Clause("D12-4.1a")]
    public DateOnly UnifiedSince(Guid unit, DateOnly on) => parameters.For(unit).Get<DateOnly>("D12-4.1a", "unified_since", on);

    /// <summary>All kinds a file can be given, required papers first.</summary>
    public IReadOnlyList<string> All(Guid unit) => [.. Required(unit).Union(SourceCertificates.Names)];

    /// <summary>What is wrong with a kind, or null; none is a kind too.</summary>
    public Finding? Check(Guid unit, string? kind) => string.IsNullOrWhiteSpace(kind) || All(unit).Contains(kind.Trim())
        ? null : new Finding("papers.kind.unknown", "kind", "D02-4.6.3").With(kind.Trim(), string.Join("、", All(unit)));

    /// <summary>The name of a kind in the reader's language; kinds of the company's own as it wrote them.</summary>
    public static string Label(string kind) => Texts.All.Has($"papers.kind.{kind}") ? Texts.All[$"papers.kind.{kind}"] : kind;
}
