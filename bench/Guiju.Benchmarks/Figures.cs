using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guiju.Benchmarks.Machine;

namespace Guiju.Benchmarks;

/// <summary>A figure.</summary>
/// <param name="Value">What was measured: answers a second, rows a second, seconds or megabytes.</param>
/// <param name="Unit">Which of them.</param>
/// <param name="P50">Median in milliseconds.</param>
/// <param name="P95">Nineteen of twenty were faster, milliseconds.</param>
/// <param name="Processor">Processor time of the program an answer, milliseconds.</param>
/// <param name="Ratio">To the limit of the same run, or null where there is none.</param>
/// <param name="Target">What was wanted.</param>
/// <param name="Met">Whether it is so.</param>
sealed record Figure(double Value, string Unit, double? P50, double? P95, double? Processor, double? Ratio, string Target, bool Met);

/// <summary>The figures of one engine at one size.</summary>
/// <param name="Machine">Measured on.</param>
/// <param name="Commit">Measured of.</param>
/// <param name="Date">Measured when.</param>
/// <param name="Limits">What the machine gave at most in this run.</param>
/// <param name="Jobs">The figures by name.</param>
sealed record Measured(string Machine, string Commit, string Date, Limits Limits, SortedDictionary<string, Figure> Jobs);

/// <summary>Keeps figures and says what has become slower.</summary>
static class Figures
{
    const string Begin = "<!-- figures: written by bench/run --keep -->", End = "<!-- end of figures -->";

    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string File_ => Path.Combine("bench", "figures.json");

    static SortedDictionary<string, Measured> Kept => File.Exists(File_) ? JsonSerializer.Deserialize<SortedDictionary<string, Measured>>(File.ReadAllText(File_), options)! : [];

    /// <summary>Names of the jobs whose ratio to the machine's limits has fallen by more than a third against the kept figures.</summary>
    public static IReadOnlyList<string> Slower(string key, Measured now) => !Kept.TryGetValue(key, out var kept) ? []
        : [.. now.Jobs.Where(j => j.Value.Ratio is { } ratio && kept.Jobs.TryGetValue(j.Key, out var before) && before.Ratio is { } was && ratio < was * 2 / 3).Select(j => string.Create(CultureInfo.InvariantCulture, $"{key}: {j.Key}: ratio {j.Value.Ratio:0.000}, kept {kept.Jobs[j.Key].Ratio:0.000}"))];

    /// <summary>Keeps figures, in place of older ones of the same jobs.</summary>
    public static void Keep(string key, Measured now)
    {
        var all = Kept;
        if (all.TryGetValue(key, out var before))
            foreach (var (name, figure) in before.Jobs.Where(j => !now.Jobs.ContainsKey(j.Key)).ToList()) now.Jobs[name] = figure;
        all[key] = now;
        File.WriteAllText(File_, JsonSerializer.Serialize(all, options) + "\n");
        var readme = Path.Combine("bench", "README.md");
        var text = File.ReadAllText(readme);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(readme, text[..(from + Begin.Length)] + "\n" + string.Concat(all.Select(m => Table(m.Key, m.Value))) + text[to..]);
    }

    /// <summary>The figures as a table for people.</summary>
    public static string Table(string key, Measured m)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"\n### {key}\n{m.Machine}; commit {m.Commit}; {m.Date}. Limits of the same run: {m.Limits.Answers:N0} small answers, {m.Limits.Lists:N0} of 7 KB, {m.Limits.Pages:N0} of 40 KB a second (bare Kestrel, 8 clients); {m.Limits.DatabaseLists:N0} lists of 50 a second (bare database, 2 threads); {m.Limits.Syncs:N0} durable writes a second (one file).\n");
        text.AppendLine("| job | measured | p50 ms | p95 ms | processor ms | to the limit | target | met |\n|---|---:|---:|---:|---:|---:|---|---|");
        foreach (var (name, f) in m.Jobs) text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {(f.Value < 10 ? $"{f.Value:0.0}" : $"{f.Value:N0}")} {f.Unit} | {f.P50:0.0} | {f.P95:0.0} | {f.Processor:0.00} | {f.Ratio:0.000} | {f.Target} | {(f.Met ? "yes" : "**no**")} |");
        return text.ToString();
    }
}
