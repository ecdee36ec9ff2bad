using System.Globalization;
using System.Text.Json;
using Guiju.Compliance.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Compliance.WhatIf;

/// <summary>Pages and API of replays.</summary>
static class WhatIfRoutes
{
    /// <summary>So long a page waits for a small replay before it shows progress instead.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Names of parameters in forms and addresses begin so.</summary>
    public const string Draft = "p.";

    /// <summary>A replay that was asked for.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Started(Guid Id);

    public static void MapWhatIf(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/what-if").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", List);
        pages.MapGet("new", New);
        pages.MapPost("", Open);
        pages.MapGet("{id:guid}", Page);
        pages.MapGet("{id:guid}/progress", Progress);
        pages.MapPost("{id:guid}/cancel", Cancel);
        pages.MapGet("{id:guid}/result.xlsx", WhatIfWorkbook.Send);

        var api = routes.MapApi("what-if");
        api.MapGet("", async (Guid? after, int? limit, UseCase<ReadWhatIf> read, CancellationToken ct) => (await read.Ask(u => u.Newest(after, Math.Min(limit ?? 50, 100), ct), ct)).ToOk())
            .WithName("ListReplays").WithSummary("One's own replays of the past by other parameters, the newest first");
        api.MapPost("", async (MoveWhatIf.Input input, UseCase<MoveWhatIf> move, WhatIfWorker worker, CancellationToken ct) =>
        {
            var opened = await move.Run(u => u.Handle(input, ct), ct);
            if (opened.Done) worker.Soon(opened.Value);
            return (opened.Done ? new Started(opened.Value) : Outcome<Started>.Refused(opened.Refusal, opened.Findings)).ToCreated(run => $"{Api.Base}/what-if/{run.Id}");
        }).WithName("StartReplay").WithSummary("Replay the past of a clause by other parameters; goes on in the background, no setting is made").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("{id:guid}", async (Guid id, UseCase<ReadWhatIf> read, CancellationToken ct) => (await read.Ask(u => u.Find(id, ct), ct)).ToOk())
            .WithName("GetReplay").WithSummary("How far it has come and what came of it").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("{id:guid}/cases", async (Guid id, WhatIfChange? change, int? after, int? limit, UseCase<ReadWhatIf> read, CancellationToken ct) => (await read.Ask(u => u.Rows(id, change, after ?? 0, limit ?? 100, ct), ct)).ToOk())
            .WithName("ListReplayedCases").WithSummary("The cases that would have changed, a page at a time").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("{id:guid}/cancel", async (Guid id, UseCase<MoveWhatIf> move, CancellationToken ct) => (await move.Run(u => u.Cancel(id, ct), ct)).ToNoContent())
            .WithName("CancelReplay").WithSummary("Stop it; what was replayed stays").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<IResult> List(UseCase<ReadWhatIf> read, Guid? before, CancellationToken ct)
    {
        var runs = await read.Ask(u => u.Newest(before, WhatIfListPage.PageSize + 1, ct), ct);
        return runs.Done ? new RazorComponentResult<WhatIfListPage>(new { Runs = runs.Value, Before = before }) : runs.ToProblem();
    }

    static async Task<IResult> New(HttpContext http, UseCase<ReadWhatIf> read, string? clause, Guid? unit, CancellationToken ct)
    {
        var choices = await read.Ask(u => u.Choose(clause, unit, ct), ct);
        var said = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        return choices.Done ? new RazorComponentResult<WhatIfNewPage>(new { Choices = choices.Value, Said = said }) : choices.ToProblem();
    }

    static async Task<IResult> Open(HttpContext http, UseCase<ReadWhatIf> read, UseCase<MoveWhatIf> move, IClauseTrials trials, WhatIfWorker worker, CancellationToken ct)
    {
        var said = (await http.Request.ReadFormAsync(ct)).ToDictionary(f => f.Key, f => f.Value.ToString());
        var unit = Guid.TryParse(said.GetValueOrDefault("unit"), out var given) ? given : (Guid?)null;
        var choices = await read.Ask(u => u.Choose(said.GetValueOrDefault("clause"), unit, ct), ct);
        if (!choices.Done) return choices.ToProblem();
        List<Finding> findings = [];
        var input = new MoveWhatIf.Input
        {
            Clause = said.GetValueOrDefault("clause"),
            From = Day("from"),
            To = Day("to"),
            BeforeOn = Day("beforeOn"),
            AfterOn = Day("afterOn"),
            Unit = unit,
            // What was left as it is in force is no draft.
            Parameters = choices.Value.Parameters.Where(p => !string.IsNullOrWhiteSpace(said.GetValueOrDefault(Draft + p.Name)))
                .Select(p => (p.Name, p.InForce, Value: trials.Read(p, said[Draft + p.Name]))).Where(p => !JsonElement.DeepEquals(p.InForce, p.Value)).ToDictionary(p => p.Name, p => p.Value),
        };
        if (findings.Count > 0) return Again(findings, StatusCodes.Status422UnprocessableEntity);
        var opened = await move.Run(u => u.Handle(input, ct), ct);
        if (!opened.Done) return Again(opened.Findings, OutcomeHttp.StatusOf(opened.Refusal));
        await Task.WhenAny(worker.Worked(opened.Value), Task.Delay(patience, ct));
        return http.Go($"/what-if/{opened.Value}");

        DateOnly? Day(string name)
        {
            if (said.GetValueOrDefault(name)?.Trim() is not { Length: > 0 } typed) return null;
            if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            findings.Add(new("whatif.day", name));
            return null;
        }

        // Parameters have names of their own in the form.
        RazorComponentResult<WhatIfNewPage> Again(IReadOnlyList<Finding> found, int status) => new(new
        {
            Choices = choices.Value,
            Said = said,
            Findings = (IReadOnlyList<Finding>)[.. found.Select(f => f with { Field = choices.Value.Parameters.Any(p => p.Name == f.Field) ? Draft + f.Field : f.Field })],
        })
        { StatusCode = status };
    }

    static async Task<IResult> Page(Guid id, UseCase<ReadWhatIf> read, WhatIfChange? change, int? after, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        var parameters = await read.Ask(u => u.Parameters(id, ct), ct);
        var rows = await read.Ask(u => u.Rows(id, change, after ?? 0, WhatIfPage.PageSize, ct), ct);
        return new RazorComponentResult<WhatIfPage>(new { Run = found.Value, Parameters = parameters.Value, Rows = rows.Value, Change = change, After = after ?? 0 });
    }

    // Once it is over the whole page is fetched, which shows the outcome.
    static async Task<IResult> Progress(Guid id, HttpContext http, UseCase<ReadWhatIf> read, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        if (found.Value.State != WhatIfState.Running) http.Response.Headers["HX-Refresh"] = "true";
        return new RazorComponentResult<WhatIfProgress>(new { Run = found.Value });
    }

    static async Task<IResult> Cancel(Guid id, HttpContext http, UseCase<MoveWhatIf> move, Texts texts, CancellationToken ct)
    {
        var stopped = await move.Run(u => u.Cancel(id, ct), ct);
        if (!stopped.Done && stopped.Refusal != Refusal.Conflict) return stopped.ToProblem();
        if (!stopped.Done) http.Flash(texts["whatif.ended"], Tone.Info);
        return http.Go($"/what-if/{id}");
    }
}
