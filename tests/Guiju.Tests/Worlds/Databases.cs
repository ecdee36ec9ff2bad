using System.Diagnostics;
using Guiju.Platform.Data;
using Npgsql;

namespace Guiju.Tests.Worlds;

/// <summary>
/// Makes a database of its own for each world by copying a template that is migrated and founded once a run.
/// PostgreSQL is the one in <c>GUIJU_TEST_POSTGRES</c>, else a throw-away one started here.
/// </summary>
static class Databases
{
    static readonly string Root = Directory.CreateTempSubdirectory("guiju-tests-").FullName;
    static readonly Lazy<Task<string>> Sqlite = new(async () =>
    {
        var folder = Path.Combine(Root, "template");
        await using (var world = await World.Found(Engine.Sqlite, folder, null)) { }
        // The last connection to close brings the write-ahead log into the file that is copied.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return new DataPlace(folder, null).SqliteFile;
    });
    static readonly Lazy<string> Server = new(() => Environment.GetEnvironmentVariable("GUIJU_TEST_POSTGRES") ?? Start());
    static readonly Lazy<Task<string>> Postgres = new(async () =>
    {
        var name = $"template_{Environment.ProcessId}";
        await Execute($"CREATE DATABASE {name}");
        await using (var world = await World.Found(Engine.Postgres, Path.Combine(Root, "postgres-template"), ConnectionTo(name))) { }
        NpgsqlConnection.ClearAllPools();
        return name;
    });
    static int count;

    /// <summary>Data folder and, for PostgreSQL, connection string of a new founded database.</summary>
    public static async Task<(string Folder, string? Postgres)> Make(Engine engine)
    {
        var number = Interlocked.Increment(ref count);
        var folder = Directory.CreateDirectory(Path.Combine(Root, $"world-{number}")).FullName;
        if (engine == Engine.Sqlite)
        {
            File.Copy(await Sqlite.Value, new DataPlace(folder, null).SqliteFile);
            return (folder, null);
        }
        var name = $"world_{Environment.ProcessId}_{number}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {await Postgres.Value}");
        return (folder, ConnectionTo(name));
    }

    /// <summary>An empty database, not even migrated.</summary>
    public static async Task<(string Folder, string? Postgres)> MakeEmpty(Engine engine)
    {
        var number = Interlocked.Increment(ref count);
        var folder = Path.Combine(Root, $"empty-{number}");
        if (engine == Engine.Sqlite) return (folder, null);
        var name = $"empty_{Environment.ProcessId}_{number}";
        await Execute($"CREATE DATABASE {name}");
        return (folder, ConnectionTo(name));
    }

    static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server.Value) { Database = database, MaxPoolSize = 20, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;

    // One at a time: copying a template must not race with another copy of it.
    static readonly SemaphoreSlim Turn = new(1, 1);

    static async Task Execute(string sql)
    {
        await Turn.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(Server.Value + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    static string Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"guiju-pg-{Environment.ProcessId}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run("stop", folder);
        return Run("start", folder).Trim();
    }

    static string Run(string verb, string folder)
    {
        var script = Path.Combine(Repository.Root, "tests", "postgres");
        using var process = Process.Start(new ProcessStartInfo(script, [verb, folder]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tests/postgres {verb} failed with {process.ExitCode}.");
    }
}

/// <summary>Where the sources are, for tests about them.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Guiju.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Guiju.slnx not found above the tests."));
}
