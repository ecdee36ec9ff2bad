namespace Guiju.Platform.Security;

/// <summary>What is shown of a phone number to whoever may not see it.</summary>
public static class PhoneMask
{
    /// <summary>The number without its middle: 138****8000.</summary>
    public static string Of(string phone) =>
        phone.Length <= 4 ? "****" : phone.Length <= 7 ? $"{phone[..1]}****{phone[^2..]}" : $"{phone[..3]}****{phone[^4..]}";
}
