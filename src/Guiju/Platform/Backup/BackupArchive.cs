using System.IO.Compression;
using System.Text.RegularExpressions;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Backup;

/// <summary>
/// A backup opened for reading. Its manifest says what must be in it: a part more or less, a name of another form, a size or a hash
/// that differs refuses the whole. Nothing is ever written under a name from the archive: files are named by their hash.
/// </summary>
sealed partial class BackupArchive : IDisposable
{
    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> entries;

    BackupArchive(ZipArchive zip, Dictionary<string, ZipArchiveEntry> entries, BackupManifest manifest) => (this.zip, this.entries, Manifest) = (zip, entries, manifest);

    /// <summary>What it holds.</summary>
    public BackupManifest Manifest { get; }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();

    /// <summary>Opens it and compares what is there with what must be there.</summary>
    /// <exception cref="BackupRefusedException">It is no archive, cut off, or holds anything else than its manifest says.</exception>
    public static BackupArchive Open(string path)
    {
        if (!File.Exists(path)) throw new BackupRefusedException(new Finding("backup.no-file").With(Path.GetFullPath(path)));
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17), ZipArchiveMode.Read);
            var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
                if (!entries.TryAdd(entry.FullName, entry)) throw Damaged(entry.FullName);
            if (!entries.TryGetValue(BackupManifest.Name, out var described)) throw Damaged(BackupManifest.Name);
            using var stream = described.Open();
            var manifest = BackupManifest.Read(stream);
            if (manifest.Files.Select(f => f.Sha256).Append(manifest.Database.Sha256).FirstOrDefault(h => !Hash().IsMatch(h)) is { } odd) throw Damaged(odd);
            HashSet<string> wanted = [BackupManifest.Name, manifest.Engine == BackupEngine.Sqlite ? MakeBackup.SqliteName : MakeBackup.PostgresName, .. manifest.Files.Select(f => f.Entry)];
            if (!wanted.Contains(manifest.Database.Name)) throw Damaged(manifest.Database.Name);
            if (wanted.Except(entries.Keys).Concat(entries.Keys.Except(wanted)).FirstOrDefault() is { } other) throw Damaged(other);
            return new(zip, entries, manifest);
        }
        catch (Exception e)
        {
            zip?.Dispose();
            throw e switch
            {
                BackupRefusedException => e,
                UnauthorizedAccessException => new BackupRefusedException(new Finding("backup.failed").With(path, e.Message), e),
                _ when IsDamage(e) => new BackupRefusedException(new Finding("backup.no-archive").With(Path.GetFullPath(path)), e),
                _ => e,
            };
        }
    }

    /// <summary>Writes a part to a file, through to disk.</summary>
    /// <exception cref="BackupRefusedException">It is not what the manifest says.</exception>
    public async Task Extract(BackupPart part, string to, CancellationToken ct)
    {
        await using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17);
        try
        {
            await using var content = await entries[part.Name].OpenAsync(ct);
            var (size, hash) = await Hashing.Copy(content, file, part.Size, ct);
            if (size != part.Size || hash != part.Sha256) throw Damaged(part.Name);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(part.Name, e);
        }
        file.Flush(flushToDisk: true);
    }

    // What the unpacker says of bytes that do not fit.
    static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException
        || e is IOException && e.InnerException is InvalidDataException;

    static BackupRefusedException Damaged(string part, Exception? cause = null) =>
        new(new Finding("backup.damaged").With(part.Length > 100 ? part[..100] : part), cause);

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();
}
