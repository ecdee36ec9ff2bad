using System.Globalization;
using Guiju.Benchmarks;

var settings = Settings.Read(args);
var failed = new List<string>();
foreach (var engine in settings.Engines)
{
    var key = string.Create(CultureInfo.InvariantCulture, $"{engine}, {settings.Customers:N0} customers");
    await using var measuring = await Measuring.Begin(settings, engine);
    var measured = await measuring.All();
    Console.WriteLine(Figures.Table(key, measured));
    failed.AddRange(Figures.Slower(key, measured));
    if (settings.Keep) Figures.Keep(key, measured);
}
foreach (var line in failed) Console.Error.WriteLine($"Slower by more than a third: {line}");
return failed.Count == 0 || settings.Keep ? 0 : 1;

/// <summary>What is measured.</summary>
sealed record Settings(string Program, int Customers, IReadOnlyList<string> Engines, int Seconds, bool Keep, IReadOnlyList<string> Only, string? Reuse)
{
    public static Settings Read(string[] args)
    {
        string? Of(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        return new(Of("--program") ?? throw new ArgumentException("--program says where the published program is."), int.Parse(Of("--customers") ?? "1000000", CultureInfo.InvariantCulture),
            Of("--engine") is { } one ? [one] : ["sqlite", "postgres"], int.Parse(Of("--seconds") ?? "10", CultureInfo.InvariantCulture), args.Contains("--keep"), Of("--only")?.Split(',') ?? [], Of("--reuse"));
    }

    /// <summary>Whether a job is wanted.</summary>
    public bool Wants(string job) => Only.Count == 0 || Only.Any(o => job.Contains(o, StringComparison.Ordinal));
}
