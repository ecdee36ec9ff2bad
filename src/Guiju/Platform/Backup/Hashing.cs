using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guiju.Platform.Backup;

/// <summary>Copies bytes and takes their hash on the way.</summary>
static class Hashing
{
    /// <summary>Copies at most so many bytes, and one more shows that there are more.</summary>
    public static async Task<(long Size, string Hash)> Copy(Stream from, Stream to, long most, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long size = 0;
        for (int read; size <= most && (read = await from.ReadAsync(buffer, ct)) > 0; size += read)
        {
            sha.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return (size, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }
}

/// <summary>Folders in which something is being made; what a killed program left of them is cleared away a day later.</summary>
static class Debris
{
    const string Prefix = ".guiju-making-";

    /// <summary>A new one inside a folder, so that what is made in it is moved and not copied.</summary>
    public static string Make(string inside)
    {
        var folder = Path.Combine(inside, Prefix + Ids.Next().ToString("N"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Removes what was left more than a day ago.</summary>
    public static void Clear(string inside)
    {
        foreach (var folder in Directory.EnumerateDirectories(inside, Prefix + "*"))
            // Its name tells when it was made: identifiers begin with their time.
            if (Guid.TryParseExact(Path.GetFileName(folder)[Prefix.Length..], "N", out var id) && Milliseconds(Ids.Next()) - Milliseconds(id) > TimeSpan.FromDays(1).TotalMilliseconds) Remove(folder);
    }

    static long Milliseconds(Guid id) => BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16;

    /// <summary>Removes one with all that is in it.</summary>
    public static void Remove(string folder)
    {
        if (folder.Length > 0 && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
