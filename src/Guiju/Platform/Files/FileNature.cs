using System.Text;
using Guiju.Platform.Tables;

namespace Guiju.Platform.Files;

/// <summary>What an uploaded file is by its bytes, whatever its name says.</summary>
public static class FileNature
{
    /// <summary>Bytes of the head that <see cref="Of"/> looks at.</summary>
    public const int Head = 4096;

    static readonly Dictionary<string, (string Media, Func<byte[], bool> Is)> known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", h => Starts(h, "%PDF-"u8)),
        [".png"] = ("image/png", h => Starts(h, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        [".jpg"] = ("image/jpeg", h => Starts(h, [0xFF, 0xD8, 0xFF])),
        [".jpeg"] = ("image/jpeg", h => Starts(h, [0xFF, 0xD8, 0xFF])),
        [".gif"] = ("image/gif", h => Starts(h, "GIF8"u8)),
        [".webp"] = ("image/webp", h => Starts(h, "RIFF"u8) && h.Length > 11 && h.AsSpan(8, 4).SequenceEqual("WEBP"u8)),
        [".tif"] = ("image/tiff", h => Starts(h, "II*\0"u8) || Starts(h, "MM\0*"u8)),
        [".tiff"] = ("image/tiff", h => Starts(h, "II*\0"u8) || Starts(h, "MM\0*"u8)),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip),
        [".xlsx"] = (TableWriter.XlsxType, Zip),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", Zip),
        [".zip"] = ("application/zip", Zip),
        [".doc"] = ("application/msword", Compound),
        [".xls"] = ("application/vnd.ms-excel", Compound),
        [".ppt"] = ("application/vnd.ms-powerpoint", Compound),
        [".wps"] = ("application/vnd.ms-works", h => Compound(h) || Zip(h)),
        [".et"] = ("application/vnd.ms-excel", h => Compound(h) || Zip(h)),
        [".ofd"] = ("application/ofd", Zip),
        [".txt"] = ("text/plain", Text),
        [".csv"] = ("text/csv", Text),
        [".eml"] = ("message/rfc822", Text),
        [".mp3"] = ("audio/mpeg", h => Starts(h, "ID3"u8) || Starts(h, [0xFF, 0xFB]) || Starts(h, [0xFF, 0xF3])),
        [".m4a"] = ("audio/mp4", h => h.Length > 7 && h.AsSpan(4, 4).SequenceEqual("ftyp"u8)),
        [".mp4"] = ("video/mp4", h => h.Length > 7 && h.AsSpan(4, 4).SequenceEqual("ftyp"u8)),
    };

    /// <summary>Endings of files that are taken.</summary>
    public static IReadOnlyCollection<string> Endings => known.Keys;

    /// <summary>Media type, or null where the ending is none of those taken or the bytes are something else.</summary>
    /// <param name="name">File name.</param>
    /// <param name="head">First bytes, <see cref="Head"/> of them or the whole.</param>
    public static string? Of(string name, byte[] head) =>
        known.TryGetValue(Path.GetExtension(name), out var kind) && kind.Is(head) ? kind.Media : null;

    /// <summary>
    /// The name a file may be kept under: without path, control and direction characters, at most 120 characters with its ending.
    /// </summary>
    public static string SafeName(string? given)
    {
        var name = given ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator))
                kept.Append(rune);
        name = kept.ToString().Trim().Trim('.');
        var ending = Path.GetExtension(name);
        if (ending.Length > 10) ending = "";
        var stem = name[..^ending.Length];
        while (stem.Length + ending.Length > 120) stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        return stem.Length == 0 ? "file" + ending : stem + ending;
    }

    static bool Starts(byte[] head, ReadOnlySpan<byte> with) => head.AsSpan().StartsWith(with);

    static bool Zip(byte[] head) => Starts(head, [0x50, 0x4B, 0x03, 0x04]) || Starts(head, [0x50, 0x4B, 0x05, 0x06]);

    static bool Compound(byte[] head) => Starts(head, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    // Text in whatever encoding has no NUL, unless it says that it is UTF-16; and it does not begin like a program.
    static bool Text(byte[] head) => !Starts(head, "MZ"u8) && !Starts(head, [0x7F, 0x45, 0x4C, 0x46])
        && (Starts(head, [0xFF, 0xFE]) || Starts(head, [0xFE, 0xFF]) || !head.Contains((byte)0));
}
