using Guiju.Platform.Tables.Excel;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables;

/// <summary>Tells files apart by their content, and names those that cannot be read with what to do instead.</summary>
static class FileKind
{
    /// <summary>A zip file, perhaps a workbook.</summary>
    public const string Zip = "zip";

    /// <summary>An OLE2 file, perhaps an old workbook.</summary>
    public const string Ole = "ole";

    /// <summary>A bare stream of Excel records, as very old programs write it.</summary>
    public const string Biff = "biff";

    /// <summary>The kind by the first bytes: one of the constants, the name of another known kind, or null for text.</summary>
    public static string? Of(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 7, 8, ..] => Zip,
        _ when Excel.Ole.Is(head) => Ole,
        [9, 0 or 2 or 4 or 8, 4 or 6 or 8 or 16, 0, ..] => Biff,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "RAR",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z",
        [0x1F, 0x8B, 8, ..] => "gzip",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "RTF",
        _ => null,
    };

    /// <summary>Why a zip file is no workbook that can be read, or null where it is one.</summary>
    public static Finding? RefusedPackage(XlsxParts parts)
    {
        var names = parts.Names;
        if (names.Any(n => n.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase))) return new("tables.xlsb", "file");
        if (parts.Text("mimetype").Contains("opendocument", StringComparison.Ordinal)) return new("tables.ods", "file");
        if (names.Any(n => n.EndsWith(".iwa", StringComparison.OrdinalIgnoreCase) || n.Equals("Index.zip", StringComparison.OrdinalIgnoreCase)))
            return new("tables.numbers", "file");
        if (parts.Has("word/document.xml")) return new Finding("tables.notTable", "file").With("Word");
        if (parts.Has("ppt/presentation.xml")) return new Finding("tables.notTable", "file").With("PowerPoint");
        if (parts.Has("xl/workbook.xml") || names.Any(n => n.Contains("workbook", StringComparison.OrdinalIgnoreCase) && n.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
            return null;
        return new Finding("tables.zip", "file");
    }

    /// <summary>Why a text is no separated text, or null where it may be one.</summary>
    public static Finding? RefusedText(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase)) return new("tables.html", "file");
        if (start.Length == 0 || start[0] != '<') return null;
        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) return new("tables.xml", "file");
        foreach (var tag in (ReadOnlySpan<string>)["html", "!doctype", "table", "meta", "head", "body", "style", "div", "!--"])
            if (start[1..].StartsWith(tag, StringComparison.OrdinalIgnoreCase)) return new("tables.html", "file");
        return start.StartsWith("<Workbook", StringComparison.OrdinalIgnoreCase) ? new("tables.xml", "file") : null;
    }
}
