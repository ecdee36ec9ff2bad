namespace Guiju.Platform.Tables.Delimited;

/// <summary>Strict check of GB18030 bytes with the place of a fault, which the framework's decoder does not tell reliably at the end of a text.</summary>
static class Gb18030
{
    /// <summary>Offset of the first byte that begins no whole valid character, and whether the text just ends there; -1 where all is valid.</summary>
    public static (int Offset, bool Cut) FirstFault(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] < 0x80)
            {
                at++;
                continue;
            }
            if (text[at] is 0x80 or 0xFF) return (at, false);
            if (at + 1 >= text.Length) return (at, true);
            switch (text[at + 1])
            {
                case >= 0x40 and <= 0x7E or >= 0x80 and <= 0xFE:
                    at += 2;
                    break;
                case >= 0x30 and <= 0x39 when at + 3 >= text.Length:
                    return (at, at + 2 >= text.Length || text[at + 2] is >= 0x81 and <= 0xFE);
                case >= 0x30 and <= 0x39 when IsFour(text.Slice(at, 4)):
                    at += 4;
                    break;
                default:
                    return (at, false);
            }
        }
        return (-1, false);
    }

    /// <summary>Four bytes count linearly: up to 39,419 the basic plane, from 189,000 the others.</summary>
    static bool IsFour(ReadOnlySpan<byte> four) =>
        four[2] is >= 0x81 and <= 0xFE && four[3] is >= 0x30 and <= 0x39
        && (((four[0] - 0x81) * 10 + four[1] - 0x30) * 126 + four[2] - 0x81) * 10 + four[3] - 0x30
            is <= 39_419 or >= 189_000 and <= 1_237_575;
}
