using System.IO.Compression;
using System.Xml;

namespace Guiju.Platform.Tables.Excel;

/// <summary>The parts of a packed workbook, opened safely: no document types, no outside references, bounded unpacking.</summary>
sealed class XlsxParts : IDisposable
{
    readonly ZipArchive zip;
    readonly TableLimits limits;
    readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens the package; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">It is no whole zip file.</exception>
    public XlsxParts(Stream stream, TableLimits limits)
    {
        stream.Position = 0;
        this.limits = limits;
        zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries) entries.TryAdd(Plain(entry.FullName), entry);
    }

    /// <summary>Names of the parts.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Whether there is such a part.</summary>
    public bool Has(string part) => entries.ContainsKey(Plain(part));

    /// <summary>Reads a part as XML, or null where there is none.</summary>
    /// <exception cref="UnreadableTableException">The part is packed in an unknown way or damaged.</exception>
    public XmlReader? Read(string part)
    {
        if (!entries.TryGetValue(Plain(part), out var entry)) return null;
        try
        {
            return XmlReader.Create(new BoundedStream(entry.Open(), entry.CompressedLength, limits), Safe);
        }
        catch (Exception e) when (UnreadableTableException.MeansDamage(e))
        {
            throw UnreadableTableException.Damaged(part, e);
        }
    }

    /// <summary>Text of a small part, or an empty one.</summary>
    public string Text(string part, int bytes = 200)
    {
        if (!entries.TryGetValue(Plain(part), out var entry)) return "";
        using var stream = entry.Open();
        var buffer = new byte[bytes];
        return System.Text.Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, bytes, throwOnEndOfStream: false));
    }

    /// <summary>Relations of a part: id, kind (last word of its type) and target as a full part name.</summary>
    public Dictionary<string, (string Kind, string Target)> Relations(string part)
    {
        var (folder, name) = part.LastIndexOf('/') is >= 0 and var cut ? (part[..(cut + 1)], part[(cut + 1)..]) : ("", part);
        var relations = new Dictionary<string, (string, string)>();
        using var reader = Read($"{folder}_rels/{name}.rels");
        while (reader?.Read() == true)
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target && reader.GetAttribute("TargetMode") != "External")
            {
                var type = reader.GetAttribute("Type") ?? "";
                relations.TryAdd(id, (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
            }
        return relations;
    }

    static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        if (target.StartsWith('/')) return Plain(target);
        var path = new List<string>();
        foreach (var step in (folder + target).Split('/'))
            if (step == "..") path.RemoveRange(Math.Max(0, path.Count - 1), Math.Min(1, path.Count));
            else if (step is not ("." or "")) path.Add(step);
        return string.Join('/', path);
    }

    static string Plain(string name) => name.Replace('\\', '/').TrimStart('/');

    static XmlReaderSettings Safe => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        // Excel writes characters such as U+FFFF that XML forbids; they are told apart later.
        CheckCharacters = false,
    };

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();
}
