using Guiju.Platform.Security;

namespace Guiju.Customers.Contracts;

/// <summary>Shows phone numbers in lists: in full to who is in charge or allowed to, else without their middle.</summary>
public static class PhoneMask
{
    /// <summary>The number as this actor may see it.</summary>
    public static string? Shown(this Actor actor, string? phone, Guid? ownerId, Guid? secondOwnerId) =>
        phone is null || actor.SeesPhones(ownerId, secondOwnerId) ? phone : Of(phone);

    /// <summary>The number without its middle: 138****8000.</summary>
    public static string Of(string phone) =>
        phone.Length <= 4 ? "****" : phone.Length <= 7 ? $"{phone[..1]}****{phone[^2..]}" : $"{phone[..3]}****{phone[^4..]}";
}
