using Guiju.Customers.Exports;
using Guiju.Customers.Search;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>The routes of the customer list: page, columns, files, API.</summary>
public static class ListRoutes
{
    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapCustomerLists(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("customers").MapGet("", List).WithName("ListCustomers").WithSummary("Customers one may see, a page at a time")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var pages = routes.MapGroup("/customers").ExcludeFromDescription();
        pages.MapGet("", Page);
        pages.MapConditions();
        pages.MapViews();
        pages.MapGet("/export", (HttpContext http, Export export, CancellationToken ct) => export.Send(http, http.Request.Query, ct));
        // Ticked rows come by POST: two hundred ids are too long for an address.
        pages.MapPost("/export", async (HttpContext http, Export export, CancellationToken ct) => await export.Send(http, await http.Request.ReadFormAsync(ct), ct));
        routes.MapApi("customers").MapGet("export", (HttpContext http, Export export, CancellationToken ct) => export.Send(http, http.Request.Query, ct))
            .WithName("ExportCustomers").WithSummary("The list as a file, by the conditions of the list");
        routes.MapViewsApi();
        routes.MapExportLimit();
        routes.MapCustomerReports();
        routes.MapSearch();
        return routes;
    }

    /// <summary>GET /api/v1/customers: pages follow each other by <c>after</c>.</summary>
    static async Task<Results<Ok<PageOf<CustomerItem>>, ProblemHttpResult>> List([AsParameters] ListQuery described, HttpRequest http, UseCase<ListCustomers> list, UseCase<ShowViews> views, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        _ = described;
        var address = ListAddress.Of(http);
        if (address.Parameters.ContainsKey("view"))
        {
            var shelf = await views.Ask(u => u.Handle(ct), ct);
            var opened = shelf.Done ? shelf.Value.Open(address) : Outcome<ListAddress>.Refused(shelf.Refusal, shelf.Findings);
            if (!opened.Done) return opened.ToProblem();
            // Programs say how many rows they want by themselves.
            address = opened.Value.With("size", default);
        }
        var read = ListParameters.Read(address.Parameters, clock.Today, actor.Value.PersonId);
        if (!read.Done) return Malformed(read.ToProblem());
        var outcome = await list.Ask(u => u.Handle(read.Value with { Count = false }, ct), ct);
        if (outcome.Refusal == Refusal.Invalid) return Malformed(outcome.ToProblem());
        return outcome.Map(p => new PageOf<CustomerItem>([.. p.Rows.Select(CustomerItem.Of)], p.Next)).ToOk();
    }

    // What cannot be read is malformed (400), as against input that breaks a rule (422).
    static ProblemHttpResult Malformed(ProblemHttpResult problem)
    {
        problem.ProblemDetails.Status = StatusCodes.Status400BadRequest;
        return TypedResults.Problem(problem.ProblemDetails);
    }

    static async Task<IResult> Page(HttpContext http, UseCase<ListCustomers> list, UseCase<CountViews> count, UseCase<ShowViews> show, UseCase<ShowChoices> choose, BriefMemory memory, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        var shelf = await show.Ask(u => u.Handle(ct), ct);
        if (!shelf.Done) return shelf.ToProblem();
        var opened = shelf.Value.Open(ListAddress.Of(http.Request));
        if (!opened.Done) return Results.StatusCode(OutcomeHttp.StatusOf(opened.Refusal));
        var address = opened.Value;
        Outcome<ListRequest> read(IEnumerable<KeyValuePair<string, StringValues>> parameters) => ListParameters.Read(parameters, clock.Today, actor.Value.PersonId, "page", "size", "cols");
        var asked = read(address.Parameters);
        var page = asked.Done ? await list.Ask(u => u.Handle(asked.Value, ct), ct) : Outcome<CustomerPage>.Refused(Refusal.Invalid, asked.Findings);
        var views = await memory.Of(actor.Value, $"lists.tabs {clock.Today:O}", () => count.Ask(u => u.Handle(ct), ct), o => o.Done);
        var pinned = await memory.Of(actor.Value, $"lists.pins {clock.Today:O} {string.Join(' ', shelf.Value.Pins.Select(p => $"{p.Id:N}.{p.Version}"))}",
            () => count.Ask(u => u.Each([.. shelf.Value.Pins.Select(p => (p.Id, Read: read(p.Parameters))).Where(p => p.Read.Done).Select(p => (p.Id, p.Read.Value.Filter))], ct), ct), o => o.Done);
        var choices = ListModel.NamesIds(address) ? (await choose.Ask(u => u.Handle(ct), ct)).Value : [];
        var model = new ListModel(address, asked.Done ? asked.Value : new(new()), page.Done ? page.Value : new([], new(0), null), views.Value, shelf.Value, pinned.Value, choices,
            shelf.Value.ColumnsOf(address, http.Request.Cookies[ViewRoutes.ColumnsCookie]), Preferences.Of(http.Request).Density, page.Findings);
        http.Response.Headers.Vary = "HX-Request";
        var status = page.Done ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return http.Request.IsHtmx() && page.Done
            ? new RazorComponentResult<CustomerList>(new { Model = model })
            : new RazorComponentResult<CustomersPage>(new { Model = model }) { StatusCode = status };
    }
}
