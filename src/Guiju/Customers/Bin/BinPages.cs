using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Bin;

/// <summary>Deleting a file, the bin, taking things back.</summary>
static class BinPages
{
    public static void MapBinPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("{id:guid}/delete", (Guid id, UseCase<ShowCustomer> show, CancellationToken ct) => CustomerPages.With(show, id, v => CustomerPages.Page<DeletePage>(new { View = v }), ct));
        pages.MapPost("{id:guid}/delete", Delete);
        pages.MapGet("bin", async (string? kind, string? q, Guid? after, UseCase<ReadBin> read, CancellationToken ct) => await List(kind, q, after, [], read, 200, ct));
        pages.MapPost("bin/{item:guid}/restore", async (Guid item, HttpContext http, UseCase<RestoreFromBin> restore, UseCase<ReadBin> read, CancellationToken ct) =>
        {
            var p = new Posted(http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty);
            var back = await restore.Run(u => u.Handle(item, p["withoutCode"] == "true", ct), ct);
            if (back.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(back.Refusal));
            if (!back.Done) return await List(null, null, null, [new(item, back.Findings)], read, OutcomeHttp.StatusOf(back.Refusal), ct);
            http.Flash(CustomerPages.Words(back, Texts.All["customers.bin.restored", [back.Value.Name]]), back.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go($"/customers/{back.Value.CustomerId}{(back.Value.Kind == BinKind.Attachment ? "?tab=files" : "")}");
        });
        pages.MapPost("bin/restore", async (HttpContext http, UseCase<RestoreFromBin> restore, UseCase<ReadBin> read, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            List<BinPage.Refused> refused = [];
            var done = 0;
            foreach (var id in form["ids"].Select(v => Guid.TryParse(v, out var one) ? one : Guid.Empty).Distinct().Take(200))
            {
                var back = await restore.Run(u => u.Handle(id, false, ct), ct);
                if (back.Done) done++;
                else refused.Add(new(id, back.Findings));
            }
            if (refused.Count > 0) return await List(null, null, null, refused, read, 422, ct);
            http.Flash(Texts.All["customers.bin.restored.many", [done]]);
            return http.Go("/customers/bin");
        });
    }

    /// <summary>The page of a file that lies in the bin.</summary>
    public static IResult Gone(BinRow row) => CustomerPages.Page<GonePage>(new { Row = row }, StatusCodes.Status410Gone);

    static async Task<IResult> Delete(Guid id, HttpContext http, UseCase<DeleteCustomer> delete, UseCase<ShowCustomer> show, CancellationToken ct)
    {
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var gone = await delete.Run(u => u.Handle(id, p.Text("reason"), p.Number("version"), ct), ct);
        if (gone.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(gone.Refusal));
        if (!gone.Done) return await CustomerPages.With(show, id, v => CustomerPages.Page<DeletePage>(new { View = v, gone.Findings, Reason = p.Text("reason") }, OutcomeHttp.StatusOf(gone.Refusal)), ct);
        http.Flash(Texts.All["customers.bin.done.file", [$"{gone.Value.Code} {gone.Value.Name}"]], undo: $"/customers/bin/{gone.Value.BinId}/restore");
        return http.Go("/customers");
    }

    static async Task<IResult> List(string? kind, string? text, Guid? after, IReadOnlyList<BinPage.Refused> refused, UseCase<ReadBin> read, int status, CancellationToken ct)
    {
        BinKind? only = Enum.TryParse<BinKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) && !int.TryParse(kind, out _) ? one : null;
        var rows = await read.Ask(u => u.Handle(only, text, after, ReadBin.PageSize, ct), ct);
        return rows.Done ? CustomerPages.Page<BinPage>(new { Rows = rows.Value, Kind = only, Text = text, Refusals = refused }, status) : Results.StatusCode(OutcomeHttp.StatusOf(rows.Refusal));
    }
}
