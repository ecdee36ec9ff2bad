using System.Text;

namespace Guiju.Platform.Tables.Delimited;

/// <summary>How a text file is encoded.</summary>
/// <param name="Encoding">Strict: bytes that are none of it throw.</param>
/// <param name="Name">Name as shown to people.</param>
/// <param name="Preamble">Bytes of the mark at the beginning of the file.</param>
sealed record TextEncoding(Encoding Encoding, string Name, int Preamble)
{
    /// <summary>Reads the file from the first character after the mark; the stream stays open.</summary>
    public StreamReader Read(Stream stream)
    {
        stream.Position = Preamble;
        return new(stream, Encoding, detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
    }

    /// <summary>UTF-8 without a mark.</summary>
    public static readonly TextEncoding Utf8 = new(new UTF8Encoding(false, true), "UTF-8", 0);

    /// <summary>GB18030, which holds GBK and GB2312.</summary>
    public static readonly TextEncoding Gb18030 = new(Strict("GB18030"), "GB18030", 0);

    /// <summary>UTF-16 or UTF-32 in either order.</summary>
    public static TextEncoding Utf16(bool bigEndian, int preamble) =>
        new(new UnicodeEncoding(bigEndian, false, true), bigEndian ? "UTF-16 BE" : "UTF-16 LE", preamble);

    /// <summary>The encoding a mark at the beginning tells, or null.</summary>
    public static TextEncoding? OfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8 with { Preamble = 3 },
        [0xFF, 0xFE, 0, 0, ..] => new(new UTF32Encoding(false, false, true), "UTF-32 LE", 4),
        [0, 0, 0xFE, 0xFF, ..] => new(new UTF32Encoding(true, false, true), "UTF-32 BE", 4),
        [0xFF, 0xFE, ..] => Utf16(bigEndian: false, 2),
        [0xFE, 0xFF, ..] => Utf16(bigEndian: true, 2),
        [0x84, 0x31, 0x95, 0x33, ..] => Gb18030 with { Preamble = 4 },
        _ => null,
    };

    static Encoding Strict(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
