using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Customers.Import;

/// <summary>What the API may say of an import; what is left out stays as recognised.</summary>
public sealed record ImportRequest
{
    /// <summary>Field of each column, null or empty to leave it out: keys such as <c>name</c>, <c>creditCode</c>, <c>contact.mobile</c>.</summary>
    public IReadOnlyList<string?>? Fields { get; init; }

    /// <summary>Class of customers whose row names none.</summary>
    public RoleKind? Role { get; init; }

    /// <summary>Kind of the special class.</summary>
    public SpecialKind? Special { get; init; }

    /// <summary>Source of customers whose row names none.</summary>
    public string? Source { get; init; }

    /// <summary>Who takes charge by default.</summary>
    public DefaultOwner? Owner { get; init; }

    /// <summary>The person, where one is named.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>What is done with duplicates.</summary>
    public OnDuplicate? Duplicates { get; init; }

    /// <summary>Day major changes happened.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>How they are known.</summary>
    public string? ChangeSource { get; init; }

    /// <summary>What is chosen once for the file, by key; of activities <c>mode</c>, how they took place where a row does not say.</summary>
    public IReadOnlyDictionary<string, string>? Choices { get; init; }

    internal ImportPlan On(ImportPlan plan) => plan with
    {
        Fields = Fields is null ? plan.Fields : [.. Fields.Select(f => string.IsNullOrEmpty(f) ? null : f)],
        Role = Role ?? plan.Role,
        Special = Special ?? plan.Special,
        Source = Source ?? plan.Source,
        Owner = Owner ?? plan.Owner,
        OwnerId = OwnerId ?? plan.OwnerId,
        Duplicates = Duplicates ?? plan.Duplicates,
        HappenedOn = HappenedOn ?? plan.HappenedOn,
        ChangeSource = ChangeSource ?? plan.ChangeSource,
        Choices = Choices ?? plan.Choices,
    };
}

/// <summary>A problem as the API tells it.</summary>
/// <param name="Row">Row in the file.</param>
/// <param name="Customer">What the row calls the customer.</param>
/// <param name="Column">Column in the file.</param>
/// <param name="Value">What the cell holds, cut to 200 characters.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Finding">What is wrong.</param>
public sealed record ProblemAnswer(int Row, string Customer, string? Column, string? Value, ProblemKind Kind, FindingAnswer Finding);

/// <summary>The API of imports: upload, check, run, follow.</summary>
static class ImportsApi
{
    /// <summary>Maps it.</summary>
    public static void MapImportsApi(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapApi("imports");
        imports.MapGet("", async (UseCase<ReadImports> read, CancellationToken ct) => (await read.Ask(u => u.Newest(ct), ct)).ToOk()).WithName("ListImports").WithSummary("The newest imports");
        imports.MapPost("", Upload).WithName("CreateImport").WithSummary("Upload a file of customers, people or activities; kind and columns are recognised unless said, and all rows are checked in the background")
            .WithMetadata(new RequestSizeLimitAttribute(1L << 30)).Accepts<IFormFile>("multipart/form-data").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        imports.MapGet("{id:guid}", async (Guid id, UseCase<ReadImports> read, CancellationToken ct) => (await read.Ask(u => u.Find(id, ct), ct)).ToOk()).WithName("GetImport").WithSummary("How far an import has come");
        imports.MapGet("{id:guid}/problems", Problems).WithName("ListImportProblems").WithSummary("Problems and warnings in the order of the rows, a page at a time");
        imports.MapPost("{id:guid}/check", Check).WithName("CheckImport").WithSummary("Change what is wanted and check all rows anew");
        imports.MapPost("{id:guid}/run", async (Guid id, UseCase<MoveImport> move, ImportWorker worker, UseCase<ReadImports> read, CancellationToken ct) =>
            await Then(await move.Run(u => u.Start(id, ct), ct), () => worker.Soon(id), read, ct)).WithName("RunImport").WithSummary("Write the checked rows, or go on where it was interrupted");
        imports.MapPost("{id:guid}/stop", async (Guid id, UseCase<MoveImport> move, UseCase<ReadImports> read, CancellationToken ct) =>
            await Then(await move.Run(u => u.Stop(id, ct), ct), null, read, ct)).WithName("StopImport").WithSummary("Stop; what is written stays");
        imports.MapPost("{id:guid}/undo", async (Guid id, UseCase<MoveImport> move, ImportWorker worker, UseCase<ReadImports> read, CancellationToken ct) =>
            await Then(await move.Run(u => u.Undo(id, ct), ct), () => worker.Soon(id), read, ct)).WithName("UndoImport").WithSummary("Take back what was written, but for what somebody touched since");
        imports.MapImportRowsApi();
    }

    static async Task<Results<Created<ImportView>, ProblemHttpResult>> Upload(IFormFile? file, [FromForm] string? sheet, [FromForm] string? kind, [FromForm] bool? check, [FromForm] OnDuplicate? duplicates, UploadImport upload,
        UseCase<MoveImport> move, UseCase<ReadImports> read, ImportWorker worker, CancellationToken ct)
    {
        if (file is null) return Outcome<int>.Refused(Refusal.Invalid, new Finding("imports.file.none", "file")).ToProblem();
        await using var content = file.OpenReadStream();
        var uploaded = await upload.Take(file.FileName, content, sheet, string.IsNullOrEmpty(kind) ? null : kind, ct);
        if (!uploaded.Done) return uploaded.ToProblem();
        var id = uploaded.Value;
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (check != false && found.Done)
        {
            // Columns that cannot be recognised are no fault of the upload: the caller sees them and posts the right ones.
            var begun = await move.Run(u => u.Check(id, found.Value.Plan with { Duplicates = duplicates ?? OnDuplicate.Skip }, ct), ct);
            if (begun.Done) worker.Soon(id);
            found = await read.Ask(u => u.Find(id, ct), ct);
        }
        return found.ToCreated(j => $"{Api.Base}/imports/{j.Id}");
    }

    static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Check(Guid id, ImportRequest request, UseCase<MoveImport> move, UseCase<ReadImports> read, ImportWorker worker, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        return await Then(await move.Run(u => u.Check(id, request.On(found.Value.Plan), ct), ct), () => worker.Soon(id), read, ct);
    }

    static async Task<Results<Ok<PageOf<ProblemAnswer>>, ProblemHttpResult>> Problems(Guid id, ProblemKind? kind, bool? warnings, int? after, int? limit, UseCase<ReadImports> read, CancellationToken ct)
    {
        var page = await read.Ask(u => u.Problems(id, kind, warnings ?? false, after ?? 0, limit ?? 50, ct), ct);
        return page.Map(p => new PageOf<ProblemAnswer>([.. p.Items.Select(i => new ProblemAnswer(i.Row, i.Title, i.Column, i.Value, i.Kind, OutcomeHttp.Answer(i.Finding)))],
            p.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToOk();
    }

    static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Then(Outcome<Guid> outcome, Action? then, UseCase<ReadImports> read, CancellationToken ct)
    {
        if (!outcome.Done) return outcome.ToProblem();
        then?.Invoke();
        return (await read.Ask(u => u.Find(outcome.Value, ct), ct)).ToOk();
    }
}
