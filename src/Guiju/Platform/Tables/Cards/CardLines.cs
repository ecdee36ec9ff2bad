using System.Text;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Cards;

/// <summary>A property of a card: <c>item1.TEL;TYPE=CELL:138…</c>.</summary>
/// <param name="Line">Line it begins on, from 1.</param>
/// <param name="Name">Name in capitals, without its group.</param>
/// <param name="Marks">Parameters in capitals, names and values alike: <c>TYPE=CELL</c> and the bare <c>CELL</c> of old cards both say CELL.</param>
/// <param name="Value">Value, decoded, its escapes still in it.</param>
sealed record CardLine(int Line, string Name, IReadOnlySet<string> Marks, string Value);

/// <summary>
/// Reads the properties of vCards (2.1, 3.0, 4.0). Lines are put together as bytes before they are decoded, since old devices fold in the
/// middle of a character; each value is in the charset it names, else in strict UTF-8, else in GB18030.
/// </summary>
static class CardLines
{
    /// <summary>What a card says that has a place here; pictures, keys and the rest are not even decoded.</summary>
    static readonly HashSet<string> Wanted = ["BEGIN", "END", "VERSION", "N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "URL", "NOTE", "X-WECHAT", "X-WEIXIN"];

    /// <summary>The properties from the first line on that have a place in a customer file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="limits">How long a value may be; what has no place here is passed over whatever its length.</param>
    /// <exception cref="UnreadableTableException">A value is too long, or in an encoding that is none.</exception>
    public static IEnumerable<CardLine> Read(Stream stream, TableLimits limits)
    {
        stream.Position = 0;
        // Not disposed: that would close the file.
        var buffered = new BufferedStream(stream, 64 * 1024);
        var (line, next) = (1, Next(buffered));
        if (next is [0xEF, 0xBB, 0xBF, ..]) next = next[3..];
        while (next is not null)
        {
            var (whole, first) = (new List<byte>(next), line);
            var quoted = IsQuoted(next);
            for (next = Next(buffered), line++; next is not null; next = Next(buffered), line++)
            {
                // A soft break of quoted-printable ends with "=", a folded line begins with a blank.
                if (quoted && whole is [.., (byte)'=']) { whole.RemoveAt(whole.Count - 1); whole.AddRange(next); }
                else if (next is [(byte)' ' or (byte)'\t', .. var rest]) whole.AddRange(rest);
                else break;
            }
            if (Property(first, [.. whole], limits) is { } property) yield return property;
        }
    }

    static byte[]? Next(Stream stream)
    {
        List<byte> line = [];
        int b;
        while ((b = stream.ReadByte()) >= 0 && b != '\n') line.Add((byte)b);
        if (b < 0 && line.Count == 0) return null;
        if (line is [.., (byte)'\r']) line.RemoveAt(line.Count - 1);
        return [.. line];
    }

    static bool IsQuoted(ReadOnlySpan<byte> line)
    {
        var colon = Colon(line);
        return colon > 0 && Encoding.ASCII.GetString(line[..colon]).Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
    }

    // The first colon that stands in no quotes.
    static int Colon(ReadOnlySpan<byte> line)
    {
        var quotes = false;
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"') quotes = !quotes;
            else if (line[i] == ':' && !quotes) return i;
        return -1;
    }

    static CardLine? Property(int line, byte[] bytes, TableLimits limits)
    {
        var colon = Colon(bytes);
        if (colon <= 0) return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, colon).ToUpperInvariant().Split(';');
        var name = parts[0][(parts[0].LastIndexOf('.') + 1)..].Trim();
        var marks = parts.Skip(1).SelectMany(p => p[(p.IndexOf('=') + 1)..].Split(',')).Select(m => m.Trim(' ', '"')).Where(m => m.Length > 0).ToHashSet();
        if (!Wanted.Contains(name)) return null;
        var value = bytes.AsSpan(colon + 1);
        if (value.Length > limits.CellLength) throw new UnreadableTableException(new Finding("tables.cell.long", "file").With(line, name, limits.CellLength));
        var raw = marks.Contains("QUOTED-PRINTABLE") ? Unquote(value) : value.ToArray();
        return new(line, name, marks, Decode(raw, parts.Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("CHARSET=", StringComparison.Ordinal))?[8..].Trim('"'), line));
    }

    static byte[] Unquote(ReadOnlySpan<byte> value)
    {
        List<byte> bytes = [];
        for (var i = 0; i < value.Length; i++)
            if (value[i] == '=' && i + 2 < value.Length && Hex(value[i + 1]) is >= 0 and var high && Hex(value[i + 2]) is >= 0 and var low)
            {
                bytes.Add((byte)(high * 16 + low));
                i += 2;
            }
            else bytes.Add(value[i]);
        return [.. bytes];
    }

    static int Hex(byte b) => b switch { >= (byte)'0' and <= (byte)'9' => b - '0', >= (byte)'A' and <= (byte)'F' => b - 'A' + 10, >= (byte)'a' and <= (byte)'f' => b - 'a' + 10, _ => -1 };

    static string Decode(byte[] bytes, string? charset, int line)
    {
        // Whatever a Chinese device calls it, GB2312 and GBK are parts of GB18030.
        var named = charset is "GBK" or "GB2312" or "GB18030" or "CP936" or "X-GBK";
        foreach (var encoding in named ? [Delimited.TextEncoding.Gb18030, Delimited.TextEncoding.Utf8] : new[] { Delimited.TextEncoding.Utf8, Delimited.TextEncoding.Gb18030 })
            try
            {
                return encoding.Encoding.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                // The next may fit.
            }
        // A device that says UTF-8 and cuts a character in two: the sign for what is lost stands in its place.
        if (charset is "UTF-8") return Encoding.UTF8.GetString(bytes);
        throw new UnreadableTableException(new Finding("tables.card.encoding", "file").With(line));
    }
}
