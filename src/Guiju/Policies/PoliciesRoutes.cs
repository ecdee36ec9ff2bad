using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Policies.Contracts;

namespace Guiju.Policies;

static class PoliciesRoutes
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddScoped<IClauseParameters, ClauseParameters>().AddScoped<IWorkCalendar, CompanyCalendar>();

    public static IEndpointRouteBuilder MapPolicies(this IEndpointRouteBuilder routes)
    {
        var clauses = routes.MapApi("clauses");
        clauses.MapGet("", async ([AsParameters] ListClauses.Filter filter, UseCase<ListClauses> list, CancellationToken ct) => (await list.Ask(u => u.Handle(filter, ct), ct)).ToOk());
        clauses.MapGet("{id}", async (string id, UseCase<ShowClause> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk());
        clauses.MapPost("{id}/parameters/{name}/settings", async (string id, string name, SetClauseParameter.Input input, UseCase<SetClauseParameter> set, CancellationToken ct) =>
            (await set.Run(u => u.Handle(id, name, input, ct), ct)).ToCreated(_ => $"{Api.Base}/clauses/{id}"));
        return routes;
    }
}
