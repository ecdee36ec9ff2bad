using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Pages;

/// <summary>The page that adds categories to the classified register and renames them (D01-1.3e).</summary>
static class CategoryPages
{
    public static void MapCategories(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("categories", (CurrentActor actor, UseCase<ShowRelation> show, CancellationToken ct) =>
            actor.Value.May(Permission.PoliciesWrite) ? Page(show, [], null, null, 200, ct) : Task.FromResult(Results.StatusCode(StatusCodes.Status403Forbidden)));
        pages.MapPost("categories", (HttpContext http, UseCase<ChangeCategories> change, UseCase<ShowRelation> show, Texts texts, CancellationToken ct) =>
            Save(null, http, show, texts, name => change.Run(u => u.Add(name, ct), ct), ct));
        pages.MapPost("categories/{id:guid}", (Guid id, HttpContext http, UseCase<ChangeCategories> change, UseCase<ShowRelation> show, Texts texts, CancellationToken ct) =>
            Save(id, http, show, texts, name => change.Run(u => u.Rename(id, name, ct), ct), ct));
    }

    static async Task<IResult> Save(Guid? id, HttpContext http, UseCase<ShowRelation> show, Texts texts, Func<string, Task<Outcome<Guid>>> act, CancellationToken ct)
    {
        var name = (await http.Request.ReadFormAsync(ct))["name"].ToString();
        var done = await act(name);
        if (done.Refusal is Refusal.Forbidden or Refusal.NotFound) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
        if (!done.Done) return await Page(show, done.Findings, name, id, OutcomeHttp.StatusOf(done.Refusal), ct);
        http.Flash(texts["customers.category.saved", name.Trim()]);
        return http.Go("/customers/categories");
    }

    static async Task<IResult> Page(UseCase<ShowRelation> show, IReadOnlyList<Finding> findings, string? typed, Guid? edited, int status, CancellationToken ct)
    {
        var known = await show.Ask(u => u.Categories(ct), ct);
        return known.Done ? new RazorComponentResult<CategoriesPage>(new { Categories = known.Value, Findings = findings, Typed = typed, Edited = edited }) { StatusCode = status }
            : Results.StatusCode(OutcomeHttp.StatusOf(known.Refusal));
    }
}
