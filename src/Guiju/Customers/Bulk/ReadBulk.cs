using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>A bulk change as shown.</summary>
public sealed record BulkView
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>What is wanted.</summary>
    public BulkChange Change { get; init; } = new();

    /// <summary>The list's conditions, or null where rows were ticked.</summary>
    public string? Conditions { get; init; }

    /// <summary>Where it stands.</summary>
    public BulkState State { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime AskedAt { get; init; }

    /// <summary>Rows frozen; grows while the preview is made.</summary>
    public int Rows { get; init; }

    /// <summary>Rows the preview foresees to be changed.</summary>
    public int ToChange { get; init; }

    /// <summary>Rows that are so already.</summary>
    public int Already { get; init; }

    /// <summary>Rows a rule keeps from being changed.</summary>
    public int Blocked { get; init; }

    /// <summary>Rows with a result.</summary>
    public int RowsDone { get; init; }

    /// <summary>Rows changed.</summary>
    public int Done { get; init; }

    /// <summary>Rows that were so already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Rows refused.</summary>
    public int Refused { get; init; }

    /// <summary>Rows somebody else was writing in that moment.</summary>
    public int Conflicts { get; init; }

    /// <summary>Rows taken back.</summary>
    public int TakenBack { get; init; }

    /// <summary>Rows that stay although the job was taken back.</summary>
    public int Stayed { get; init; }

    /// <summary>Why rows are blocked, refused or stay; the most frequent first.</summary>
    public IReadOnlyList<ReasonView> Reasons { get; init; } = [];

    /// <summary>Milliseconds the run took.</summary>
    public long Milliseconds { get; init; }

    /// <summary>When the last step ended, UTC.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>Until when it can be taken back, UTC; null where it cannot.</summary>
    public DateTime? UndoUntil { get; init; }

    /// <summary>Whether it can be confirmed, or gone on with.</summary>
    public bool MayRun { get; init; }

    /// <summary>Why it cannot go on.</summary>
    public Finding? Failure { get; init; }

    internal bool Busy => State is BulkState.Previewing or BulkState.Running or BulkState.Undoing;

    internal bool Foreseen => State is BulkState.Previewing or BulkState.Ready || RowsDone == 0 && State is BulkState.Cancelled or BulkState.Failed;

    internal static BulkView Of(BulkJob j, DateTime now, int undoDays)
    {
        var until = j.State is BulkState.Done or BulkState.Cancelled or BulkState.Failed && j.Done > 0 ? j.FinishedAt?.AddDays(undoDays) : null;
        return new()
        {
            Id = j.Id,
            Change = j.Change,
            Conditions = j.Conditions,
            State = j.State,
            AskedAt = j.CreatedAt,
            Rows = j.Rows,
            ToChange = j.ToChange,
            Already = j.Already,
            Blocked = j.Blocked,
            RowsDone = j.LastRow,
            Done = j.Done,
            Unchanged = j.Unchanged,
            Refused = j.Refused,
            Conflicts = j.Conflicts,
            TakenBack = j.TakenBack,
            Stayed = j.Stayed,
            Reasons = [.. j.Reasons.OrderByDescending(r => r.Count).Select(r => new ReasonView(r.Key, r.Clause, r.Count, Texts.All.Say(r.Example.ToFinding(Weight.Refusal))))],
            Milliseconds = j.Milliseconds,
            FinishedAt = j.FinishedAt,
            UndoUntil = until > now && j.Done > 0 ? until : null,
            MayRun = j.State == BulkState.Ready || j.State is BulkState.Failed or BulkState.Cancelled && j.StartedAt is not null && j.LastRow < j.Rows,
            Failure = j.Failure is null ? null : KeptFinding.Read(j.Failure).ToFinding(Weight.Refusal),
        };
    }
}

/// <summary>A reason some rows share, as shown.</summary>
/// <param name="Key">Key of the finding.</param>
/// <param name="Clause">Clause that asks for it, or null.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Message">The sentence the first of them is told, in the reader's language.</param>
public sealed record ReasonView(string Key, string? Clause, int Count, string Message);

/// <summary>A row as shown; of a customer the reader does not see any more there is neither number nor name.</summary>
/// <param name="Row">Place in the job.</param>
/// <param name="CustomerId">The file, or null.</param>
/// <param name="Code">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Result">What is foreseen, or what came of it.</param>
/// <param name="Finding">Why, or what is to be known.</param>
public sealed record BulkRowView(int Row, Guid? CustomerId, string? Code, string? Name, RowResult Result, Finding? Finding);

/// <summary>A page of rows.</summary>
/// <param name="Items">The rows in their order.</param>
/// <param name="Next">Row after which the next page begins, or null at the end.</param>
public sealed record BulkRowPage(IReadOnlyList<BulkRowView> Items, int? Next);

/// <summary>Reads one's own bulk changes and their rows.</summary>
[Allow(Permission.CustomersRead)]
sealed class ReadBulk(GuijuContext db, CurrentActor actor, CompanyClock clock, IConfiguration settings)
{
    /// <summary>Most rows of a page.</summary>
    public const int PageSize = 200;

    /// <summary>A page of one's jobs, the newest first.</summary>
    /// <param name="before">Id of the last job of the page before, or null at the start.</param>
    /// <param name="limit">Jobs on the page, 1 to 100.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<IReadOnlyList<BulkView>>> Newest(Guid? before, int limit, CancellationToken ct)
    {
        var jobs = db.Set<BulkJob>().AsNoTracking().Mine(actor.Value);
        if (before is { } id)
        {
            var at = await jobs.Where(j => j.Id == id).Select(j => (DateTime?)j.CreatedAt).SingleOrDefaultAsync(ct);
            jobs = jobs.Where(j => j.CreatedAt < at);
        }
        return Outcome<IReadOnlyList<BulkView>>.Success([.. (await jobs.OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).Take(Math.Clamp(limit, 1, 100)).ToListAsync(ct)).Select(View)]);
    }

    /// <summary>One.</summary>
    public async Task<Outcome<BulkView>> Find(Guid id, CancellationToken ct) =>
        await db.Set<BulkJob>().AsNoTracking().Mine(actor.Value).SingleOrDefaultAsync(j => j.Id == id, ct) is { } job ? View(job) : Outcome<BulkView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>A page of its rows.</summary>
    /// <param name="id">The job.</param>
    /// <param name="result">Only rows of this result.</param>
    /// <param name="reason">Only rows with this reason.</param>
    /// <param name="after">Last row of the page before, 0 at the start.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="PageSize"/>.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<BulkRowPage>> Rows(Guid id, RowResult? result, string? reason, int after, int limit, CancellationToken ct)
    {
        if (!await db.Set<BulkJob>().Mine(actor.Value).AnyAsync(j => j.Id == id, ct)) return Outcome<BulkRowPage>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        limit = Math.Clamp(limit, 1, PageSize);
        var rows = db.Set<BulkRow>().AsNoTracking().Where(r => r.JobId == id && r.Row > after);
        if (result is { } only) rows = rows.Where(r => r.Result == only);
        if (reason is not null) rows = rows.Where(r => r.Reason == reason);
        var found = await rows.OrderBy(r => r.Row).Take(limit + 1).ToListAsync(ct);
        var ids = found.Select(r => r.FileId).ToList();
        var seen = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Name }).ToDictionaryAsync(c => c.Id, ct);
        return new BulkRowPage([.. found.Take(limit).Select(r =>
        {
            var file = seen.GetValueOrDefault(r.FileId);
            return new BulkRowView(r.Row, file?.Id, file?.Code, file?.Name, r.Result, r.Finding is null ? null : KeptFinding.Read(r.Finding).ToFinding(r.Result is RowResult.ToChange or RowResult.Done ? Weight.Warning : Weight.Refusal));
        })], found.Count > limit ? found[limit - 1].Row : null);
    }

    BulkView View(BulkJob job) => BulkView.Of(job, clock.Now, MoveBulk.UndoDays(settings));
}
