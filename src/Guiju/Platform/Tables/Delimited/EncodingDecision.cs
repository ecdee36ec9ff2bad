using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Delimited;

/// <summary>
/// Decides the encoding of a text file by looking at all of it: a mark, evident UTF-16, strict UTF-8, then strict
/// GB18030. A file that is none of them throughout is refused with the place: a guess would turn names into nonsense.
/// </summary>
sealed class EncodingDecision
{
    const int SampleBytes = 64 * 1024;

    readonly record struct Place(int Line, long Byte, bool AtEnd);

    Place? notUtf8, notGb, zero;
    bool chineseUtf8;
    bool endless;

    /// <summary>The encoding, with warnings where it may be meant otherwise.</summary>
    public static Outcome<TextEncoding> Decide(Stream stream)
    {
        stream.Position = 0;
        var sample = new byte[Math.Min(SampleBytes, stream.Length)];
        stream.ReadExactly(sample);
        var told = TextEncoding.OfMark(sample) ?? EvidentUtf16(sample, stream.Length);
        if (told is { Name: not ("UTF-8" or "GB18030") }) return Wide(stream, told);
        var decision = new EncodingDecision();
        decision.Scan(stream, told?.Preamble ?? 0);
        return decision.Verdict(told, sample);
    }

    Outcome<TextEncoding> Verdict(TextEncoding? told, byte[] sample)
    {
        if (zero is { } nul) return new Finding("tables.text.nul", "file").With(nul.Line, nul.Byte);
        if (endless) return new Finding("tables.text.line", "file");
        if (told?.Name == "GB18030" && notGb is null) return told;
        if (notUtf8 is not { } bad) return Outcome<TextEncoding>.Success(told ?? TextEncoding.Utf8, Mojibake(sample));
        if (told?.Name == "UTF-8" || chineseUtf8)
            return new Finding(bad.AtEnd ? "tables.text.cut" : "tables.text.mixed", "file").With(bad.Line, bad.Byte, "UTF-8");
        if (notGb is not { } place) return Outcome<TextEncoding>.Success(TextEncoding.Gb18030, Hint(sample));
        if (place.AtEnd) return new Finding("tables.text.cut", "file").With(place.Line, place.Byte, "GB18030");
        return new Finding("tables.text.encoding", "file").With(place.Line, place.Byte, Guess(sample)?.Name ?? "?");
    }

    /// <summary>Looks at the file in pieces that end at a line or at least at a sign no character continues over.</summary>
    void Scan(Stream stream, int from)
    {
        stream.Position = from;
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        var (kept, line, offset) = (0, 1, (long)from);
        while (!endless)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            var filled = kept + read;
            var end = read == 0;
            var piece = buffer.AsSpan(0, filled);
            // Below 0x30 no byte is the second of a GB18030 character, so the piece may be cut after one.
            var whole = end ? filled : piece.LastIndexOfAnyInRange((byte)0, (byte)0x2F) + 1;
            if (whole == 0 && filled == buffer.Length) endless = true;
            var rest = piece[..whole];
            while (rest.Length > 0)
            {
                var length = rest.IndexOf((byte)'\n') + 1;
                if (length == 0) length = rest.Length;
                Look(rest[..length], line, offset, end && length == rest.Length);
                if (rest[length - 1] == '\n') line++;
                offset += length;
                rest = rest[length..];
            }
            piece[whole..].CopyTo(buffer);
            kept = filled - whole;
            if (end) break;
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    void Look(ReadOnlySpan<byte> piece, int line, long offset, bool last)
    {
        if (zero is null && piece.IndexOf((byte)0) is >= 0 and var nul) zero = new(line, offset + nul + 1, false);
        if (Ascii.IsValid(piece)) return;
        if (Utf8.IsValid(piece)) chineseUtf8 |= HasChinese(piece);
        else notUtf8 ??= FirstBad(piece, line, offset, last);
        if (notGb is not null) return;
        var (index, cut) = Gb18030.FirstFault(piece);
        if (index >= 0) notGb = new(line, offset + index + 1, last && cut);
    }

    static Place FirstBad(ReadOnlySpan<byte> piece, int line, long offset, bool last)
    {
        var index = 0;
        while (true)
        {
            var status = Rune.DecodeFromUtf8(piece[index..], out _, out var used);
            if (status != OperationStatus.Done)
                return new(line, offset + index + 1, last && status == OperationStatus.NeedMoreData);
            index += used;
        }
    }

    /// <summary>Whether valid UTF-8 holds two Chinese characters side by side, which GBK text yields by chance hardly ever.</summary>
    static bool HasChinese(ReadOnlySpan<byte> utf8)
    {
        var run = 0;
        while (utf8.Length > 0)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var used);
            run = rune.Value is >= 0x3000 and <= 0x9FFF or >= 0xFF00 and <= 0xFFEF ? run + 1 : 0;
            if (run == 2) return true;
            utf8 = utf8[used..];
        }
        return false;
    }

    /// <summary>UTF-16 without a mark: zero bytes in one half only, and separators or line ends in that shape.</summary>
    static TextEncoding? EvidentUtf16(ReadOnlySpan<byte> sample, long length)
    {
        if (length % 2 != 0 || sample.Length < 4) return null;
        var (even, odd, marksLe, marksBe) = (0, 0, 0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            if (sample[i] == 0) even++;
            if (sample[i + 1] == 0) odd++;
            if (sample[i + 1] == 0 && sample[i] is 9 or 10 or 13 or 0x2C or 0x3B) marksLe++;
            if (sample[i] == 0 && sample[i + 1] is 9 or 10 or 13 or 0x2C or 0x3B) marksBe++;
        }
        var pairs = sample.Length / 2;
        return odd * 50 > pairs && even == 0 && marksLe > 0 ? TextEncoding.Utf16(bigEndian: false, 0)
            : even * 50 > pairs && odd == 0 && marksBe > 0 ? TextEncoding.Utf16(bigEndian: true, 0)
            : null;
    }

    /// <summary>Proves that a file of wide characters is valid throughout.</summary>
    static Outcome<TextEncoding> Wide(Stream stream, TextEncoding encoding)
    {
        var line = 1;
        try
        {
            var buffer = new char[32 * 1024];
            using var reader = encoding.Read(stream);
            while (reader.Read(buffer) is > 0 and var read)
                foreach (var c in buffer.AsSpan(0, read))
                {
                    if (c == 0) return new Finding("tables.text.nul", "file").With(line, "?");
                    if (c == '\n') line++;
                }
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            var unit = encoding.Name.StartsWith("UTF-32", StringComparison.Ordinal) ? 4 : 2;
            var cut = (stream.Length - encoding.Preamble) % unit != 0;
            return new Finding(cut ? "tables.text.cut" : "tables.text.mixed", "file")
                .With(line, cut ? stream.Length : "?", encoding.Name);
        }
        return encoding;
    }

    /// <summary>A warning where Chinese UTF-8 text was once read as GBK and saved so: it encodes back into valid UTF-8.</summary>
    static Finding[] Mojibake(ReadOnlySpan<byte> sample)
    {
        var end = sample.LastIndexOf((byte)'\n') + 1;
        var text = Encoding.UTF8.GetString(end == 0 ? sample : sample[..end]);
        var foreign = text.Count(c => c > 0x7F);
        if (foreign < 4) return [];
        try
        {
            var bytes = TextEncoding.Gb18030.Encoding.GetBytes(text);
            return Utf8.IsValid(bytes) && HasChinese(bytes) ? [new Finding("tables.text.mojibake", "file").AsWarning()] : [];
        }
        catch (EncoderFallbackException)
        {
            return [];
        }
    }

    static (string Name, float Confidence)? Guess(byte[] sample) =>
        UtfUnknown.CharsetDetector.DetectFromBytes(sample).Detected is { EncodingName: { } name } hit ? (name, hit.Confidence) : null;

    /// <summary>A warning where the statistics of the characters speak strongly for another language's encoding.</summary>
    static Finding[] Hint(byte[] sample) =>
        Guess(sample) is ({ } name, > 0.9f) && !name.StartsWith("gb", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("hz", StringComparison.OrdinalIgnoreCase) && !name.Equals("ascii", StringComparison.OrdinalIgnoreCase)
            ? [new Finding("tables.text.guess", "file").With(name).AsWarning()] : [];
}
