using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Weekly;

/// <summary>The weekly plans over the API.</summary>
static class WeeklyApi
{
    /// <summary>Which plan is sent.</summary>
    /// <param name="Week">The week, such as 2025-W23.</param>
    public sealed record SendPlanBody(string? Week);

    /// <summary>A line of one's own plan.</summary>
    /// <param name="Week">The week, such as 2025-W23.</param>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="Facts">What is said of it.</param>
    public sealed record PlanLineBody(string? Week, Guid CustomerId, ChangePlan.PlanLineFacts Facts);

    /// <summary>A line put off or taken out.</summary>
    /// <param name="Week">The week it stands in.</param>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="To">Day it is put off to; for taking it out none.</param>
    /// <param name="Reason">Why.</param>
    public sealed record PlanPutOffBody(string? Week, Guid CustomerId, DateOnly? To, string? Reason);

    /// <summary>What a superior writes.</summary>
    public sealed record PlanAnswerBody(string? Text);

    public static void MapWeeklyApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("weekly-plans");
        api.MapGet("", async (string? week, Guid? after, int? size, UseCase<ReadPlans> read, CancellationToken ct) =>
            week is not null && PlanWeek.Parse(week) is null ? Outcome<PageOf<PlanRow>>.Refused(Refusal.Invalid, Malformed(week)).ToOk() : (await read.Ask(u => u.Handle(PlanWeek.Parse(week), after, size ?? ReadPlans.PageSize, ct), ct)).ToOk());
        api.MapGet("{id:guid}", async (Guid id, UseCase<ReadPlans> read, CancellationToken ct) => (await read.Ask(u => u.Find(id, ct), ct)).ToOk());
        api.MapGet("{id:guid}/comparison", async (Guid id, Guid? with, UseCase<ReadPlans> read, CancellationToken ct) => (await read.Ask(u => u.Compare(id, with, ct), ct)).ToOk());
        api.MapGet("own", async (string? week, UseCase<ShowWeek> show, CompanyClock clock, CancellationToken ct) =>
            (week is null ? PlanWeek.Of(clock.Today) : PlanWeek.Parse(week)) is { } one ? (await show.Ask(u => u.Handle(one, ct), ct)).ToOk() : Outcome<WeekView>.Refused(Refusal.Invalid, Malformed(week)).ToOk());
        api.MapGet("team", async (string? week, string? after, UseCase<ListTeamPlans> list, CompanyClock clock, CancellationToken ct) =>
            (week is null ? PlanWeek.Of(clock.Today) : PlanWeek.Parse(week)) is { } one ? (await list.Ask(u => u.Handle(one, after, ct), ct)).ToOk() : Outcome<TeamView>.Refused(Refusal.Invalid, Malformed(week)).ToOk());
        api.MapPost("", (SendPlanBody body, HttpContext http, UseCase<SendPlan> send, CancellationToken ct) => PlanWeek.Parse(body.Week) is { } one
            ? send.Once(http, u => u.Handle(one, ct), o => o.ToCreated(s => $"{Api.Base}/weekly-plans/{s.Id}"), ct) : Task.FromResult<IResult>(Outcome<int>.Refused(Refusal.Invalid, Malformed(body.Week)).ToProblem())).Produces<SendPlan.SentPlan>(StatusCodes.Status201Created);
        api.MapPost("lines", (PlanLineBody body, UseCase<ChangePlan> change, CancellationToken ct) => Act(body.Week, week => change.Run(u => u.Add(week, body.CustomerId, body.Facts, ct), ct)));
        api.MapPut("lines", (PlanLineBody body, UseCase<ChangePlan> change, CancellationToken ct) => Act(body.Week, week => change.Run(u => u.Describe(week, body.CustomerId, body.Facts, ct), ct)));
        api.MapPost("lines/move", (PlanPutOffBody body, UseCase<ChangePlan> change, CancellationToken ct) => Act(body.Week, week => change.Run(u => u.Move(week, body.CustomerId, body.To, body.Reason, ct), ct)));
        api.MapPost("lines/remove", (PlanPutOffBody body, UseCase<ChangePlan> change, CancellationToken ct) => Act(body.Week, week => change.Run(u => u.Remove(week, body.CustomerId, body.Reason, ct), ct)));
        api.MapPost("{id:guid}/answers", async (Guid id, PlanAnswerBody body, UseCase<AnswerPlan> answer, CancellationToken ct) => (await answer.Run(u => u.Handle(id, body.Text, ct), ct)).ToNoContent());
    }

    static async Task<IResult> Act(string? week, Func<PlanWeek, Task<Outcome<Guid>>> act) =>
        PlanWeek.Parse(week) is { } one ? (await act(one)).ToNoContent() : Outcome<Guid>.Refused(Refusal.Invalid, Malformed(week)).ToProblem();

    static Finding Malformed(string? week) => new Finding("weekly.week.malformed", "week").With(week);
}
