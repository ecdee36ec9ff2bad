using System.Security.Cryptography;
using Guiju.Platform.Data;

namespace Guiju.Platform.Files;

/// <summary>A file that was put into the store.</summary>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal; its name there.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredFile(string Hash, long Size);

/// <summary>
/// Keeps uploaded bytes under their hash in the data folder, outside anything the web server serves. The file is written
/// through to disk before a row may name it; a row therefore never points to nothing, and a file no row names is swept later.
/// </summary>
public sealed class FileStore(DataPlace place, TimeProvider time)
{
    string Root => Path.Combine(place.Folder, "files");

    /// <summary>Writes a stream; the same bytes are kept once.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="ct">Ends the writing.</param>
    /// <returns>The file, or null where it is larger than allowed; nothing is kept then.</returns>
    public async Task<StoredFile?> Put(Stream content, long most, CancellationToken ct)
    {
        var incoming = Directory.CreateDirectory(Path.Combine(Root, "incoming")).FullName;
        var temporary = Path.Combine(incoming, Ids.Next().ToString("N"));
        try
        {
            long size = 0;
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                var buffer = new byte[81920];
                for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
                {
                    if ((size += read) > most) return null;
                    sha.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }
            var hash = Convert.ToHexStringLower(sha.GetHashAndReset());
            var target = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
            KeepName(target);
            // An old file that is attached anew must not be swept before its row is there.
            File.SetLastWriteTimeUtc(target, time.GetUtcNow().UtcDateTime);
            return new(hash, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens a file to be read, or null where it is not there.</summary>
    public Stream? Open(string hash) => File.Exists(PathOf(hash))
        ? new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, FileOptions.Asynchronous | FileOptions.SequentialScan)
        : null;

    /// <summary>Removes files that nothing names and that are older than an hour; a younger one may have its row on the way.</summary>
    /// <param name="used">Answers which of these hashes are named.</param>
    /// <param name="ct">Ends the sweep.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> Sweep(Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlySet<string>>> used, CancellationToken ct)
    {
        if (!Directory.Exists(Root)) return 0;
        var before = time.GetUtcNow().UtcDateTime.AddHours(-1);
        var removed = 0;
        foreach (var chunk in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < before).Chunk(500))
        {
            var named = await used([.. chunk.Select(f => Path.GetFileName(f))], ct);
            foreach (var file in chunk.Where(f => !named.Contains(Path.GetFileName(f))))
            {
                File.Delete(file);
                removed++;
            }
        }
        return removed;
    }

    /// <summary>Takes a file over that lies on the same disk and whose hash is known to be right.</summary>
    internal void Adopt(string path, string hash)
    {
        var target = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
        File.SetLastWriteTimeUtc(target, time.GetUtcNow().UtcDateTime);
        KeepName(target);
    }

    // The folders above may be new too.
    void KeepName(string target)
    {
        for (var folder = Path.GetDirectoryName(target)!; folder.Length >= Root.Length; folder = Path.GetDirectoryName(folder)!) Durable.Folder(folder);
    }

    /// <summary>Keeps files from being swept, by this program and others on this folder; null where somebody else does something to them. Dispose it to let go.</summary>
    internal IDisposable? Hold()
    {
        try
        {
            return new FileStream(Path.Combine(place.Folder, "files.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (Directory.Exists(place.Folder))
        {
            return null;
        }
    }

    string PathOf(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(Root, hash[..2], hash[2..4], hash)
        : throw new ArgumentException("A stored file is named by its hash.", nameof(hash));
}
