using System.Runtime.InteropServices;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Excel;

/// <summary>The texts a workbook's cells refer to by number; beyond a bound they wait in a temporary file, so that memory stays flat.</summary>
sealed class SharedTexts(TableLimits limits) : IDisposable
{
    const long CharsInMemory = 16L << 20;

    readonly List<string> near = [];
    readonly List<long> far = [];
    FileStream? spool;
    long chars;

    /// <summary>Takes the next text.</summary>
    public void Add(string text)
    {
        if (near.Count + far.Count >= limits.SharedTexts)
            throw new UnreadableTableException(new Finding("tables.bomb", "file").With("sharedStrings"));
        if (spool is null && (chars += text.Length + 16) < CharsInMemory)
        {
            near.Add(text);
            return;
        }
        spool ??= new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        far.Add(spool.Position);
        spool.Write(BitConverter.GetBytes(text.Length));
        spool.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>The text of a number, or null where there is none.</summary>
    public string? this[int index]
    {
        get
        {
            if (index < near.Count) return index < 0 ? null : near[index];
            if (index - near.Count >= far.Count) return null;
            spool!.Position = far[index - near.Count];
            Span<byte> length = stackalloc byte[4];
            spool.ReadExactly(length);
            var text = new char[BitConverter.ToInt32(length)];
            spool.ReadExactly(MemoryMarshal.AsBytes(text.AsSpan()));
            return new(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => spool?.Dispose();
}
