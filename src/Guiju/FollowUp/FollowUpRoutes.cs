using System.Text.Json;
using Guiju.FollowUp.Pages;
using Guiju.FollowUp.Weekly;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.FollowUp;

static class FollowUpRoutes
{
    public static IEndpointRouteBuilder MapFollowUp(this IEndpointRouteBuilder routes)
    {
        routes.MapInteractionApi();
        routes.MapWeeklyPlans();
        var pages = routes.MapGroup("/follow-up").ExcludeFromDescription();
        pages.MapGet("", async (UseCase<InteractionList> list, CancellationToken ct, bool mine = false, string? after = null) =>
            await list.Ask(q => q.Handle(new(Mine: mine, After: after, Size: 30), ct), ct) is { Done: true } page
                ? new RazorComponentResult<InteractionsPage>(new { Page = page.Value, Mine = mine }) : Results.BadRequest());
        pages.MapGet("new", (Guid? customer, string? back, UseCase<ComposeInteraction> compose, CancellationToken ct) => New(customer, new(), [], back, compose, ct));
        pages.MapPost("new", SaveNew);
        pages.MapGet("customers", async (string? q, UseCase<ComposeInteraction> compose, CancellationToken ct) =>
            Results.Json((await compose.Ask(u => u.Pick(q, ct), ct)) is { Done: true } found ? found.Value.Select(c => new Choice(c.Id.ToString(), $"{c.Name} · {c.Code}")) : []));
        pages.MapGet("composer", async (Guid customer, UseCase<ComposeInteraction> compose, CancellationToken ct) =>
            await compose.Ask(u => u.Handle(customer, ct), ct) is { Done: true } found
                ? new RazorComponentResult<Composer>(new { Customer = found.Value }) : Results.NotFound());
        pages.MapPost("composer", SaveInPlace);
        pages.MapGet("{id:guid}", (Guid id, UseCase<InteractionList> list, UseCase<ComposeInteraction> compose, CompanyClock clock, CancellationToken ct) => One(id, null, [], list, compose, clock, ct));
        pages.MapPost("{id:guid}", Correct);
        pages.MapPost("{id:guid}/remove", async (Guid id, HttpContext http, UseCase<DiscardInteraction> discard, UseCase<InteractionList> list, UseCase<ComposeInteraction> compose, CompanyClock clock, Texts texts, CancellationToken ct) =>
        {
            var gone = await discard.Run(u => u.Handle(id, null, ct), ct);
            if (gone.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(gone.Refusal));
            if (!gone.Done) return await One(id, null, gone.Findings, list, compose, clock, ct);
            http.Flash(texts["customers.bin.done"], undo: $"/customers/bin/{gone.Value.BinId}/restore");
            return http.Go($"/customers/{gone.Value.CustomerId}");
        });
        return routes;
    }

    /// <summary>Logs what was typed; what cannot be read is refused together with what the rules refuse.</summary>
    public static async Task<Outcome<LogInteraction.Logged>> Save(Guid customer, InteractionDraft draft, UseCase<LogInteraction> log, CompanyClock clock, CancellationToken ct)
    {
        List<Finding> malformed = [];
        var input = draft.Read(clock, malformed);
        if (malformed.Count > 0) return malformed;
        return await log.Run(u => u.Handle(customer, input, ct), ct);
    }

    static async Task<IResult> New(Guid? customer, InteractionDraft draft, IReadOnlyList<Finding> findings, string? back, UseCase<ComposeInteraction> compose, CancellationToken ct)
    {
        var found = customer is { } id ? await compose.Ask(u => u.Handle(id, ct), ct) : null;
        if (found is { Done: false }) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        var choices = found is null ? (await compose.Ask(u => u.Pick(null, ct), ct)) is { Done: true } first ? first.Value : null : [];
        if (choices is null) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return new RazorComponentResult<NewInteractionPage>(new
        {
            Customer = found?.Value,
            Choices = (IReadOnlyList<Choice>)[.. choices.Select(c => new Choice(c.Id.ToString(), $"{c.Name} · {c.Code}"))],
            Draft = draft,
            Findings = findings,
            Back = back,
        })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> SaveNew(HttpContext http, UseCase<LogInteraction> log, UseCase<ComposeInteraction> compose, CompanyClock clock, Texts texts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (draft, back) = (InteractionDraft.Of(form), form["back"].ToString());
        if (!Guid.TryParse(form["customerId"], out var customer)) return await New(null, draft, [new("followup.customer.required", "customerId")], back, compose, ct);
        var saved = await Save(customer, draft, log, clock, ct);
        if (saved.Refusal == Refusal.NotFound) return Results.NotFound();
        if (!saved.Done) return await New(customer, draft, saved.Findings, back, compose, ct);
        http.Flash(Said(texts, saved), saved.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go(back.Length > 0 ? back : $"/customers/{customer}");
    }

    static async Task<IResult> SaveInPlace(Guid customer, HttpContext http, UseCase<LogInteraction> log, UseCase<ComposeInteraction> compose, CompanyClock clock, Texts texts, CancellationToken ct)
    {
        var draft = InteractionDraft.Of(await http.Request.ReadFormAsync(ct));
        var saved = await Save(customer, draft, log, clock, ct);
        var found = await compose.Ask(u => u.Handle(customer, ct), ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        if (!saved.Done)
            return new RazorComponentResult<Composer>(new { Customer = found.Value, Draft = draft, saved.Findings }) { StatusCode = OutcomeHttp.StatusOf(saved.Refusal) };
        if (!http.Request.IsHtmx())
        {
            http.Flash(Said(texts, saved));
            return http.Go($"/customers/{customer}");
        }
        // The timeline beside the form listens to contactLogged and reads itself anew.
        http.Response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new { toast = new { text = Said(texts, saved), tone = saved.Findings.Count > 0 ? "warn" : "ok" }, contactLogged = new { customer } });
        return new RazorComponentResult<Composer>(new { Customer = found.Value });
    }

    static async Task<IResult> One(Guid id, InteractionDraft? draft, IReadOnlyList<Finding> findings, UseCase<InteractionList> list, UseCase<ComposeInteraction> compose, CompanyClock clock, CancellationToken ct, InteractionDraft? seen = null)
    {
        var row = await list.Ask(q => q.Find(id, ct), ct);
        if (!row.Done) return Results.StatusCode(OutcomeHttp.StatusOf(row.Refusal));
        var people = await compose.Ask(u => u.Handle(row.Value.CustomerId, ct), ct);
        return new RazorComponentResult<InteractionPage>(new
        {
            Row = row.Value,
            People = people.Done ? people.Value.People : [],
            Draft = draft is null ? InteractionDraft.Of(row.Value, clock) : seen is null ? draft : draft.Again(seen, InteractionDraft.Of(row.Value, clock)),
            Findings = findings,
        })
        { StatusCode = findings.Any(f => f.Conflict is not null) ? StatusCodes.Status409Conflict : findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Correct(Guid id, HttpContext http, UseCase<CorrectInteraction> correct, UseCase<InteractionList> list, UseCase<ComposeInteraction> compose, CompanyClock clock, Texts texts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var draft = InteractionDraft.Of(form);
        List<Finding> findings = [];
        var seen = form.ContainsKey("seen.mode") ? InteractionDraft.Of(form, "seen.") : null;
        if (form["theirs"].ToString() is { Length: > 0 } theirs && seen is not null)
        {
            // Without script: the value of now is put into the form, and nothing is saved yet.
            draft = theirs switch { "mode" => draft with { Mode = seen.Mode }, "at" => draft with { At = seen.At }, "contactPersonId" => draft with { ContactPersonId = seen.ContactPersonId }, "feedback" => draft with { Feedback = seen.Feedback }, _ => draft with { Result = seen.Result } };
            return await One(id, draft, [], list, compose, clock, ct, seen);
        }
        var facts = draft.Read(clock, findings);
        if (findings.Count == 0)
        {
            var corrected = await correct.Run(u => u.Handle(id, int.TryParse(form["version"], out var version) ? version : null, facts, ct, seen?.Read(clock, [])), ct);
            if (corrected.Done)
            {
                http.Flash(texts["followup.corrected"]);
                return http.Go($"/follow-up/{id}");
            }
            if (corrected.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(corrected.Refusal));
            findings.AddRange(corrected.Findings);
        }
        return await One(id, draft, findings, list, compose, clock, ct, seen);
    }

    /// <summary>What the toast says of a logged contact.</summary>
    public static string Said(Texts texts, Outcome<LogInteraction.Logged> saved) =>
        saved.Findings.Count > 0 ? string.Join(' ', saved.Findings.Select(texts.Say)) : texts["followup.saved", [Show.Date(saved.Value.NextOn)]];
}
