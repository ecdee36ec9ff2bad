using System.Diagnostics;
using System.Globalization;

namespace Guiju.Benchmarks.Machine;

/// <summary>What figures were measured on and of what.</summary>
static class ThisMachine
{
    /// <summary>Processor, cores, memory.</summary>
    public static string Words
    {
        get
        {
            var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown processor";
            return string.Create(CultureInfo.InvariantCulture, $"{processor}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, Linux");
        }
    }

    /// <summary>Commit of the sources, with a star where they differ from it.</summary>
    public static string Commit => Git("rev-parse", "--short", "HEAD") + (Git("status", "--porcelain", "--", "src").Length > 0 ? "*" : "");

    /// <summary>Today.</summary>
    public static string Date => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return said;
    }
}
