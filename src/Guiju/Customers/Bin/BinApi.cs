using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Customers.Bin;

/// <summary>The recycle bin over the API.</summary>
static class BinApi
{
    /// <summary>How something is taken back.</summary>
    /// <param name="WithoutCode">Without its credit code, where another file has that by now.</param>
    public sealed record RestoreBody(bool WithoutCode);

    public static void MapBinApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("bin");
        api.MapGet("", async (BinKind? kind, string? q, Guid? after, int? count, UseCase<ReadBin> read, CancellationToken ct) =>
            (await read.Ask(u => u.Handle(kind, q, after, count ?? ReadBin.PageSize, ct), ct)).ToOk());
        api.MapPost("{id:guid}/restore", (Guid id, RestoreBody? body, UseCase<RestoreFromBin> restore, HttpContext http, CancellationToken ct) =>
            restore.Once(http, u => u.Handle(id, body?.WithoutCode ?? false, ct), o => !o.Done ? o.ToProblem() : Results.Ok(new CustomersApi.Done<RestoreFromBin.Restored>(o.Value, [.. o.Findings.Select(OutcomeHttp.Answer)])), ct))
            .Produces<CustomersApi.Done<RestoreFromBin.Restored>>();
    }

    /// <summary>410: it lies in the bin, with its id there.</summary>
    public static IResult Gone(BinRow row, HttpContext http)
    {
        var finding = Say(row, http.RequestServices.GetRequiredService<CompanyClock>());
        return TypedResults.Problem(new ProblemDetails
        {
            Status = StatusCodes.Status410Gone,
            Title = Texts.All["customers.bin.gone.title"],
            Detail = Texts.All.Say(finding),
            Extensions = { ["findings"] = new[] { OutcomeHttp.Answer(finding) }, ["binId"] = row.Id },
        });
    }

    /// <summary>That a file lies in the bin, in words.</summary>
    public static Finding Say(BinRow row, CompanyClock clock) =>
        new Finding("customers.bin.gone") { Link = "/customers/bin" }.With($"{row.Code} {row.Name}", row.DeletedBy, Show.When(row.DeletedAt, clock), row.Reason ?? "");
}
