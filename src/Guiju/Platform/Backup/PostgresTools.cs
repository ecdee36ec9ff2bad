using System.Diagnostics;
using System.Globalization;
using Guiju.Rulebook.Findings;
using Npgsql;

namespace Guiju.Platform.Backup;

/// <summary>
/// The server's own tools, <c>pg_dump</c> and <c>pg_restore</c>, of the server's version or newer: from setting
/// <c>Backup:PostgresTools</c> (a folder), the search path, or where Debian, Red Hat and macOS packages put them.
/// </summary>
sealed class PostgresTools(IConfiguration settings)
{
    /// <summary>The oldest tool that is new enough, so that what it writes can be read by most.</summary>
    /// <exception cref="BackupRefusedException">There is none.</exception>
    public async Task<string> Find(string tool, int server, CancellationToken ct)
    {
        List<(int Version, string Path)> found = [];
        foreach (var path in Places().Select(f => Path.Combine(f, tool)).Distinct().Where(File.Exists))
            if (await Version(path, ct) is { } version) found.Add((version, path));
        if (found.Where(f => f.Version >= server).OrderBy(f => f.Version).Select(f => f.Path).FirstOrDefault() is { } fit) return fit;
        throw new BackupRefusedException(found.Count == 0
            ? new Finding("backup.tool.missing").With(tool, server)
            : new Finding("backup.tool.old").With(tool, found.Max(f => f.Version), server));
    }

    IEnumerable<string> Places()
    {
        if (settings["Backup:PostgresTools"] is { Length: > 0 } own) return [own];
        var packaged = new[] { "/usr/lib/postgresql", "/usr/pgsql-18", "/usr/pgsql-17", "/usr/pgsql-16", "/opt/homebrew/opt" }.Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateDirectories(f).Select(d => Path.Combine(d, "bin")).Prepend(Path.Combine(f, "bin")));
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(packaged);
    }

    // "pg_dump (PostgreSQL) 17.2 (Debian …)" → 17
    static async Task<int?> Version(string path, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var word = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => char.IsAsciiDigit(w[0]));
        return int.TryParse(word?.Split('.', 'b', 'r', 'd')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    /// <summary>Runs a tool against a database; what it says when it fails is told, the password never on its command line.</summary>
    /// <exception cref="BackupRefusedException">It failed.</exception>
    public static async Task Run(string tool, string connection, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        void Say(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }
        Say("PGHOST", to.Host);
        Say("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture));
        Say("PGUSER", to.Username);
        Say("PGPASSWORD", to.Password);
        Say("PGPASSFILE", to.Passfile);
        Say("PGDATABASE", to.Database ?? to.Username);
        Say("PGSSLMODE", to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        Say("PGSSLROOTCERT", to.RootCertificate);
        Say("PGSSLCERT", to.SslCertificate);
        Say("PGSSLKEY", to.SslKey);
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            await output;
            var said = (await errors).Trim();
            if (process.ExitCode != 0) throw new BackupRefusedException(new Finding("backup.tool.failed").With(Path.GetFileName(tool), said.Length > 600 ? said[^600..] : said));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>Major version of the server.</summary>
    public static async Task<int> Server(string connection, CancellationToken ct)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        return opened.PostgreSqlVersion.Major;
    }
}
