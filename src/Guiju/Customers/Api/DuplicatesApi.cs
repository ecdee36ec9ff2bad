using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;

namespace Guiju.Customers;

/// <summary>Duplicates, merges and their undoing over the API.</summary>
static class DuplicatesApi
{
    /// <summary>A file that may be the entity asked for.</summary>
    /// <param name="Id">The file.</param>
    /// <param name="Text">What is said of it: number and name, or who follows it and whether it is in use.</param>
    /// <param name="Hidden">Whether it lies outside the caller's scope.</param>
    /// <param name="Likeness">How alike.</param>
    /// <param name="Reasons">Why.</param>
    public sealed record AlikeAnswer(Guid Id, string Text, bool Hidden, Likeness Likeness, IReadOnlyList<string> Reasons);

    /// <summary>A pair with its reasons in words.</summary>
    public sealed record PairAnswer(Guid Id, PairFile First, PairFile Second, Likeness Likeness, IReadOnlyList<FindingAnswer> Reasons, PairState State, DateTime FoundAt, string? DecidedBy, string? Note);

    /// <summary>What one knows of an entity to be asked about.</summary>
    public sealed record TypedBody(string? Name, string? CreditCode, IReadOnlyList<string?>? Phones);

    /// <summary>Why two files are two entities.</summary>
    public sealed record DifferentBody(string? Note);

    /// <summary>The file that is merged into this one; its version, and the fields its value is taken of (null: those this one lacks).</summary>
    public sealed record MergeBody(Guid GoneId, int? GoneVersion, IReadOnlyList<string>? Take);

    public static void MapDuplicatesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("alike", async (string? name, string? creditCode, string[]? phone, UseCase<HintDuplicates> hints, CancellationToken ct) =>
            (await hints.Ask(u => u.Handle(new(name, creditCode, phone ?? []), ct), ct))
                .Map<IReadOnlyList<AlikeAnswer>>(found => [.. found.Select(h => new AlikeAnswer(h.FileId, Texts.All.Say(h.Say), h.Hidden, h.Likeness, [.. h.Reasons.Select(Texts.All.Say)]))]).ToOk());
        api.MapPost("{id:guid}/together", (Guid id, TypedBody body, UseCase<AskToWorkTogether> ask, HttpContext http, CancellationToken ct) =>
            ask.Once(http, u => u.Handle(id, new(body.Name, body.CreditCode, body.Phones ?? []), ct), o => o.ToNoContent(), ct));
        api.MapGet("duplicates", async (PairState? state, Guid? after, UseCase<ReadPairs> read, CancellationToken ct) =>
            (await read.Ask(u => u.List(state ?? PairState.Open, after, ct), ct)).Map(p => new PageOf<PairAnswer>([.. p.Items.Select(Answer)], p.Next)).ToOk());
        api.MapPost("duplicates/{pair:guid}/different", async (Guid pair, DifferentBody body, UseCase<DecidePair> decide, CancellationToken ct) =>
            (await decide.Run(u => u.AreTwo(pair, body.Note, ct), ct)).ToNoContent());
        api.MapPost("{id:guid}/merge", (Guid id, MergeBody body, UseCase<MergeCustomers> merge, HttpContext http, CancellationToken ct) =>
            merge.Once(http, u => u.Handle(new() { KeptId = id, GoneId = body.GoneId, KeptVersion = http.Request.VersionSeen(), GoneVersion = body.GoneVersion, Take = body.Take }, ct), o => o.ToOk(), ct));
        api.MapGet("merges", async (Guid? after, UseCase<ReadMerges> read, CancellationToken ct) => (await read.Ask(u => u.Handle(after, ct), ct)).ToOk());
        api.MapPost("merges/{merge:guid}/undo", (Guid merge, UseCase<UndoMerge> undo, HttpContext http, CancellationToken ct) =>
            undo.Once(http, u => u.Handle(merge, ct), o => !o.Done ? o.ToProblem() : Results.Ok(new CustomersApi.Done<Guid>(o.Value, [.. o.Findings.Select(OutcomeHttp.Answer)])), ct)).Produces<CustomersApi.Done<Guid>>();
    }

    static PairAnswer Answer(PairRow p) => new(p.Id, p.First, p.Second, p.Likeness, [.. p.Reasons.Select(OutcomeHttp.Answer)], p.State, p.FoundAt, p.DecidedBy, p.Note);
}
