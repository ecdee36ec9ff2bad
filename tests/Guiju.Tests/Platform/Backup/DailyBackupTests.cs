using Guiju.Platform.Notices;
using Guiju.Shell.Backups;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Backup;

/// <summary>A backup a day, the newest kept, a failure seen.</summary>
public class DailyBackupTests
{
    static DailyBackup On(World world, params (string, string)[] settings) => ActivatorUtilities.CreateInstance<DailyBackup>(world.Services,
        (IConfiguration)new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2))).Build());

    [Fact]
    public async Task One_is_made_each_night_and_the_newest_are_kept()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var folder = Backups.Folder();
        var stranger = Path.Combine(folder, "guiju-of-mine.zip");
        await File.WriteAllTextAsync(stranger, "not ours", TestContext.Current.CancellationToken);
        using var daily = On(world, ("Backup:Daily", folder), ("Backup:At", "02:30"), ("Backup:Keep", "2"));
        await daily.StartAsync(TestContext.Current.CancellationToken);
        // Started at nine with none there: the one of last night is made up for at once, those after it at their time.
        foreach (var due in (DateTime[])[new(2025, 6, 10, 9, 10, 0), new(2025, 6, 11, 2, 30, 0), new(2025, 6, 12, 2, 30, 0)])
        {
            for (; world.Clock.Local(world.Clock.Now) < due; await Task.Delay(5, TestContext.Current.CancellationToken)) world.Time.Advance(TimeSpan.FromMinutes(20));
            var (name, next) = ($"guiju-{due:yyyyMMdd}-", $"guiju-{due.AddDays(1):yyyyMMdd}-");
            Made().ShouldNotContain(f => f.Contains(next, StringComparison.Ordinal));
            // A backup takes its own time, whatever the clock shows: from here on the clock only creeps, so that a busy machine does not lose a night.
            for (var step = 0; step < 600 && !Made().Exists(f => f.Contains(name, StringComparison.Ordinal)); step++)
            {
                world.Time.Advance(TimeSpan.FromMinutes(1));
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
            Made().ShouldContain(f => f.Contains(name, StringComparison.Ordinal));
        }
        for (var wait = 0; wait < 200 && Made().Count > 2; wait++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Made().Count.ShouldBe(2);
        File.Exists(stranger).ShouldBeTrue();
        await daily.StopAsync(TestContext.Current.CancellationToken);

        List<string> Made() => [.. Directory.GetFiles(folder, "guiju-2*.zip").Order()];
    }

    [Theory, OnBoth]
    public async Task A_failure_is_told_to_those_who_administer_the_group(Engine engine)
    {
        await using var world = await World.Open(engine);
        var file = Path.GetTempFileName();
        (await On(world).Once(new(file, new(3, 0), 7), default)).ShouldBeFalse();
        var told = await world.Read(db => db.Set<Notice>().AsNoTracking().ToListAsync());
        told.Select(n => n.PersonId).ShouldBe([world.People["admin"]]);
        told[0].Values[0].ShouldContain(file);
        using var browser = await world.Browser("admin");
        (await (await browser.Get("/notices")).TextOf()).ShouldContain("每日备份没有成功");
        File.Delete(file);
    }

    [Fact]
    public void It_is_off_unless_a_folder_is_named() => DailyBackup.Plan.From(new ConfigurationBuilder().Build()).ShouldBeNull();
}
