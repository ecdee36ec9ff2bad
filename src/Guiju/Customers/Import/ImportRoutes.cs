using Guiju.Customers.Contracts;
using Guiju.Customers.Import.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Customers.Import;

/// <summary>The pages of imports.</summary>
public static class ImportRoutes
{
    /// <summary>Maps pages and API.</summary>
    public static IEndpointRouteBuilder MapCustomerImport(this IEndpointRouteBuilder routes)
    {
        routes.MapImportsApi();
        var pages = routes.MapGroup("/customers/import");
        pages.MapGet("", (HttpContext http, UseCase<ReadImports> read, UploadImport upload, CancellationToken ct) => Start(http, read, upload, [], ct));
        pages.MapPost("", Upload).WithMetadata(new RequestSizeLimitAttribute(1L << 30));
        pages.MapGet("template.xlsx", Template);
        pages.MapGet("{id:guid}", async (Guid id, HttpContext http, UseCase<ReadImports> read, CurrentActor actor, ProblemKind? kind, bool? warnings, int? after, CancellationToken ct) =>
            await Page(id, http, read, actor, kind, warnings ?? false, after ?? 0, [], null, ct));
        pages.MapGet("{id:guid}/progress", Progress);
        pages.MapPost("{id:guid}/sheet", Sheet);
        pages.MapPost("{id:guid}/next", Next);
        pages.MapPost("{id:guid}/check", Check);
        pages.MapPost("{id:guid}/run", (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, ImportWorker worker, CancellationToken ct) =>
            Move(id, http, move, read, actor, u => u.Start(id, ct), () => worker.Soon(id), ct));
        pages.MapPost("{id:guid}/stop", (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, CancellationToken ct) =>
            Move(id, http, move, read, actor, u => u.Stop(id, ct), null, ct));
        pages.MapPost("{id:guid}/back", (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, CancellationToken ct) =>
            Move(id, http, move, read, actor, u => u.Back(id, ct), null, ct));
        pages.MapPost("{id:guid}/drop", async (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, CancellationToken ct) =>
        {
            var outcome = await move.Run(u => u.Drop(id, ct), ct);
            return outcome.Done ? http.Go("/customers/import") : await Page(id, http, read, actor, null, false, 0, outcome.Findings, null, ct);
        });
        pages.MapPost("{id:guid}/undo", (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, ImportWorker worker, CancellationToken ct) =>
            Move(id, http, move, read, actor, u => u.Undo(id, ct), () => worker.Soon(id), ct));
        pages.MapGet("{id:guid}/problems.xlsx", ProblemWorkbook.Send);
        pages.MapPost("{id:guid}/recheck", (Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, ImportWorker worker, CancellationToken ct) =>
            Move(id, http, move, read, actor, u => u.Recheck(id, ct), () => worker.Soon(id), ct));
        pages.MapImportRows();
        return routes;
    }

    static async Task<IResult> Start(HttpContext http, UseCase<ReadImports> read, UploadImport upload, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var recent = await read.Ask(u => u.Newest(ct), ct);
        if (!recent.Done) return recent.ToProblem();
        if (findings.Count > 0) http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return new RazorComponentResult<StartImportPage>(new { Findings = findings, Recent = recent.Value, Most = upload.Most >> 20 });
    }

    static async Task<IResult> Upload(HttpContext http, IFormFile? file, UploadImport upload, UseCase<ReadImports> read, CancellationToken ct)
    {
        if (file is null || file.Length == 0 && file.FileName.Length == 0) return await Start(http, read, upload, [new("imports.file.none", "file")], ct);
        await using var content = file.OpenReadStream();
        var outcome = await upload.Take(file.FileName, content, null, ct);
        if (!outcome.Done && outcome.Refusal != Refusal.Invalid) return outcome.ToProblem();
        if (!outcome.Done) return await Start(http, read, upload, outcome.Findings, ct);
        foreach (var warning in outcome.Findings.Take(1)) http.Flash(Texts.All.Say(warning), Tone.Warn);
        return http.Go($"/customers/import/{outcome.Value}");
    }

    static async Task<IResult> Page(Guid id, HttpContext http, UseCase<ReadImports> read, CurrentActor actor, ProblemKind? kind, bool warnings, int after,
        IReadOnlyList<Finding> findings, ImportPlan? typed, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        var job = typed is null ? found.Value : found.Value with { Plan = typed };
        var problems = job.Busy() ? null : await read.Ask(u => u.Problems(id, kind, warnings, after, ReadImports.PageSize, ct), ct);
        var rest = job is { State: ImportState.Done, Mine: true } && job.Plan.Sheets.Count > 1 ? (await read.Ask(u => u.Rest(id, ct), ct)).Value : [];
        var staff = job.State == ImportState.Uploaded ? (await read.Ask(u => u.Staff(ct), ct)).Value : [];
        if (findings.Count > 0) http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return new RazorComponentResult<ImportPage>(new
        {
            Job = job,
            Problems = problems?.Value,
            Kind = kind,
            Warnings = warnings,
            After = after,
            Findings = findings,
            Rest = rest,
            Staff = (IReadOnlyList<Choice>)[.. staff.Select(p => new Choice(p.Id.ToString(), p.Name))],
            MayAssign = actor.Value.May(Permission.CustomersAssign),
            Clears = !actor.Value.May(Permission.FollowUpWrite),
        });
    }

    // Once it is over the whole page is fetched, which shows the outcome.
    static async Task<IResult> Progress(Guid id, HttpContext http, UseCase<ReadImports> read, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        if (!found.Value.Busy()) http.Response.Headers["HX-Refresh"] = "true";
        return new RazorComponentResult<ImportProgress>(new { Job = found.Value });
    }

    static async Task<IResult> Sheet(Guid id, HttpContext http, [FromForm] string? sheet, [FromForm] string? kind, UseCase<SetSheet> set, UseCase<ReadImports> read, CurrentActor actor, CancellationToken ct)
    {
        var outcome = await set.Run(u => u.Handle(id, sheet ?? "", string.IsNullOrEmpty(kind) ? null : kind, ct), ct);
        return outcome.Done ? http.Go($"/customers/import/{id}") : outcome.Refusal == Refusal.Invalid ? await Page(id, http, read, actor, null, false, 0, outcome.Findings, null, ct) : outcome.ToProblem();
    }

    static async Task<IResult> Next(Guid id, HttpContext http, [FromForm] string? sheet, UploadImport upload, UseCase<ReadImports> read, CurrentActor actor, CancellationToken ct)
    {
        var outcome = await upload.Next(id, sheet ?? "", ct);
        return outcome.Done ? http.Go($"/customers/import/{outcome.Value}") : outcome.Refusal == Refusal.Invalid ? await Page(id, http, read, actor, null, false, 0, outcome.Findings, null, ct) : outcome.ToProblem();
    }

    static async Task<IResult> Check(Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, ImportWorker worker, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        var plan = PlanInput.Read(await http.Request.ReadFormAsync(ct), found.Value.Plan);
        var outcome = await move.Run(u => u.Check(id, plan, ct), ct);
        if (!outcome.Done) return outcome.Refusal == Refusal.Invalid ? await Page(id, http, read, actor, null, false, 0, outcome.Findings, plan, ct) : outcome.ToProblem();
        worker.Soon(id);
        return http.Go($"/customers/import/{id}");
    }

    static async Task<IResult> Move(Guid id, HttpContext http, UseCase<MoveImport> move, UseCase<ReadImports> read, CurrentActor actor, Func<MoveImport, Task<Outcome<Guid>>> step, Action? then, CancellationToken ct)
    {
        var outcome = await move.Run(step, ct);
        if (!outcome.Done) return outcome.Refusal == Refusal.Invalid ? await Page(id, http, read, actor, null, false, 0, outcome.Findings, null, ct) : outcome.ToProblem();
        then?.Invoke();
        return http.Go($"/customers/import/{id}");
    }

    static async Task Template(HttpContext http, string? kind, UseCase<ReadImports> read, ImportShapes shapes, CancellationToken ct)
    {
        if (await read.Ask(u => u.Newest(ct), ct) is { Done: false } denied)
        {
            await denied.ToProblem().ExecuteAsync(http);
            return;
        }
        var shape = shapes.Of(kind);
        var name = Texts.All[$"imports.template.{shape.Key}"];
        http.Attach($"{name}.xlsx", TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(name, [.. TemplateColumns.Of(shape)]), Nothing(), ct);

        static async IAsyncEnumerable<IReadOnlyList<object?>> Nothing()
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}

/// <summary>Columns of the template: the names the fields are known by first, in the reader's language.</summary>
static class TemplateColumns
{
    /// <summary>The columns.</summary>
    public static IEnumerable<TableColumn> Of(ImportShape shape) => shape.Fields.Where(f => f.Key is not ("region" or "contact.familyName" or "contact.givenName" or "time" or "subject"))
        .Select(f => new TableColumn(f.Key == "registeredCapital" && !Texts.English ? "注册资本（万元）" : Texts.English ? Texts.All[f.Text] : f.Names[0], Width: 18));
}

/// <summary>Reads the posted plan.</summary>
static class PlanInput
{
    /// <summary>The plan with what was posted; file, sheet and header are never taken from it.</summary>
    public static ImportPlan Read(IFormCollection form, ImportPlan plan)
    {
        var owner = form["ownerId"].ToString();
        return plan with
        {
            Choices = form.Where(f => f.Key.StartsWith("choices[", StringComparison.Ordinal) && f.Key.EndsWith(']') && !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Key[8..^1], f => f.Value.ToString()),
            Fields = [.. form["fields"].Select(f => string.IsNullOrEmpty(f) ? null : f)],
            Role = Enum.TryParse<RoleKind>(form["role"], out var role) ? role : RoleKind.Buyer,
            Special = Enum.TryParse<SpecialKind>(form["special"], out var special) ? special : null,
            Source = form["source"].ToString() is { Length: > 0 } source ? source : null,
            Owner = owner == "pool" ? DefaultOwner.Pool : owner.Length > 0 ? DefaultOwner.Person : DefaultOwner.Uploader,
            OwnerId = Guid.TryParse(owner, out var id) ? id : null,
            Duplicates = Enum.TryParse<OnDuplicate>(form["duplicates"], out var duplicates) ? duplicates : OnDuplicate.Skip,
            HappenedOn = CellWords.AsDate(form["happenedOn"].ToString()),
            ChangeSource = form["changeSource"].ToString() is { Length: > 0 } change ? change : null,
        };
    }

    /// <summary>Whether the program works on it now.</summary>
    public static bool Busy(this ImportView job) => job.State is ImportState.Checking or ImportState.Running or ImportState.Undoing;
}
