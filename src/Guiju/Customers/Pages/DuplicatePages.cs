using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>The work list 查重: pairs, one pair side by side, merges and their undoing (D13-3.1b).</summary>
static class DuplicatePages
{
    public static void MapDuplicatePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("duplicates", (Guid? after, UseCase<ReadPairs> read, CancellationToken ct) => List(PairState.Open, after, read, ct));
        pages.MapGet("duplicates/different", (Guid? after, UseCase<ReadPairs> read, CancellationToken ct) => List(PairState.Different, after, read, ct));
        pages.MapGet("duplicates/merged", async (Guid? after, UseCase<ReadMerges> read, CancellationToken ct) =>
            await read.Ask(u => u.Handle(after, ct), ct) is { Done: true } merges ? CustomerPages.Page<DuplicatesPage>(new { Tab = "merged", Merges = merges.Value }) : Results.StatusCode(403));
        pages.MapGet("duplicates/{pair:guid}", (Guid pair, UseCase<ReadPairs> read, CancellationToken ct) => Show(pair, read, [], 200, ct));
        pages.MapPost("duplicates/{pair:guid}/different", async (Guid pair, HttpContext http, UseCase<DecidePair> decide, UseCase<ReadPairs> read, CancellationToken ct) =>
        {
            var decided = await decide.Run(async u => await u.AreTwo(pair, new Posted(await http.Request.ReadFormAsync(ct)).Text("note"), ct), ct);
            if (!decided.Done) return await Refused(pair, decided, read, ct);
            http.Flash(Texts.All["customers.duplicates.different.done"]);
            return http.Go("/customers/duplicates");
        });
        pages.MapPost("duplicates/{pair:guid}/merge", Merge);
        pages.MapPost("merges/{merge:guid}/undo", async (Guid merge, HttpContext http, UseCase<UndoMerge> undo, CancellationToken ct) =>
        {
            var undone = await undo.Run(u => u.Handle(merge, ct), ct);
            if (undone.Refusal is Refusal.NotFound or Refusal.Forbidden or Refusal.Conflict) return Results.StatusCode(OutcomeHttp.StatusOf(undone.Refusal));
            http.Flash(undone.Done ? CustomerPages.Words(undone, Texts.All["customers.merge.undo.done"]) : string.Join(" ", undone.Findings.Select(Texts.All.Say)), undone.Done && undone.Findings.Count == 0 ? Tone.Ok : Tone.Warn);
            return http.Go(undone.Done ? $"/customers/{undone.Value}" : "/customers/duplicates/merged");
        });
    }

    static async Task<IResult> Merge(Guid pair, HttpContext http, UseCase<MergeCustomers> merge, UseCase<ReadPairs> read, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Show(pair, ct), ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var (first, second) = (found.Value.Pair.First, found.Value.Pair.Second);
        var kept = p.Id("kept") == second.Id ? second : first;
        var gone = kept == first ? second : first;
        int? Version(PairFile file) => p.Number($"version.{file.Id}");
        var merged = await merge.Run(u => u.Handle(new()
        {
            KeptId = kept.Id,
            GoneId = gone.Id,
            KeptVersion = Version(kept),
            GoneVersion = Version(gone),
            // What only one of them says is kept whichever it is.
            Take = [.. found.Value.Fields.Where(f => f.Chosen && (p.Id($"take.{f.Field}") is { } id ? id == gone.Id : (kept == first ? f.First : f.Second) is null)).Select(f => f.Field)],
        }, ct), ct);
        if (!merged.Done) return await Refused(pair, merged, read, ct);
        http.Flash(CustomerPages.Words(merged, Texts.All["customers.merge.done", [gone.Code, kept.Code]]), merged.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/customers/{kept.Id}");
    }

    static async Task<IResult> Refused<T>(Guid pair, Outcome<T> outcome, UseCase<ReadPairs> read, CancellationToken ct) =>
        outcome.Refusal is Refusal.NotFound or Refusal.Forbidden ? Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal)) : await Show(pair, read, outcome.Findings, OutcomeHttp.StatusOf(outcome.Refusal), ct);

    static async Task<IResult> List(PairState state, Guid? after, UseCase<ReadPairs> read, CancellationToken ct) => await read.Ask(u => u.List(state, after, ct), ct) is { Done: true } pairs
        ? CustomerPages.Page<DuplicatesPage>(new { Tab = state == PairState.Open ? "open" : "different", Pairs = pairs.Value }) : Results.StatusCode(403);

    static async Task<IResult> Show(Guid pair, UseCase<ReadPairs> read, IReadOnlyList<Finding> findings, int status, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Show(pair, ct), ct);
        return found.Done ? CustomerPages.Page<DuplicatePage>(new { View = found.Value, Findings = findings }, status) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
    }
}
