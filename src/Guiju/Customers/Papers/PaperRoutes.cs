using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Papers;

/// <summary>客户信息表, the archive check and 客户档案目录: pages, files, API.</summary>
static class PaperRoutes
{
    public static IServiceCollection AddPapers(this IServiceCollection services) => services.AddScoped<DocumentKinds>().AddScoped<PaperFiling>().AddScoped<PaperEntry>()
        .AddScoped<IMergesWithCustomer, MergesOnePaper<InformationSheet>>().AddScoped<IMergesWithCustomer, MergesOnePaper<PaperArchive>>();

    public static void MapPapers(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customers");
        api.AddEndpointFilter<RouteGroupBuilder, LeadToKept>();
        api.MapGet("{id:guid}/information-sheet", async (Guid id, UseCase<ShowSheet> show, HttpContext http, CancellationToken ct) =>
            CustomersApi.Tagged(http, await show.Ask(u => u.Handle(id, ct), ct), v => v.Version).ToOk());
        api.MapPut("{id:guid}/information-sheet", async (Guid id, SheetFacts facts, UseCase<SaveSheet> save, HttpContext http, CancellationToken ct) =>
            Told(CustomersApi.Tagged(http, await save.Run(u => u.Handle(id, http.Request.VersionSeen(), facts, ct), ct), v => v))).Produces<CustomersApi.Done<int>>();
        api.MapPost("{id:guid}/information-sheet/completion", async (Guid id, UseCase<SaveSheet> save, CancellationToken ct) => (await save.Run(u => u.Complete(id, ct), ct)).ToNoContent());
        api.MapGet("{id:guid}/papers", async (Guid id, UseCase<ShowPapers> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/papers/check", async (Guid id, UseCase<CheckPapers> check, UseCase<ShowPapers> show, CancellationToken ct) =>
            await check.Run(u => u.Handle(id, ct), ct) is { Done: false } refused ? Outcome<PapersView>.Refused(refused.Refusal, refused.Findings).ToOk() : (await show.Ask(u => u.Handle(id, ct), ct)).ToOk());

        var pages = routes.MapGroup("/customers").RequireAuthorization().ExcludeFromDescription();
        pages.AddEndpointFilter<RouteGroupBuilder, LeadToKept>();
        pages.MapGet("{id:guid}/sheet", (Guid id, UseCase<ShowSheet> show, CancellationToken ct) => Sheet(id, show, [], null, ct));
        pages.MapGet("{id:guid}/sheet.xlsx", async (Guid id, UseCase<ShowSheet> show, Texts texts, CompanyClock clock, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? Send(SheetForm.Sheet(found.Value, texts, clock), texts["papers.sheet"], found.Value.Name) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal)));
        pages.MapPost("{id:guid}/sheet", async (Guid id, HttpContext http, UseCase<SaveSheet> save, UseCase<ShowSheet> show, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            var facts = new SheetFacts { Organization = p["organization"], Credit = p["credit"], Relation = p["relation"], LicenceNumber = p["licenceNumber"], Unified = p["unified"] == "true", BankAccount = p.Text("account") is null ? null : p["bankAccount"] };
            var saved = await save.Run(u => u.Handle(id, p.Number("version") is > 0 and var version ? version : null, facts, ct), ct);
            return await After(id, saved, "papers.sheet.saved", http, show, p, ct);
        });
        pages.MapPost("{id:guid}/sheet/completion", async (Guid id, HttpContext http, UseCase<SaveSheet> save, UseCase<ShowSheet> show, CancellationToken ct) =>
            await After(id, await save.Run(u => u.Complete(id, ct), ct), "papers.sheet.completed", http, show, null, ct));

        pages.MapGet("{id:guid}/papers", async (Guid id, UseCase<ShowPapers> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? CustomerPages.Page<DirectoryPage>(new { View = found.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal)));
        pages.MapGet("{id:guid}/papers.xlsx", async (Guid id, UseCase<ShowPapers> show, Texts texts, CompanyClock clock, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? Send(DirectoryForm.Sheet(found.Value, texts, clock), texts["papers.directory"], found.Value.Customer) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal)));
        pages.MapPost("{id:guid}/papers/check", async (Guid id, HttpContext http, UseCase<CheckPapers> check, CancellationToken ct) =>
        {
            var done = await check.Run(u => u.Handle(id, ct), ct);
            if (!done.Done) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
            http.Flash(done.Value.Count == 0 ? Texts.All["papers.check.complete"] : Texts.All["papers.check.missing", [string.Join(Texts.English ? ", " : "、", done.Value.Select(DocumentKinds.Label))]], done.Value.Count == 0 ? Tone.Ok : Tone.Warn);
            return http.Go($"/customers/{id}?tab=files");
        });
        pages.MapGet("{id:guid}/attachments/{attachment:guid}/paper", (Guid id, Guid attachment, UseCase<ReadAttachments> read, PaperEntry paper, CancellationToken ct) => paper.Show(id, attachment, read, [], null, ct));
        pages.MapPost("{id:guid}/attachments/{attachment:guid}/paper", async (Guid id, Guid attachment, HttpContext http, UseCase<ChangeAttachments> change, UseCase<ReadAttachments> read, PaperEntry paper, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            var done = await change.Run(u => u.Describe(id, attachment, p.Text("kind"), p.Text("copies") is null ? null : p.Number("copies") ?? 0, p.Text("location"), ct), ct);
            if (!done.Done) return done.Refusal is Refusal.NotFound or Refusal.Forbidden ? Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal)) : await paper.Show(id, attachment, read, done.Findings, p, ct);
            http.Flash(Texts.All["papers.described"]);
            return http.Go($"/customers/{id}?tab=files");
        });
    }

    internal static IResult Send(FormSheet sheet, string form, string about)
    {
        var file = new MemoryStream();
        sheet.Write(file);
        return Results.File(file.ToArray(), TableWriter.XlsxType, $"{form} {about}.xlsx");
    }

    static async Task<IResult> Sheet(Guid id, UseCase<ShowSheet> show, IReadOnlyList<Finding> findings, Posted? said, CancellationToken ct, int status = 200) =>
        await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done
            ? CustomerPages.Page<SheetPage>(new { View = found.Value, Findings = findings, Typed = (object?)said }, status) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));

    static async Task<IResult> After(Guid id, Outcome<int> done, string word, HttpContext http, UseCase<ShowSheet> show, Posted? said, CancellationToken ct)
    {
        if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
        if (!done.Done) return await Sheet(id, show, done.Findings, said, ct, OutcomeHttp.StatusOf(done.Refusal));
        http.Flash(CustomerPages.Words(done, Texts.All[word]), done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/customers/{id}/sheet");
    }

    static IResult Told(Outcome<int> outcome) => !outcome.Done ? outcome.ToProblem()
        : TypedResults.Ok(new CustomersApi.Done<int>(outcome.Value, [.. outcome.Findings.Select(OutcomeHttp.Answer)]));
}
