using Guiju.Commerce.Contracts;
using Guiju.Rulebook.Clauses;

namespace Guiju.Commerce.Clauses;

/// <summary>The first deal in force makes a customer one that was won (成交客户); when the last one is cancelled he goes back.</summary>
public static class WonByDeal
{
    /// <summary>Whether a dealing of this kind is a deal: both sides are bound.</summary>
    [Clause("D01-1.3e")]
    public static bool IsDeal(DealingKind kind) => kind is DealingKind.Contract or DealingKind.Order;

    /// <summary>Whether the customer is won by this one taking effect.</summary>
    /// <param name="kind">What takes effect.</param>
    /// <param name="othersInForce">Other deals with him that are in force.</param>
    [Clause("D01-1.3e")]
    public static bool Wins(DealingKind kind, int othersInForce) => IsDeal(kind) && othersInForce == 0;

    /// <summary>Whether the customer goes back because this one is cancelled: it was in force, and no other is.</summary>
    /// <param name="kind">What is cancelled.</param>
    /// <param name="wasInForce">Whether it had taken effect.</param>
    /// <param name="othersInForce">Other deals with him that are in force.</param>
    [Clause("D01-1.3e")]
    public static bool GoesBack(DealingKind kind, bool wasInForce, int othersInForce) => wasInForce && IsDeal(kind) && othersInForce == 0;
}
