using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Guiju.Compliance.Packs;

/// <summary>What looking at the seal of a pack found.</summary>
/// <param name="Good">Whether it is whole.</param>
/// <param name="Key">Key of the text that says so, or what is wrong.</param>
/// <param name="Fingerprint">Fingerprint of the key it was signed with; empty where there is none.</param>
/// <param name="Made">What the pack says of itself: when, by whom, of which period; empty where it is not whole.</param>
public sealed record SealFound(bool Good, string Key, string Fingerprint, IReadOnlyList<string> Made);

/// <summary>
/// The seal of a pack: its last member, <c>,"signature":{…}}</c> and a line's end, over all bytes before it (ECDSA on P-256 over their SHA-256). It is
/// written in one way only, so that not a byte of the file can change unseen.
/// </summary>
public static class PackSeal
{
    const string Begins = ",\"signature\":{";

    const int Longest = 2048;

    /// <summary>The seal as text.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    /// <param name="signature">Signature of the hash of all bytes before.</param>
    public static string Write(byte[] publicKey, byte[] signature) =>
        $"{Begins}\"algorithm\":\"ES256\",\"publicKey\":\"{Convert.ToBase64String(publicKey)}\",\"fingerprint\":\"{Fingerprint(publicKey)}\",\"value\":\"{Convert.ToBase64String(signature)}\"}}}}\n";

    /// <summary>Fingerprint of a public key: SHA-256 of it in hexadecimal, in groups of four.</summary>
    public static string Fingerprint(byte[] publicKey) => string.Join(' ', Convert.ToHexStringLower(SHA256.HashData(publicKey)).Chunk(4).Select(c => new string(c)));

    /// <summary>Checks a pack without anything but the file.</summary>
    /// <param name="file">The pack, seekable.</param>
    /// <param name="expected">Fingerprint the key must have, however it is grouped; null for any.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<SealFound> Check(Stream file, string? expected, CancellationToken ct)
    {
        var end = new byte[(int)Math.Min(Longest, file.Length)];
        file.Position = file.Length - end.Length;
        await file.ReadExactlyAsync(end, ct);
        var at = end.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(Begins));
        if (at < 0) return new(false, "packs.verify.unsigned", "", []);
        if (Read(end.AsSpan(at)) is not var (key, signature)) return new(false, "packs.verify.seal-changed", "", []);
        var fingerprint = Fingerprint(key);
        using var open = ECDsa.Create();
        try
        {
            open.ImportSubjectPublicKeyInfo(key, out _);
        }
        catch (CryptographicException)
        {
            return new(false, "packs.verify.seal-changed", "", []);
        }
        file.Position = 0;
        if (!open.VerifyHash(await Hash(file, file.Length - end.Length + at, ct), signature)) return new(false, "packs.verify.changed", fingerprint, []);
        if (expected is not null && Plain(expected) != Plain(fingerprint)) return new(false, "packs.verify.other-key", fingerprint, []);
        file.Position = 0;
        return new(true, "packs.verify.whole", fingerprint, await About(file, ct));
    }

    // Read and written again it must be the same, so that nothing of it can be otherwise.
    static (byte[] Key, byte[] Signature)? Read(ReadOnlySpan<byte> seal)
    {
        try
        {
            var text = Encoding.UTF8.GetString(seal);
            using var json = JsonDocument.Parse($"{{{text[1..]}");
            var said = json.RootElement.GetProperty("signature");
            var (key, signature) = (said.GetProperty("publicKey").GetBytesFromBase64(), said.GetProperty("value").GetBytesFromBase64());
            return Write(key, signature) == text ? (key, signature) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    static async Task<byte[]> Hash(Stream file, long length, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        for (var left = length; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), ct);
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        return hash.GetHashAndReset();
    }

    // The pack begins with what it is; that is read without reading the rest.
    static async Task<IReadOnlyList<string>> About(Stream file, CancellationToken ct)
    {
        var start = new byte[(int)Math.Min(8192, file.Length)];
        await file.ReadExactlyAsync(start, ct);
        List<string> made = [];
        var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
        for (string? name = null; made.Count < 5 && reader.Read();)
        {
            if (reader.TokenType == JsonTokenType.PropertyName) name = reader.GetString();
            else if (reader.TokenType == JsonTokenType.String && name is "madeAt" or "madeBy" or "company" or "from" or "to") made.Add(reader.GetString()!);
        }
        return made;
    }

    static string Plain(string fingerprint) => new string([.. fingerprint.Where(char.IsAsciiHexDigit)]).ToLowerInvariant();
}
