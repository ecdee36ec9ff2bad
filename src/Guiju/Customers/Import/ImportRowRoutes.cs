using System.Globalization;
using Guiju.Customers.Import.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Import;

/// <summary>Rows of a checked import put right one by one: the page and its part of the API.</summary>
static class ImportRowRoutes
{
    /// <summary>What the API says of a row.</summary>
    /// <param name="Cells">Cells put right, by column from 0; those named replace what was said of the row before.</param>
    /// <param name="Duplicates">What is done where its customer is there; null for what counts for the file.</param>
    /// <param name="LeftOut">Whether it is left out.</param>
    public sealed record Said(IReadOnlyDictionary<int, string>? Cells = null, OnDuplicate? Duplicates = null, bool LeftOut = false);

    /// <summary>A row as the API tells it.</summary>
    /// <param name="Row">Number in the file.</param>
    /// <param name="Cells">What each column holds, with what was put right.</param>
    /// <param name="Original">What the file holds.</param>
    /// <param name="Duplicates">What is done where its customer is there.</param>
    /// <param name="LeftOut">Whether it is left out.</param>
    /// <param name="Findings">What is wrong with it as it stands.</param>
    public sealed record RowAnswer(int Row, IReadOnlyList<string> Cells, IReadOnlyList<string> Original, OnDuplicate? Duplicates, bool LeftOut, IReadOnlyList<FindingAnswer> Findings);

    /// <summary>Maps the page.</summary>
    public static void MapImportRows(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("{id:guid}/rows/{row:int}", async Task<IResult> (Guid id, int row, UseCase<AmendImportRow> amend, CancellationToken ct) =>
        {
            var shown = await amend.Ask(u => u.Show(id, row, ct), ct);
            return shown.Done ? new RazorComponentResult<ImportRowPage>(new { Row = shown.Value }) : shown.ToProblem();
        });
        pages.MapPost("{id:guid}/rows/{row:int}", Save);
    }

    /// <summary>Maps the API.</summary>
    public static void MapImportRowsApi(this IEndpointRouteBuilder imports)
    {
        imports.MapGet("{id:guid}/rows/{row:int}", async (Guid id, int row, UseCase<AmendImportRow> amend, CancellationToken ct) =>
            (await amend.Ask(u => u.Show(id, row, ct), ct)).Map(Answer).ToOk()).WithName("GetImportRow").WithSummary("A row of a checked import, with what was put right and what is still wrong");
        imports.MapPut("{id:guid}/rows/{row:int}", async (Guid id, int row, Said said, UseCase<AmendImportRow> amend, CancellationToken ct) =>
            (await amend.Run(u => u.Save(id, row, new(said.Cells ?? new Dictionary<int, string>(), said.Duplicates, said.LeftOut), ct), ct)).Map(Answer).ToOk())
            .WithName("AmendImportRow").WithSummary("Put a row right beside the file; check the import again before it runs");
    }

    static RowAnswer Answer(ImportRowView v) => new(v.Row, v.Cells, v.Original, v.Duplicates, v.LeftOut, [.. v.Findings.Select(OutcomeHttp.Answer)]);

    static async Task<IResult> Save(Guid id, int row, HttpContext http, UseCase<AmendImportRow> amend, UseCase<ReadImports> read, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var shown = await amend.Ask(u => u.Show(id, row, ct), ct);
        if (!shown.Done) return shown.ToProblem();
        // A column that is not imported is not on the page: what the file holds stays.
        var cells = shown.Value.Job.Plan.Labels.Select((_, i) => (Column: i, Text: form.TryGetValue($"cells[{i.ToString(CultureInfo.InvariantCulture)}]", out var typed) ? typed.ToString() : shown.Value.Original[i])).ToDictionary(c => c.Column, c => c.Text);
        OnDuplicate? duplicates = Enum.TryParse<OnDuplicate>(form["duplicates"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var leftOut = form["leftOut"].ToString() is "true" or "on";
        var saved = await amend.Run(u => u.Save(id, row, new(cells, duplicates, leftOut), ct), ct);
        if (!saved.Done && saved.Refusal != Refusal.Invalid) return saved.ToProblem();
        if (!saved.Done || saved.Value.Findings.Refuse())
        {
            http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return new RazorComponentResult<ImportRowPage>(new
            {
                Row = saved.Done ? saved.Value : shown.Value with { Cells = [.. cells.Values], Duplicates = duplicates, LeftOut = leftOut, Findings = [] },
                Findings = saved.Done ? [] : saved.Findings,
            });
        }
        var next = form["next"].ToString() == "true" ? (await read.Ask(u => u.NextFaulty(id, row, ct), ct)).Value : null;
        http.Flash(Texts.All["imports.row.saved", [Show.Count(row)]]);
        return http.Go(next is { } there ? $"/customers/import/{id}/rows/{there}" : $"/customers/import/{id}");
    }
}
