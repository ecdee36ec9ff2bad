using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>Taking an earlier value up again: asked once more on a page of its own, with day and source where a major change wants them.</summary>
static class HistoryPages
{
    public static void MapHistoryPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("{id:guid}/history/{entry:long}/restore", (Guid id, long entry, Guid part, string field, UseCase<ShowCustomer> show, UseCase<ShowHistory> history, CancellationToken ct) => Form(id, entry, part, field, [], null, show, history, 200, ct));
        pages.MapPost("{id:guid}/history/{entry:long}/restore", async (Guid id, long entry, HttpContext http, UseCase<RestoreValue> restore, UseCase<ShowCustomer> show, UseCase<ShowHistory> history, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            var (part, field) = (p.Id("part") ?? id, p["field"]);
            var done = await restore.Run(u => u.Handle(new() { Id = id, Entry = entry, PartId = part, Field = field, HappenedOn = p.Date("happenedOn"), ChangeSource = p.Text("changeSource") }, ct), ct);
            if (done.Refusal == Refusal.NotFound) return Results.NotFound();
            if (!done.Done) return await Form(id, entry, part, field, done.Findings, p, show, history, OutcomeHttp.StatusOf(done.Refusal), ct);
            http.Flash(CustomerPages.Words(done, Texts.All["customers.history.restored", [done.Value.Value]]), done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go($"/customers/{id}");
        });
    }

    static async Task<IResult> Form(Guid id, long entry, Guid part, string field, IReadOnlyList<Finding> findings, Posted? posted, UseCase<ShowCustomer> show, UseCase<ShowHistory> history, int status, CancellationToken ct)
    {
        var row = (await history.Ask(u => u.Handle(id, null, entry + 1, 1, ct), ct)) is { Done: true, Value.Items: var rows } ? rows.FirstOrDefault(r => r.Entry == entry && r.PartId == part && r.Field == field) : null;
        if (row is null) return Results.NotFound();
        return await CustomerPages.With(show, id, v => CustomerPages.Page<RestoreValuePage>(new { View = v, Row = row, Findings = findings, Said = (object?)posted }, status), ct);
    }
}
