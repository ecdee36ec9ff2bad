using System.Collections.Concurrent;
using System.Diagnostics;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Rows checked so far, kept in memory alone: a check writes nothing until it finds something.</summary>
sealed class CheckProgress
{
    readonly ConcurrentDictionary<Guid, int> rows = new();

    /// <summary>Rows checked of an import.</summary>
    public int this[Guid job]
    {
        get => rows.GetValueOrDefault(job);
        set => rows[job] = value;
    }

    /// <summary>The check is over.</summary>
    public void End(Guid job) => rows.TryRemove(job, out _);
}

/// <summary>
/// Takes a file row by row through check and run, a batch at a time through the door, as the uploader with the permissions he
/// has at that moment. Memory stays flat: rows stream, each batch has a scope of its own, only keys of rows are remembered.
/// </summary>
sealed class RunImport(IServiceScopeFactory scopes, FileStore store, ImportShapes shapes, CheckProgress progress, Search.TidyIndex index, IConfiguration settings)
{
    /// <summary>Rows of a batch.</summary>
    public const int Batch = 2000;

    /// <summary>From so many rows on the database looks anew how its queries are best answered.</summary>
    const int Many = 5000;

    /// <summary>Does what the import asks for now.</summary>
    public async Task<Outcome<ImportCounts>> Go(Guid id, CancellationToken ct) => (await Job(id, ct)).State switch
    {
        ImportState.Checking => await Check(id, ct),
        ImportState.Running => await Run(id, ct),
        ImportState.Undoing => await Undo(id, ct),
        _ => default(ImportCounts),
    };

    /// <summary>Checks all rows and writes none. Refused where the file cannot be read to its end: the import has failed then.</summary>
    public async Task<Outcome<ImportCounts>> Check(Guid id, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var job = await Job(id, ct);
        try
        {
            using var file = OpenedFile.Of(job, store, shapes, Limits(settings));
            var seen = new SeenRows();
            var counts = default(ImportCounts);
            var after = 0;
            foreach (var rows in file.Rows.Chunk(Batch))
            {
                ct.ThrowIfCancellationRequested();
                var result = await Ask<CheckImportRows, BatchResult>(job, u => u.Handle(new(id, rows, seen, after, () => 0), ct), ct);
                if (!result.Done) return Stopped(result);
                seen.Keep();
                var problems = result.Value.Problems.Select((p, i) => WriteImportRows.Numbered(p, counts.Problems + i + 1)).ToList();
                counts += result.Value.Counts;
                after = rows[^1].Number;
                progress[id] = counts.Rows;
                if (problems.Count == 0) continue;
                var kept = await Run<NoteImport, int>(job, u => u.Problems(id, problems, ct), ct);
                if (!kept.Done) return Stopped(kept);
            }
            if (counts.Rows == 0) return await Fail(job, new("imports.no-rows", "file"), ct);
            var ended = await Run<NoteImport, int>(job, u => u.Checked(id, counts, watch.ElapsedMilliseconds, ct), ct);
            return ended.Done ? counts : Stopped(ended);
        }
        catch (UnreadableTableException e)
        {
            return await Fail(job, e.Finding, ct);
        }
        finally
        {
            progress.End(id);
        }
    }

    /// <summary>Writes all rows, or those after the last one kept where it was interrupted.</summary>
    public async Task<Outcome<ImportCounts>> Run(Guid id, CancellationToken ct)
    {
        var lap = new Lap();
        var job = await Job(id, ct);
        try
        {
            using var file = OpenedFile.Of(job, store, shapes, Limits(settings));
            var seen = new SeenRows();
            var after = job.LastRow;
            var written = new ImportCounts(job.RowsDone, job.Created, job.Updated, job.Skipped, job.Faulty, job.Problems);
            foreach (var rows in file.Rows.Chunk(Batch))
            {
                ct.ThrowIfCancellationRequested();
                var fresh = rows;
                if (rows[0].Number <= after)
                {
                    // Written before the interruption: only remembered, for the duplicates that follow.
                    await Remember(job, [.. rows.Where(r => r.Number <= after)], seen, ct);
                    fresh = [.. rows.Where(r => r.Number > after)];
                    if (fresh.Length == 0) continue;
                }
                var result = await Write(job, new(id, fresh, seen, after, lap.Take), ct);
                if (!result.Done) return result;
                seen.Keep();
                written += result.Value;
                after = fresh[^1].Number;
            }
            if (written.Created + written.Updated >= Many) await Plan(ct);
            var done = await Run<NoteImport, int>(job, u => u.Done(id, lap.Take(), ct), ct);
            return done.Done ? written : Stopped(done);
        }
        catch (UnreadableTableException e)
        {
            return await Fail(job, e.Finding, ct);
        }
    }

    /// <summary>Takes back what was written, batch by batch; what is left when it is killed goes on at the next start.</summary>
    public async Task<Outcome<ImportCounts>> Undo(Guid id, CancellationToken ct)
    {
        var job = await Job(id, ct);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var left = await Run<UndoImportRows, int>(job, u => u.Handle(id, ct), ct);
            if (!left.Done) return Stopped(left);
            if (left.Value == 0) return default(ImportCounts);
        }
    }

    /// <summary>Measures a run in parts, each noted with the batch after it: what keeping a batch took is known only once it is kept.</summary>
    sealed class Lap
    {
        readonly Stopwatch watch = Stopwatch.StartNew();
        long told;

        public long Take() => -told + (told = watch.ElapsedMilliseconds);
    }

    async Task Plan(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Import));
        await Platform.Data.Sqlite.QueryStatistics.Refresh(scope.ServiceProvider.GetRequiredService<GuijuContext>(), ct);
        await index.Once(ct);
    }

    // Somebody else may change a file in the very moment: the batch is judged anew, twice at most.
    async Task<Outcome<ImportCounts>> Write(ImportJob job, RowBatch batch, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await Run<WriteImportRows, ImportCounts>(job, u => u.Handle(batch, ct), ct);
            if (result.Done) return result;
            batch.Seen.Drop();
            if (result.Refusal != Refusal.Conflict || result.Findings is not [{ Key: "platform.conflict" }] || attempt == 3) return Stopped(result);
        }
    }

    async Task Remember(ImportJob job, IReadOnlyList<TableRow> rows, SeenRows seen, CancellationToken ct)
    {
        await using var scope = await Of(job).Scope(scopes, ct);
        await scope.ServiceProvider.GetRequiredService<RowKinds>().Of(job).Remember(job, rows, seen, ct);
        seen.Keep();
    }

    async Task<Outcome<ImportCounts>> Fail(ImportJob job, Finding finding, CancellationToken ct)
    {
        await Run<NoteImport, int>(job, u => u.Failed(job.Id, finding, ct), ct);
        return Outcome<ImportCounts>.Refused(Refusal.Invalid, finding);
    }

    static Outcome<ImportCounts> Stopped<T>(Outcome<T> outcome) => Outcome<ImportCounts>.Refused(outcome.Refusal, outcome.Findings);

    async Task<ImportJob> Job(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Import));
        return await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<ImportJob>().AsNoTracking().SingleAsync(j => j.Id == id, ct);
    }

    Task<Outcome<R>> Run<T, R>(ImportJob job, Func<T, Task<Outcome<R>>> act, CancellationToken ct) where T : notnull => Of(job).Run(scopes, act, ct);

    Task<Outcome<R>> Ask<T, R>(ImportJob job, Func<T, Task<Outcome<R>>> question, CancellationToken ct) where T : notnull => Of(job).Ask(scopes, question, ct);

    static OnBehalf Of(ImportJob job) => new(job.UploaderId, job.UploaderName, job.UnitId, Door.Import);

    /// <summary>How large a file may be: setting <c>Import:MostMegabytes</c>, 100 unless said otherwise.</summary>
    public static TableLimits Limits(IConfiguration settings) => TableLimits.Default with { Bytes = settings.GetValue("Import:MostMegabytes", 100L) << 20 };
}

/// <summary>The file of an import, opened for reading.</summary>
sealed class OpenedFile : IDisposable
{
    readonly Stream stream;
    readonly TableFile file;

    OpenedFile(Stream stream, TableFile file, Table table) => (this.stream, this.file, Table) = (stream, file, table);

    /// <summary>The sheet chosen.</summary>
    public Table Table { get; }

    /// <summary>Rows below the header that hold anything beside blanks.</summary>
    public IEnumerable<TableRow> Rows => Table.Rows().Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c.Text)));

    /// <summary>Opens it.</summary>
    /// <exception cref="UnreadableTableException">It is gone from the store, or is not what it was when it was uploaded.</exception>
    public static OpenedFile Of(ImportJob job, FileStore store, ImportShapes shapes, TableLimits limits)
    {
        var stream = store.Open(job.FileHash) ?? throw new UnreadableTableException(new("imports.file-lost", "file"));
        try
        {
            var opened = TableFile.Open(stream, job.FileName, limits);
            if (!opened.Done) throw new UnreadableTableException(opened.Findings[0]);
            var name = job.Plan.Sheet;
            var sheet = opened.Value.Sheets.FirstOrDefault(s => s.Name == name) ?? opened.Value.DefaultSheet;
            var table = Table.Of(sheet, shapes.Knows);
            return table.Done ? new(stream, opened.Value, table.Value) : throw new UnreadableTableException(table.Findings[0]);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        stream.Dispose();
    }
}
