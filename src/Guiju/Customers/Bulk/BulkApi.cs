using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Bulk;

/// <summary>What the API asks for: one change, and of whom.</summary>
public sealed record BulkRequest
{
    /// <summary>What is done.</summary>
    public BulkKind Kind { get; init; }

    /// <summary>Customers, up to 5,000; those the caller does not see are left out.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>In place of them the conditions of the list as in its address: <c>stage=Intent&amp;owner=me</c>; empty for all one may see.</summary>
    public string? Filter { get; init; }

    /// <summary>Owner, SecondOwner: the person; null for the pool, or for none.</summary>
    public Guid? Person { get; init; }

    /// <summary>Tag, Untag: the tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Fact: industry, source, demand, regionCode, businessScope or postcode.</summary>
    public string? Field { get; init; }

    /// <summary>Fact: what it says; empty takes it back.</summary>
    public string? Value { get; init; }

    /// <summary>Fact: day a major change happened.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>Fact: how it is known.</summary>
    public string? ChangeSource { get; init; }

    /// <summary>Stage: the stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>NextContact: the day.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>NextContact: what for.</summary>
    public string? NextStep { get; init; }

    /// <summary>Category: the category; null takes out of the register.</summary>
    public Guid? Category { get; init; }

    /// <summary>Stage, Category: what it rests on, or why.</summary>
    public string? Reason { get; init; }

    internal BulkChange Change => new()
    {
        Kind = Kind,
        Person = Person,
        Tags = Tags ?? [],
        Field = Field,
        Value = Value,
        HappenedOn = HappenedOn,
        ChangeSource = ChangeSource,
        Stage = Stage,
        NextContactOn = NextContactOn,
        NextStep = NextStep,
        Category = Category,
        Reason = Reason,
    };
}

/// <summary>A row as the API tells it.</summary>
/// <param name="Row">Place in the job.</param>
/// <param name="CustomerId">The customer, or null where the caller does not see him any more.</param>
/// <param name="Code">His number.</param>
/// <param name="Name">His name.</param>
/// <param name="Result">What is foreseen, or what came of it.</param>
/// <param name="Finding">Why, or what is to be known.</param>
public sealed record BulkRowAnswer(int Row, Guid? CustomerId, string? Code, string? Name, RowResult Result, FindingAnswer? Finding);

/// <summary>The API of bulk changes: preview, confirm, follow, stop, take back.</summary>
static class BulkApi
{
    /// <summary>Maps it.</summary>
    public static void MapBulkApi(this IEndpointRouteBuilder routes)
    {
        var bulk = routes.MapApi("customers/bulk");
        bulk.MapGet("", async (Guid? after, int? limit, UseCase<ReadBulk> read, CancellationToken ct) =>
            (await read.Ask(u => u.Newest(after, limit ?? 50, ct), ct)).Map(j => new PageOf<BulkView>(j, j.Count == Math.Clamp(limit ?? 50, 1, 100) ? j[^1].Id.ToString() : null)).ToOk())
            .WithName("ListBulkChanges").WithSummary("One's own bulk changes, the newest first");
        bulk.MapPost("", Open).WithName("PreviewBulkChange").WithSummary("Ask for a change of many customers; what would come of it is found in the background, and nothing is changed before it is run")
            .Produces<BulkView>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        bulk.MapGet("{id:guid}", async (Guid id, UseCase<ReadBulk> read, CancellationToken ct) => (await read.Ask(u => u.Find(id, ct), ct)).ToOk())
            .WithName("GetBulkChange").WithSummary("What is foreseen, how far it has come, what came of it").ProducesProblem(StatusCodes.Status404NotFound);
        bulk.MapGet("{id:guid}/rows", Rows).WithName("ListBulkRows").WithSummary("Its rows with their results and reasons, a page at a time").ProducesProblem(StatusCodes.Status404NotFound);
        bulk.MapPost("{id:guid}/run", (Guid id, HttpContext http, UseCase<MoveBulk> move, BulkWorker worker, CancellationToken ct) => Move(id, http, move, u => u.Run(id, ct), worker, ct))
            .WithName("RunBulkChange").WithSummary("Confirm the preview, or go on where it was stopped").Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        bulk.MapPost("{id:guid}/cancel", (Guid id, HttpContext http, UseCase<MoveBulk> move, CancellationToken ct) => Move(id, http, move, u => u.Cancel(id, ct), null, ct))
            .WithName("CancelBulkChange").WithSummary("Stop; what is changed stays").Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        bulk.MapPost("{id:guid}/undo", (Guid id, HttpContext http, UseCase<MoveBulk> move, BulkWorker worker, CancellationToken ct) => Move(id, http, move, u => u.Undo(id, ct), worker, ct))
            .WithName("UndoBulkChange").WithSummary("Take back what was changed, but for what somebody touched since").Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> Open(BulkRequest request, HttpContext http, UseCase<MoveBulk> move, BulkWorker worker, CancellationToken ct)
    {
        if (request.Ids is not null && request.Filter is not null) return Outcome<int>.Refused(Refusal.Invalid, new Finding("bulk.both", "filter")).ToProblem();
        Guid id = default;
        var answer = await move.Once(http, async u =>
        {
            var opened = await u.Open(request.Change, request.Filter, request.Ids ?? [], ct);
            if (opened.Done) id = opened.Value;
            return opened;
        }, o => o.Done ? TypedResults.Created($"{Api.Base}/customers/bulk/{o.Value}", new BulkView { Id = o.Value, Change = request.Change, Conditions = request.Filter, State = BulkState.Previewing }) : o.ToProblem(), ct);
        if (id != default) worker.Soon(id);
        return answer;
    }

    static async Task<Results<Ok<PageOf<BulkRowAnswer>>, ProblemHttpResult>> Rows(Guid id, RowResult? result, string? reason, int? after, int? limit, UseCase<ReadBulk> read, CancellationToken ct)
    {
        var page = await read.Ask(u => u.Rows(id, result, reason, after ?? 0, limit ?? 50, ct), ct);
        return page.Map(p => new PageOf<BulkRowAnswer>([.. p.Items.Select(r => new BulkRowAnswer(r.Row, r.CustomerId, r.Code, r.Name, r.Result, r.Finding is null ? null : OutcomeHttp.Answer(r.Finding)))],
            p.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToOk();
    }

    static async Task<IResult> Move(Guid id, HttpContext http, UseCase<MoveBulk> move, Func<MoveBulk, Task<Outcome<Guid>>> step, BulkWorker? worker, CancellationToken ct)
    {
        var answer = await move.Once(http, step, o => o.Done ? TypedResults.Accepted($"{Api.Base}/customers/bulk/{id}") : o.ToProblem(), ct);
        // A repeated request finds the job under way or over: to look at it once more does no harm.
        worker?.Soon(id);
        return answer;
    }
}
