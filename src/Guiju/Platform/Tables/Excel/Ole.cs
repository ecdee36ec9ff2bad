using System.Text;

namespace Guiju.Platform.Tables.Excel;

/// <summary>Looks into the directory of an OLE2 file (old Excel, old Word, encrypted workbooks) for the names of its streams.</summary>
static class Ole
{
    /// <summary>Whether these bytes begin such a file.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>
    /// Which of the names there are. Directory entries lie at multiples of 128 bytes with name, its length and the kind 2,
    /// so they are found without following the file's own, possibly damaged, chain of sectors.
    /// </summary>
    public static HashSet<string> Streams(Stream stream, params ReadOnlySpan<string> names)
    {
        var wanted = new (string Name, byte[] Bytes)[names.Length];
        for (var i = 0; i < names.Length; i++) wanted[i] = (names[i], Encoding.Unicode.GetBytes(names[i] + '\0'));
        var found = new HashSet<string>();
        var buffer = new byte[128 * 512];
        stream.Position = 0;
        while (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is >= 128 and var read)
            for (var at = 0; at + 128 <= read; at += 128)
                foreach (var (name, bytes) in wanted)
                    if (buffer[at + 66] == 2 && buffer[at + 64] == bytes.Length && buffer.AsSpan(at, bytes.Length).SequenceEqual(bytes))
                        found.Add(name);
        return found;
    }
}
