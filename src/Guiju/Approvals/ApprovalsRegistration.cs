using Guiju.Approvals.Contracts;
using Guiju.Approvals.Pages;
using Guiju.Duties.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

static class ApprovalsRegistration
{
    /// <summary>The navigation counts up to here.</summary>
    const int Counted = 100;

    /// <summary>What asking and deciding takes.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddScoped<IApprovals, ApprovalLedger>().AddScoped<Seating>().AddScoped<StepTurn>().AddScoped<ApprovalRows>().AddScoped<IApprovalReading>(s => s.GetRequiredService<ApprovalRows>())
        .AddScoped<IGuards, Guards>().AddScoped<IKeepsRefusals, RefusalKeeper>().AddScoped<ISaveFollower, DecidersLeave>()
        .AddSingleton<StuckRound>().AddSingleton<IRound>(s => s.GetRequiredService<StuckRound>())
        .AddSingleton(new DutySubjectKind(StepTurn.Subject, Permission.PoliciesRead, id => $"/approvals/{id}"))
        .AddSingleton(new DutyAct("approvals.exception.ask", id => $"/approvals/exceptions/new?duty={id}"))
        .AddSingleton(new ApprovalKind(AskException.Kind, "D03-3.3", Permission.CustomersRead, id => $"/duties/{id}", (_, _) => [StepRule.Superior()]) { Bulk = true })
        .AddScoped<IApprovalOutcome, ExceptDuty>()
        .AddSingleton(new NavItem("approvals.title", "/approvals", "checklist", 105, Permission.Self, async (services, ct) => new(await services.GetRequiredService<ApprovalRows>().Inbox.OrderBy(r => r.Id).Take(Counted).CountAsync(ct)), 'a'));

    /// <summary>Pages and API.</summary>
    public static IEndpointRouteBuilder MapApprovals(this IEndpointRouteBuilder routes)
    {
        routes.MapApprovalsApi();
        var pages = routes.MapGroup("/approvals").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", ([AsParameters] ApprovalQuery query, UseCase<ListRequests> list, CancellationToken ct) => List(query, [], list, ct));
        pages.MapGet("{id:guid}", (Guid id, UseCase<ShowRequest> show, CancellationToken ct) => One(id, [], null, show, ct));
        pages.MapGet("{id:guid}/why", async Task<IResult> (Guid id, UseCase<ShowRequest> show, CancellationToken ct) =>
            await show.Ask(u => u.Handle(id, ct), ct) is var found && found.Done ? new RazorComponentResult<ApprovalWhy>(new { Answer = found.Value }) : found.ToProblem());
        pages.MapPost("{id:guid}/decision", async (Guid id, HttpContext http, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, UseCase<ListRequests> list, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            if (!Enum.TryParse<Verdict>(form["verdict"], out var verdict)) return Results.StatusCode(StatusCodes.Status400BadRequest);
            var done = await decide.Run(u => u.Handle(id, verdict, form["grounds"], ct), ct);
            // On the list the words are said above it; beside the facts in the form.
            if (!done.Done && form["back"] == "list" && done.Refusal is not (Refusal.NotFound or Refusal.Forbidden)) return await List(new(), done.Findings, list, ct);
            return await After(id, done, form["grounds"], form["back"] == "list" ? "/approvals" : form["back"] == "today" ? "/" : $"/approvals/{id}", http, show, ct);
        });
        pages.MapPost("{id:guid}/questions", async (Guid id, HttpContext http, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, CancellationToken ct) =>
        {
            var text = (await http.Request.ReadFormAsync(ct))["grounds"];
            return await After(id, await decide.Run(u => u.AskMore(id, text, ct), ct), text, $"/approvals/{id}", http, show, ct, "approvals.said.more");
        });
        pages.MapPost("{id:guid}/answers", async (Guid id, HttpContext http, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, CancellationToken ct) =>
        {
            var text = (await http.Request.ReadFormAsync(ct))["text"];
            return await After(id, await decide.Run(u => u.Answer(id, text, ct), ct), text, $"/approvals/{id}", http, show, ct, "approvals.said.answer");
        });
        pages.MapPost("{id:guid}/withdrawal", async (Guid id, HttpContext http, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, CancellationToken ct) =>
            await After(id, await decide.Run(u => u.Withdraw(id, ct), ct), null, $"/approvals/{id}", http, show, ct));
        pages.MapPost("{id:guid}/seats", async (Guid id, HttpContext http, UseCase<SeatAnew> seat, CancellationToken ct) =>
        {
            var done = await seat.Run(u => u.Handle(id, ct), ct);
            if (!done.Done) return done.ToProblem();
            http.Flash(Texts.All[done.Value ? "approvals.seated" : "approvals.nobody"], done.Value ? Tone.Ok : Tone.Warn);
            return http.Go($"/approvals/{id}");
        });
        pages.MapPost("decisions", async (HttpContext http, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, UseCase<ListRequests> list, IEnumerable<ApprovalKind> kinds, CancellationToken ct) =>
        {
            var ids = (await http.Request.ReadFormAsync(ct))["id"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
            var many = await ApprovalsApi.Many(ids, null, decide, show, kinds, ct);
            if (!many.Done) return await List(new(), many.Findings, list, ct);
            var left = many.Value.Where(m => m.State is null).ToList();
            http.Flash(Texts.All["approvals.said.many", [many.Value.Count - left.Count]] + string.Concat(left.SelectMany(l => l.Findings).Select(f => " " + f.Message)), left.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go("/approvals");
        });
        pages.MapApprovalSettings();
        return routes;
    }

    static async Task<IResult> List(ApprovalQuery query, IReadOnlyList<Finding> findings, UseCase<ListRequests> list, CancellationToken ct)
    {
        var page = await list.Ask(u => u.Handle(query, ct), ct);
        var waiting = await list.Ask(u => u.Waiting(Counted, ct), ct);
        return page.Done ? new RazorComponentResult<ApprovalsPage>(new { Query = query, Page = page.Value, Waiting = waiting.Value, Findings = findings }) { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK } : page.ToProblem();
    }

    static async Task<IResult> One(Guid id, IReadOnlyList<Finding> findings, string? typed, UseCase<ShowRequest> show, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(id, ct), ct);
        return found.Done ? new RazorComponentResult<ApprovalPage>(new { Answer = found.Value, Findings = findings, Typed = typed }) { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK } : found.ToProblem();
    }

    static async Task<IResult> After(Guid id, Outcome<ApprovalState> done, string? typed, string place, HttpContext http, UseCase<ShowRequest> show, CancellationToken ct, string? said = null)
    {
        if (done.Refusal is Refusal.Forbidden or Refusal.NotFound) return done.ToProblem();
        if (!done.Done) return await One(id, done.Findings, typed, show, ct);
        http.Flash(said is null ? Texts.All[$"approvals.said.{done.Value}"] : Texts.All[said]);
        return http.Go(place);
    }
}
