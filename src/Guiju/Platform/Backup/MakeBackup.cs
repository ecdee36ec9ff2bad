using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Backup;

/// <summary>
/// Makes a backup while the program serves: the database as it was at one moment, and every file its rows name, in one archive with
/// the hash of each part. It is seen under its name only once it is whole and on disk.
/// </summary>
sealed class MakeBackup(DataPlace place, FileStore store, IServiceScopeFactory scopes, CompanyClock clock, PostgresTools tools)
{
    /// <summary>How a backup's name begins and ends; between them stands the company's time.</summary>
    public const string Prefix = "guiju-", Ending = ".zip";

    /// <summary>Name of the database in the archive.</summary>
    public const string SqliteName = "guiju.db", PostgresName = "guiju.dump";

    /// <summary>A backup that was made.</summary>
    /// <param name="Path">Where it is.</param>
    /// <param name="Bytes">Its size.</param>
    /// <param name="Manifest">What it holds.</param>
    public sealed record Made(string Path, long Bytes, BackupManifest Manifest);

    /// <summary>Makes one.</summary>
    /// <param name="target">A folder, where it gets a name with the time, or the name of an archive that is not there yet; ends with .zip.</param>
    /// <param name="ct">Ends it; nothing is left then.</param>
    /// <returns>The backup; with warnings where files were lost or damaged before, refused where it could not be made.</returns>
    public async Task<Outcome<Made>> To(string target, CancellationToken ct)
    {
        var work = "";
        try
        {
            var path = Path.GetFullPath(target.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? target : Path.Combine(target, $"{Prefix}{clock.Local(clock.Now):yyyyMMdd-HHmmss}{Ending}"));
            if (File.Exists(path)) return new Finding("backup.exists").With(path);
            if (place.Postgres is null && !File.Exists(place.SqliteFile)) return new Finding("backup.nothing").With(place.Where);
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
            using var hold = store.Hold();
            if (hold is null) return new Finding("backup.busy").With(place.Folder);
            Debris.Clear(folder);
            work = Debris.Make(folder);
            var partial = Path.Combine(work, "archive");
            BackupManifest manifest;
            await using (var file = Private(partial))
            {
                await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
                    manifest = await Write(archive, work, ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, path);
            Durable.Folder(folder);
            return Outcome<Made>.Success(new(path, new FileInfo(path).Length, manifest),
                manifest.Missing.Count == 0 ? [] : [new Finding("backup.lost", Weight: Weight.Warning).With(manifest.Missing.Count, string.Join(", ", manifest.Missing.Take(3)))]);
        }
        catch (BackupRefusedException e)
        {
            return e.Finding;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException or System.ComponentModel.Win32Exception)
        {
            return new Finding("backup.failed").With(Path.GetFullPath(target), e.GetBaseException().Message);
        }
        finally
        {
            Debris.Remove(work);
        }
    }

    static FileStream Private(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 17 };
        // It holds everything there is to know, sign-in keys among it.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    async Task<BackupManifest> Write(ZipArchive archive, string work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var named = scope.ServiceProvider.GetRequiredService<FileCheck>();
        var live = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        if (place.Postgres is { } connection)
        {
            var tool = await tools.Find("pg_dump", await PostgresTools.Server(connection, ct), ct);
            // What is dumped and what is counted is seen in one and the same snapshot.
            await using var transaction = await live.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await live.Database.ExecuteSqlAsync($"SET TRANSACTION READ ONLY", ct);
            var at = clock.Now;
            var snapshot = (await live.Database.SqlQuery<string>($"""SELECT pg_export_snapshot() AS "Value" """).ToListAsync(ct))[0];
            var server = (await live.Database.SqlQuery<string>($"""SELECT current_setting('server_version') AS "Value" """).ToListAsync(ct))[0];
            var dump = Path.Combine(work, PostgresName);
            await PostgresTools.Run(tool, connection, ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={dump}"], ct);
            return await Write(archive, live, named, dump, PostgresName, CompressionLevel.NoCompression, at, server, ct);
        }
        var copy = Path.Combine(work, SqliteName);
        var moment = clock.Now;
        await Task.Run(() => SqliteSnapshot.Copy(place.SqliteFile, copy, ct), ct);
        await using var db = SqliteSnapshot.Open(copy, clock, scope.ServiceProvider);
        return await Write(archive, db, named, copy, SqliteName, CompressionLevel.Fastest, moment, null, ct);
    }

    async Task<BackupManifest> Write(ZipArchive archive, GuijuContext db, FileCheck named, string database, string name, CompressionLevel level, DateTime at, string? server, CancellationToken ct)
    {
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() is not { } migration) throw new BackupRefusedException(new Finding("backup.nothing").With(place.Where));
        var tables = await TableDigest.Of(db, ct);
        var chains = await Chains(db, ct);
        await using var source = new FileStream(database, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var (size, hash) = await Add(archive, name, source, level, ct);
        List<StoredPart> files = [];
        List<string> missing = [];
        foreach (var wanted in await named.Named(db, ct))
            if (await Add(archive, wanted, ct) is { } part) files.Add(part);
            else missing.Add(wanted);
        var manifest = new BackupManifest(BackupManifest.Current, BackupManifest.Version, place.Postgres is null ? BackupEngine.Sqlite : BackupEngine.Postgres, server, migration, at,
            new(name, size, hash), tables, chains, files, missing);
        await using var entry = await archive.CreateEntry(BackupManifest.Name, CompressionLevel.Fastest).OpenAsync(ct);
        manifest.Write(entry);
        return manifest;
    }

    // Read twice, the first time to see that it is sound: an archive cannot take back what it has begun.
    async Task<StoredPart?> Add(ZipArchive archive, string wanted, CancellationToken ct)
    {
        await using var content = store.Open(wanted);
        if (content is null || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != wanted) return null;
        content.Position = 0;
        var (size, hash) = await Add(archive, new StoredPart(wanted, 0).Entry, content, CompressionLevel.Fastest, ct);
        return hash == wanted ? new(wanted, size) : throw new IOException($"{wanted} changed while it was read.");
    }

    static async Task<(long Size, string Hash)> Add(ZipArchive archive, string name, Stream content, CompressionLevel level, CancellationToken ct)
    {
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(ct);
        return await Hashing.Copy(content, entry, long.MaxValue, ct);
    }

    /// <summary>Where the audit chains of a database end.</summary>
    internal static async Task<IReadOnlyList<ChainHead>> Chains(GuijuContext db, CancellationToken ct) =>
        [.. (await db.Set<AuditHead>().AsNoTracking().OrderBy(h => h.UnitId).ToListAsync(ct)).Select(h => new ChainHead(h.UnitId, h.Number, Convert.ToHexStringLower(h.Hash)))];
}
