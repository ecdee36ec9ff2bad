using Guiju.Platform.Http;
using Guiju.Platform.UseCases;

namespace Guiju.Reports.Periodic;

/// <summary>The periodic reports over the API.</summary>
static class PeriodicApi
{
    /// <summary>Why a form is returned.</summary>
    public sealed record ReportReturnBody(string? Reason);

    /// <summary>Last day of a business line; null lets it run on.</summary>
    public sealed record LineEndBody(DateOnly? Until);

    public static void MapPeriodicApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("periodic-reports");
        api.MapGet("", async ([AsParameters] ReportQuery query, UseCase<ListReports> list, CancellationToken ct) => (await list.Ask(u => u.Handle(query, ct), ct)).ToOk());
        api.MapGet("{id:guid}", async (Guid id, UseCase<ShowReport> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/filings", (Guid id, SendReport.ReportFacts facts, HttpContext http, UseCase<SendReport> send, CancellationToken ct) =>
            send.Once(http, u => u.Handle(id, facts, ct), o => o.ToCreated(s => $"{Api.Base}/periodic-reports/filings/{s.Id}"), ct)).Produces<SendReport.SentReport>(StatusCodes.Status201Created);
        api.MapGet("filings/{id:guid}", async (Guid id, UseCase<ShowReport> show, CancellationToken ct) => (await show.Ask(u => u.Filed(id, ct), ct)).ToOk());
        api.MapPost("filings/{id:guid}/return", async (Guid id, ReportReturnBody body, UseCase<ReturnReport> give, CancellationToken ct) => (await give.Run(u => u.Handle(id, body.Reason, ct), ct)).ToNoContent());
        api.MapGet("statistics", async (string? period, string? after, int? size, UseCase<ShowReportStatistics> show, CancellationToken ct) => (await show.Ask(u => u.Handle(period, after, Math.Min(size ?? ShowReportStatistics.PageSize, 200), ct), ct)).ToOk());
        api.MapGet("desks", async (string? after, UseCase<ListDesks> list, CancellationToken ct) => (await list.Ask(u => u.Handle(after, ct), ct)).ToOk());
        api.MapPut("desks/{unitId:guid}", async (Guid unitId, SetDesk.DeskFacts facts, UseCase<SetDesk> set, CancellationToken ct) => (await set.Run(u => u.Handle(unitId, facts, ct), ct)).ToNoContent());
        api.MapPost("desks/{unitId:guid}/lines", async (Guid unitId, SetLine.LineFacts facts, UseCase<SetLine> set, CancellationToken ct) => (await set.Run(u => u.Handle(unitId, facts, ct), ct)).ToCreated(id => $"{Api.Base}/periodic-reports/lines/{id}"));
        api.MapPut("lines/{id:guid}/end", async (Guid id, LineEndBody body, UseCase<SetLine> set, CancellationToken ct) => (await set.Run(u => u.End(id, body.Until, ct), ct)).ToNoContent());
    }
}
