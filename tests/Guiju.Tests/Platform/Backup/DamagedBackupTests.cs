using System.IO.Compression;
using System.Text.Json.Nodes;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Tests.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Backup;

/// <summary>A backup that is not whole, or not ours, is refused before anything is taken over.</summary>
public class DamagedBackupTests
{
    // One world and one backup for all: each test spoils a copy.
    static readonly Lazy<Task<(World World, string Archive)>> sound = new(async () =>
    {
        var (world, _) = await Backups.WithFile(Engine.Sqlite);
        return (world, (await world.BackUp()).Path);
    });

    static async Task<string> Made()
    {
        var copy = Path.Combine(Backups.Folder(), "copy.zip");
        File.Copy((await sound.Value).Archive, copy);
        return copy;
    }

    /// <summary>Restores into an empty place; where it is refused nothing may be there after.</summary>
    static async Task<string?> Refusal(string archive)
    {
        var folder = Backups.Folder();
        try
        {
            var services = (await sound.Value).World.Services;
            var place = new DataPlace(folder, null);
            var outcome = await ActivatorUtilities.CreateInstance<RestoreBackup>(services, place, new FileStore(place, TimeProvider.System)).From(archive, default);
            if (outcome.Done) return null;
            Directory.GetFileSystemEntries(folder).ShouldBeEmpty("nothing is left of a refused restore");
            return outcome.Findings.ShouldHaveSingleItem().Key;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_refused_or_changes_nothing_that_is_restored()
    {
        var archive = await Made();
        var sound = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        var chance = new Random(20261124);
        var (refused, harmless) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])sound.Clone();
            // Half of them where names, sizes and the manifest are.
            var at = i % 2 == 0 ? chance.Next(bytes.Length) : bytes.Length - 1 - chance.Next(4000);
            bytes[at] ^= (byte)(1 + chance.Next(255));
            await File.WriteAllBytesAsync(archive, bytes, TestContext.Current.CancellationToken);
            var key = await Refusal(archive);
            // What is restored was compared with its hashes; a byte in a time stamp of the container harms nothing.
            if (key is null) harmless++;
            else refused++;
            if (key is not null) key.ShouldBeOneOf("backup.damaged", "backup.no-archive", "backup.newer");
        }
        refused.ShouldBeGreaterThan(40, $"{harmless} harmless");
    }

    [Fact]
    public async Task A_truncated_archive_is_refused()
    {
        var archive = await Made();
        var sound = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        foreach (var part in (double[])[0, 0.01, 0.5, 0.9, 0.999])
        {
            await File.WriteAllBytesAsync(archive, sound[..(int)(sound.Length * part)], TestContext.Current.CancellationToken);
            (await Refusal(archive)).ShouldBe("backup.no-archive", $"{part}");
        }
        File.Delete(archive);
        (await Refusal(archive)).ShouldBe("backup.no-file");
    }

    [Theory]
    [InlineData("../../climbed.txt"), InlineData("/tmp/climbed.txt"), InlineData("files/../../climbed.txt"), InlineData("files/aa"), InlineData("manifest.json"), InlineData("guiju.db-wal"), InlineData(@"..\climbed.txt")]
    public async Task An_entry_the_manifest_does_not_name_is_refused(string name)
    {
        var archive = await Made();
        await using (var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Update, TestContext.Current.CancellationToken))
        await using (var entry = await zip.CreateEntry(name).OpenAsync(TestContext.Current.CancellationToken))
            await entry.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        (await Refusal(archive)).ShouldBe("backup.damaged");
        File.Exists("/tmp/climbed.txt").ShouldBeFalse();
    }

    [Fact]
    public async Task A_manifest_that_names_a_path_is_refused()
    {
        (await Refusal(await Changed(m => m["files"]![0]!["sha256"] = "../../../climbed"))).ShouldBe("backup.damaged");
        (await Refusal(await Changed(m => m["database"]!["name"] = "../climbed.db"))).ShouldBe("backup.damaged");
        (await Refusal(await Changed(m => m["database"]!["size"] = 10))).ShouldBe("backup.damaged");
        (await Refusal(await Changed(m => m["tables"] = null))).ShouldBe("backup.damaged");
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        (await Refusal(await Changed(m => (m["format"], m["unheard"]) = (2, "of")))).ShouldBe("backup.newer");
        (await Refusal(await Changed(m => m["migration"] = "29990101000000_Later"))).ShouldBe("backup.newer");
    }

    static async Task<string> Changed(Action<JsonNode> change)
    {
        var archive = await Made();
        await using var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Update);
        var entry = zip.GetEntry(BackupManifest.Name)!;
        JsonNode manifest;
        await using (var stream = await entry.OpenAsync()) manifest = (await JsonNode.ParseAsync(stream))!;
        entry.Delete();
        change(manifest);
        await using (var stream = await zip.CreateEntry(BackupManifest.Name).OpenAsync()) await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        return archive;
    }
}
