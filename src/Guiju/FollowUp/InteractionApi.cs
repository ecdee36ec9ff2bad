using Guiju.FollowUp.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.FollowUp;

/// <summary>The contacts over the REST API.</summary>
static class InteractionApi
{
    public static void MapInteractionApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("interactions");
        api.MapGet("", async (UseCase<InteractionList> list, CancellationToken ct, [FromQuery] Guid? customerId = null, [FromQuery] bool mine = false,
                [FromQuery] DateOnly? from = null, [FromQuery] DateOnly? until = null, [FromQuery] ContactMode? mode = null, [FromQuery] string? after = null, [FromQuery] int size = 50) =>
            (await list.Ask(q => q.Handle(new(customerId, mine, from, until, mode, after, size), ct), ct)).ToOk());
        api.MapGet("{id:guid}", async (Guid id, HttpResponse response, UseCase<InteractionList> list, CancellationToken ct) =>
        {
            var found = await list.Ask(q => q.Find(id, ct), ct);
            if (found.Done) response.SetVersion(found.Value.Version);
            return found.ToOk();
        });
        api.MapPost("", async (NewInteraction input, UseCase<LogInteraction> log, CancellationToken ct) =>
            (await log.Run(u => u.Handle(input.CustomerId, input.Contact, ct), ct)).ToCreated(l => $"{Api.Base}/interactions/{l.Id}"));
        api.MapPut("{id:guid}", async (Guid id, InteractionFacts facts, HttpRequest request, HttpResponse response, UseCase<CorrectInteraction> correct, CancellationToken ct) =>
        {
            var corrected = await correct.Run(u => u.Handle(id, request.VersionSeen(), facts, ct), ct);
            if (corrected.Done) response.SetVersion(corrected.Value.Version);
            return corrected.ToOk();
        });
        api.MapDelete("{id:guid}", async (Guid id, string? reason, UseCase<DiscardInteraction> discard, CancellationToken ct) => (await discard.Run(u => u.Handle(id, reason, ct), ct)).ToOk());

        var ofCustomer = routes.MapApi("customers/{customerId:guid}/interactions").WithTags("interactions");
        ofCustomer.MapGet("", async (Guid customerId, UseCase<InteractionList> list, CancellationToken ct, [FromQuery] string? after = null, [FromQuery] int size = 50) =>
            (await list.Ask(q => q.Handle(new(customerId, After: after, Size: size), ct), ct)).ToOk());
        ofCustomer.MapPost("", async (Guid customerId, LogInteraction.Input input, UseCase<LogInteraction> log, CancellationToken ct) =>
            (await log.Run(u => u.Handle(customerId, input, ct), ct)).ToCreated(l => $"{Api.Base}/interactions/{l.Id}"));
    }

    /// <summary>A contact with a customer.</summary>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="Contact">What is said of it.</param>
    public sealed record NewInteraction(Guid CustomerId, LogInteraction.Input Contact);
}
