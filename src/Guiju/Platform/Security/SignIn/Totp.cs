using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Guiju.Platform.Security;

/// <summary>
/// Codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits, which every app knows). Own code, since the framework's
/// accepts a code again while its time runs, and looks at the machine's clock instead of ours.
/// </summary>
static class Totp
{
    /// <summary>Length of the secret: 160 bits, as RFC 4226 recommends.</summary>
    const int SecretBytes = 20;

    const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The time step an instant lies in.</summary>
    public static long StepOf(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / 30;

    /// <summary>The six digits of a time step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC-SHA-1 is what authenticator apps compute; its weakness is collisions, which do not matter here.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a code belongs to, among those now, one before and one after that are newer than the last used; null where it fits none.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTime now, long lastUsed)
    {
        long? found = null;
        var current = StepOf(now);
        for (var step = current - 1; step <= current + 1; step++)
            if (step > lastUsed && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)), System.Text.Encoding.UTF8.GetBytes(code)))
                found = step;
        return found;
    }

    /// <summary>The secret as people type it into an app.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length * 8 + 4) / 5);
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Base32Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Uri(string issuer, string userName, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(userName)}?secret={Base32(secret)}&issuer={System.Uri.EscapeDataString(issuer)}";
}
