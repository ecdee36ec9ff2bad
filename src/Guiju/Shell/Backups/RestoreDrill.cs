using System.Diagnostics;
using Guiju.Platform;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guiju.Shell.Backups;

/// <summary>Restores a backup into a throw-away place, opens it with this program, compares everything, tells it and leaves nothing behind.</summary>
static class RestoreDrill
{
    /// <summary>Does the drill; 0 where the backup can be relied on.</summary>
    public static async Task<int> Run(IServiceProvider services, string path, string? inside, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        BackupManifest manifest;
        try
        {
            using var archive = BackupArchive.Open(path);
            manifest = archive.Manifest;
        }
        catch (BackupRefusedException e)
        {
            return await Bilingual.Refuse(BackupVerbs.CodeOf(e.Finding), Bilingual.Say(e.Finding));
        }
        Console.WriteLine(Bilingual.Say("shell.drill.of", Path.GetFullPath(path), manifest.Program, manifest.Engine == BackupEngine.Sqlite ? "SQLite" : $"PostgreSQL {manifest.Server}", BackupVerbs.Moment(services, manifest.At)));
        var server = services.GetRequiredService<DataPlace>().Postgres;
        if (manifest.Engine == BackupEngine.Postgres && server is null) return await Bilingual.Refuse(BackupVerbs.Refused, Bilingual.Say("shell.drill.no-server"));

        var folder = Path.Combine(Path.GetFullPath(inside ?? Path.GetTempPath()), $"guiju-drill-{Ids.Next():N}");
        string? database = null;
        try
        {
            Directory.CreateDirectory(folder);
            if (manifest.Engine == BackupEngine.Postgres)
            {
                var name = $"guiju_drill_{Ids.Next():N}";
                await Execute(server!, $"CREATE DATABASE {name}", ct);
                database = name;
            }
            return await In(folder, database is null ? "" : new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false }.ConnectionString, path, manifest, watch, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return await Bilingual.Refuse(BackupVerbs.Refused, Bilingual.Say("backup.not-restored", database is null ? folder : new DataPlace(folder, server).Where, e.GetBaseException().Message));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            if (database is not null) await Execute(server!, $"DROP DATABASE {database} WITH (FORCE)", CancellationToken.None);
        }
    }

    static async Task<int> In(string folder, string postgres, string path, BackupManifest manifest, Stopwatch watch, CancellationToken ct)
    {
        await using var app = CommandLine.Build(new Dictionary<string, string> { ["GUIJU_DATA"] = folder, ["ConnectionStrings:Guiju"] = postgres });
        var restored = await app.Services.GetRequiredService<RestoreBackup>().From(path, ct);
        if (!restored.Done) return await Fail(BackupVerbs.CodeOf(restored.Findings[0]), [.. restored.Findings.Select(Bilingual.Say)]);
        var good = Tell(new("backup.drill.parts", true, BackupVerbs.Size(new FileInfo(path).Length), manifest.Files.Count));
        var drill = app.Services.GetRequiredService<DrillBackup>();
        good &= Tell(await drill.Rows(manifest, ct));
        try
        {
            await DatabaseStart.Prepare(app.Services, ct);
        }
        catch (DatabaseUnusableException e)
        {
            return await Fail(BackupVerbs.Unsound, e.Message);
        }
        await foreach (var step in drill.Opened(manifest, ct)) good &= Tell(step);
        if (postgres.Length == 0) await LetGo(app.Services);
        if (!good) return await Fail(BackupVerbs.Unsound);
        Console.WriteLine(Bilingual.Say("shell.drill.done", $"{watch.Elapsed.TotalSeconds:0.0}"));
        return 0;
    }

    static async Task LetGo(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        SqliteConnection.ClearPool((SqliteConnection)scope.ServiceProvider.GetRequiredService<GuijuContext>().Database.GetDbConnection());
    }

    static bool Tell(DrillBackup.Step step)
    {
        Console.WriteLine($"  {(step.Good ? "✓" : "✗")} {Bilingual.Say(step.Key, step.Values)}");
        return step.Good;
    }

    static Task<int> Fail(int code, params IReadOnlyList<string> lines) => Bilingual.Refuse(code, [.. lines, Bilingual.Say("shell.drill.failed")]);

    static async Task Execute(string server, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
