using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Guiju.Benchmarks.Load;

/// <summary>What a load of requests was answered like.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Microseconds">In which time.</param>
/// <param name="Bytes">Bytes received.</param>
/// <param name="Refused">Answers that were no success.</param>
/// <param name="Broken">Connections and answers that failed.</param>
/// <param name="P50">Median, microseconds.</param>
/// <param name="P95">Nineteen of twenty were faster, microseconds.</param>
/// <param name="P99">Ninety-nine of a hundred were faster, microseconds.</param>
/// <param name="Most">The slowest, microseconds.</param>
sealed record Answered(long Requests, long Microseconds, long Bytes, long Refused, long Broken, double P50, double P95, double P99, double Most)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Requests * 1e6 / Microseconds;

    /// <summary>Whether each request was answered by a success.</summary>
    public bool Clean => Refused == 0 && Broken == 0;
}

/// <summary>A request as the load sends it.</summary>
sealed record Request(string Path, string Method = "GET", string? Body = null);

/// <summary>Sends load over loopback with Debian's wrk, which costs the machine far less than a client in .NET.</summary>
static class Wrk
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web);

    /// <summary>Sends these requests in turn over some connections for some seconds.</summary>
    public static async Task<Answered> Send(Uri address, IEnumerable<Request> requests, IReadOnlyList<string> headers, int clients, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, requests.Select(r => $"{r.Method}\t{r.Path}\t{r.Body}"));
            const int threads = 2;
            string[] arguments = ["-t", $"{threads}", "-c", clients.ToString(CultureInfo.InvariantCulture), "-d", $"{seconds}s", "--timeout", "60s", "-s", Path.Combine(AppContext.BaseDirectory, "Load", "requests.lua"),
                .. headers.SelectMany(h => new[] { "-H", h }), address.ToString(), "--", file, $"{threads}"];
            using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (said, complaint) = (wrk.StandardOutput.ReadToEndAsync(), wrk.StandardError.ReadToEndAsync());
            await wrk.WaitForExitAsync();
            return (await said).Split('\n').LastOrDefault(l => l.StartsWith('{')) is { } line
                ? JsonSerializer.Deserialize<Answered>(line, options)!
                : throw new InvalidOperationException($"wrk ended with {wrk.ExitCode}: {await said} {await complaint}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
