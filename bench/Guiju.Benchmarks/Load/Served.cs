using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guiju.Benchmarks.Load;

/// <summary>The published program, serving in a process of its own as it would for a company.</summary>
sealed class Served : IAsyncDisposable
{
    readonly Process process;

    Served(Process process, Uri address, TimeSpan ready) => (this.process, Address, Ready) = (process, address, ready);

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process to the first answer.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Megabytes it holds now.</summary>
    public double Megabytes => Status("VmRSS:") / 1024.0;

    /// <summary>Megabytes it held at most.</summary>
    public double MostMegabytes => Status("VmHWM:") / 1024.0;

    /// <summary>Processor time it has used so far: what a job costs whatever else the machine is doing.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits for its first answer.</summary>
    public static async Task<Served> Start(string program, Place place)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var watch = Stopwatch.StartNew();
        var process = Launch(program, place, ["serve", "--urls", address.ToString()]);
        using var client = new HttpClient { BaseAddress = address };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return new(process, address, watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            if (watch.Elapsed > TimeSpan.FromMinutes(5)) throw new TimeoutException("The program does not become ready.");
            await Task.Delay(5);
        }
    }

    /// <summary>Runs a verb of the command line to its end.</summary>
    /// <returns>Seconds it took, the most memory it held in megabytes, and what it said.</returns>
    public static async Task<(double Seconds, double Megabytes, string Said)> Verb(string program, Place place, params string[] verb)
    {
        var watch = Stopwatch.StartNew();
        using var process = Launch(program, place, verb);
        var said = process.StandardOutput.ReadToEndAsync();
        double most = 0;
        while (!process.WaitForExit(50)) most = Math.Max(most, Held(process, "VmHWM:") / 1024.0);
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode is 0 or 1 ? (seconds, most, await said) : throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {process.ExitCode}: {await said}");
    }

    static Process Launch(string program, Place place, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        foreach (var (name, value) in ((string, string)[])[("GUIJU_DATA", place.Folder), ("ConnectionStrings__Guiju", place.Postgres ?? ""), ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Logging__LogLevel__Default", "Error"), ("Jobs__Daily", "false"), ("Import__MostMegabytes", "2000")]) start.Environment[name] = value;
        var process = Process.Start(start)!;
        // What it says while it serves is read away, else it would stand still with a full pipe.
        if (arguments[0] == "serve") process.BeginOutputReadLine();
        return process;
    }

    double Status(string line) => Held(process, line);

    static double Held(Process process, string line)
    {
        try
        {
            return File.ReadLines($"/proc/{process.Id}/status").Where(l => l.StartsWith(line, StringComparison.Ordinal))
                .Select(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)).FirstOrDefault();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <summary>Where the program's data lie.</summary>
/// <param name="Folder">Its data folder.</param>
/// <param name="Postgres">Connection string, or null for SQLite.</param>
sealed record Place(string Folder, string? Postgres);
