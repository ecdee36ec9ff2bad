using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Lists;

/// <summary>Saved views over the API.</summary>
static class ViewApi
{
    /// <summary>A saved view.</summary>
    /// <param name="Id">Its id; <c>/customers?view=</c> with it opens the list so.</param>
    /// <param name="Version">Version for <c>If-Match</c>.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Mine">Whether the caller made it and may change it.</param>
    /// <param name="OwnerName">Who made it.</param>
    /// <param name="Shared">Whether the company may open it.</param>
    /// <param name="Query">Conditions, order and page size as the list's address writes them.</param>
    /// <param name="Columns">Columns in order, <c>name:260</c> with a width; empty for those of the reader's account.</param>
    /// <param name="Pinned">Whether it stands among the caller's tabs.</param>
    public sealed record ViewItem(Guid Id, int Version, string Name, bool Mine, string OwnerName, bool Shared, string Query, string Columns, bool Pinned);

    /// <summary>The views one may open and how one arranged the list.</summary>
    /// <param name="Items">The views, by name.</param>
    /// <param name="Pins">Ids of one's tabs, in order.</param>
    /// <param name="Opens">What the list opens with; null for all customers.</param>
    /// <param name="Columns">Columns of one's account; null for the first ones.</param>
    public sealed record Views(IReadOnlyList<ViewItem> Items, IReadOnlyList<Guid> Pins, string? Opens, string? Columns);

    /// <summary>Ids in order.</summary>
    public sealed record PinsBody(IReadOnlyList<Guid> Ids);

    /// <summary>Id of a saved view or key of a built-in one; null for all customers.</summary>
    public sealed record OpensBody(string? View);

    /// <summary>Columns in order with widths; null for the first ones.</summary>
    public sealed record ColumnsBody(string? Columns);

    public static void MapViewsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customer-views");
        api.MapGet("", async (UseCase<ShowViews> show, CancellationToken ct) => (await show.Ask(u => u.Handle(ct), ct))
            .Map(s => new Views([.. s.Views.Select(v => Item(v, s))], [.. s.Pins.Select(p => p.Id)], s.Opens, s.Columns)).ToOk()).WithName("ListCustomerViews").WithSummary("Saved views one may open, and how one arranged the list");
        api.MapGet("{id:guid}", async Task<Results<Ok<ViewItem>, ProblemHttpResult>> (Guid id, UseCase<ShowViews> show, HttpContext http, CancellationToken ct) =>
        {
            var shelf = await show.Ask(u => u.Handle(ct), ct);
            if (!shelf.Done) return shelf.ToProblem();
            if (shelf.Value.Views.FirstOrDefault(v => v.Id == id) is not { } view) return Outcome<ViewItem>.Refused(Refusal.NotFound, new Finding("lists.view.not-found")).ToProblem();
            http.Response.SetVersion(view.Version);
            return TypedResults.Ok(Item(view, shelf.Value));
        }).WithSummary("A saved view").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("", (SaveView.Input input, UseCase<SaveView> save, HttpContext http, CancellationToken ct) =>
            save.Once(http, u => u.Handle(input, ct), o => o.Map(i => new CustomersApi.Made(i)).ToCreated(m => $"{Api.Base}/customer-views/{m.Id}"), ct)).WithSummary("Saves a view").Produces<CustomersApi.Made>(StatusCodes.Status201Created);
        api.MapPatch("{id:guid}", (Guid id, SaveView.Input input, UseCase<SaveView> save, HttpContext http, CancellationToken ct) =>
            save.Once(http, u => u.Change(id, http.Request.VersionSeen(), input, ct), o => CustomersApi.Tagged(http, o, v => v).ToNoContent(), ct)).WithSummary("Changes one's own view; what is left out stays").Produces(StatusCodes.Status204NoContent);
        api.MapDelete("{id:guid}", async (Guid id, UseCase<SaveView> save, CancellationToken ct) => (await save.Run(u => u.Delete(id, ct), ct)).ToNoContent()).WithSummary("Deletes one's own view");
        api.MapPost("{id:guid}/take-over", (Guid id, UseCase<SaveView> save, HttpContext http, CancellationToken ct) => save.Once(http, u => u.TakeOver(id, ct), o => o.ToNoContent(), ct))
            .WithSummary("Takes over a shared view whose owner works here no more").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("pins", async (PinsBody body, UseCase<ArrangeList> arrange, CancellationToken ct) => (await arrange.Run(u => u.Pins(body.Ids ?? [], ct), ct)).ToNoContent()).WithSummary("Says which views are one's tabs, in order");
        api.MapPut("opens", async (OpensBody body, UseCase<ArrangeList> arrange, CancellationToken ct) => (await arrange.Run(u => u.Opens(body.View, ct), ct)).ToNoContent()).WithSummary("Says what one's list opens with");
        api.MapPut("columns", async (ColumnsBody body, UseCase<ArrangeList> arrange, CancellationToken ct) => (await arrange.Run(u => u.Columns(body.Columns, ct), ct)).ToNoContent()).WithSummary("Keeps the columns of one's account");
    }

    static ViewItem Item(ViewShelf.View v, ViewShelf shelf) => new(v.Id, v.Version, v.Name, v.Mine, v.OwnerName, v.Shared, v.Query, v.Columns, shelf.Pins.Contains(v));
}
