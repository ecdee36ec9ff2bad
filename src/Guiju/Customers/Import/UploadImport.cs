using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Takes a customer file in: kept privately under its hash, its header found and its columns recognised. What is refused leaves no import behind.</summary>
sealed class UploadImport(FileStore store, UseCase<ReadImports> read, UseCase<MoveImport> move, CurrentActor actor, RecogniseFile recognise, IConfiguration settings)
{
    /// <summary>Most bytes of a file.</summary>
    public long Most => RunImport.Limits(settings).Bytes;

    /// <summary>Takes it in.</summary>
    /// <param name="fileName">Name the user knows it by.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sheet">Sheet to read, or null for the first that holds something.</param>
    /// <param name="ct">Ends it.</param>
    public Task<Outcome<Guid>> Take(string? fileName, Stream content, string? sheet, CancellationToken ct) => Take(fileName, content, sheet, null, ct);

    /// <summary>Takes it in as rows of a kind.</summary>
    /// <param name="fileName">Name the user knows it by.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sheet">Sheet to read, or null for the first that holds something.</param>
    /// <param name="kind">What the rows bring in, or null to find out.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<Guid>> Take(string? fileName, Stream content, string? sheet, string? kind, CancellationToken ct)
    {
        // Nobody fills the disk who may not import.
        if (await read.Ask(u => u.Newest(ct), ct) is { Done: false } denied) return Outcome<Guid>.Refused(denied.Refusal, denied.Findings);
        var name = FileNature.SafeName(fileName);
        var stored = await store.Put(content, Most, ct);
        if (stored is null) return new Finding("imports.large", "file").With(name, Most >> 20);
        return await Open(name, stored.Hash, stored.Size, sheet, kind, ct);
    }

    /// <summary>Begins an import of another sheet of a workbook uploaded before.</summary>
    public async Task<Outcome<Guid>> Next(Guid id, string sheet, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Source(id, ct), ct);
        return found.Done ? await Open(found.Value.FileName, found.Value.FileHash, found.Value.FileSize, sheet, null, ct) : Outcome<Guid>.Refused(found.Refusal, found.Findings);
    }

    async Task<Outcome<Guid>> Open(string name, string hash, long size, string? sheet, string? kind, CancellationToken ct)
    {
        var recognised = recognise.Of(hash, name, sheet, kind);
        if (!recognised.Done) return Outcome<Guid>.Refused(recognised.Refusal, recognised.Findings);
        var me = actor.Value;
        var job = new ImportJob(me.UnitId, me.PersonId, me.Name, name, hash, size, recognised.Value);
        var opened = await move.Run(u => u.Open(job, kind is not null, ct), ct);
        return opened.Done ? Outcome<Guid>.Success(job.Id, recognised.Findings) : opened;
    }
}

/// <summary>Files that imports name.</summary>
sealed class ImportFiles : IFileReferences
{
    public IQueryable<string> Hashes(GuijuContext db) => db.Set<ImportJob>().Select(j => j.FileHash);
}
