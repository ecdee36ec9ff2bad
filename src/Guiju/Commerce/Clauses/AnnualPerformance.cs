using Guiju.Rulebook.Clauses;

namespace Guiju.Commerce.Clauses;

/// <summary>A customer's annual performance with us: what was ordered less what came back, compared with the year before.</summary>
public static class AnnualPerformance
{
    /// <summary>交易额 of a year; both amounts in one currency and at least 0, the result may be below 0 where old goods came back.</summary>
    [Clause("D13-3.4.3a"), Clause("D15-3.4.3a"), Clause("D16-4.5a")]
    public static decimal Sales(decimal orders, decimal returns) => orders - returns;

    /// <summary>
    /// 同比 in percent, to one decimal, halves away from zero; null where there is nothing to compare with: no year before, or
    /// one whose sales were not above 0.
    /// </summary>
    [Clause("D13-3.4.3a"), Clause("D15-3.4.3a"), Clause("D16-4.5a")]
    public static decimal? Growth(decimal sales, decimal? before) =>
        before is > 0 and { } base_ ? Math.Round((sales - base_) / base_ * 100, 1, MidpointRounding.AwayFromZero) : null;
}
