using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;

namespace Guiju.Publishing;

/// <summary>Regulations over the API.</summary>
static class PublishingApi
{
    /// <summary>A reviewer's word.</summary>
    /// <param name="Right">Whether he found the draft right; the approval is asked for then.</param>
    /// <param name="Why">Why not.</param>
    public sealed record VersionReviewBody(bool Right, string? Why);

    /// <summary>What a look at a regulation found.</summary>
    /// <param name="Conclusion">The conclusion.</param>
    public sealed record AnnualReviewBody(string? Conclusion);

    public static void MapPublishingApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("regulations");
        api.MapGet("", async ([AsParameters] ListRegulations.RegulationFilter filter, UseCase<ListRegulations> list, CancellationToken ct) => (await list.Ask(u => u.Handle(filter, ct), ct)).ToOk())
            .WithName("ListRegulations").WithSummary("The register of regulations, page by page");
        api.MapPost("", (SaveRegulation.Input input, HttpContext http, UseCase<SaveRegulation> save, CancellationToken ct) => save.Once(http, u => u.Handle(null, null, input, ct), o => o.ToCreated(id => $"{Api.Base}/regulations/{id}"), ct)).Produces<Guid>(StatusCodes.Status201Created)
            .WithName("EnterRegulation").WithSummary("Enters a regulation in the register");
        api.MapGet("{id:guid}", async (Guid id, int? version, UseCase<ShowRegulation> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, version, ct), ct)).ToOk())
            .WithName("GetRegulation").WithSummary("A regulation with a version in full; the one in force where none is named");
        api.MapPut("{id:guid}", async (Guid id, SaveRegulation.Input input, HttpContext http, UseCase<SaveRegulation> save, CancellationToken ct) => (await save.Run(u => u.Handle(id, http.Request.VersionSeen(), input, ct), ct)).ToNoContent())
            .WithName("ChangeRegulation").WithSummary("Says what it is called and who answers for it");
        api.MapPut("{id:guid}/draft", async (Guid id, SaveDraft.Input input, HttpContext http, UseCase<SaveDraft> save, CancellationToken ct) => (await save.Run(u => u.Handle(id, http.Request.VersionSeen(), input, ct), ct)).ToOk())
            .WithName("WriteDraft").WithSummary("Writes the draft of the next version; review and approval of an earlier draft are void then");
        api.MapDelete("{id:guid}/draft", async (Guid id, UseCase<SaveDraft> save, CancellationToken ct) => (await save.Run(u => u.Discard(id, ct), ct)).ToNoContent())
            .WithName("DiscardDraft").WithSummary("Lets the draft go");
        api.MapPost("{id:guid}/draft/submission", async (Guid id, UseCase<ReviewVersion> review, CancellationToken ct) => (await review.Run(u => u.Submit(id, ct), ct)).ToNoContent())
            .WithName("SubmitDraft").WithSummary("Hands the draft in for review");
        api.MapPost("{id:guid}/draft/review", async (Guid id, VersionReviewBody body, UseCase<ReviewVersion> review, CancellationToken ct) => (await review.Run(u => u.Handle(id, body.Right, body.Why, ct), ct)).ToNoContent())
            .WithName("ReviewDraft").WithSummary("A second person finds the draft right, or sends it back");
        api.MapPost("{id:guid}/publication", (Guid id, HttpContext http, UseCase<PublishVersion> publish, CancellationToken ct) => publish.Once(http, u => u.Handle(id, ct), o => o.ToOk(), ct)).Produces<PublishVersion.PublishedVersion>()
            .WithName("PublishVersion").WithSummary("Publishes the approved version and asks its readers");
        api.MapGet("{id:guid}/comparison", async (Guid id, int from, int to, UseCase<ShowComparison> compare, CancellationToken ct) => (await compare.Ask(u => u.Handle(id, from, to, ct), ct)).ToOk())
            .WithName("CompareVersions").WithSummary("Two versions side by side");
        api.MapGet("{id:guid}/versions/{number:int}/readers", async (Guid id, int number, bool? overdue, string? after, UseCase<ShowReadRate> show, CancellationToken ct) => (await show.Ask(u => u.Handle(id, number, overdue ?? false, after, ct), ct)).ToOk())
            .WithName("GetReadRate").WithSummary("Who has read a version and who has not");
        api.MapPost("{id:guid}/interpretations", async (Guid id, InterpretRegulation.Input input, UseCase<InterpretRegulation> interpret, CancellationToken ct) => (await interpret.Run(u => u.Handle(id, input, ct), ct)).ToCreated(_ => $"{Api.Base}/regulations/{id}"))
            .WithName("InterpretRegulation").WithSummary("Says officially what a clause or section means");
        api.MapPost("{id:guid}/annual-reviews", async (Guid id, AnnualReviewBody body, UseCase<ConcludeReview> conclude, CancellationToken ct) => (await conclude.Run(u => u.Handle(id, body.Conclusion, ct), ct)).ToCreated(_ => $"{Api.Base}/regulations/{id}"))
            .WithName("ConcludeAnnualReview").WithSummary("Concludes a look that found nothing to change");
        api.MapPost("versions/{versionId:guid}/acknowledgement", async (Guid versionId, UseCase<AcknowledgeVersion> acknowledge, CancellationToken ct) => (await acknowledge.Run(u => u.Handle(versionId, ct), ct)).ToOk())
            .WithName("AcknowledgeVersion").WithSummary("Acknowledges, for oneself, that one has read a version");
        api.MapGet("readings", async (UseCase<ListReadings> list, CancellationToken ct) => (await list.Ask(u => u.Owed(ct), ct)).ToOk())
            .WithName("ListOwedReadings").WithSummary("What one still has to read");
        api.MapGet("readings/acknowledged", async (Guid? after, UseCase<ListReadings> list, CancellationToken ct) => (await list.Ask(u => u.Handle(after, ct), ct)).ToOk())
            .WithName("ListAcknowledgedReadings").WithSummary("What one has acknowledged, page by page");
    }
}
