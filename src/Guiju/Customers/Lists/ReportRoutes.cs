using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Lists;

/// <summary>Screen, print and file of the lists the regulations name.</summary>
static class ReportRoutes
{
    const int Size = 200;

    public static void MapCustomerReports(this IEndpointRouteBuilder routes)
    {
        foreach (var report in (CustomerReport[])[CustomerReport.Overview, CustomerReport.Index])
        {
            var pages = routes.MapGroup($"/reports/{report.Key}").ExcludeFromDescription();
            pages.MapGet("", (HttpContext http, UseCase<CompileReport> compile, CurrentActor actor, CompanyClock clock, CancellationToken ct) => Show(report, false, http, compile, actor, clock, ct));
            pages.MapGet("/print", (HttpContext http, UseCase<CompileReport> compile, CurrentActor actor, CompanyClock clock, CancellationToken ct) => Show(report, true, http, compile, actor, clock, ct));
            pages.MapGet("/export", (HttpContext http, Export export, CancellationToken ct) => export.Send(http.Request.Query, report.Sheet, null, ct));
        }
    }

    static async Task<IResult> Show(CustomerReport report, bool print, HttpContext http, UseCase<CompileReport> compile, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        var read = ListParameters.Read(http.Request.Query, clock.Today, actor.Value.PersonId, "page");
        if (!read.Done)
        {
            var problem = read.ToProblem().ProblemDetails;
            problem.Status = StatusCodes.Status400BadRequest;
            return TypedResults.Problem(problem);
        }
        // A search by words is for the list; a report is compiled by its conditions alone, so that its totals are exact.
        var request = read.Value with { Size = Size, Filter = read.Value.Filter with { Text = null } };
        var outcome = await compile.Ask(u => u.Handle(request, print, ct), ct);
        if (!outcome.Done) return outcome.ToProblem();
        var model = new ReportModel(report, ListAddress.Of(http.Request), request, outcome.Value, actor.Value.Name, clock);
        return print ? new RazorComponentResult<ReportPrint>(new { Model = model }) : new RazorComponentResult<ReportPage>(new { Model = model });
    }
}

/// <summary>What the pages of a report show.</summary>
public sealed record ReportModel(CustomerReport Report, ListAddress Address, ListRequest Request, CompileReport.Report Content, string Reader, CompanyClock Clock)
{
    /// <summary>Title in the reader's language.</summary>
    public string Title => Platform.Ui.Texts.All[$"lists.report.{Report.Key}"];

    /// <summary>Path of the report on the screen.</summary>
    public ListAddress Screen => Address.At($"/reports/{Report.Key}");

    /// <summary>A value as print and screen show it.</summary>
    public string? Say(ListColumn column, CustomerRow row) => column.Value(row, Clock) switch
    {
        null => null,
        DateOnly day => Platform.Ui.Show.Date(day),
        decimal number => number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) + " %",
        var value => value.ToString(),
    };
}
