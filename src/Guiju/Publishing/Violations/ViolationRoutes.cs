using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Publishing.Pages;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Publishing.Violations;

/// <summary>Breaches: their pages and their part of the API.</summary>
static class ViolationRoutes
{
    /// <summary>What the person says.</summary>
    /// <param name="Text">His words.</param>
    public sealed record ViolationWordsBody(string? Text);

    /// <summary>What was decided about an appeal.</summary>
    /// <param name="Upheld">Whether the decision stands.</param>
    /// <param name="Ruling">Why.</param>
    public sealed record ViolationRulingBody(bool Upheld, string? Ruling);

    public static IServiceCollection AddViolations(this IServiceCollection services) => services
        .AddSingleton<ISweep, ViolationSweep>().AddSingleton(new NavItem("violations.title", "/violations", "shield-check", 820, Permission.Self));

    public static void MapViolations(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("violations");
        api.MapGet("", async (ViolationState? state, Guid? after, UseCase<ListViolations> list, CancellationToken ct) => (await list.Ask(u => u.Handle(state, after, ct), ct)).ToOk())
            .WithName("ListViolations").WithSummary("Breaches one may see, page by page");
        api.MapPost("", async (RecordViolation.Input input, UseCase<RecordViolation> record, CancellationToken ct) => (await record.Run(u => u.Handle(input, ct), ct)).ToCreated(id => $"{Api.Base}/violations/{id}"))
            .WithName("RecordViolation").WithSummary("Records or reports a breach; of an anonymous report nothing is kept of who sent it");
        api.MapGet("{id:guid}", async (Guid id, UseCase<ListViolations> list, CancellationToken ct) => (await list.Ask(u => u.One(id, ct), ct)).ToOk()).WithName("GetViolation").WithSummary("A breach in full");
        api.MapPut("{id:guid}", async (Guid id, UseCase<ListViolations> list, CancellationToken ct) => (await list.Ask(u => u.RefuseChange(id, ct), ct)).ToNoContent()).WithName("ChangeViolation").WithSummary("Always refused: what was recorded is never changed");
        api.MapDelete("{id:guid}", async (Guid id, UseCase<ListViolations> list, CancellationToken ct) => (await list.Ask(u => u.RefuseChange(id, ct), ct)).ToNoContent()).WithName("DeleteViolation").WithSummary("Always refused: what was recorded is kept");
        api.MapPost("{id:guid}/reply", async (Guid id, ViolationWordsBody body, UseCase<AnswerViolation> answer, CancellationToken ct) => (await answer.Run(u => u.Handle(id, body.Text, ct), ct)).ToNoContent()).WithName("ReplyToViolation").WithSummary("The person answers");
        api.MapPost("{id:guid}/evidence", async (Guid id, RecordViolation.EvidenceInput input, UseCase<AddViolationEvidence> add, CancellationToken ct) => (await add.Run(u => u.Handle(id, input, ct), ct)).ToCreated(_ => $"{Api.Base}/violations/{id}")).WithName("AddViolationEvidence").WithSummary("Adds evidence");
        api.MapDelete("{id:guid}/evidence/{evidenceId:guid}", async (Guid id, Guid evidenceId, UseCase<ListViolations> list, CancellationToken ct) => (await list.Ask(u => u.RefuseChange(id, ct), ct)).ToNoContent()).WithName("DeleteViolationEvidence").WithSummary("Always refused: evidence is kept");
        api.MapPost("{id:guid}/decision", async (Guid id, DecideViolation.Input input, UseCase<DecideViolation> decide, CancellationToken ct) => (await decide.Run(u => u.Handle(id, input, ct), ct)).ToNoContent()).WithName("DecideViolation").WithSummary("Decides, after the answer or when the days for it are over");
        api.MapPost("{id:guid}/appeal", async (Guid id, ViolationWordsBody body, UseCase<AnswerViolation> answer, CancellationToken ct) => (await answer.Run(u => u.Appeal(id, body.Text, ct), ct)).ToNoContent()).WithName("AppealViolation").WithSummary("The person appeals");
        api.MapPost("{id:guid}/appeal/ruling", async (Guid id, ViolationRulingBody body, UseCase<DecideViolation> decide, CancellationToken ct) => (await decide.Run(u => u.Rule(id, body.Upheld, body.Ruling, ct), ct)).ToNoContent()).WithName("RuleViolationAppeal").WithSummary("Somebody else decides about the appeal");

        var pages = routes.MapGroup("/violations").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async Task<IResult> (ViolationState? state, Guid? after, UseCase<ListViolations> list, UseCase<ListPurges> purges, CancellationToken ct) =>
        {
            var page = await list.Ask(u => u.Handle(state, after, ct), ct);
            var purged = await purges.Ask(u => u.Handle(ct), ct);
            return page.Done ? new RazorComponentResult<ViolationsPage>(new { State = state, Page = page.Value, Purged = purged.Done ? purged.Value : [] }) : page.ToProblem();
        });
        pages.MapGet("new", (UseCase<ListViolations> list, CancellationToken ct) => New(list, null, [], ct));
        pages.MapPost("", async (HttpContext http, UseCase<RecordViolation> record, UseCase<ListViolations> list, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var day = DraftInput.Day(form["occurredOn"], out var malformed);
            var done = malformed ? Outcome<Guid>.Refused(Refusal.Invalid, new Finding("publishing.day", "occurredOn")) : await record.Run(u => u.Handle(new()
            {
                PersonId = Guid.TryParse(form["personId"], out var person) ? person : null,
                Clause = form["clause"],
                OccurredOn = day,
                Place = form["place"],
                Facts = form["facts"],
                Severity = Enum.TryParse<ViolationSeverity>(form["severity"], out var severity) && Enum.IsDefined(severity) ? severity : null,
                Evidence = [new(form["evidence"], form["evidenceText"])],
                Anonymous = form["anonymous"] == "true",
            }, ct), ct);
            if (done.Refusal == Refusal.Forbidden) return done.ToProblem();
            if (!done.Done) return await New(list, form, done.Findings, ct);
            http.Flash(Texts.All["violations.recorded"]);
            // Whoever reported it need not be among those who see it.
            return http.Go(await list.Ask(u => u.One(done.Value, ct), ct) is { Done: true } ? $"/violations/{done.Value}" : "/violations");
        });
        pages.MapGet("{id:guid}", (Guid id, UseCase<ListViolations> list, CancellationToken ct) => One(id, list, [], null, ct));
        pages.MapPost("{id:guid}/reply", (Guid id, HttpContext http, UseCase<AnswerViolation> answer, UseCase<ListViolations> list, CancellationToken ct) => Act(id, http, list, form => answer.Run(u => u.Handle(id, form["reply"], ct), ct), ct));
        pages.MapPost("{id:guid}/evidence", (Guid id, HttpContext http, UseCase<AddViolationEvidence> add, UseCase<ListViolations> list, CancellationToken ct) => Act(id, http, list, form => add.Run(u => u.Handle(id, new(form["evidence"], form["evidenceText"]), ct), ct), ct));
        pages.MapPost("{id:guid}/decision", (Guid id, HttpContext http, UseCase<DecideViolation> decide, UseCase<ListViolations> list, CancellationToken ct) =>
            Act(id, http, list, form => decide.Run(u => u.Handle(id, new() { InvestigatorId = Guid.TryParse(form["investigatorId"], out var person) ? person : null, Conclusion = form["conclusion"], Sanction = form["sanction"] }, ct), ct), ct));
        pages.MapPost("{id:guid}/appeal", (Guid id, HttpContext http, UseCase<AnswerViolation> answer, UseCase<ListViolations> list, CancellationToken ct) => Act(id, http, list, form => answer.Run(u => u.Appeal(id, form["appeal"], ct), ct), ct));
        pages.MapPost("{id:guid}/ruling", (Guid id, HttpContext http, UseCase<DecideViolation> decide, UseCase<ListViolations> list, CancellationToken ct) => Act(id, http, list, form => decide.Run(u => u.Rule(id, form["upheld"] == "true", form["ruling"], ct), ct), ct));
    }

    static async Task<IResult> New(UseCase<ListViolations> list, IFormCollection? form, IReadOnlyList<Finding> findings, CancellationToken ct) =>
        new RazorComponentResult<NewViolationPage>(new { People = (await list.Ask(u => u.People(false, ct), ct)).Value, Form = form, Findings = findings }) { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    static async Task<IResult> One(Guid id, UseCase<ListViolations> list, IReadOnlyList<Finding> findings, IFormCollection? form, CancellationToken ct)
    {
        var found = await list.Ask(u => u.One(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        var people = found.Value.MayDecide ? (await list.Ask(u => u.People(true, ct), ct)).Value : [];
        return new RazorComponentResult<ViolationPage>(new { View = found.Value, Investigators = people, Findings = findings, Form = form }) { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Act(Guid id, HttpContext http, UseCase<ListViolations> list, Func<IFormCollection, Task<Outcome<Guid>>> act, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var done = await act(form);
        if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return done.ToProblem();
        if (!done.Done) return await One(id, list, done.Findings, form, ct);
        http.Flash(Texts.All["violations.saved"]);
        return http.Go($"/violations/{id}");
    }
}
