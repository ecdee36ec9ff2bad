using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Backup;

/// <summary>What a backup holds, with the hash of every part: <c>manifest.json</c> in the archive.</summary>
/// <param name="Format">Version of the archive's layout.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="Engine">Database it was made of.</param>
/// <param name="Server">Version of the PostgreSQL server, or null.</param>
/// <param name="Migration">Last migration of its schema.</param>
/// <param name="At">Moment of the snapshot, UTC.</param>
/// <param name="Database">The database in the archive.</param>
/// <param name="Tables">Every table with its rows and their hash.</param>
/// <param name="Chains">The end of every audit chain.</param>
/// <param name="Files">Stored files that rows name; they lie in the archive under their hash.</param>
/// <param name="Missing">Hashes of files that rows name and that were lost or damaged already.</param>
public sealed record BackupManifest(int Format, string Program, BackupEngine Engine, string? Server, string Migration, DateTime At, BackupPart Database,
    IReadOnlyList<TableDigest> Tables, IReadOnlyList<ChainHead> Chains, IReadOnlyList<StoredPart> Files, IReadOnlyList<string> Missing)
{
    /// <summary>Layout this program writes and the newest it reads.</summary>
    public const int Current = 1;

    /// <summary>Name of the manifest in the archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>Version of this program.</summary>
    public static string Version { get; } = typeof(BackupManifest).Assembly.GetName().Version?.ToString(3) ?? "0";

    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal void Write(Stream stream) => JsonSerializer.Serialize(stream, this, json);

    /// <summary>Reads a manifest; one of a later layout is told by its number before anything else of it is understood.</summary>
    /// <exception cref="BackupRefusedException">It is none, or of a later layout.</exception>
    internal static BackupManifest Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var format = document.RootElement.GetProperty("format").GetInt32();
            if (format > Current) throw new BackupRefusedException(new Finding("backup.newer").With(document.RootElement.GetProperty("program").GetString(), Version));
            return document.Deserialize<BackupManifest>(json) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BackupRefusedException(new Finding("backup.damaged").With(Name), e);
        }
    }
}

/// <summary>Kind of database a backup was made of.</summary>
public enum BackupEngine
{
    /// <summary>The embedded SQLite file, copied page by page.</summary>
    Sqlite,

    /// <summary>PostgreSQL, in the custom format of pg_dump.</summary>
    Postgres,
}

/// <summary>A part of an archive.</summary>
/// <param name="Name">Name in the archive.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its bytes, hexadecimal.</param>
public sealed record BackupPart(string Name, long Size, string Sha256);

/// <summary>A stored file in an archive.</summary>
/// <param name="Sha256">Its hash, which is its name.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredPart(string Sha256, long Size)
{
    /// <summary>Name in the archive.</summary>
    [JsonIgnore]
    public string Entry => $"files/{Sha256}";
}

/// <summary>Where an audit chain ends.</summary>
/// <param name="Unit">Company, or the empty id for the group.</param>
/// <param name="Entries">Number of its last entry.</param>
/// <param name="Head">Hash of its last entry, hexadecimal.</param>
public sealed record ChainHead(Guid Unit, long Entries, string Head);

/// <summary>A backup that cannot be made or taken over; <see cref="Finding"/> says what, where, why and what to do.</summary>
public sealed class BackupRefusedException(Finding finding, Exception? cause = null) : Exception(finding.Key, cause)
{
    /// <summary>Why.</summary>
    public Finding Finding { get; } = finding;
}
