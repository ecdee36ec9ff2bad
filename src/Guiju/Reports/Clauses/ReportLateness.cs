using Guiju.Rulebook.Clauses;

namespace Guiju.Reports.Clauses;

/// <summary>Which sending of a report that was returned counts.</summary>
public enum LatenessBasis
{
    /// <summary>The last one, which was not returned.</summary>
    Final,

    /// <summary>The first one.</summary>
    First,
}

/// <summary>D12-8h: how late a report is.</summary>
[Clause("D12-8h")]
public static class ReportLateness
{
    /// <summary>Whole days late by the calendar; 0 in time. What is late on the very day it was due counts as one; what is not there yet is late up to now.</summary>
    /// <param name="basis">Which sending counts.</param>
    /// <param name="due">The last second in time, by the company's clocks.</param>
    /// <param name="first">When it was first sent.</param>
    /// <param name="final">When what stands was sent; null where nothing stands.</param>
    /// <param name="now">Now, by the same clocks.</param>
    public static int Days(LatenessBasis basis, DateTime due, DateTime? first, DateTime? final, DateTime now)
    {
        var counted = (basis == LatenessBasis.First ? first : final) ?? now;
        return counted < due.AddSeconds(1) ? 0 : Math.Max(1, DateOnly.FromDateTime(counted).DayNumber - DateOnly.FromDateTime(due).DayNumber);
    }
}

/// <summary>D12-8b: what a summary adds up.</summary>
[Clause("D12-8b"), Clause("D12-8d"), Clause("D12-8f")]
public static class ReceiptRate
{
    /// <summary>回款率 as a share: receipts of all by sales of all, never the mean of the rates; null where nothing was sold.</summary>
    public static decimal? Of(decimal? sales, decimal? receipts) => sales is > 0 and { } sold && receipts is { } paid ? Math.Round(paid / sold, 4, MidpointRounding.AwayFromZero) : null;
}
