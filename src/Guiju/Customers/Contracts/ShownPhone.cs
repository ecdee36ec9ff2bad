using Guiju.Platform.Security;

namespace Guiju.Customers.Contracts;

/// <summary>Shows phone numbers in lists: in full to who is in charge or allowed to, else without their middle.</summary>
public static class ShownPhone
{
    /// <summary>The number as this actor may see it.</summary>
    public static string? Shown(this Actor actor, string? phone, Guid? ownerId, Guid? secondOwnerId) =>
        phone is null || actor.SeesPhones(ownerId, secondOwnerId) ? phone : PhoneMask.Of(phone);
}
