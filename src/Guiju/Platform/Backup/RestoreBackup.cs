using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guiju.Platform.Backup;

/// <summary>
/// Takes a backup over into an empty place. Everything is unpacked beside and compared with its hash first; stored files come next, which
/// nothing names yet; the database comes last and at once, so that a restore that is cut off leaves no half of anything.
/// </summary>
sealed class RestoreBackup(DataPlace place, FileStore store, IServiceScopeFactory scopes, PostgresTools tools)
{
    /// <summary>Restores.</summary>
    /// <returns>What was restored, or why nothing was.</returns>
    public async Task<Outcome<BackupManifest>> From(string path, CancellationToken ct)
    {
        var work = "";
        try
        {
            using var archive = BackupArchive.Open(path);
            var manifest = archive.Manifest;
            await Fits(manifest, ct);
            await IsEmpty(ct);
            Directory.CreateDirectory(place.Folder);
            using var hold = store.Hold();
            if (hold is null) return new Finding("backup.busy").With(place.Folder);
            Debris.Clear(place.Folder);
            work = Debris.Make(place.Folder);
            var database = Path.Combine(work, "database");
            await archive.Extract(manifest.Database, database, ct);
            foreach (var file in manifest.Files) await archive.Extract(new(file.Entry, file.Size, file.Sha256), Path.Combine(work, file.Sha256), ct);

            foreach (var file in manifest.Files) store.Adopt(Path.Combine(work, file.Sha256), file.Sha256);
            if (place.Postgres is { } connection)
            {
                await Load(connection, database, manifest, ct);
            }
            else
            {
                // Refuses where a database has come meanwhile.
                File.Move(database, place.SqliteFile, overwrite: false);
                Durable.Folder(place.Folder);
            }
            return Outcome<BackupManifest>.Success(manifest, manifest.Missing.Count == 0 ? [] : [new Finding("backup.lost", Weight: Weight.Warning).With(manifest.Missing.Count, string.Join(", ", manifest.Missing.Take(3)))]);
        }
        catch (BackupRefusedException e)
        {
            return e.Finding;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException or System.ComponentModel.Win32Exception)
        {
            return new Finding("backup.not-restored").With(place.Where, e.GetBaseException().Message);
        }
        finally
        {
            Debris.Remove(work);
        }
    }

    /// <summary>Whether this program, with the database it is set to, can take the backup over.</summary>
    async Task Fits(BackupManifest manifest, CancellationToken ct)
    {
        if (manifest.Engine == BackupEngine.Postgres != place.Postgres is not null)
            throw new BackupRefusedException(new Finding(manifest.Engine == BackupEngine.Postgres ? "backup.needs-postgres" : "backup.needs-sqlite"));
        await using var scope = scopes.CreateAsyncScope();
        if (!scope.ServiceProvider.GetRequiredService<GuijuContext>().Database.GetMigrations().Contains(manifest.Migration))
            throw new BackupRefusedException(new Finding("backup.newer").With($"{manifest.Program}, {manifest.Migration}", BackupManifest.Version));
        if (place.Postgres is { } connection) await tools.Find("pg_restore", await PostgresTools.Server(connection, ct), ct);
    }

    async Task IsEmpty(CancellationToken ct)
    {
        if (place.Postgres is not { } connection)
        {
            // The log beside it may hold what the file does not yet.
            if (Directory.Exists(place.Folder) && Directory.EnumerateFiles(place.Folder, Path.GetFileName(place.SqliteFile) + "*").Any()) throw NotEmpty();
            return;
        }
        if (await Scalar(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()", ct) > 0) throw NotEmpty();
    }

    BackupRefusedException NotEmpty() => new(new Finding("backup.not-empty").With(place.Where));

    async Task Load(string connection, string dump, BackupManifest manifest, CancellationToken ct)
    {
        var tool = await tools.Find("pg_restore", await PostgresTools.Server(connection, ct), ct);
        var database = new NpgsqlConnectionStringBuilder(connection);
        // One transaction: all or nothing.
        await PostgresTools.Run(tool, connection, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={database.Database ?? database.Username}", dump], ct);
        IReadOnlyList<TableDigest> found;
        await using (var scope = scopes.CreateAsyncScope())
            found = await TableDigest.Of(scope.ServiceProvider.GetRequiredService<GuijuContext>(), ct);
        if (manifest.Tables.SequenceEqual(found)) return;
        // It was empty before; half of a company is worse than none.
        await Scalar(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; SELECT 0::bigint", ct);
        throw new BackupRefusedException(new Finding("backup.damaged").With(manifest.Tables.Except(found).Select(t => t.Table).FirstOrDefault() ?? MakeBackup.PostgresName));
    }

    static async Task<long> Scalar(string connection, string sql, CancellationToken ct)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, opened);
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }
}
