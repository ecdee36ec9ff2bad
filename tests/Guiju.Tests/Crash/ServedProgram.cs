using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Crash;

/// <summary>The real program, served by a process of its own, so that it can be killed as a machine kills it.</summary>
sealed class ServedProgram : IAsyncDisposable
{
    static readonly string Built = Environment.GetEnvironmentVariable("GUIJU_CRASH_PROGRAM") is { Length: > 0 } published ? Path.GetFullPath(published) : Path.Combine(Repository.Root, "src", "Guiju", "bin", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Guiju.Tests", "bin"), AppContext.BaseDirectory), "Guiju.dll");

    readonly Process process;
    readonly ConcurrentQueue<string> said = new();

    ServedProgram(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>What it said on its console.</summary>
    public string Said => string.Join('\n', said);

    public bool Ended => process.HasExited;

    public int Code => process.ExitCode;

    public string? Serving => said.FirstOrDefault(l => l.StartsWith("规矩 Guiju:", StringComparison.Ordinal));

    /// <summary>Starts it and does not wait.</summary>
    /// <param name="place">Its data.</param>
    /// <param name="limit">A shell's limits before it, such as <c>ulimit -f 20000</c>.</param>
    /// <param name="inOwnView">Whether it sees mounts of its own, which needs root.</param>
    public static ServedProgram Launch((string Folder, string? Postgres) place, string? limit = null, bool inOwnView = false)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] program = ["dotnet", Built, "serve", "--urls", address.ToString()];
        // The shell gives way to the program, which has its process id.
        var start = limit is null ? new ProcessStartInfo(program[0], program[1..]) : inOwnView
            ? new ProcessStartInfo("unshare", ["--mount", "bash", "-c", $"{limit} && exec \"$@\"", "bash", .. program])
            : new ProcessStartInfo("bash", ["-c", $"{limit}; exec \"$@\"", "bash", .. program]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(Built)!;
        // What is written and executed through two views of memory lies in a file of the kernel's, to which limits on files apply.
        foreach (var (name, value) in ((string, string)[])[("GUIJU_DATA", place.Folder), ("ConnectionStrings__Guiju", place.Postgres ?? ""), ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Logging__LogLevel__Default", "Warning"), ("DOTNET_TieredPGO", "0"), ("DOTNET_EnableWriteXorExecute", "0"), ("Jobs__Daily", "false")])
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var served = new ServedProgram(process, address);
        process.OutputDataReceived += (_, e) => served.Heard(e.Data);
        process.ErrorDataReceived += (_, e) => served.Heard(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return served;
    }

    void Heard(string? line)
    {
        if (line is not null) said.Enqueue(line);
    }

    /// <summary>Starts it and waits until it serves.</summary>
    public static async Task<ServedProgram> Start((string Folder, string? Postgres) place, string? limit = null)
    {
        var served = Launch(place, limit);
        var patience = Stopwatch.StartNew();
        while (served.Serving is null)
        {
            if (served.Ended || patience.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"It does not serve:\n{served.Said}");
            await Task.Delay(5);
        }
        return served;
    }

    /// <summary>A client that calls its API with a token.</summary>
    public HttpClient Client(string token) => new() { BaseAddress = Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {token}" } }, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Lifts the limit on its files, as room on a disk comes back.</summary>
    public async Task MakeRoom()
    {
        using var lift = Process.Start("prlimit", ["--pid", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "--fsize=unlimited:unlimited"]);
        await lift.WaitForExitAsync();
        lift.ExitCode.ShouldBe(0);
    }

    /// <summary>SIGKILL: nothing of it runs any more, nothing is tidied.</summary>
    public async Task Kill()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }
}
