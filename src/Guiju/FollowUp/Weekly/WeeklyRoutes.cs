using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.FollowUp.Weekly;

/// <summary>Pages of the weekly plan.</summary>
static class WeeklyRoutes
{
    public static IServiceCollection AddWeeklyPlans(this IServiceCollection services) => services
        .AddScoped<WeekLines>().AddScoped<PlanReadiness>().AddScoped<PlanRecipients>().AddScoped<WeekPages>()
        .AddMergesWithCustomer<PlanLine>().AddBinsWithCustomer<PlanLine>()
        .AddSingleton<IFileReferences, PlanFiles>().AddSingleton<WeekRound>().AddSingleton<IRound>(s => s.GetRequiredService<WeekRound>())
        .AddSingleton(new NavItem("weekly.title", "/follow-up/week", "calendar-event", 135, Permission.FollowUpWrite));

    public static void MapWeeklyPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapWeeklyApi();
        var pages = routes.MapGroup("/follow-up").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("week", (WeekPages week, CompanyClock clock, CancellationToken ct) => week.Show(PlanWeek.Of(clock.Today), ct));
        pages.MapGet("week/{week}", (string week, WeekPages show, CancellationToken ct) => PlanWeek.Parse(week) is { } one ? show.Show(one, ct) : Task.FromResult(Results.NotFound()));
        pages.MapGet("week/{week}/form", async (string week, UseCase<ShowWeek> show, CurrentActor actor, CancellationToken ct) =>
        {
            if (PlanWeek.Parse(week) is not { } one) return Results.NotFound();
            var found = await show.Ask(u => u.Handle(one, ct), ct);
            if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
            if (found.Value.SentId is { } sent) return Results.Redirect($"/follow-up/week/sent/{sent}");
            var v = found.Value;
            return new RazorComponentResult<PreviewPage>(new { Document = new PlanDocument(actor.Value.UnitName, actor.Value.Name, one.Monday, default, v.DueAt ?? default, false, v.To, v.Cc, v.Lines, v.Next, [], []) });
        });
        pages.MapPost("week/{week}/lines", Add);
        pages.MapPost("week/{week}/lines/{customer:guid}", (string week, Guid customer, HttpContext http, UseCase<ChangePlan> change, WeekPages show, CancellationToken ct) =>
            Change(week, customer, http, show, (one, form) => change.Run(u => u.Describe(one, customer, new(null, Mode(form), form["purpose"], form.ContainsKey("explanation") ? form["explanation"].ToString() : null), ct), ct), "weekly.saved", ct));
        pages.MapPost("week/{week}/lines/{customer:guid}/move", (string week, Guid customer, HttpContext http, UseCase<ChangePlan> change, WeekPages show, CancellationToken ct) =>
            Change(week, customer, http, show, (one, form) => change.Run(u => u.Move(one, customer, Day(form["to"]), form["reason"], ct), ct), "weekly.moved", ct));
        pages.MapPost("week/{week}/lines/{customer:guid}/remove", (string week, Guid customer, HttpContext http, UseCase<ChangePlan> change, WeekPages show, CancellationToken ct) =>
            Change(week, customer, http, show, (one, form) => change.Run(u => u.Remove(one, customer, form["reason"], ct), ct), "weekly.removed", ct));
        pages.MapPost("week/{week}/send", async (string week, HttpContext http, UseCase<SendPlan> send, WeekPages show, CancellationToken ct) =>
        {
            if (PlanWeek.Parse(week) is not { } one) return Results.NotFound();
            var sent = await send.Run(u => u.Handle(one, ct), ct);
            if (sent.Refusal is Refusal.Forbidden) return Results.StatusCode(StatusCodes.Status403Forbidden);
            if (!sent.Done) return await show.Show(one, ct, findings: sent.Findings, status: OutcomeHttp.StatusOf(sent.Refusal));
            http.Flash(Texts.All[sent.Value.Late ? "weekly.done.late" : "weekly.done"], sent.Value.Late ? Tone.Warn : Tone.Ok);
            return http.Go($"/follow-up/week/sent/{sent.Value.Id}");
        });
        pages.MapGet("week/sent", async (Guid? after, UseCase<ReadPlans> read, CancellationToken ct) =>
            await read.Ask(u => u.Handle(null, after, ReadPlans.PageSize, ct), ct) is { Done: true } page ? new RazorComponentResult<PlansPage>(new { Page = page.Value }) : Results.StatusCode(StatusCodes.Status403Forbidden));
        pages.MapGet("week/sent/{id:guid}", (Guid id, UseCase<ReadPlans> read, CancellationToken ct) => One(id, read, [], null, ct));
        pages.MapGet("week/sent/{id:guid}/compare", async (Guid id, string? with, UseCase<ReadPlans> read, CancellationToken ct) =>
        {
            var found = await read.Ask(u => u.Compare(id, Guid.TryParse(with, out var other) ? other : null, ct), ct);
            if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
            return found.Value is { } both ? new RazorComponentResult<ComparisonPage>(new { View = both }) : Results.Redirect($"/follow-up/week/sent/{id}");
        });
        pages.MapGet("week/sent/{id:guid}/plan.xlsx", (Guid id, UseCase<ReadPlans> read, FileStore files, CancellationToken ct) => Workbook(id, false, read, files, ct));
        pages.MapGet("week/sent/{id:guid}/register.xlsx", (Guid id, UseCase<ReadPlans> read, FileStore files, CancellationToken ct) => Workbook(id, true, read, files, ct));
        pages.MapPost("week/sent/{id:guid}/answers", async (Guid id, HttpContext http, UseCase<AnswerPlan> answer, UseCase<ReadPlans> read, CancellationToken ct) =>
        {
            var text = (await http.Request.ReadFormAsync(ct))["text"].ToString();
            var said = await answer.Run(u => u.Handle(id, text, ct), ct);
            if (said.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(said.Refusal));
            if (!said.Done) return await One(id, read, said.Findings, text, ct);
            http.Flash(Texts.All["weekly.answered"]);
            return http.Go($"/follow-up/week/sent/{id}");
        });
        pages.MapGet("week/team", async (string? week, string? after, UseCase<ListTeamPlans> list, CompanyClock clock, CancellationToken ct) =>
        {
            var one = PlanWeek.Parse(week) ?? PlanWeek.Of(clock.Today);
            var team = await list.Ask(u => u.Handle(one, after, ct), ct);
            return team.Done ? new RazorComponentResult<TeamPage>(new { Week = one, View = team.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(team.Refusal));
        });
    }

    static async Task<IResult> Add(string week, HttpContext http, UseCase<ChangePlan> change, WeekPages show, CancellationToken ct)
    {
        if (PlanWeek.Parse(week) is not { } one) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(ct);
        if (!Guid.TryParse(form["customerId"], out var customer)) return await show.Show(one, ct, adding: [new("followup.customer.required", "customerId")], form: form, status: 422);
        // The form takes a day of this week or the next: the day says which.
        var on = Day(form["on"]);
        var into = on is { } day && PlanWeek.Of(day) == one.Next ? one.Next : one;
        var added = await change.Run(u => u.Add(into, customer, new(on, Mode(form), form["purpose"]), ct), ct);
        if (added.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(added.Refusal));
        if (!added.Done) return await show.Show(one, ct, adding: added.Findings, form: form, status: OutcomeHttp.StatusOf(added.Refusal));
        http.Flash(Texts.All["weekly.line.added"]);
        return http.Go($"/follow-up/week/{one}");
    }

    static async Task<IResult> Change(string week, Guid customer, HttpContext http, WeekPages show, Func<PlanWeek, IFormCollection, Task<Outcome<Guid>>> act, string done, CancellationToken ct)
    {
        if (PlanWeek.Parse(week) is not { } one) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(ct);
        var changed = await act(one, form);
        var page = PlanWeek.Parse(form["page"]) ?? one;
        if (changed.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(changed.Refusal));
        if (!changed.Done) return await show.Show(page, ct, customer, one, changed.Findings, form: form, status: OutcomeHttp.StatusOf(changed.Refusal));
        http.Flash(changed.Findings.Count > 0 ? string.Join(' ', changed.Findings.Select(Texts.All.Say)) : Texts.All[done], changed.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/follow-up/week/{page}");
    }

    static async Task<IResult> One(Guid id, UseCase<ReadPlans> read, IReadOnlyList<Finding> findings, string? typed, CancellationToken ct)
    {
        var plan = await read.Ask(u => u.Find(id, ct), ct);
        return plan.Done ? new RazorComponentResult<PlanPage>(new { View = plan.Value, Findings = findings, Typed = typed }) { StatusCode = findings.Count > 0 ? 422 : 200 } : Results.StatusCode(OutcomeHttp.StatusOf(plan.Refusal));
    }

    static async Task<IResult> Workbook(Guid id, bool register, UseCase<ReadPlans> read, FileStore files, CancellationToken ct)
    {
        var found = await read.Ask(u => u.File(id, register, ct), ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        return files.Open(found.Value.Hash) is { } stream ? Results.File(stream, TableWriter.XlsxType, found.Value.Name) : Results.NotFound();
    }

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text?.Trim(), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static ContactMode? Mode(IFormCollection form) => Enum.TryParse<ContactMode>(form["mode"], out var mode) && Enum.IsDefined(mode) && mode != ContactMode.NotReached ? mode : null;
}

/// <summary>Puts together what the page of one's week needs.</summary>
sealed class WeekPages(UseCase<ShowWeek> show, UseCase<ComposeInteraction> compose)
{
    /// <summary>The page, with what was refused.</summary>
    public async Task<IResult> Show(PlanWeek week, CancellationToken ct, Guid? open = null, PlanWeek? edited = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<Finding>? adding = null, IFormCollection? form = null, int status = 200)
    {
        var found = await show.Ask(u => u.Handle(week, ct), ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        var choices = await compose.Ask(u => u.Pick(null, ct), ct);
        return new RazorComponentResult<WeekPage>(new
        {
            Week = week,
            View = found.Value,
            Choices = (IReadOnlyList<Choice>)[.. choices.Done ? choices.Value.Select(c => new Choice(c.Id.ToString(), $"{c.Name} · {c.Code}")) : []],
            Open = open,
            Edited = edited,
            Findings = findings ?? [],
            Adding = adding ?? [],
            Form = form,
        })
        { StatusCode = status };
    }
}
