using Guiju.Leads.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Leads;

static class TerritoryRoutes
{
    public static void MapTerritories(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("territories", async (Guid? id, UseCase<TerritoryList> list, CancellationToken ct) =>
        {
            var rows = await list.Ask(q => q.Handle(ct), ct);
            if (!rows.Done) return Results.StatusCode(OutcomeHttp.StatusOf(rows.Refusal));
            var one = rows.Value.FirstOrDefault(r => r.Id == id);
            var draft = one is null ? new TerritoriesPage.Edited(null, null, null, null, [], null, true)
                : new(one.Id, one.Version, one.Name, one.OwnerId.ToString(), one.Regions, string.Join('、', one.Fields), one.Active);
            return await Page(rows.Value, draft, [], list, ct);
        });
        pages.MapPost("territories", async (Guid? id, HttpContext http, UseCase<TerritoryList> list, UseCase<DrawTerritory> draw, Texts texts, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var version = int.TryParse(form["version"], out var seen) ? seen : (int?)null;
            var draft = new TerritoriesPage.Edited(id, version, form["name"], form["ownerId"], [.. form["regions"].OfType<string>()], form["fields"], form["active"] == "true");
            var input = new DrawTerritory.Input(draft.Name, Guid.TryParse(draft.OwnerId, out var owner) ? owner : null, draft.Regions,
                (draft.Fields ?? "").Split(['、', '，', ',', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), draft.Active);
            var done = await draw.Run(u => u.Handle(id, version, input, ct), ct);
            if (!done.Done)
            {
                if (done.Refusal is Refusal.Forbidden or Refusal.NotFound) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
                return await Page((await list.Ask(q => q.Handle(ct), ct)).Value, draft, done.Findings, list, ct);
            }
            http.Flash(texts["leads.territory.saved"]);
            return http.Go("/leads/territories");
        });
    }

    static async Task<IResult> Page(IReadOnlyList<TerritoryList.Row> rows, TerritoriesPage.Edited draft, IReadOnlyList<Finding> findings, UseCase<TerritoryList> list, CancellationToken ct) =>
        new RazorComponentResult<TerritoriesPage>(new { Rows = rows, Candidates = (await list.Ask(q => q.Candidates(ct), ct)).Value, Draft = draft, Findings = findings })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
}
