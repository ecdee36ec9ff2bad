using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Reports.Periodic;

/// <summary>Pages of the periodic reports.</summary>
static class PeriodicRoutes
{
    const string Home = "/reports/periodic";

    public static IServiceCollection AddPeriodicReports(this IServiceCollection services) => services
        .AddScoped<ReportRules>().AddScoped<ReportLedger>().AddScoped<DeskGuard>()
        .AddSingleton<ReportRound>().AddSingleton<IRound>(s => s.GetRequiredService<ReportRound>())
        .AddSingleton(new DutySubjectKind(ReportRules.Kind, Permission.ReportsRead, id => $"{Home}/{id}"));

    public static void MapPeriodicReports(this IEndpointRouteBuilder routes)
    {
        routes.MapPeriodicApi();
        var pages = routes.MapGroup(Home).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async (string? show, string? period, string? unitId, string? after, UseCase<ListReports> list, CancellationToken ct) =>
        {
            // Read from the address: what is nothing that can be asked for filters nothing.
            var query = new ReportQuery(Enum.TryParse<ReportShow>(show, out var which) && Enum.IsDefined(which) ? which : null, ReportPeriod.Parse(period)?.ToString(), Guid.TryParse(unitId, out var unit) ? unit : null, after is not null && ReportMark.Place(after) is null ? null : after);
            var page = await list.Ask(u => u.Handle(query, ct), ct);
            if (!page.Done) return Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal));
            return new RazorComponentResult<PeriodicPage>(new { Page = page.Value, Query = query, Periods = (await list.Ask(u => u.Periods(ct), ct)).Value });
        });
        pages.MapGet("{id:guid}", (Guid id, string? form, UseCase<ShowReport> show, CancellationToken ct) => One(id, show, Form(form), null, [], null, StatusCodes.Status200OK, ct));
        pages.MapPost("{id:guid}/filings", Send);
        pages.MapGet("filings/{id:guid}", async (Guid id, UseCase<ShowReport> show, CancellationToken ct) =>
            await show.Ask(u => u.Filed(id, ct), ct) is var filed && filed.Done ? new RazorComponentResult<FilingPage>(new { Filed = filed.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(filed.Refusal)));
        pages.MapPost("filings/{id:guid}/return", Return);
        pages.MapGet("statistics", async (string? period, string? after, UseCase<ShowReportStatistics> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(ReportPeriod.Parse(period)?.ToString(), after is not null && ReportMark.Place(after) is null ? null : after, ShowReportStatistics.PageSize, ct), ct) is var published && published.Done
                ? new RazorComponentResult<StatisticsPage>(new { View = published.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(published.Refusal)));
        pages.MapGet("statistics.xlsx", async (string? period, UseCase<ShowReportStatistics> show, Texts texts, CompanyClock clock, CancellationToken ct) =>
            await show.Ask(u => u.Handle(ReportPeriod.Parse(period)?.ToString(), null, ShowReportStatistics.Most, ct), ct) is var published && published.Done
                ? Results.File(StatisticsForm.Workbook(published.Value, texts, clock), TableWriter.XlsxType, $"{texts["periodic.statistics"]} {published.Value.Period}.xlsx") : Results.StatusCode(OutcomeHttp.StatusOf(published.Refusal)));
        pages.MapGet("desks", (string? unit, string? after, UseCase<ListDesks> list, CancellationToken ct) => Desks(list, Guid.TryParse(unit, out var id) ? id : null, after, null, [], null, StatusCodes.Status200OK, ct));
        pages.MapPost("desks/{unitId:guid}", ChangeDesk);
        pages.MapPost("desks/{unitId:guid}/lines", AddLine);
        pages.MapPost("lines/{id:guid}", EndLine);
    }

    static async Task<IResult> Send(Guid id, HttpContext http, UseCase<SendReport> send, UseCase<ShowReport> show, CancellationToken ct)
    {
        var typed = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var (form, sales, receipts) = (Form(typed["form"]), Amount(typed["sales"], "sales", findings), Amount(typed["receipts"], "receipts", findings));
        var sent = findings.Count > 0 ? findings : await send.Run(u => u.Handle(id, new(form, sales, receipts, typed["note"]), ct), ct);
        if (sent.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(sent.Refusal));
        if (!sent.Done) return await One(id, show, form, null, sent.Findings, typed, OutcomeHttp.StatusOf(sent.Refusal), ct);
        http.Flash(Texts.All[sent.Value.Complete ? sent.Value.Late ? "periodic.done.late" : "periodic.done" : "periodic.done.partly"], sent.Value.Late ? Tone.Warn : Tone.Ok);
        return http.Go($"{Home}/{id}");
    }

    static async Task<IResult> Return(Guid id, HttpContext http, UseCase<ReturnReport> give, UseCase<ShowReport> show, CancellationToken ct)
    {
        var typed = await http.Request.ReadFormAsync(ct);
        var returned = await give.Run(u => u.Handle(id, typed["reason"], ct), ct);
        if (returned.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(returned.Refusal));
        if (!returned.Done) return await show.Ask(u => u.Filed(id, ct), ct) is { Done: true } filed ? await One(filed.Value.ReportId, show, null, id, returned.Findings, typed, OutcomeHttp.StatusOf(returned.Refusal), ct) : Results.NotFound();
        http.Flash(Texts.All["periodic.return.done"]);
        return http.Go($"{Home}/{returned.Value}");
    }

    static async Task<IResult> One(Guid id, UseCase<ShowReport> show, ReportForm? form, Guid? returned, IReadOnlyList<Finding> findings, IFormCollection? typed, int status, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(id, ct), ct);
        return found.Done ? new RazorComponentResult<ReportPage>(new { View = found.Value, Form = form, Returned = returned, Findings = findings, Typed = typed }) { StatusCode = status } : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
    }

    static async Task<IResult> ChangeDesk(Guid unitId, HttpContext http, UseCase<SetDesk> set, UseCase<ListDesks> list, CancellationToken ct)
    {
        var typed = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var (from, until) = (Day(typed["from"], "from", findings), Day(typed["until"], "until", findings));
        var done = findings.Count > 0 ? findings : await set.Run(u => u.Handle(unitId, new(Guid.TryParse(typed["personId"], out var person) ? person : null, from, until), ct), ct);
        return await After(unitId, null, done, typed, http, list, ct);
    }

    static async Task<IResult> AddLine(Guid unitId, HttpContext http, UseCase<SetLine> set, UseCase<ListDesks> list, CancellationToken ct)
    {
        var typed = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var (from, until) = (Day(typed["from"], "from", findings), Day(typed["until"], "until", findings));
        var done = findings.Count > 0 ? findings : await set.Run(u => u.Handle(unitId, new(Enum.TryParse<ReportLine>(typed["line"], out var line) && Enum.IsDefined(line) ? line : null, from, until), ct), ct);
        return await After(unitId, "new", done, typed, http, list, ct);
    }

    static async Task<IResult> EndLine(Guid id, HttpContext http, UseCase<SetLine> set, UseCase<ListDesks> list, CancellationToken ct)
    {
        var typed = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var until = Day(typed["until"], "until", findings);
        var done = findings.Count > 0 ? findings : await set.Run(u => u.End(id, until, ct), ct);
        return await After(Guid.TryParse(typed["unit"], out var unit) ? unit : null, id.ToString(), done, typed, http, list, ct);
    }

    static async Task<IResult> After(Guid? unit, string? part, Outcome<Guid> done, IFormCollection typed, HttpContext http, UseCase<ListDesks> list, CancellationToken ct)
    {
        if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
        if (!done.Done) return await Desks(list, unit, null, part, done.Findings, typed, OutcomeHttp.StatusOf(done.Refusal), ct);
        http.Flash(Texts.All["periodic.desks.saved"]);
        return http.Go($"{Home}/desks?unit={unit}");
    }

    static async Task<IResult> Desks(UseCase<ListDesks> list, Guid? unit, string? after, string? part, IReadOnlyList<Finding> findings, IFormCollection? typed, int status, CancellationToken ct)
    {
        var page = await list.Ask(u => u.Handle(after, ct), ct);
        return page.Done ? new RazorComponentResult<DesksPage>(new { Page = page.Value, Open = unit, After = after, Part = part, Findings = findings, Typed = typed }) { StatusCode = status } : Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal));
    }

    static ReportForm? Form(string? text) => Enum.TryParse<ReportForm>(text, out var form) && Enum.IsDefined(form) ? form : null;

    static decimal? Amount(string? text, string field, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var amount)) return amount;
        findings.Add(new("periodic.amount", field));
        return null;
    }

    static DateOnly? Day(string? text, string field, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        findings.Add(new Finding("periodic.day.malformed", field).With(text));
        return null;
    }
}
