using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Leads;

/// <summary>The register of leads over the REST API.</summary>
static class LeadApi
{
    public static void MapLeadApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("leads");
        api.MapGet("", async (UseCase<LeadList> list, CancellationToken ct, [FromQuery] LeadView view = LeadView.Mine, [FromQuery] DateOnly? from = null,
                [FromQuery] DateOnly? until = null, [FromQuery] string? after = null, [FromQuery] int size = 50) =>
            (await list.Ask(q => q.Handle(new(view, from, until, after, size), ct), ct)).ToOk());
        api.MapGet("{id:guid}", async (Guid id, UseCase<LeadList> list, CancellationToken ct) => (await list.Ask(q => q.Find(id, ct), ct)).ToOk());
        api.MapPost("", async (RegisterLead.Input input, UseCase<RegisterLead> register, CancellationToken ct) =>
            (await register.Run(u => u.Handle(input, ct), ct)).ToCreated(l => $"{Api.Base}/leads/{l.Id}"));
        api.MapDelete("{id:guid}", async (Guid id, string? reason, UseCase<DeleteLead> delete, CancellationToken ct) => (await delete.Run(u => u.Handle(id, reason, ct), ct)).ToOk());
        api.MapPost("{id:guid}/evaluation", async (Guid id, EvaluateLead.Input input, UseCase<EvaluateLead> evaluate, CancellationToken ct) =>
            (await evaluate.Run(u => u.Handle(id, input, ct), ct)).ToOk());
        api.MapPost("{id:guid}/owner", async (Guid id, Owner input, UseCase<AssignLead> assign, CancellationToken ct) =>
            (await assign.Run(u => u.Handle(id, input.OwnerId, ct), ct)).ToOk());
        api.MapPost("{id:guid}/family", async (Guid id, FamilyDecision input, UseCase<DecideFamily> decide, CancellationToken ct) =>
            (await decide.Run(u => u.Handle(id, input.Same, ct), ct)).ToOk());
        api.MapGet("sources", async (UseCase<SourceReport> report, CompanyClock clock, CancellationToken ct, [FromQuery] DateOnly? from = null, [FromQuery] DateOnly? until = null) =>
            (await report.Ask(q => q.Handle(from ?? new(clock.Today.Year, clock.Today.Month, 1), until ?? clock.Today, ct), ct)).ToOk());

        var territories = routes.MapApi("territories");
        territories.MapGet("", async (UseCase<TerritoryList> list, CancellationToken ct) => (await list.Ask(q => q.Handle(ct), ct)).ToOk());
        territories.MapPost("", async (DrawTerritory.Input input, UseCase<DrawTerritory> draw, CancellationToken ct) =>
            (await draw.Run(u => u.Handle(null, null, input, ct), ct)).ToCreated(_ => $"{Api.Base}/territories"));
        territories.MapPut("{id:guid}", async (Guid id, DrawTerritory.Input input, HttpRequest request, UseCase<DrawTerritory> draw, CancellationToken ct) =>
            (await draw.Run(u => u.Handle(id, request.VersionSeen(), input, ct), ct)).ToNoContent());
    }

    /// <summary>Whether it is one purchase with the earlier registration.</summary>
    public sealed record FamilyDecision(bool Same);

    /// <summary>Who takes charge.</summary>
    /// <param name="OwnerId">A person of the supervisor's scope.</param>
    public sealed record Owner(Guid? OwnerId);
}
