using Guiju.Duties.Contracts;
using Guiju.Duties.Pages;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Duties;

/// <summary>The ledger's page and its part of the API, both for reading alone: duties begin and end where the work is done.</summary>
static class DutiesRoutes
{
    /// <summary>The page counts up to here.</summary>
    public const int Counted = 999;

    public static IServiceCollection AddDuties(this IServiceCollection services) => services
        .AddScoped<IDuties, DutyLedger>().AddScoped<DutyRows>().AddScoped<IDutyReading>(s => s.GetRequiredService<DutyRows>()).AddScoped<IDutyTallies, DutyTallies>().AddScoped<IPastDuties, PastDuties>()
        .AddScoped<ISaveFollower, PeopleLeave>()
        .AddSingleton<DutyRound>().AddSingleton<IRound>(s => s.GetRequiredService<DutyRound>())
        .AddSingleton(new NavItem("duties.title", "/duties", "list-check", 20, Permission.Self, Key: 'd'));

    public static IEndpointRouteBuilder MapDuties(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("duties");
        api.MapGet("", async ([AsParameters] DutyQuery query, UseCase<ListDuties> list, CancellationToken ct) => (await list.Ask(u => u.Handle(query, query.Size ?? 50, ct), ct)).ToOk())
            .WithName("ListDuties").WithSummary("Duties: one's own, one's people's, or all one may see, page by page");
        api.MapGet("{id:guid}", async (Guid id, UseCase<ShowDuty> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk())
            .WithName("GetDuty").WithSummary("A duty with what happened to it");

        var pages = routes.MapGroup("/duties").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async Task<IResult> ([AsParameters] DutyQuery query, UseCase<ListDuties> list, CancellationToken ct) =>
        {
            var page = await list.Ask(u => u.Handle(query, query.Size ?? 50, ct), ct);
            if (!page.Done) return page.ToProblem();
            var counts = await list.Ask(u => u.Counts(query, Counted, ct), ct);
            var choices = await list.Ask(u => u.Choose(ct), ct);
            return new RazorComponentResult<DutiesPage>(new { Query = query, Page = page.Value, Counts = counts.Value, Choices = choices.Value });
        });
        pages.MapGet("{id:guid}", async Task<IResult> (Guid id, UseCase<ShowDuty> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? new RazorComponentResult<DutyPage>(new { Answer = found.Value }) : found.ToProblem());
        pages.MapGet("{id:guid}/why", async Task<IResult> (Guid id, UseCase<ShowDuty> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? new RazorComponentResult<DutyWhy>(new { Duty = found.Value.Duty }) : found.ToProblem());
        return routes;
    }
}
