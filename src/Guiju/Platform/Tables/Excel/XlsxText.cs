using System.Text;
using System.Xml;

namespace Guiju.Platform.Tables.Excel;

/// <summary>Reads texts of a workbook's XML; each call leaves the reader on the end of the element it was on.</summary>
sealed class XlsxText(TableLimits limits, Func<UnreadableTableException> tooLong)
{
    readonly char[] buffer = new char[4096];
    readonly StringBuilder text = new();

    /// <summary>Text of <c>si</c> or <c>is</c>: all runs put together; readings above the line (phonetic) are left out.</summary>
    public string Rich(XmlReader reader)
    {
        text.Clear();
        if (reader.IsEmptyElement) return "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (reader.LocalName == "rPh") Skip(reader);
                else if (reader.LocalName == "t") Append(reader);
            }
        return ExcelEscapes.Decode(text.ToString());
    }

    /// <summary>Text of an element such as <c>v</c>.</summary>
    public string Plain(XmlReader reader)
    {
        text.Clear();
        if (reader.IsEmptyElement) return "";
        Content(reader);
        return text.ToString();
    }

    /// <summary>Passes over an element.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth) { }
    }

    void Append(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var keep = reader.XmlSpace == XmlSpace.Preserve;
        var start = text.Length;
        Content(reader);
        if (keep) return;
        // Excel drops outer blanks unless told to keep them.
        while (text.Length > start && text[^1] is ' ' or '\t' or '\r' or '\n') text.Length--;
        var blanks = 0;
        while (start + blanks < text.Length && text[start + blanks] is ' ' or '\t' or '\r' or '\n') blanks++;
        text.Remove(start, blanks);
    }

    void Content(XmlReader reader)
    {
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                while (reader.ReadValueChunk(buffer, 0, buffer.Length) is > 0 and var read)
                {
                    // Escapes such as _x000D_ take seven signs for one.
                    if (text.Length + read > limits.CellLength * 7L) throw tooLong();
                    text.Append(buffer, 0, read);
                }
    }
}
