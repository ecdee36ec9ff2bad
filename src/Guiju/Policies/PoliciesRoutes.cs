using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies.Contracts;
using Guiju.Policies.Pages;
using Guiju.Policies.Trying;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Policies;

static class PoliciesRoutes
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddScoped<IClauseParameters, ClauseParameters>().AddScoped<IWorkCalendar, CompanyCalendar>().AddScoped<IClauseSettings, ClauseSettingDecisions>()
        .AddScoped<RuleParameters>().AddScoped<IClauseTrials, ClauseTrials>().AddScoped<IClauseRecords, ClauseRecords>()
        .AddSingleton(new NavItem("policies.title", "/policies/clauses", "gavel", 800, Permission.PoliciesRead));

    public static IEndpointRouteBuilder MapPolicies(this IEndpointRouteBuilder routes)
    {
        var clauses = routes.MapApi("clauses");
        clauses.MapGet("", async ([AsParameters] ListClauses.Filter filter, UseCase<ListClauses> list, CancellationToken ct) => (await list.Ask(u => u.Handle(filter, ct), ct)).ToOk());
        clauses.MapGet("{id}", async (string id, UseCase<ShowClause> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk());
        clauses.MapPost("{id}/decide", async (string id, TryClause.Input input, UseCase<TryClause> tryOut, CancellationToken ct) => (await tryOut.Ask(u => u.Handle(id, input, ct), ct)).ToOk());
        clauses.MapPost("{id}/parameters/{name}/settings", async (string id, string name, SetClauseParameter.Input input, UseCase<SetClauseParameter> set, CancellationToken ct) =>
            (await set.Run(u => u.Handle(id, name, input, ct), ct)).ToCreated(_ => $"{Api.Base}/clauses/{id}"));

        var pages = routes.MapGroup("/policies/clauses").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async Task<IResult> ([AsParameters] ListClauses.Filter filter, UseCase<ListClauses> list, CancellationToken ct) =>
            await list.Ask(u => u.Handle(filter, ct), ct) is { Done: true } found ? new RazorComponentResult<ClausesPage>(new { Page = found.Value, Filter = filter }) : TypedResults.Forbid());
        pages.MapGet("{id}", async Task<IResult> (string id, string? set, UseCase<ShowClause> show, CancellationToken ct) =>
        {
            var shown = await show.Ask(u => u.Handle(id, ct), ct);
            if (!shown.Done) return shown.ToProblem();
            var parameter = shown.Value.Parameters.SingleOrDefault(p => p.Name == set);
            return new RazorComponentResult<ClausePage>(new { Clause = shown.Value, Set = parameter, Said = parameter is null ? null : new SettingForm.Typed(SettingText.Write(parameter.InForce), null, "", false) });
        });
        pages.MapSettings();
        pages.MapTrying();
        pages.MapGet("{id}/why", async Task<IResult> (string id, UseCase<ShowClause> show, CancellationToken ct) =>
        {
            var shown = await show.Ask(u => u.Handle(id, ct), ct);
            return shown.Done ? new RazorComponentResult<ClauseWhy>(new { Clause = shown.Value }) : shown.ToProblem();
        });
        return routes;
    }
}
