using System.Globalization;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Lists;

/// <summary>Saved views and the arrangement of the list, on pages and in the API.</summary>
static class ViewRoutes
{
    /// <summary>The columns somebody chose in a browser before they were kept with his account.</summary>
    public const string ColumnsCookie = "columns.customers";

    public static void MapViews(this RouteGroupBuilder pages)
    {
        pages.MapGet("/views", async (UseCase<ShowViews> show, CancellationToken ct) => await Page(show, [], 200, ct));
        pages.MapPost("/views", Make);
        pages.MapPost("/views/{id:guid}", Change);
        pages.MapPost("/views/{id:guid}/delete", async (Guid id, HttpContext http, UseCase<SaveView> save, UseCase<ShowViews> show, CancellationToken ct) =>
            await After(http, await save.Run(u => u.Delete(id, ct), ct), "/customers/views", n => Texts.All["lists.view.deleted", [n]], show, ct));
        pages.MapPost("/views/{id:guid}/take-over", async (Guid id, HttpContext http, UseCase<SaveView> save, UseCase<ShowViews> show, CancellationToken ct) =>
            await After(http, await save.Run(u => u.TakeOver(id, ct), ct), "/customers/views", n => Texts.All["lists.view.taken-over", [n]], show, ct));
        pages.MapPost("/views/{id:guid}/pin", async (Guid id, HttpContext http, UseCase<ArrangeList> arrange, UseCase<ShowViews> show, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var move = int.TryParse(form["move"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var places) ? places : 0;
            return await After(http, await arrange.Run(u => u.Pin(id, form["pinned"] == "true", move, ct), ct), "/customers/views", null, show, ct);
        });
        pages.MapPost("/views/opens", async (HttpContext http, UseCase<ArrangeList> arrange, UseCase<ShowViews> show, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            return await After(http, await arrange.Run(u => u.Opens(form["view"], ct), ct), "/customers/views", null, show, ct);
        });
        pages.MapPost("/columns", ChooseColumns);
    }

    static async Task<IResult> Make(HttpContext http, UseCase<SaveView> save, UseCase<ShowViews> show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var shown = await Shown(form["back"], show, http, ct);
        var made = await save.Run(u => u.Handle(new() { Name = form["name"], Shared = form["shared"] == "true", Pinned = form["pinned"] == "true", Query = shown.Query, Columns = shown.Columns }, ct), ct);
        return await After(http, made, made.Done ? $"/customers?view={made.Value}" : "", _ => Texts.All["lists.view.saved", [form["name"].ToString()]], show, ct);
    }

    static async Task<IResult> Change(Guid id, HttpContext http, UseCase<SaveView> save, UseCase<ShowViews> show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var keep = form["keep"] == "true";
        var shown = keep ? await Shown(form["back"], show, http, ct) : default;
        var changed = await save.Run(u => u.Change(id, null, new()
        {
            Name = form.ContainsKey("name") ? form["name"].ToString() : null,
            Shared = form.ContainsKey("shared") ? form["shared"] == "true" : null,
            Query = shown.Query,
            Columns = shown.Columns,
        }, ct), ct);
        return await After(http, changed, keep ? $"/customers?view={id}" : "/customers/views", _ => Texts.All["lists.view.kept"], show, ct);
    }

    // What the list shows that somebody saves: the address with what its view holds, and the columns as he sees them.
    static async Task<(string Query, string Columns)> Shown(string? back, UseCase<ShowViews> show, HttpContext http, CancellationToken ct)
    {
        var address = ListAddress.Of("/customers", Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back?.Split('?', 2) is [_, var query] ? query : ""));
        var shelf = (await show.Ask(u => u.Handle(ct), ct)) is { Done: true } found ? found.Value : new([], null, [], null);
        if (shelf.Open(address) is { Done: true } opened) address = opened.Value;
        return (address.Query, ColumnChoice.Write(shelf.ColumnsOf(address, http.Request.Cookies[ColumnsCookie])));
    }

    static async Task<IResult> ChooseColumns(HttpContext http, UseCase<ArrangeList> arrange, UseCase<ShowViews> show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var back = form["back"].ToString();
        var chosen = form["reset"].Count > 0 ? "" : ColumnChoice.Write(ListColumn.Chosen(form["column"]).Select(c => new ColumnChoice(c,
            int.TryParse(form[$"width.{c.Key}"], NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? Math.Clamp(width, ColumnChoice.Least, ColumnChoice.Most) : null)));
        var address = ListAddress.Of("/customers", Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Split('?', 2) is [_, var query] ? query : ""));
        // On a saved view columns belong to the view: they change its address, and are kept when it is saved.
        if (address.Parameters.TryGetValue("view", out var view) && Guid.TryParse(view[^1], out _))
        {
            var shelf = await show.Ask(u => u.Handle(ct), ct);
            if (shelf.Done && shelf.Value.Open(address) is { Done: true } opened && shelf.Value.Of(opened.Value) is not null) return http.Go(opened.Value.With("cols", chosen).ToString());
        }
        http.Response.Cookies.Delete(ColumnsCookie, new() { Path = "/customers" });
        var go = address.Parameters.Count == 0 ? "/customers" : address.With("cols", default).ToString();
        return await After(http, await arrange.Run(u => u.Columns(chosen, ct), ct), go, null, show, ct);
    }

    static async Task<IResult> After<T>(HttpContext http, Outcome<T> outcome, string to, Func<T, string>? done, UseCase<ShowViews> show, CancellationToken ct)
    {
        if (!outcome.Done) return outcome.Refusal == Refusal.Invalid ? await Page(show, outcome.Findings, StatusCodes.Status422UnprocessableEntity, ct) : Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
        if (done is not null) http.Flash(done(outcome.Value));
        return http.Go(to);
    }

    static async Task<IResult> Page(UseCase<ShowViews> show, IReadOnlyList<Finding> findings, int status, CancellationToken ct)
    {
        var shelf = await show.Ask(u => u.Handle(ct), ct);
        return shelf.Done ? new RazorComponentResult<ViewsPage>(new { Shelf = shelf.Value, Findings = findings }) { StatusCode = status } : shelf.ToProblem();
    }
}
