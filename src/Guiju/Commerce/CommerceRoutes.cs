using Guiju.Commerce.Contracts;
using Guiju.Commerce.Pages;
using Guiju.Customers.Contracts;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Commerce;

static class CommerceRoutes
{
    /// <summary>Routes of the ledger: API, register, forms, file.</summary>
    public static IEndpointRouteBuilder MapCommerce(this IEndpointRouteBuilder routes)
    {
        routes.MapDealingApi();
        var pages = routes.MapGroup("/dealings").ExcludeFromDescription();
        pages.MapGet("", Register);
        pages.MapGet("export", Export);
        pages.MapGet("customers", async (string? q, UseCase<PickCustomer> pick, CancellationToken ct) =>
            await pick.Ask(u => u.Handle(q, ct), ct) is { Done: true } found ? Results.Json(found.Value.Select(ChoiceOf)) : Results.StatusCode(StatusCodes.Status403Forbidden));
        pages.MapGet("standing", async (string? plate, string? mobile, UseCase<ShowStanding> show, CancellationToken ct) =>
        {
            var asked = !string.IsNullOrWhiteSpace(plate) || !string.IsNullOrWhiteSpace(mobile);
            var found = asked ? await show.Ask(u => u.Handle(plate, mobile, ct), ct) : null;
            return found is { Refusal: Refusal.Forbidden } ? found.ToProblem() : (IResult)new RazorComponentResult<StandingPage>(new { Plate = plate, Mobile = mobile, Answer = found is { Done: true } ? (object)found.Value : null, Findings = found is { Done: false } ? found.Findings : [] })
            { StatusCode = found is { Done: false } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
        });
        pages.MapGet("new", (Guid? customer, DealingKind? kind, UseCase<ComposeDealing> compose, UseCase<PickCustomer> pick, CurrentActor actor, CompanyClock clock, CancellationToken ct) =>
            New(customer, new() { Kind = kind?.ToString(), On = Show.Date(clock.Today), OurPersonId = actor.Value.PersonId?.ToString() }, [], compose, pick, ct));
        pages.MapPost("new", Save);
        pages.MapGet("{id:guid}", (Guid id, UseCase<ListDealings> list, CancellationToken ct) => One(id, null, [], null, list, ct));
        pages.MapPost("{id:guid}/force", Force);
        pages.MapPost("{id:guid}/cancellation", Cancel);
        return routes;
    }

    /// <summary>A customer as the lists to choose from name it.</summary>
    static Choice ChoiceOf(PickCustomer.Pick c) => new(c.Id.ToString(), $"{c.Name} · {c.Code}");

    static async Task<IResult> Register([AsParameters] DealingQuery query, UseCase<ListDealings> list, UseCase<PickCustomer> pick, CancellationToken ct)
    {
        var page = await list.Ask(u => u.Handle(query, query.After, query.Size ?? 30, ct), ct);
        if (!page.Done) return page.ToProblem();
        var chosen = query.CustomerId is { } id ? await pick.Ask(u => u.Find(id, ct), ct) : null;
        return new RazorComponentResult<DealingsPage>(new { Page = page.Value, Query = query, Customer = chosen is { Done: true, Value: { } found } ? ChoiceOf(found) : null });
    }

    static async Task<IResult> Export([AsParameters] DealingQuery query, HttpContext http, UseCase<ExportDealings> export, Texts texts, CompanyClock clock, CancellationToken ct)
    {
        var started = await export.Run(u => u.Handle(query, http.Request.QueryString.ToString(), ct), ct);
        if (!started.Done) return started.Refused(http);
        var name = $"{texts["commerce.title"]}-{clock.Today:yyyyMMdd}.xlsx";
        return Results.Stream(to => export.Ask(u => u.Write(query, to, ct), ct), TableWriter.XlsxType, name);
    }

    static async Task<IResult> New(Guid? customer, DealingDraft draft, IReadOnlyList<Finding> findings, UseCase<ComposeDealing> compose, UseCase<PickCustomer> pick, CancellationToken ct)
    {
        var found = customer is { } id ? await compose.Ask(u => u.Handle(id, ct), ct) : null;
        if (found is { Done: false, Refusal: Refusal.Forbidden }) return found.ToProblem();
        // Opened by its address, a customer that is not there is not found; posted, the finding says so beside the field.
        if (found is { Done: false } && findings.Count == 0) return found.ToProblem();
        var choices = found is { Done: true } ? null : await pick.Ask(u => u.Handle(null, ct), ct);
        return new RazorComponentResult<NewDealingPage>(new
        {
            Customer = found is { Done: true } ? found.Value : null,
            Choices = choices is { Done: true } first ? (IReadOnlyList<Choice>)[.. first.Value.Select(ChoiceOf)] : [],
            Draft = draft,
            Findings = findings,
        })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Save(HttpContext http, UseCase<RegisterDealing> register, UseCase<ComposeDealing> compose, UseCase<PickCustomer> pick, Texts texts, CancellationToken ct)
    {
        var draft = DealingDraft.Of(await http.Request.ReadFormAsync(ct));
        List<Finding> findings = [];
        var facts = draft.Read(findings);
        if (findings.Count == 0)
        {
            var saved = await register.Run(u => u.Handle(facts, ct), ct);
            if (saved.Refusal == Refusal.Forbidden) return saved.ToProblem();
            if (saved.Done)
            {
                http.Flash(Said(texts, texts["commerce.saved", [saved.Value.Number]], saved.Findings), saved.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
                return http.Go($"/dealings/{saved.Value.Id}");
            }
            findings.AddRange(saved.Findings);
        }
        return await New(facts.CustomerId, draft, findings, compose, pick, ct);
    }

    static async Task<IResult> One(Guid id, string? form, IReadOnlyList<Finding> findings, string? reason, UseCase<ListDealings> list, CancellationToken ct)
    {
        var found = await list.Ask(u => u.Find(id, ct), ct);
        return found.Done
            ? new RazorComponentResult<DealingPage>(new { Row = found.Value, Form = form, Findings = findings, Reason = reason })
            { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK }
            : found.ToProblem();
    }

    static async Task<IResult> Force(Guid id, HttpContext http, UseCase<PutInForce> put, UseCase<ListDealings> list, Texts texts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var on = DealingDraft.DayOf(form["inForceOn"], "inForceOn", findings);
        var done = findings.Count > 0 ? findings : await put.Run(u => u.Handle(id, VersionOf(form), on, ct), ct);
        return await After(id, "force", "commerce.force.done", done, null, http, list, texts, ct);
    }

    static async Task<IResult> Cancel(Guid id, HttpContext http, UseCase<CancelDealing> cancel, UseCase<ListDealings> list, Texts texts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var done = await cancel.Run(u => u.Handle(id, VersionOf(form), form["reason"], ct), ct);
        return await After(id, "cancellation", "commerce.cancel.done", done, form["reason"], http, list, texts, ct);
    }

    static async Task<IResult> After(Guid id, string form, string key, Outcome<int> done, string? reason, HttpContext http, UseCase<ListDealings> list, Texts texts, CancellationToken ct)
    {
        if (done.Refusal is Refusal.Forbidden or Refusal.NotFound) return done.ToProblem();
        if (!done.Done) return await One(id, form, done.Findings, reason, list, ct);
        var row = await list.Ask(u => u.Find(id, ct), ct);
        http.Flash(Said(texts, texts[key, [row.Done ? row.Value.Number : ""]], done.Findings), done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/dealings/{id}");
    }

    static int? VersionOf(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : null;

    static string Said(Texts texts, string done, IReadOnlyList<Finding> warnings) => string.Join(' ', warnings.Select(texts.Say).Prepend(done));
}
