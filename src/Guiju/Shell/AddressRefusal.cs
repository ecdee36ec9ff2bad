using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Guiju.Shell;

/// <summary>Says in words why the program cannot listen where it shall.</summary>
static class AddressRefusal
{
    /// <summary>The reason, or null where starting failed for another one.</summary>
    /// <param name="e">What starting threw.</param>
    /// <param name="addresses">Addresses asked for.</param>
    public static string? Say(Exception e, string addresses)
    {
        for (var at = e; at is not null; at = at.InnerException)
            switch (at)
            {
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }: return Bilingual.Say("shell.address.in-use", addresses);
                case SocketException { SocketErrorCode: SocketError.AccessDenied }: return Bilingual.Say("shell.address.forbidden", addresses);
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }: return Bilingual.Say("shell.address.elsewhere", addresses);
                case FormatException: return Bilingual.Say("shell.address.malformed", addresses, at.Message.TrimEnd('.'));
            }
        return null;
    }
}
