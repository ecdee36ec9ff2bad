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
    /// <summary>Cookie that keeps the columns somebody chose in this browser.</summary>
    const string ColumnsCookie = "columns.customers";

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapCustomerLists(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("customers").MapGet("", List).WithName("ListCustomers").WithSummary("Customers one may see, a page at a time")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var pages = routes.MapGroup("/customers").ExcludeFromDescription();
        pages.MapGet("", Page);
        pages.MapPost("/columns", ChooseColumns);
        pages.MapGet("/export", (HttpContext http, Export export, CancellationToken ct) => export.Send(http, http.Request.Query, ct));
        // Ticked rows come by POST: two hundred ids are too long for an address.
        pages.MapPost("/export", async (HttpContext http, Export export, CancellationToken ct) => await export.Send(http, await http.Request.ReadFormAsync(ct), ct));
        routes.MapCustomerReports();
        routes.MapSearch();
        return routes;
    }

    /// <summary>GET /api/v1/customers: pages follow each other by <c>after</c>.</summary>
    static async Task<Results<Ok<PageOf<CustomerItem>>, ProblemHttpResult>> List([AsParameters] ListQuery described, HttpRequest http, UseCase<ListCustomers> list, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        _ = described;
        var read = ListParameters.Read(http.Query, clock.Today, actor.Value.PersonId);
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

    static async Task<IResult> Page(HttpContext http, UseCase<ListCustomers> list, UseCase<CountViews> count, UseCase<ShowChoices> show, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        var address = ListAddress.Of(http.Request);
        var read = ListParameters.Read(http.Request.Query, clock.Today, actor.Value.PersonId, "page", "size");
        var page = read.Done ? await list.Ask(u => u.Handle(read.Value, ct), ct) : Outcome<CustomerPage>.Refused(Refusal.Invalid, read.Findings);
        if (page.Refusal == Refusal.Forbidden) return page.ToProblem();
        var views = await count.Ask(u => u.Handle(ct), ct);
        var choices = await show.Ask(u => u.Handle(ct), ct);
        var model = new ListModel(address, read.Done ? read.Value : new(new()), page.Done ? page.Value : new([], new(0), null), views.Value, choices.Value,
            ColumnsOf(http.Request), Preferences.Of(http.Request).Density, page.Findings);
        http.Response.Headers.Vary = "HX-Request";
        var status = page.Done ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return http.Request.IsHtmx() && page.Done
            ? new RazorComponentResult<CustomerList>(new { Model = model })
            : new RazorComponentResult<CustomersPage>(new { Model = model }) { StatusCode = status };
    }

    static async Task<IResult> ChooseColumns(HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var chosen = StringValues.IsNullOrEmpty(form["reset"]) ? ListColumn.Chosen(form["column"]).Select(c => c.Key) : ListColumn.First;
        http.Response.Cookies.Append(ColumnsCookie, string.Join('.', chosen), new() { Path = "/customers", MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true });
        return http.Go(form["back"].ToString());
    }

    /// <summary>The columns a request's browser shows.</summary>
    internal static IReadOnlyList<ListColumn> ColumnsOf(HttpRequest request) => ListColumn.Chosen((request.Cookies[ColumnsCookie] ?? "").Split('.'));
}
