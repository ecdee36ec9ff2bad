using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Excel;

/// <summary>
/// Counts what a packed part really unpacks to (sizes told in the file may lie) and stops zip bombs: by size, by ratio,
/// and by a single name, attribute or text so long that the XML reader would have to hold it in memory.
/// </summary>
sealed class BoundedStream(Stream inner, long packed, TableLimits limits) : Stream
{
    /// <summary>Bytes without a tag: far more than the longest cell with every sign written as an entity.</summary>
    const int LongestRun = 1 << 20;

    long unpacked, run;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        unpacked += read;
        if (unpacked > limits.UnpackedBytes || unpacked > limits.RatioFrom && unpacked / Math.Max(1, packed) > limits.Ratio)
            throw new UnreadableTableException(new Finding("tables.bomb", "file").With(unpacked >> 20));
        var tag = buffer[..read].LastIndexOf((byte)'<');
        run = tag < 0 ? run + read : read - tag;
        return run <= LongestRun ? read : throw new UnreadableTableException(new Finding("tables.bomb", "file").With(unpacked >> 20));
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
