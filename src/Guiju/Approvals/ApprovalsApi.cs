using Guiju.Approvals.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Approvals;

/// <summary>Requests, routes, delegations and decisions over the API.</summary>
static class ApprovalsApi
{
    /// <summary>A decision.</summary>
    /// <param name="Verdict">How.</param>
    /// <param name="Grounds">Why; needed unless it is approved.</param>
    public sealed record DecisionBody(Verdict Verdict, string? Grounds);

    /// <summary>Something said.</summary>
    public sealed record WordsBody(string? Text);

    /// <summary>Several requests to be approved.</summary>
    public sealed record ManyBody(IReadOnlyList<Guid>? Ids, string? Grounds);

    /// <summary>How one of several came out.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="State">How it stands, where it was decided.</param>
    /// <param name="Findings">What spoke against it.</param>
    public sealed record ManyAnswer(Guid Id, ApprovalState? State, IReadOnlyList<FindingAnswer> Findings);

    /// <summary>How a request stands after an act.</summary>
    public sealed record StandsAnswer(ApprovalState State);

    public static void MapApprovalsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("approvals");
        api.MapGet("", async ([AsParameters] ApprovalQuery query, UseCase<ListRequests> list, CancellationToken ct) => (await list.Ask(u => u.Handle(query, ct), ct)).ToOk())
            .WithName("ListApprovals").WithSummary("Requests: what waits for one's decision, what one asked for, or all one may see, page by page");
        api.MapGet("{id:guid}", async (Guid id, UseCase<ShowRequest> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, ct), ct)).ToOk())
            .WithName("GetApproval").WithSummary("A request with its frozen facts, steps and history");
        api.MapPost("{id:guid}/decision", async (Guid id, DecisionBody body, UseCase<DecideRequest> decide, CancellationToken ct) => Stands(await decide.Run(u => u.Handle(id, body.Verdict, body.Grounds, ct), ct)).ToOk());
        api.MapPost("{id:guid}/questions", async (Guid id, WordsBody body, UseCase<DecideRequest> decide, CancellationToken ct) => Stands(await decide.Run(u => u.AskMore(id, body.Text, ct), ct)).ToOk());
        api.MapPost("{id:guid}/answers", async (Guid id, WordsBody body, UseCase<DecideRequest> decide, CancellationToken ct) => Stands(await decide.Run(u => u.Answer(id, body.Text, ct), ct)).ToOk());
        api.MapPost("{id:guid}/withdrawal", async (Guid id, UseCase<DecideRequest> decide, CancellationToken ct) => Stands(await decide.Run(u => u.Withdraw(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/seats", async (Guid id, UseCase<SeatAnew> seat, CancellationToken ct) => (await seat.Run(u => u.Handle(id, ct), ct)).ToOk());
        api.MapPost("decisions", async (ManyBody body, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, IEnumerable<ApprovalKind> kinds, CancellationToken ct) =>
            (await Many(body.Ids ?? [], body.Grounds, decide, show, kinds, ct)).ToOk());
        api.MapPost("exceptions", async (AskException.Input input, HttpContext http, UseCase<AskException> ask, CancellationToken ct) =>
            await ask.Once(http, u => u.Handle(input, ct), o => o.Done ? Results.Created($"{Api.Base}/approvals/{o.Value.Id}", o.Value) : o.ToProblem(), ct)).Produces<AskedRequest>(StatusCodes.Status201Created);

        var set = routes.MapApi("approval-routes");
        set.MapGet("", async (UseCase<ListRoutes> list, CancellationToken ct) => (await list.Ask(u => u.Handle(ct), ct)).ToOk());
        set.MapPut("{kind}", async (string kind, SetRoute.Input input, UseCase<SetRoute> put, CancellationToken ct) => (await put.Run(u => u.Handle(kind, input, ct), ct)).ToNoContent());

        var delegations = routes.MapApi("delegations");
        delegations.MapGet("", async (UseCase<ListDelegations> list, CancellationToken ct) => (await list.Ask(u => u.Handle(ct), ct)).ToOk());
        delegations.MapPost("", async (GiveDelegation.Input input, UseCase<GiveDelegation> give, CancellationToken ct) => (await give.Run(u => u.Handle(input, ct), ct)).ToCreated(id => $"{Api.Base}/delegations/{id}"));
        delegations.MapDelete("{id:guid}", async (Guid id, UseCase<GiveDelegation> give, CancellationToken ct) => (await give.Run(u => u.End(id, ct), ct)).ToNoContent());

        routes.MapApi("decisions").MapGet("", async ([AsParameters] DecisionQuery query, UseCase<ListDecisions> list, CancellationToken ct) => (await list.Ask(u => u.Handle(query, ct), ct)).ToOk())
            .WithName("ListDecisions").WithSummary("What guards refused, or let pass by an approval, page by page");
    }

    /// <summary>Approves several, each in a transaction of its own; only kinds whose clause allows it.</summary>
    public static async Task<Outcome<IReadOnlyList<ManyAnswer>>> Many(IReadOnlyList<Guid> ids, string? grounds, UseCase<DecideRequest> decide, UseCase<ShowRequest> show, IEnumerable<ApprovalKind> kinds, CancellationToken ct)
    {
        if (ids.Count is 0 or > 200) return new Finding("approvals.many", "ids").With(200);
        List<ManyAnswer> answers = [];
        foreach (var id in ids.Distinct())
        {
            var shown = await show.Ask(u => u.Handle(id, ct), ct);
            var done = !shown.Done ? Outcome<ApprovalState>.Refused(shown.Refusal, shown.Findings)
                : !kinds.Single(k => k.Kind == shown.Value.Request.Kind).Bulk ? new Finding("approvals.one-by-one", null, shown.Value.Request.Clause).With(shown.Value.Request.Number)
                : await decide.Run(u => u.Handle(id, Verdict.Approve, grounds, ct), ct);
            answers.Add(new(id, done.Done ? done.Value : null, [.. done.Findings.Select(OutcomeHttp.Answer)]));
        }
        return answers;
    }

    static Outcome<StandsAnswer> Stands(Outcome<ApprovalState> outcome) => outcome.Map(s => new StandsAnswer(s));
}
