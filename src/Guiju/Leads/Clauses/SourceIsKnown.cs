using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Leads.Clauses;

/// <summary>D01-1.1b: every lead says through which channel it came, and the channels can be counted.</summary>
[Clause("D01-1.1b")]
public static class SourceIsKnown
{
    /// <summary>What is wrong with a channel, or null.</summary>
    public static Finding? Check(string? channel, IReadOnlyList<string> channels) =>
        string.IsNullOrWhiteSpace(channel) ? new("leads.channel.required", "channel", "D01-1.1b")
        : !channels.Contains(channel.Trim()) ? new Finding("leads.channel.unknown", "channel", "D01-1.1b").With(channel.Trim(), string.Join('、', channels))
        : null;

    /// <summary>
    /// Shares of counts in percent with one decimal, adding up to exactly 100.0: what rounding loses goes to the largest remainders.
    /// All 0 where nothing was counted.
    /// </summary>
    public static IReadOnlyList<decimal> Shares(IReadOnlyList<int> counts)
    {
        long total = counts.Sum(c => (long)c);
        if (total == 0) return [.. counts.Select(_ => 0m)];
        var tenths = counts.Select(c => c * 1000L / total).ToArray();
        var order = Enumerable.Range(0, counts.Count).OrderByDescending(i => counts[i] * 1000L % total).ThenBy(i => i);
        foreach (var i in order.Take((int)(1000 - tenths.Sum()))) tenths[i]++;
        return [.. tenths.Select(t => t / 10m)];
    }
}
