using Guiju.Platform.Files;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Takes an upload: judged by its bytes, kept in the store, then attached. What is refused leaves nothing behind but bytes the sweep removes.</summary>
sealed class Upload(FileStore store, UseCase<ChangeAttachments> attach, UseCase<ReadAttachments> read, IConfiguration settings)
{
    /// <summary>Most bytes of a file: setting <c>Files:MostMegabytes</c>, 20 unless said otherwise.</summary>
    public long Most => settings.GetValue("Files:MostMegabytes", 20) * 1024L * 1024;

    /// <summary>Attaches a file to a customer.</summary>
    public async Task<Outcome<Guid>> Take(Guid customerId, string? fileName, Stream content, string? kind, CancellationToken ct)
    {
        // Nobody fills the disk under a record he may not see.
        if (await read.Ask(u => u.List(customerId, ct), ct) is { Done: false } hidden) return Outcome<Guid>.Refused(hidden.Refusal, hidden.Findings);
        var name = FileNature.SafeName(fileName);
        var head = new byte[FileNature.Head];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        head = head[..length];
        if (length == 0) return new Finding("customers.attachment.empty", "file").With(name);
        if (FileNature.Of(name, head) is not { } media)
            return FileNature.Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
                ? new Finding("customers.attachment.content", "file").With(name)
                : new Finding("customers.attachment.kind", "file").With(name, string.Join(" ", FileNature.Endings));
        var stored = await store.Put(new Joined(head, content), Most, ct);
        if (stored is null) return new Finding("customers.attachment.large", "file").With(name, Most / 1024 / 1024);
        return await attach.Run(u => u.Add(customerId, name, media, stored, kind, ct), ct);
    }

    /// <summary>The head that was read and what follows it, as one stream.</summary>
    sealed class Joined(byte[] head, Stream rest) : Stream
    {
        int at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at >= head.Length) return await rest.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(buffer.Length, head.Length - at);
            head.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
