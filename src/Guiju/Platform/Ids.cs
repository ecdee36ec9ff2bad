using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guiju.Platform;

/// <summary>Makes ids for records: sequential GUIDs (version 7), so that indexes stay dense and ids tell nothing.</summary>
public static class Ids
{
    const int Size = 16, Ahead = 256;

    // Asking the system for chance costs more than all else about an id, so it is asked for many at a time.
    [ThreadStatic]
    static byte[]? chance;

    [ThreadStatic]
    static int used;

    /// <summary>A new id, later in order than those made before in this process to the millisecond.</summary>
    public static Guid Next()
    {
        if (chance is null || used == chance.Length)
        {
            chance ??= new byte[Size * Ahead];
            RandomNumberGenerator.Fill(chance);
            used = 0;
        }
        var id = chance.AsSpan(used, Size);
        used += Size;
        // RFC 9562: 48 bits of milliseconds, the version, 74 bits of chance around the variant.
        var milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt32BigEndian(id, (int)(milliseconds >> 16));
        BinaryPrimitives.WriteInt16BigEndian(id[4..], (short)milliseconds);
        id[6] = (byte)(id[6] & 0x0F | 0x70);
        id[8] = (byte)(id[8] & 0x3F | 0x80);
        return new(id, bigEndian: true);
    }
}
