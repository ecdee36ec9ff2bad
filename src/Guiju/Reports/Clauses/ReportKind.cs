using Guiju.Rulebook.Clauses;

namespace Guiju.Reports.Clauses;

/// <summary>A business line that has reports of its own; every company has the general one.</summary>
public enum ReportLine
{
    /// <summary>通用: asked of every company.</summary>
    General,

    /// <summary>化工.</summary>
    Chemical,

    /// <summary>医药.</summary>
    Pharma,
}

/// <summary>A form of the regulation that is sent.</summary>
public enum ReportForm
{
    /// <summary>客户资信报表.</summary>
    CreditReport,

    /// <summary>客户销售管理季度分析表.</summary>
    SalesAnalysis,

    /// <summary>季度汇总分析表.</summary>
    QuarterlySummary,

    /// <summary>季度客户销售报表(化工).</summary>
    ChemicalSales,

    /// <summary>季度客户销售汇总表(化工).</summary>
    ChemicalSummary,

    /// <summary>月度客户销售报表(医药).</summary>
    PharmaSales,

    /// <summary>月度客户销售汇总表(医药).</summary>
    PharmaSummary,
}

/// <summary>A report that a clause asks for: of a company, or of the group's top company about what its companies reported.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Line">Business line it is about.</param>
/// <param name="Sums">Clause of the reports it sums up; null for a company's own.</param>
/// <param name="Forms">Forms it consists of, in order.</param>
[Clause("D12-8a"), Clause("D12-8b"), Clause("D12-8c"), Clause("D12-8d"), Clause("D12-8e"), Clause("D12-8f")]
public sealed record ReportKind(string Clause, ReportLine Line, string? Sums, IReadOnlyList<ReportForm> Forms)
{
    /// <summary>All of them, in the order of the clauses.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("D12-8a", ReportLine.General, null, [ReportForm.CreditReport, ReportForm.SalesAnalysis]),
        new("D12-8b", ReportLine.General, "D12-8a", [ReportForm.QuarterlySummary]),
        new("D12-8c", ReportLine.Chemical, null, [ReportForm.ChemicalSales]),
        new("D12-8d", ReportLine.Chemical, "D12-8c", [ReportForm.ChemicalSummary]),
        new("D12-8e", ReportLine.Pharma, null, [ReportForm.PharmaSales]),
        new("D12-8f", ReportLine.Pharma, "D12-8e", [ReportForm.PharmaSummary]),
    ];

    /// <summary>The one of a clause.</summary>
    public static ReportKind Of(string clause) => All.Single(k => k.Clause == clause);

    /// <summary>A company's own report about a line.</summary>
    public static ReportKind Own(ReportLine line) => All.Single(k => k.Line == line && k.Sums is null);

    /// <summary>The summary of a clause's reports.</summary>
    public static ReportKind SummaryOf(string clause) => All.Single(k => k.Sums == clause);
}
