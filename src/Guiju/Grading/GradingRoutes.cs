using Guiju.Grading.Pages;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Grading;

static class GradingRoutes
{
    /// <summary>Registers the ranking's place in the navigation.</summary>
    public static IServiceCollection AddGrading(this IServiceCollection services) =>
        services.AddSingleton(new NavItem("grading.ranking", "/grading/ranking", "stairs-up", 220, Permission.ReportsRead));

    /// <summary>Routes of the ranking.</summary>
    public static IEndpointRouteBuilder MapGrading(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("grading").MapGet("ranking", async (int? year, UseCase<RankCustomers> rank, CancellationToken ct) => (await rank.Ask(u => u.Handle(year, ct), ct)).ToOk()).WithName("RankCustomers");
        routes.MapGroup("/grading").ExcludeFromDescription().MapGet("ranking", async Task<IResult> (int? year, UseCase<RankCustomers> rank, CompanyClock clock, CancellationToken ct) =>
            await rank.Ask(u => u.Handle(year, ct), ct) is var found && found.Done
                ? new RazorComponentResult<RankingPage>(new { Ranking = found.Value, Years = (IReadOnlyList<int>)[.. Enumerable.Range(0, 3).Select(i => clock.Today.Year - i)] })
                : found.ToProblem());
        return routes;
    }
}
