using System.Globalization;
using Guiju.Commerce.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Commerce;

/// <summary>Numbers of dealings: kind, year of the day it happened, running number; each company counts for itself.</summary>
static class DealingNumbers
{
    /// <summary>The next number; a refused act gives it back.</summary>
    public static async Task<string> NumberFor(this GuijuContext db, Guid unit, DealingKind kind, DateOnly on, CancellationToken ct)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{LettersOf(kind)}-{on.Year:0000}");
        var next = await db.Take($"dealing:{unit:N}:{prefix}", 1, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{next:0000}");
    }

    /// <summary>Initials of the kind as Chinese offices write them.</summary>
    static string LettersOf(DealingKind kind) => kind switch
    {
        DealingKind.Negotiation => "QT",
        DealingKind.Quotation => "BJ",
        DealingKind.Contract => "HT",
        DealingKind.Order => "DD",
        DealingKind.Delivery => "GH",
        DealingKind.Return => "TH",
        DealingKind.Payment => "FK",
        DealingKind.Dispute => "JF",
        DealingKind.WorkOrder => "GD",
    };
}
