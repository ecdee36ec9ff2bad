using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>An import as shown.</summary>
public sealed record ImportView
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Name of the file.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ImportState State { get; init; }

    /// <summary>Who uploaded it.</summary>
    public string Uploader { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime UploadedAt { get; init; }

    /// <summary>Whether the reader uploaded it and may go on with it.</summary>
    public bool Mine { get; init; }

    /// <summary>Rows below the header; 0 before the check.</summary>
    public int Rows { get; init; }

    /// <summary>Rows dealt with.</summary>
    public int RowsDone { get; init; }

    /// <summary>Rows that open a file.</summary>
    public int Created { get; init; }

    /// <summary>Rows that add to one.</summary>
    public int Updated { get; init; }

    /// <summary>Rows left out: on file already.</summary>
    public int Skipped { get; init; }

    /// <summary>Rows not taken.</summary>
    public int Faulty { get; init; }

    /// <summary>Problems and warnings.</summary>
    public int Problems { get; init; }

    /// <summary>Rows taken back.</summary>
    public int TakenBack { get; init; }

    /// <summary>Rows that stay although the import was taken back.</summary>
    public int Stayed { get; init; }

    /// <summary>Times a row was put right since the check; it is to be checked again before it runs.</summary>
    public int Amended { get; init; }

    /// <summary>Milliseconds of the check.</summary>
    public long CheckMilliseconds { get; init; }

    /// <summary>Milliseconds of the run.</summary>
    public long RunMilliseconds { get; init; }

    /// <summary>When the last step ended, UTC.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>What its columns mean.</summary>
    public ImportPlan Plan { get; init; } = new();

    /// <summary>Why it failed.</summary>
    public Finding? Failure { get; init; }

    internal static ImportView Of(ImportJob j, Actor me, int checkedRows) => new()
    {
        Id = j.Id,
        FileName = j.FileName,
        State = j.State,
        Uploader = j.UploaderName,
        UploadedAt = j.CreatedAt,
        Mine = me.IsProgram || (me.PersonId is { } id && id == j.UploaderId),
        Rows = j.Rows,
        RowsDone = j.State == ImportState.Checking ? checkedRows : j.RowsDone,
        Created = j.Created,
        Updated = j.Updated,
        Skipped = j.Skipped,
        Faulty = j.Faulty,
        Problems = j.Problems,
        Amended = j.Amended,
        TakenBack = j.TakenBack,
        Stayed = j.Stayed,
        CheckMilliseconds = j.CheckMilliseconds,
        RunMilliseconds = j.RunMilliseconds,
        FinishedAt = j.FinishedAt,
        Plan = j.Plan,
        Failure = j.Failure is null ? null : KeptFinding.Read(j.Failure).ToFinding(Weight.Refusal),
    };
}

/// <summary>A problem as shown.</summary>
/// <param name="Number">Place among the problems.</param>
/// <param name="Row">Row in the file.</param>
/// <param name="Title">What the row calls the customer.</param>
/// <param name="Column">Column in the file.</param>
/// <param name="Value">What the cell holds.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Finding">What is wrong.</param>
public sealed record ProblemView(int Number, int Row, string Title, string? Column, string? Value, ProblemKind Kind, Finding Finding)
{
    internal static ProblemView Of(ImportProblem p) => new(p.Number, p.Row, p.Title, p.Column, p.Value, p.Kind, KeptFinding.Read(p.Finding).ToFinding(p.Weight));
}

/// <summary>A page of problems.</summary>
/// <param name="Items">The problems in the order of the rows.</param>
/// <param name="Next">Number after which the next page begins, or null at the end.</param>
/// <param name="Kinds">How many there are of each kind, warnings apart.</param>
/// <param name="Warnings">How many are warnings.</param>
public sealed record ProblemPage(IReadOnlyList<ProblemView> Items, int? Next, IReadOnlyDictionary<ProblemKind, int> Kinds, int Warnings);

/// <summary>Reads imports and their problems; what is not the reader's to see is not there.</summary>
[Allow(Permission.CustomersImport)]
sealed class ReadImports(GuijuContext db, CurrentActor actor, CheckProgress progress)
{
    /// <summary>Problems on a page.</summary>
    public const int PageSize = 200;

    /// <summary>The newest twenty.</summary>
    public async Task<Outcome<IReadOnlyList<ImportView>>> Newest(CancellationToken ct) => Outcome<IReadOnlyList<ImportView>>.Success(
        [.. (await db.Set<ImportJob>().AsNoTracking().Seen(actor.Value).OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).Take(20).ToListAsync(ct)).Select(View)]);

    /// <summary>One.</summary>
    public async Task<Outcome<ImportView>> Find(Guid id, CancellationToken ct) =>
        await Job(id, ct) is { } job ? View(job) : Outcome<ImportView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>The file of an import the reader uploaded himself.</summary>
    public async Task<Outcome<ImportJob>> Source(Guid id, CancellationToken ct) => await db.ImportOf(actor.Value, id, ct);

    /// <summary>Visible sheets of its workbook that were not imported yet, those after its own first.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Rest(Guid id, CancellationToken ct)
    {
        if (await Job(id, ct) is not { } job) return Outcome<IReadOnlyList<string>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var plan = job.Plan;
        if (plan.Sheets.Count < 2) return Outcome<IReadOnlyList<string>>.Success([]);
        var plans = await db.Set<ImportJob>().AsNoTracking().Seen(actor.Value).Where(j => j.FileHash == job.FileHash && (j.State == ImportState.Done || j.State == ImportState.Running || j.State == ImportState.Interrupted))
            .OrderByDescending(j => j.CreatedAt).Select(j => j.PlanJson).Take(100).ToListAsync(ct);
        var done = plans.Select(p => ImportPlan.Read(p).Sheet).Append(plan.Sheet).ToHashSet();
        var at = plan.Sheets.ToList().IndexOf(plan.Sheet) + 1;
        return Outcome<IReadOnlyList<string>>.Success([.. plan.Sheets.Skip(at).Concat(plan.Sheets.Take(at)).Where(s => !done.Contains(s))]);
    }

    /// <summary>A page of its problems.</summary>
    /// <param name="id">The import.</param>
    /// <param name="kind">Only this kind of problem.</param>
    /// <param name="warnings">Only warnings.</param>
    /// <param name="after">Number of the last problem of the page before.</param>
    /// <param name="limit">Problems on the page, 1 to <see cref="PageSize"/>.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<ProblemPage>> Problems(Guid id, ProblemKind? kind, bool warnings, int after, int limit, CancellationToken ct)
    {
        if (await Job(id, ct) is null) return Outcome<ProblemPage>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var all = db.Set<ImportProblem>().AsNoTracking().Where(p => p.JobId == id);
        var counts = await all.GroupBy(p => new { p.Kind, p.Weight }).Select(g => new { g.Key.Kind, g.Key.Weight, Count = g.Count() }).ToListAsync(ct);
        var wanted = warnings ? all.Where(p => p.Weight == Weight.Warning) : kind is { } k ? all.Where(p => p.Kind == k && p.Weight == Weight.Refusal) : all;
        limit = Math.Clamp(limit, 1, PageSize);
        var items = await wanted.Where(p => p.Number > after).OrderBy(p => p.Number).Take(limit + 1).ToListAsync(ct);
        return new ProblemPage([.. items.Take(limit).Select(ProblemView.Of)], items.Count > limit ? items[limit - 1].Number : null,
            counts.Where(c => c.Weight == Weight.Refusal).OrderBy(c => c.Kind).ToDictionary(c => c.Kind, c => c.Count), counts.Where(c => c.Weight == Weight.Warning).Sum(c => c.Count));
    }

    /// <summary>People who can take charge, for the choice.</summary>
    public async Task<Outcome<IReadOnlyList<(Guid Id, string Name)>>> Staff(CancellationToken ct) => Outcome<IReadOnlyList<(Guid, string)>>.Success(
        [.. (await DecideRow.Staff.Of(db, actor.Value.UnitId, ct)).ById.Values.OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => (p.Id, p.Name))]);

    /// <summary>The import with its problems by row, for the error workbook.</summary>
    public async Task<Outcome<(ImportJob Job, IReadOnlyList<ImportProblem> Problems)>> Faulty(Guid id, int after, CancellationToken ct)
    {
        if (await Job(id, ct) is not { } job) return Outcome<(ImportJob, IReadOnlyList<ImportProblem>)>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return (job, await db.Set<ImportProblem>().AsNoTracking().Where(p => p.JobId == id && p.Number > after && p.Weight == Weight.Refusal).OrderBy(p => p.Number).Take(1000).ToListAsync(ct));
    }

    /// <summary>The next row after this one that was not taken, or null.</summary>
    public async Task<Outcome<int?>> NextFaulty(Guid id, int after, CancellationToken ct) => await Job(id, ct) is null ? Outcome<int?>.Refused(Refusal.NotFound, new Finding("platform.not-found"))
        : Outcome<int?>.Success(await db.Set<ImportProblem>().AsNoTracking().Where(p => p.JobId == id && p.Row > after && p.Weight == Weight.Refusal).OrderBy(p => p.Row).Select(p => (int?)p.Row).FirstOrDefaultAsync(ct));

    Task<ImportJob?> Job(Guid id, CancellationToken ct) => db.Set<ImportJob>().AsNoTracking().Seen(actor.Value).SingleOrDefaultAsync(j => j.Id == id, ct);

    ImportView View(ImportJob job) => ImportView.Of(job, actor.Value, progress[job.Id]);
}
