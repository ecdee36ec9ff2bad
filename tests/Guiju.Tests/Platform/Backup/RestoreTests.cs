using System.Net;
using Guiju.Customers;
using Guiju.Platform.Audit;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Shell;
using Guiju.Tests.Customers.Bin;
using Guiju.Tests.Shell;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Backup;

/// <summary>What was backed up while people worked comes back elsewhere, equal to the row and hash.</summary>
[Collection(nameof(Spoken))]
public class RestoreTests
{
    [Theory, OnBoth]
    public async Task A_backup_made_while_people_write_comes_back_equal_to_the_row_and_hash(Engine engine)
    {
        var (world, customer) = await Backups.WithFile(engine);
        await using var _ = world;
        using var browser = await world.Browser("张三");
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writers = new[] { "张三", "李四", "王五" }.Select(who => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await world.Register(who, $"{who}{i}有限公司");
                Interlocked.Increment(ref written);
            }
        })).ToList();
        while (Volatile.Read(ref written) < 5) await Task.Delay(5, TestContext.Current.CancellationToken);
        var before = Volatile.Read(ref written);
        var made = await world.BackUp();
        var during = Volatile.Read(ref written) - before;
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        during.ShouldBeGreaterThan(0, "nobody waited for the backup");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(made.Path)!).ShouldBe([made.Path], "nothing half is left beside it");

        var place = await Databases.MakeEmpty(engine);
        var restored = await Backups.Restore(made.Path, place);
        restored.Done.ShouldBeTrue(restored.Findings.Count > 0 ? Bilingual.Say(restored.Findings[0]) : "");
        await using var other = await World.Start(place.Folder, place.Postgres);
        (await other.Digests()).ShouldBe(made.Manifest.Tables);
        (await other.Read(db => db.Set<Customer>().CountAsync())).ShouldBeInRange(1 + before, 1 + before + during + 3);
        (await other.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        // Who was signed in still is: the keys came along.
        (await World.Carry(browser, other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var there = await other.Browser("张三");
        var attachment = System.Text.Json.JsonDocument.Parse(await there.GetStringAsync($"/api/v1/customers/{customer}/attachments", TestContext.Current.CancellationToken)).RootElement;
        attachment.GetArrayLength().ShouldBe(1);
        (await other.Files()).ShouldBe((1, true));
    }

    [Theory, OnBoth]
    public async Task What_lies_in_the_bin_is_backed_up_and_can_be_taken_out_where_it_was_restored(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await Binning.Rich(world);
        var before = await Binning.Digests(world);
        (await Binning.Delete(world, "钱信息", id)).Done.ShouldBeTrue();
        var made = await world.BackUp();

        var place = await Databases.MakeEmpty(engine);
        (await Backups.Restore(made.Path, place)).Done.ShouldBeTrue();
        await using var there = await World.Start(place.Folder, place.Postgres);
        (await there.Digests()).ShouldBe(made.Manifest.Tables);
        (await there.Files()).ShouldBe((1, true), "the paper of a deleted file came along");
        var item = (await Binning.InBin(there, "钱信息")).ShouldHaveSingleItem();
        (await Binning.Restore(there, "钱信息", item.Id)).Value.CustomerId.ShouldBe(id);
        var after = await Binning.Digests(there);
        foreach (var (table, digest) in before) after[table].ShouldBe(digest, table);
        (await there.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth]
    public async Task A_drill_tells_every_step_in_both_languages_and_leaves_nothing(Engine engine)
    {
        var (world, _) = await Backups.WithFile(engine);
        await using var _w = world;
        var made = await world.BackUp();
        var inside = Backups.Folder();
        var (code, said, wrong) = await world.Drill(made.Path, inside);
        code.ShouldBe(0, said + wrong);
        said.Split('✓').Length.ShouldBe(6, said);
        said.ShouldContain("审计链完整");
        said.ShouldContain("The data are the same");
        Directory.GetFileSystemEntries(inside).ShouldBeEmpty();
        if (engine == Engine.Postgres)
            (await world.Read(db => db.Database.SqlQuery<long>($"""SELECT count(*) AS "Value" FROM pg_database WHERE datname LIKE 'guiju_drill_%'""").ToListAsync())).ShouldBe([0]);
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1, "the place itself was not touched");
    }

    [Theory, OnBoth]
    public async Task A_place_that_holds_data_is_left_as_it_is(Engine engine)
    {
        var (world, _) = await Backups.WithFile(engine);
        await using var _w = world;
        var made = await world.BackUp();
        await world.Register("李四", "之后有限公司");
        var before = await world.Digests();
        var refused = await Backups.Restore(made.Path, world.Place);
        refused.Findings.ShouldHaveSingleItem().Key.ShouldBe("backup.not-empty");
        (await world.Digests()).ShouldBe(before);
    }

    [Theory, OnBoth]
    public async Task A_backup_of_the_other_database_says_what_it_needs(Engine engine)
    {
        await using var world = await World.Open(engine);
        var made = await world.BackUp();
        var other = await Databases.MakeEmpty(engine == Engine.Sqlite ? Engine.Postgres : Engine.Sqlite);
        (await Backups.Restore(made.Path, other)).Findings.ShouldHaveSingleItem().Key.ShouldBe(engine == Engine.Sqlite ? "backup.needs-sqlite" : "backup.needs-postgres");
    }

    [Theory, OnBoth]
    public async Task A_file_that_was_lost_before_is_told_by_backup_and_verify(Engine engine)
    {
        var (world, _) = await Backups.WithFile(engine);
        await using var _w = world;
        (await Spoken.By(() => Verbs.Verify(world.Services, default))).Code.ShouldBe(0);
        var file = Directory.GetFiles(Path.Combine(world.Place.Folder, "files"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.AppendAllTextAsync(file, "!", TestContext.Current.CancellationToken);
        var (code, said, _) = await Spoken.By(() => Verbs.Verify(world.Services, default));
        (code, said.Contains("损坏 / damaged", StringComparison.Ordinal)).ShouldBe((4, true), said);
        File.Delete(file);
        (code, said, _) = await Spoken.By(() => Verbs.Verify(world.Services, default));
        (code, said.Contains("缺失 / missing", StringComparison.Ordinal)).ShouldBe((4, true), said);
        var made = await world.Services.GetRequiredService<MakeBackup>().To(Backups.Folder(), default);
        made.Done.ShouldBeTrue();
        made.Findings.ShouldHaveSingleItem().Key.ShouldBe("backup.lost");
        made.Value.Manifest.Missing.ShouldBe([Path.GetFileName(file)]);
    }

    [Fact]
    public async Task What_a_backup_of_postgresql_lacks_is_said()
    {
        await using var world = await World.Open(Engine.Postgres);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Backup:PostgresTools", Backups.Folder())]).Build();
        var make = ActivatorUtilities.CreateInstance<MakeBackup>(world.Services, new PostgresTools(settings));
        (await make.To(Backups.Folder(), default)).Findings.ShouldHaveSingleItem().Key.ShouldBe("backup.tool.missing");
        var old = Backups.Folder();
        var tool = Path.Combine(old, "pg_dump");
        await File.WriteAllTextAsync(tool, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        settings["Backup:PostgresTools"] = old;
        (await make.To(Backups.Folder(), default)).Findings.ShouldHaveSingleItem().Key.ShouldBe("backup.tool.old");
    }

    [Fact]
    public async Task Files_are_not_swept_while_a_backup_reads_them()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var store = world.Services.GetRequiredService<FileStore>();
        await store.Put(new MemoryStream(Backups.Pdf), 100, default);
        world.Time.Advance(TimeSpan.FromHours(2));
        var sweep = world.Services.GetRequiredService<FileSweep>();
        using (store.Hold())
        {
            store.Hold().ShouldBeNull();
            (await sweep.Once(default)).ShouldBe(0);
            (await world.Services.GetRequiredService<MakeBackup>().To(Backups.Folder(), default)).Findings.ShouldHaveSingleItem().Key.ShouldBe("backup.busy");
        }
        (await sweep.Once(default)).ShouldBe(1);
    }
}

static class FilesOfAWorld
{
    public static async Task<(int Files, bool Whole)> Files(this World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<FileCheck>().Of(scope.ServiceProvider.GetRequiredService<GuijuContext>(), default);
        return (verdict.Files, verdict.Whole);
    }
}
