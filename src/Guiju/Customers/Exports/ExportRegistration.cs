using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Exports;

/// <summary>The limit of exports: its request, page and API.</summary>
static class ExportRegistration
{
    public static IServiceCollection AddExportLimit(this IServiceCollection services) => services
        .AddScoped<IExportLimit, ExportLimit>()
        .AddSingleton(new ApprovalKind(ExportLimit.Kind, ExportLimit.Clause, Permission.CustomersExport, _ => "/customers", (_, _) => [StepRule.Superior()]));

    public static void MapExportLimit(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("exports").MapPost("requests", async (AskExport.Input input, HttpContext http, UseCase<AskExport> ask, CancellationToken ct) =>
            await ask.Once(http, u => u.Handle(input, ct), o => o.Done ? Results.Created($"{Api.Base}/approvals/{o.Value.Id}", o.Value) : o.ToProblem(), ct)).Produces<AskedRequest>(StatusCodes.Status201Created);
        var pages = routes.MapGroup("/exports").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("ask", (string? name, int? rows, string? conditions) => Page(new() { Name = name, Rows = rows ?? 0, Conditions = conditions }, [], StatusCodes.Status200OK));
        pages.MapPost("ask", async (HttpContext http, UseCase<AskExport> ask, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var input = new AskExport.Input { Name = form["name"], Rows = int.TryParse(form["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : 0, Conditions = form["conditions"], Reason = form["reason"] };
            var asked = await ask.Run(u => u.Handle(input, ct), ct);
            if (!asked.Done) return Page(input, asked.Findings, OutcomeHttp.StatusOf(asked.Refusal));
            http.Flash(Said(asked.Value));
            return http.Go($"/approvals/{asked.Value.Id}");
        });
    }

    /// <summary>What is said when a request was asked.</summary>
    public static string Said(AskedRequest asked) => asked.Deciders.Count == 0 ? Texts.All["approvals.said.nobody", [asked.Number]] : Texts.All["approvals.said.asked", [asked.Number, string.Join('、', asked.Deciders.Take(5))]];

    static IResult Page(AskExport.Input input, IReadOnlyList<Finding> findings, int status) => new RazorComponentResult<AskExportPage>(new { Said = input, Findings = findings }) { StatusCode = status };
}
