using System.Globalization;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Reports.Pages;
using Guiju.Reports.Periodic;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Reports;

static class ReportsRoutes
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddPeriodicReports().AddScoped<RegisterRows>().AddScoped<FollowUp.Contracts.IRegisterSheet, RegisterSheets>()
        .AddSingleton(new NavItem("reports.title", "/reports", "report-analytics", 600, Permission.ReportsRead, Key: 'r'));

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/reports").ExcludeFromDescription();
        pages.MapGet("", (CurrentActor actor) => actor.Value.May(Permission.ReportsRead) ? new RazorComponentResult<ReportsPage>() : Results.StatusCode(StatusCodes.Status403Forbidden));
        pages.MapGet("classified-register", async (HttpRequest request, string? owner, string? category, string? from, string? until, UseCase<ShowClassifiedRegister> show, CancellationToken ct) =>
        {
            var form = await show.Ask(q => q.Handle(Filter(owner, category, from, until), ct), ct);
            return form.Done ? new RazorComponentResult<ClassifiedRegisterPage>(new { Form = form.Value, Query = request.QueryString.Value ?? "" }) : Results.StatusCode(OutcomeHttp.StatusOf(form.Refusal));
        });
        pages.MapGet("classified-register.xlsx", async (string? owner, string? category, string? from, string? until, UseCase<ShowClassifiedRegister> show, Texts texts, CompanyClock clock, CancellationToken ct) =>
        {
            var form = await show.Ask(q => q.Handle(Filter(owner, category, from, until), ct), ct);
            if (!form.Done) return Results.StatusCode(OutcomeHttp.StatusOf(form.Refusal));
            var file = new MemoryStream();
            RegisterForm.Sheet(form.Value, texts, clock).Write(file);
            return Results.File(file.ToArray(), TableWriter.XlsxType, $"{texts["reports.register"]} {Show.Date(clock.Today)}.xlsx");
        });
        routes.MapApi("reports").MapGet("classified-register", async (Guid? ownerId, Guid? categoryId, DateOnly? from, DateOnly? until, UseCase<ShowClassifiedRegister> show, CancellationToken ct) =>
            (await show.Ask(q => q.Handle(new(ownerId, categoryId, from, until), ct), ct)).ToOk());
        routes.MapPeriodicReports();
        return routes;
    }

    // A filter is read from the address; what is no id or date there filters nothing.
    static ShowClassifiedRegister.Filter Filter(string? owner, string? category, string? from, string? until) => new(Id(owner), Id(category), Day(from), Day(until));

    static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
