using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>搜集 → 联系 → 意向 → 成交 → 忠诚: no stage is reached without a record of those before it (D01-3.1a).</summary>
static class StageOrder
{
    /// <summary>Stages between where the customer is and where it shall go that nobody has recorded.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall go.</param>
    /// <param name="recorded">Stages with a record.</param>
    [Clause("D01-3.1a")]
    public static IReadOnlyList<Stage> Missing(Stage from, Stage to, IReadOnlySet<Stage> recorded) =>
        [.. Enum.GetValues<Stage>().Where(s => s > from && s < to && !recorded.Contains(s))];

    /// <summary>Why a move is refused, or null: a jump names what is missing; going back needs a reason.</summary>
    [Clause("D01-3.1a")]
    public static Finding? Check(Stage from, Stage to, IReadOnlySet<Stage> recorded, string? note)
    {
        if (from == to) return new Finding("customers.stage.same", "stage", "D01-3.1a").With(to);
        if (to < from && string.IsNullOrWhiteSpace(note)) return new("customers.stage.back-reason", "note", "D01-3.1a");
        var missing = Missing(from, to, recorded);
        return missing.Count == 0 ? null : new Finding("customers.stage.jump", "stage", "D01-3.1a").With(to, new WordList([.. missing.Select(s => $"enum.Stage.{s}")]));
    }

    /// <summary>Whether a customer's data are stale: last brought up to date on the 3rd with 7 days, so from the 11th 00:00 on.</summary>
    /// <param name="refreshedOn">Day of the last update in the company's zone.</param>
    /// <param name="today">Today there.</param>
    /// <param name="staleAfter">Days that are still in time.</param>
    [Clause("D01-3.1a")]
    public static bool IsStale(DateOnly refreshedOn, DateOnly today, int staleAfter) => today > refreshedOn.AddDays(staleAfter);
}
