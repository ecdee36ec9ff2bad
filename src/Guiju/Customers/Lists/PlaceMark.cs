using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Guiju.Customers.Lists;

/// <summary>
/// Where a page ended: handed to the caller sealed, so that it can neither be read (a sort value may be hidden from him
/// elsewhere) nor be made up.
/// </summary>
sealed class PlaceMark(IDataProtectionProvider protection)
{
    readonly IDataProtector seal = protection.CreateProtector("customers.list.after");

    /// <summary>A row's place in an order.</summary>
    public sealed record Place(string? Value, long Serial);

    public string Write(string sort, bool descending, Place place) =>
        seal.Protect(string.Join('\n', descending ? "-" + sort : sort, place.Serial.ToString(CultureInfo.InvariantCulture), place.Value is null ? "0" : "1" + place.Value));

    /// <summary>The place, or null where the mark is none of ours or of another order.</summary>
    public Place? Read(string sort, bool descending, string mark)
    {
        try
        {
            return seal.Unprotect(mark).Split('\n', 3) is [var order, var serial, [var has, .. var value]] && order == (descending ? "-" + sort : sort)
                ? new(has == '1' ? value : null, long.Parse(serial, CultureInfo.InvariantCulture)) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
