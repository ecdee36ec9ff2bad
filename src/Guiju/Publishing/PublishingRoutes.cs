using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Access;
using Guiju.Publishing.Pages;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Publishing.Violations;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Publishing;

/// <summary>Pages of regulations and what they are made of.</summary>
static class PublishingRoutes
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddScoped<AskReaders>().AddScoped<AnnualReview>().AddScoped<IClausePlaces, ClausePlaces>()
        .AddSingleton(VersionApproval.Registered).AddScoped<IApprovalOutcome, VersionApproval>()
        .AddSingleton(new DutySubjectKind(AskReaders.Kind, Permission.PoliciesRead, id => $"/regulations/readings/{id}"))
        .AddSingleton(new DutySubjectKind(AnnualReview.Kind, Permission.RegulationsWrite, id => $"/regulations/{id}"))
        .AddAccessGate().AddViolations()
        .AddSingleton<ReadingRound>().AddSingleton<IRound>(s => s.GetRequiredService<ReadingRound>())
        .AddSingleton(new NavItem("publishing.title", "/regulations", "book-2", 810, Permission.Self));

    public static IEndpointRouteBuilder MapPublishing(this IEndpointRouteBuilder routes)
    {
        routes.MapPublishingApi();
        var pages = routes.MapGroup("/regulations").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async Task<IResult> ([AsParameters] ListRegulations.RegulationFilter filter, UseCase<ListRegulations> list, CancellationToken ct) =>
        {
            var page = await list.Ask(u => u.Handle(filter, ct), ct);
            return page.Done ? new RazorComponentResult<RegulationsPage>(new { Filter = filter, Page = page.Value, Categories = (await list.Ask(u => u.Categories(ct), ct)).Value }) : page.ToProblem();
        });
        pages.MapGet("new", (UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct) => Head(null, null, [], compose, show, ct));
        pages.MapPost("", (HttpContext http, UseCase<SaveRegulation> save, UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct) => SaveHead(null, http, save, compose, show, ct));
        pages.MapGet("{id:guid}", (Guid id, int? version, UseCase<ShowRegulation> show, CancellationToken ct) => One(id, version, show, [], null, ct));
        pages.MapGet("{id:guid}/edit", (Guid id, UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct) => Head(id, null, [], compose, show, ct));
        pages.MapPost("{id:guid}/edit", (Guid id, HttpContext http, UseCase<SaveRegulation> save, UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct) => SaveHead(id, http, save, compose, show, ct));
        pages.MapGet("{id:guid}/draft", async Task<IResult> (Guid id, UseCase<ComposeDraft> compose, CancellationToken ct) =>
            await compose.Ask(u => u.Handle(id, ct), ct) is { Done: true } form ? new RazorComponentResult<DraftPage>(new { Form = form.Value }) : Results.StatusCode(StatusCodes.Status403Forbidden));
        pages.MapPost("{id:guid}/draft", WriteDraft);
        pages.MapPost("{id:guid}/draft/discard", (Guid id, HttpContext http, UseCase<SaveDraft> save, UseCase<ShowRegulation> show, CancellationToken ct) => Act(id, http, show, _ => save.Run(u => u.Discard(id, ct), ct), "publishing.discarded", ct));
        pages.MapPost("{id:guid}/draft/submit", (Guid id, HttpContext http, UseCase<ReviewVersion> review, UseCase<ShowRegulation> show, CancellationToken ct) => Act(id, http, show, _ => review.Run(u => u.Submit(id, ct), ct), "publishing.submitted", ct));
        pages.MapPost("{id:guid}/draft/review", (Guid id, HttpContext http, UseCase<ReviewVersion> review, UseCase<ShowRegulation> show, CancellationToken ct) =>
            Act(id, http, show, form => review.Run(u => u.Handle(id, form["right"] == "true", form["why"], ct), ct), "publishing.reviewed", ct));
        pages.MapPost("{id:guid}/publish", (Guid id, HttpContext http, UseCase<PublishVersion> publish, UseCase<ShowRegulation> show, CancellationToken ct) => Act(id, http, show, _ => publish.Run(u => u.Handle(id, ct), ct), "publishing.published", ct));
        pages.MapPost("{id:guid}/interpretations", (Guid id, HttpContext http, UseCase<InterpretRegulation> interpret, UseCase<ShowRegulation> show, CancellationToken ct) =>
            Act(id, http, show, form => interpret.Run(u => u.Handle(id, Said(form), ct), ct), "publishing.interpreted", ct));
        pages.MapPost("{id:guid}/annual-reviews", (Guid id, HttpContext http, UseCase<ConcludeReview> conclude, UseCase<ShowRegulation> show, CancellationToken ct) =>
            Act(id, http, show, form => conclude.Run(u => u.Handle(id, form["conclusion"], ct), ct), "publishing.concluded", ct));
        pages.MapGet("{id:guid}/compare", async Task<IResult> (Guid id, int from, int to, UseCase<ShowComparison> compare, CancellationToken ct) =>
            await compare.Ask(u => u.Handle(id, from, to, ct), ct) is { Done: true } found ? new RazorComponentResult<ComparePage>(new { Id = id, View = found.Value }) : Results.NotFound());
        pages.MapGet("{id:guid}/readers", async Task<IResult> (Guid id, int version, bool? overdue, string? after, UseCase<ShowReadRate> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, version, overdue ?? false, after, ct), ct) is var rate && rate.Done ? new RazorComponentResult<ReadersPage>(new { Id = id, Version = version, Overdue = overdue ?? false, View = rate.Value }) : rate.ToProblem());
        pages.MapGet("readings", async Task<IResult> (Guid? after, UseCase<ListReadings> list, CancellationToken ct) =>
        {
            var (owed, done) = (await list.Ask(u => u.Owed(ct), ct), await list.Ask(u => u.Handle(after, ct), ct));
            return new RazorComponentResult<ReadingsPage>(new { Owed = owed.Value, Done = done.Value });
        });
        pages.MapGet("readings/{id:guid}", async Task<IResult> (Guid id, UseCase<ListReadings> list, UseCase<ShowRegulation> show, CurrentActor actor, CancellationToken ct) =>
        {
            if (await list.Ask(u => u.One(id, ct), ct) is not { Done: true } reading) return Results.NotFound();
            return await ReadingPageOf(reading.Value.RegulationId, reading.Value.VersionId, reading.Value, show, ct);
        });
        pages.MapPost("readings/{versionId:guid}", async (Guid versionId, HttpContext http, UseCase<AcknowledgeVersion> acknowledge, CancellationToken ct) =>
        {
            var done = await acknowledge.Run(u => u.Handle(versionId, ct), ct);
            if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
            http.Flash(done.Done ? Texts.All[done.Value.Late ? "publishing.acknowledged.late" : "publishing.acknowledged"] : string.Join(' ', done.Findings.Select(Texts.All.Say)), done.Done ? done.Value.Late ? Tone.Warn : Tone.Ok : Tone.Bad);
            return http.Go("/regulations/readings");
        });
        pages.MapAccessGate();
        routes.MapViolations();
        pages.MapGet("versions/{versionId:guid}", async Task<IResult> (Guid versionId, UseCase<ComposeDraft> compose, CancellationToken ct) =>
            await compose.Ask(u => u.Place(versionId, ct), ct) is { Done: true } place ? Results.Redirect($"/regulations/{place.Value.Regulation}?version={place.Value.Number}") : Results.NotFound());
        return routes;
    }

    /// <summary>A version as its reader sees it, with the button that acknowledges it where he owes that.</summary>
    internal static async Task<IResult> ReadingPageOf(Guid regulation, Guid version, ReadingRow? reading, UseCase<ShowRegulation> show, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(regulation, null, ct), ct);
        if (!found.Done) return found.ToProblem();
        if (found.Value.Versions.FirstOrDefault(v => v.Id == version) is not { } wanted) return Results.NotFound();
        if (found.Value.Shown?.Id != version) found = await show.Ask(u => u.Handle(regulation, wanted.Number, ct), ct);
        return new RazorComponentResult<ReadingPage>(new { View = found.Value, Reading = reading });
    }

    static InterpretRegulation.Input Said(IFormCollection form)
    {
        // One list offers the clauses and the sections: a section is marked by a #.
        var about = form["about"].ToString();
        return new() { Clause = about.StartsWith('#') ? null : about, Section = about.StartsWith('#') ? about[1..] : null, Text = form["text"] };
    }

    static async Task<IResult> One(Guid id, int? version, UseCase<ShowRegulation> show, IReadOnlyList<Finding> findings, IFormCollection? form, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(id, version, ct), ct);
        return found.Done ? new RazorComponentResult<RegulationPage>(new { View = found.Value, Findings = findings, Form = form }) { StatusCode = findings.Count > 0 ? 422 : 200 } : found.ToProblem();
    }

    static async Task<IResult> Act<R>(Guid id, HttpContext http, UseCase<ShowRegulation> show, Func<IFormCollection, Task<Outcome<R>>> act, string done, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var outcome = await act(form);
        if (outcome.Refusal is Refusal.NotFound or Refusal.Forbidden) return outcome.ToProblem();
        if (!outcome.Done) return await One(id, int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : null, show, outcome.Findings, form, ct);
        http.Flash(Texts.All[done]);
        return http.Go($"/regulations/{id}{(form["version"].ToString() is { Length: > 0 } version && done != "publishing.discarded" ? $"?version={Uri.EscapeDataString(version)}" : "")}");
    }

    static async Task<IResult> Head(Guid? id, HeadForm? typed, IReadOnlyList<Finding> findings, UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct, int status = 200)
    {
        var view = id is { } one ? await show.Ask(u => u.Handle(one, null, ct), ct) : null;
        if (view is { Done: false }) return view.ToProblem();
        var owners = await compose.Ask(u => u.Owners(id, ct), ct);
        if (!owners.Done) return owners.ToProblem();
        return new RazorComponentResult<RegulationHeadPage>(new { View = view?.Value, Typed = typed ?? HeadForm.Of(view?.Value), Owners = owners.Value, Findings = findings }) { StatusCode = status };
    }

    static async Task<IResult> SaveHead(Guid? id, HttpContext http, UseCase<SaveRegulation> save, UseCase<ComposeDraft> compose, UseCase<ShowRegulation> show, CancellationToken ct)
    {
        var form = HeadForm.Of(await http.Request.ReadFormAsync(ct));
        var saved = await save.Run(u => u.Handle(id, form.Version, form.Input, ct), ct);
        if (saved.Refusal is Refusal.NotFound or Refusal.Forbidden) return saved.ToProblem();
        if (!saved.Done) return await Head(id, form, saved.Findings, compose, show, ct, OutcomeHttp.StatusOf(saved.Refusal));
        http.Flash(Texts.All["publishing.saved"]);
        return http.Go($"/regulations/{saved.Value}");
    }

    static async Task<IResult> WriteDraft(Guid id, HttpContext http, UseCase<ComposeDraft> compose, UseCase<SaveDraft> save, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var composed = await compose.Ask(u => u.Handle(id, ct), ct);
        if (!composed.Done) return composed.ToProblem();
        var (input, malformed) = DraftInput.Read(form, composed.Value);
        var saved = malformed is null ? await save.Run(u => u.Handle(id, int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null, input, ct), ct) : Outcome<Guid>.Refused(Refusal.Invalid, malformed);
        if (saved.Refusal is Refusal.NotFound or Refusal.Forbidden) return saved.ToProblem();
        if (!saved.Done) return new RazorComponentResult<DraftPage>(new { Form = composed.Value, Typed = form, Findings = saved.Findings }) { StatusCode = OutcomeHttp.StatusOf(saved.Refusal) };
        http.Flash(Texts.All["publishing.draft.saved"]);
        return http.Go(form["then"] == "look" ? $"/regulations/versions/{saved.Value}" : $"/regulations/{id}/draft");
    }
}
