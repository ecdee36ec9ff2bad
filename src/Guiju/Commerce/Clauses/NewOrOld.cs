using Guiju.Rulebook.Clauses;

namespace Guiju.Commerce.Clauses;

/// <summary>Whether somebody who comes in is a customer already.</summary>
public enum CustomerStanding
{
    /// <summary>新客户: nothing he had done here was paid before.</summary>
    New,

    /// <summary>老客户: he has paid work orders.</summary>
    Old,
}

/// <summary>New and old customers are told apart by completed orders, and by nothing else (D18-1.9).</summary>
public static class NewOrOld
{
    /// <summary>What somebody may be known by, as the clause's parameter <c>match_by</c> names it.</summary>
    public const string ByPlate = "车牌号", ByMobile = "手机";

    /// <summary>Old from so many paid work orders on.</summary>
    /// <param name="orders">Paid work orders under his plate or mobile, each counted once.</param>
    /// <param name="least">How many make an old customer, at least 1.</param>
    [Clause("D18-1.9")]
    public static CustomerStanding Of(int orders, int least) => orders >= Math.Max(least, 1) ? CustomerStanding.Old : CustomerStanding.New;

    /// <summary>Whether a redemption counts as that of a new customer: he is new, and it is his first.</summary>
    /// <param name="standing">What he is when he comes in.</param>
    /// <param name="earlierRedemptions">Redemptions under his plate or mobile before this one.</param>
    [Clause("D18-1.9")]
    public static bool CountsAsNew(CustomerStanding standing, int earlierRedemptions) => standing == CustomerStanding.New && earlierRedemptions == 0;
}
