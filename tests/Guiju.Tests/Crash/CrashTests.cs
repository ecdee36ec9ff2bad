using System.Diagnostics;
using System.Globalization;
using Guiju.Customers;
using Guiju.Customers.Search;
using Guiju.Platform.Audit;
using Guiju.Platform.Backup;
using Guiju.Platform.Security;
using Guiju.Tests.Platform.Backup;
using Guiju.Tests.Worlds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Crash;

/// <summary>
/// The program is killed at random moments, while people write and a file is imported, and while it starts. It starts again without repair,
/// and at the end every acknowledged write is there once and whole.
/// <c>GUIJU_CRASH_ROUNDS</c> sets the rounds on SQLite (PostgreSQL gets a tenth, at least 3), <c>GUIJU_CRASH_SEED</c> repeats a run,
/// <c>GUIJU_CRASH_PROGRAM</c> names a published Guiju.dll to kill in place of the one built for tests.
/// </summary>
public class CrashTests(ITestOutputHelper output)
{
    // A round costs the processor three to five seconds: a start compiles 12,000 methods (1.4 s of its 3.1 s before it serves go to the model of the tables, 0.6 s to the routes),
    // the first write as much again. Compiled ahead a start still costs 2.4 s, since what is left is made while it runs, and compiling ahead costs more than twelve rounds save.
    const int UsualRounds = 12;

    static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : usual;

    [Theory, OnBoth]
    public async Task Killed_at_random_it_loses_nothing_that_it_acknowledged(Engine engine)
    {
        var rounds = Setting("GUIJU_CRASH_ROUNDS", UsualRounds);
        if (engine == Engine.Postgres) rounds = Math.Max(3, rounds / 10);
        var seed = Setting("GUIJU_CRASH_SEED", 20261124);
        var chance = new Random(seed);
        var place = await Databases.Make(engine);
        var token = await Token(place);
        Writer[] writers = [new("甲"), new("乙"), new("丙")];
        var importer = new Importer();
        var watch = Stopwatch.StartNew();
        int starting = 0, idle = 0;
        for (var round = 0; round < rounds; round++)
        {
            if (round % 5 == 4)
            {
                // In the middle of a start.
                await using var begun = ServedProgram.Launch(place);
                await Task.Delay(chance.Next(100, 2500), TestContext.Current.CancellationToken);
                begun.Ended.ShouldBeFalse($"round {round}, seed {seed}: {begun.Said}");
                await begun.Kill();
                Whole(place.Folder, engine).ShouldBe("ok", $"round {round}, seed {seed}");
                starting++;
                continue;
            }
            await using var served = await ServedProgram.Start(place);
            using var client = served.Client(token);
            var before = writers.Sum(w => w.Answered);
            var work = writers.Select(w => w.Work(client, CancellationToken.None)).Append(importer.Work(client, CancellationToken.None)).ToList();
            while (writers.Sum(w => w.Answered) == before && !work.Any(w => w.IsCompleted)) await Task.Delay(5, TestContext.Current.CancellationToken);
            foreach (var ended in work.Where(w => w.IsCompleted)) await ended;
            work.Any(w => w.IsCompleted).ShouldBeFalse($"nobody killed it yet: {string.Join(", ", writers.Select(w => w.Unanswered))} {served.Said}");
            // Each third one in the middle of writing a file's rows.
            for (var patience = Stopwatch.StartNew(); round % 3 == 1 && !importer.Writing && patience.Elapsed < TimeSpan.FromSeconds(20);) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(chance.Next(0, 800), TestContext.Current.CancellationToken);
            await served.Kill();
            await Task.WhenAll(work);
            Whole(place.Folder, engine).ShouldBe("ok", $"round {round}, seed {seed}");
            if (writers.Sum(w => w.Answered) == before) idle++;
            served.Said.ShouldNotContain("Unhandled", Case.Sensitive, $"round {round}, seed {seed}");
        }
        var killed = watch.Elapsed;

        await using (var served = await ServedProgram.Start(place))
        {
            using var client = served.Client(token);
            foreach (var writer in writers) await writer.Settle(client);
            await importer.Settle(client);
        }
        await using var world = await World.Start(place.Folder, place.Postgres);
        output.WriteLine($"seed {seed}: {rounds} kills ({starting} while starting) in {killed.TotalSeconds:0.0} s; {writers.Sum(w => w.Answered)} writes acknowledged, {writers.Sum(w => w.Opened.Count)} files opened, {importer.Finished} imports of {Importer.Rows} rows ended, {importer.Resumed} times gone on with");
        idle.ShouldBe(0);
        importer.Finished.ShouldBeGreaterThan(0);
        if (rounds >= 10) importer.Resumed.ShouldBeGreaterThan(0, "an import was killed in the middle");
        await Holds(world, writers, importer);
    }

    /// <summary>What SQLite says of its pages and of the word index right after a kill, the log that was left read in; PostgreSQL answers for its own.</summary>
    static string Whole(string folder, Engine engine)
    {
        if (engine == Engine.Postgres) return "ok";
        // Not pooled: the program to come finds the file as the dead one left it, but for the log.
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "guiju.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>Everything acknowledged is there once and whole, and nothing else.</summary>
    static async Task Holds(World world, Writer[] writers, Importer importer)
    {
        var files = await world.Read(db => db.Set<Customer>().AsNoTracking().Select(c => new { c.Id, c.Name, c.Code, c.Serial, c.Demand, Roles = c.Roles.Count, Contacts = c.Contacts.Count }).ToListAsync());
        var byId = files.ToDictionary(f => f.Id);
        foreach (var (id, name) in writers.SelectMany(w => w.Opened)) byId[id].Name.ShouldBe(name);
        foreach (var (id, demand) in writers.SelectMany(w => w.Demands)) byId[id].Demand.ShouldBe(demand);
        files.Count.ShouldBe(writers.Sum(w => w.Opened.Count) + importer.Finished * Importer.Rows, "none doubled, none half");
        files.ShouldAllBe(f => f.Roles == 1 && f.Contacts == 1);
        files.Select(f => f.Code).Distinct().Count().ShouldBe(files.Count);
        files.Select(f => f.Name).Distinct().Count().ShouldBe(files.Count);
        files.Max(f => f.Serial).ShouldBe(files.Count, "what was not kept took no number");
        var papers = await world.Read(db => db.Set<Attachment>().AsNoTracking().GroupBy(a => a.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        foreach (var (id, count) in writers.SelectMany(w => w.Papers)) papers.GetValueOrDefault(id).ShouldBeGreaterThanOrEqualTo(count);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == "customer" && (e.Act == "RegisterCustomer" || e.Act == "WriteImportRows")))).ShouldBe(files.Count);
        (await world.Files()).Whole.ShouldBeTrue();
        (await world.Read(db => DrillBackup.Pages(db, default))).Good.ShouldBeTrue();
        var index = (await world.Do<CheckIndex, CheckIndex.Verdict>(Actor.Program(Door.CommandLine), u => u.Handle(default))).Value;
        (index.Missing, index.Spare).ShouldBe((0L, 0L), "what is found is what is there");
    }

    /// <summary>A token of the information clerk, who opens, changes and imports.</summary>
    internal static async Task<string> Token((string Folder, string? Postgres) place)
    {
        var text = AccessToken.NewText();
        await using var world = await World.Start(place.Folder, place.Postgres);
        await world.Write((db, _) =>
        {
            db.Add(new AccessToken(world.Unit, world.People["钱信息"], "Sturm", AccessToken.HashOf(text), [Permission.CustomersRead, Permission.CustomersWrite, Permission.CustomersImport, Permission.CustomersSeePhones], TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(30)));
            return Task.CompletedTask;
        });
        return text;
    }
}
