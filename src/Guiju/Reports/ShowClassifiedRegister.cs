using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Reports;

/// <summary>The form 销售客户分类登记表 from live data: the customers of the actor's scope by category of the register.</summary>
[Allow(Permission.ReportsRead), Clause("D01-1.3c"), Clause("D01-1.3e"), Clause("D01-2.3b")]
public sealed class ShowClassifiedRegister(RegisterRows register)
{
    /// <summary>Rows of a form at most; a longer one is cut and says so.</summary>
    public const int Most = 1000;

    /// <summary>Which rows.</summary>
    /// <param name="OwnerId">Those of one person in charge.</param>
    /// <param name="CategoryId">Those of one category.</param>
    /// <param name="From">Brought up to date on this day or later.</param>
    /// <param name="Until">Brought up to date on this day or earlier.</param>
    public sealed record Filter(Guid? OwnerId = null, Guid? CategoryId = null, DateOnly? From = null, DateOnly? Until = null);

    /// <summary>A row, in the order of the form's columns.</summary>
    public sealed record Row(Guid Id, string Code, string Name, Stage Stage, string? Contact, string? Demand, string? Owner, DateTime? LastContactAt, string? Feedback,
        DateOnly? NextContactOn, string? UpdatedBy, DateTime UpdatedAt);

    /// <summary>A category with its rows by name.</summary>
    public sealed record Section(Guid Id, int Order, string Name, IReadOnlyList<Row> Rows);

    /// <summary>Somebody in charge of customers.</summary>
    public sealed record Owner(Guid Id, string Name);

    /// <summary>The form.</summary>
    public sealed record Answer(string Unit, Filter Filter, IReadOnlyList<Section> Sections, IReadOnlyList<VisibleCategory> Categories, IReadOnlyList<Owner> Owners, int Total, bool Cut, DateTime At, string By);

    /// <summary>Reads it.</summary>
    public async Task<Outcome<Answer>> Handle(Filter filter, CancellationToken ct)
    {
        if (filter is { From: { } first, Until: { } last } && last < first) return new Finding("reports.period", "until");
        return await register.Read(filter, Most, ct);
    }
}
