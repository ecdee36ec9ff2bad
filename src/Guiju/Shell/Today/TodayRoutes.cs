using Guiju.Customers;
using Guiju.FollowUp;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Publishing.Readings;
using Guiju.Rulebook.Findings;
using Guiju.Shell.Today.Digest;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Shell.Today;

static class TodayRoutes
{
    public static IServiceCollection AddToday(this IServiceCollection services) => services.AddDigest()
        .AddSingleton(new NavItem("today.title", "/", "calendar-check", 10, Permission.CustomersRead, Key: 't'));

    public static IEndpointRouteBuilder MapToday(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", async (string? who, HttpContext http, UseCase<ShowToday> today, UseCase<ListReadings> owed, CancellationToken ct) =>
        {
            // A supervisor's choice is kept: he finds the page as he left it.
            var group = (who ?? http.Request.Cookies["today"]) != "me";
            if (who is "me" or "group") http.Response.Cookies.Append("today", who, new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(400) });
            var answer = await today.Ask(q => q.Handle(group, ct), ct);
            var readings = await owed.Ask(q => q.Owed(ct), ct);
            return answer.Done ? new RazorComponentResult<TodayPage>(new { Model = answer.Value, Readings = readings.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(answer.Refusal));
        });
        pages.MapGet("/today/row/{id:guid}", async (Guid id, string? who, UseCase<ShowToday> today, CompanyClock clock, CancellationToken ct) =>
            await today.Ask(q => q.One(id, ct), ct) is { Done: true } due
                ? new RazorComponentResult<TodayRow>(new { Due = due.Value, Day = clock.Today, Group = who == "group" }) : Results.NotFound());
        pages.MapGet("/today/log/{id:guid}", async (Guid id, string? who, UseCase<ComposeInteraction> compose, CancellationToken ct) =>
            await compose.Ask(u => u.Handle(id, ct), ct) is { Done: true } found
                ? new RazorComponentResult<TodayLog>(new { Customer = found.Value, Who = who == "group" ? "group" : "me" }) : Results.NotFound());
        pages.MapPost("/today/log/{id:guid}", Log);
        pages.MapPost("/today/plans/{id:guid}", Decide);
        routes.MapDigest();
        return routes;
    }

    static async Task<IResult> Decide(Guid id, HttpContext http, UseCase<DecideContactPlan> decide, Texts texts, CancellationToken ct)
    {
        var confirm = (await http.Request.ReadFormAsync(ct))["confirm"] == "true";
        var decided = await decide.Run(u => u.Handle(id, confirm, ct), ct);
        if (decided.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(decided.Refusal));
        http.Flash(decided.Done ? texts.Of(decided.Value) : string.Join(' ', decided.Findings.Select(texts.Say)), decided.Done ? Tone.Ok : Tone.Bad);
        return http.Go("/");
    }

    static async Task<IResult> Log(Guid id, string? who, HttpContext http, UseCase<LogInteraction> log, UseCase<ComposeInteraction> compose, UseCase<ShowToday> today, CompanyClock clock, Texts texts, CancellationToken ct)
    {
        var draft = InteractionDraft.Of(await http.Request.ReadFormAsync(ct));
        var saved = await FollowUpRoutes.Save(id, draft, log, clock, ct);
        if (!saved.Done)
        {
            var found = await compose.Ask(u => u.Handle(id, ct), ct);
            return found.Done
                ? new RazorComponentResult<TodayLog>(new { Customer = found.Value, Draft = draft, saved.Findings, Who = who == "group" ? "group" : "me" }) { StatusCode = OutcomeHttp.StatusOf(saved.Refusal) }
                : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        }
        var said = FollowUpRoutes.Said(texts, saved);
        if (!http.Request.IsHtmx())
        {
            http.Flash(said);
            return http.Go("/");
        }
        http.Toast(said, saved.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        // An answer that holds nothing but figures out of band leaves its target alone unless told to remove it.
        http.Response.Headers["HX-Reswap"] = "delete";
        var numbers = await today.Ask(q => q.Numbers(who == "group", ct), ct);
        return numbers.Done ? new RazorComponentResult<TodayFigures>(new { Numbers = numbers.Value, Day = clock.Today, Fresh = true }) : Results.Ok();
    }
}
