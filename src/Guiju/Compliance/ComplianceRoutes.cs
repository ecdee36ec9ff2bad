using Guiju.Compliance.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Compliance;

/// <summary>Pages and API of how clauses are kept; for reading alone.</summary>
static class ComplianceRoutes
{
    /// <summary>Duties shown beside the figures.</summary>
    const int Beside = 6;

    public static void MapTallies(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("compliance");
        api.MapGet("", async ([AsParameters] ComplianceQuery query, UseCase<ShowCompliance> show, CancellationToken ct) => (await show.Ask(u => u.Handle(query, ct), ct)).ToOk())
            .WithName("GetCompliance").WithSummary("How clauses were kept in a period, within one's data scope").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("shares", async ([AsParameters] ComplianceQuery query, UseCase<ShowCompliance> show, CancellationToken ct) => (await show.Ask(u => u.Shares(query, ShowCompliance.MostShares, ct), ct)).ToOk())
            .WithName("GetComplianceShares").WithSummary("The same by company, department or person").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("duties", async ([AsParameters] ComplianceQuery query, UseCase<ShowCompliance> show, CancellationToken ct) => (await show.Ask(u => u.Duties(query, true, query.Size ?? 50, ct), ct)).ToOk())
            .WithName("ListComplianceDuties").WithSummary("The duties behind the figures, the latest due first, page by page").ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var pages = routes.MapGroup("/compliance").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", Page);
        pages.MapGet("duties", List);
        pages.MapGet("figures.xlsx", ([AsParameters] ComplianceQuery query, HttpContext http, UseCase<ShowCompliance> show, CancellationToken ct) => ComplianceWorkbook.Figures(http, query, show, ct));
        pages.MapGet("duties.xlsx", ([AsParameters] ComplianceQuery query, bool? all, HttpContext http, UseCase<ShowCompliance> show, Platform.CompanyClock clock, CancellationToken ct) => ComplianceWorkbook.Duties(http, query, all, show, clock, ct));
    }

    static async Task<IResult> Page([AsParameters] ComplianceQuery query, UseCase<ShowCompliance> show, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(query, ct), ct);
        if (!found.Done) return found.ToProblem();
        var (shares, duties, choices) = (await show.Ask(u => u.Shares(query, ShowCompliance.MostShares, ct), ct), await show.Ask(u => u.Duties(query with { After = null }, false, Beside, ct), ct), await show.Ask(u => u.Choose(ct), ct));
        return new RazorComponentResult<CompliancePage>(new { Query = query, Answer = found.Value, Shares = shares.Value, Duties = duties.Value, Choices = choices.Value });
    }

    static async Task<IResult> List([AsParameters] ComplianceQuery query, bool? all, UseCase<ShowCompliance> show, CancellationToken ct)
    {
        var page = await show.Ask(u => u.Duties(query, all ?? false, query.Size ?? 50, ct), ct);
        if (!page.Done) return page.ToProblem();
        var (found, choices) = (await show.Ask(u => u.Handle(query, ct), ct), await show.Ask(u => u.Choose(ct), ct));
        return new RazorComponentResult<ComplianceDutiesPage>(new { Query = query, All = all ?? false, Answer = found.Value, Page = page.Value, Choices = choices.Value });
    }
}
