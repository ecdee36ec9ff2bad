using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Lists;

/// <summary>The editor of a condition: beside the list where scripts run, a page of its own where not. It changes an address and nothing else, so both are GET.</summary>
static class ConditionRoutes
{
    public static void MapConditions(this RouteGroupBuilder pages)
    {
        pages.MapGet("/condition", (HttpContext http, UseCase<ShowChoices> show, CancellationToken ct) => Page(http, ConditionDraft.Read(http.Request.Query), show, ct));
        pages.MapGet("/condition/apply", async (HttpContext http, UseCase<ShowChoices> show, CancellationToken ct) =>
        {
            var draft = ConditionDraft.Read(http.Request.Query);
            var made = draft.Make();
            return made.Done ? http.Go(draft.With(made.Value).ToString()) : await Page(http, draft with { Findings = made.Findings }, show, ct);
        });
    }

    static async Task<IResult> Page(HttpContext http, ConditionDraft draft, UseCase<ShowChoices> show, CancellationToken ct)
    {
        var choices = await show.Ask(u => u.Handle(ct), ct);
        if (!choices.Done) return choices.ToProblem();
        var model = draft with { Choices = choices.Value };
        http.Response.Headers.Vary = "HX-Request";
        return http.Request.IsHtmx() ? new RazorComponentResult<ConditionEditor>(new { Draft = model })
            : new RazorComponentResult<ConditionPage>(new { Draft = model }) { StatusCode = draft.Findings.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK };
    }
}
