using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Commerce;

/// <summary>The ledger over the REST API.</summary>
static class DealingApi
{
    /// <summary>Day it takes effect; today where left out.</summary>
    public sealed record Force(DateOnly? On);

    /// <summary>Why it is cancelled.</summary>
    public sealed record Cancellation(string? Reason);

    /// <summary>Version after a change.</summary>
    public sealed record Changed(int Version);

    public static void MapDealingApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("dealings");
        api.MapGet("", ([AsParameters] DealingQuery query, UseCase<ListDealings> list, CancellationToken ct) => List(query, list, ct)).WithName("ListDealings");
        api.MapPost("", async (DealingFacts facts, UseCase<RegisterDealing> register, CancellationToken ct) =>
            (await register.Run(u => u.Handle(facts, ct), ct)).ToCreated(r => $"{Api.Base}/dealings/{r.Id}")).WithName("RegisterDealing");
        api.MapGet("standing", async (string? plate, string? mobile, UseCase<ShowStanding> show, CancellationToken ct) => (await show.Ask(u => u.Handle(plate, mobile, ct), ct)).ToOk()).WithName("ShowStanding");
        api.MapGet("{id:guid}", async (Guid id, HttpResponse response, UseCase<ListDealings> list, CancellationToken ct) =>
        {
            var found = await list.Ask(u => u.Find(id, ct), ct);
            if (found.Done) response.SetVersion(found.Value.Version);
            return found.ToOk();
        }).WithName("GetDealing");
        api.MapPost("{id:guid}/force", async (Guid id, Force input, HttpRequest request, HttpResponse response, UseCase<PutInForce> put, CancellationToken ct) =>
            Answer(await put.Run(u => u.Handle(id, request.VersionSeen(), input.On, ct), ct), response)).WithName("PutDealingInForce");
        api.MapPost("{id:guid}/cancellation", async (Guid id, Cancellation input, HttpRequest request, HttpResponse response, UseCase<CancelDealing> cancel, CancellationToken ct) =>
            Answer(await cancel.Run(u => u.Handle(id, request.VersionSeen(), input.Reason, ct), ct), response)).WithName("CancelDealing");

        var ofCustomer = routes.MapApi("customers/{customerId:guid}").WithTags("dealings");
        ofCustomer.MapGet("dealings", (Guid customerId, [FromQuery] string? after, [FromQuery] int? size, UseCase<ListDealings> list, CancellationToken ct) =>
            List(new DealingQuery { CustomerId = customerId, After = after, Size = size }, list, ct)).WithName("ListDealingsOfCustomer");
        ofCustomer.MapPost("dealings", async (Guid customerId, DealingFacts facts, UseCase<RegisterDealing> register, CancellationToken ct) =>
            (await register.Run(u => u.Handle(facts with { CustomerId = customerId }, ct), ct)).ToCreated(r => $"{Api.Base}/dealings/{r.Id}")).WithName("RegisterDealingOfCustomer");
        ofCustomer.MapGet("performance", async (Guid customerId, UseCase<ShowPerformance> show, CancellationToken ct) =>
            (await show.Ask(u => u.Handle(customerId, ct), ct)).ToOk()).WithName("ShowPerformance");
    }

    static async Task<Results<Ok<PageOf<DealingRow>>, ProblemHttpResult>> List(DealingQuery query, UseCase<ListDealings> list, CancellationToken ct) =>
        (await list.Ask(u => u.Handle(query, query.After, query.Size ?? 50, ct), ct)).ToOk();

    static Results<Ok<Changed>, ProblemHttpResult> Answer(Outcome<int> changed, HttpResponse response)
    {
        if (changed.Done) response.SetVersion(changed.Value);
        return changed.Map(v => new Changed(v)).ToOk();
    }
}
