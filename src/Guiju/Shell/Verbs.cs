using System.CommandLine;
using Guiju.Compliance.Packs;
using Guiju.Customers.Search;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Shell.Backups;
using Guiju.Shell.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guiju.Shell;

/// <summary>The verbs besides serving.</summary>
static class Verbs
{
    /// <summary>Each makes its command from the program's arguments.</summary>
    public static IReadOnlyList<Func<string[], Command>> All { get; } = [Migrate, Seed, UserVerb.Make, ImportVerb.Make, BackupVerbs.Backup, BackupVerbs.Restore, BackupVerbs.Drill, Verify, Reindex];

    static Command Migrate(string[] args)
    {
        var check = new Option<string?>("--check") { Description = "sqlite | postgres: 只检查有没有缺的迁移 / only check that no migration is missing" };
        check.AcceptOnlyFromAmong("sqlite", "postgres");
        var verb = new Command("migrate", "创建或升级数据库 / Create or upgrade the database") { check };
        verb.SetAction((parse, ct) => parse.GetValue(check) is { } engine ? Task.FromResult(CheckMigrations(engine)) : CommandLine.With(args, _ => Task.FromResult(0), ct));
        return verb;
    }

    static int CheckMigrations(string engine)
    {
        var factory = new DesignTime();
        using GuijuContext db = engine == "sqlite"
            ? ((IDesignTimeDbContextFactory<SqliteGuijuContext>)factory).CreateDbContext([])
            : ((IDesignTimeDbContextFactory<PostgresGuijuContext>)factory).CreateDbContext([]);
        if (!db.Database.HasPendingModelChanges()) return 0;
        Console.Error.WriteLine($"The model has changes that no {engine} migration brings: run ./migrations add NAME.");
        return 1;
    }

    static Command Seed(string[] args)
    {
        var verb = new Command("seed", "在空数据库里建演示集团 / Make the demo group in an empty database");
        verb.SetAction((_, ct) => CommandLine.With(args, services => Seed(services, ct), ct));
        return verb;
    }

    /// <summary>Makes the demo group; 5 where there is a company already.</summary>
    internal static async Task<int> Seed(IServiceProvider services, CancellationToken ct)
    {
        if (await DemoSeed.Make(services, ct))
        {
            Console.WriteLine(Bilingual.Say("shell.seed.made"));
            return 0;
        }
        await using var scope = services.CreateAsyncScope();
        var company = await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<Unit>().OrderBy(u => u.ParentId != null).ThenBy(u => u.Code).Select(u => u.Name).FirstAsync(ct);
        return await Bilingual.Refuse(5, Bilingual.Say("shell.seed.refused", services.GetRequiredService<DataPlace>().Where, company));
    }

    static Command Verify(string[] args)
    {
        var verb = new Command("verify", "核对数据库、审计链和附件 / Verify database, audit chains and stored files");
        var pack = new Option<string?>("--pack") { Description = "只核对一份审计包（不需要数据库） / Check an audit pack alone, without any database" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "签名公钥应有的指纹 / Fingerprint the signing key must have" };
        verb.Add(pack);
        verb.Add(fingerprint);
        verb.SetAction((parse, ct) => parse.GetValue(pack) is { } file ? VerifyPack(file, parse.GetValue(fingerprint), ct) : CommandLine.With(args, services => Verify(services, ct), ct));
        return verb;
    }

    /// <summary>Tells whether an audit pack is as it was made: 0, 4 where it is not, 2 where it cannot be read.</summary>
    internal static async Task<int> VerifyPack(string path, string? fingerprint, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var found = await PackSeal.Check(file, fingerprint, ct);
            if (!found.Good) return await Bilingual.Refuse(4, Bilingual.Say(found.Key, path, found.Fingerprint));
            Console.WriteLine(Bilingual.Say(found.Key, path, string.Join(" · ", found.Made)));
            Console.WriteLine(Bilingual.Say(fingerprint is null ? "packs.verify.fingerprint" : "packs.verify.same-key", found.Fingerprint));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await Bilingual.Refuse(2, Bilingual.Say("packs.verify.unreadable", path, e.Message));
        }
    }

    /// <summary>Tells what holds; 4 where something does not.</summary>
    internal static async Task<int> Verify(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        var pages = await DrillBackup.Pages(db, ct);
        if (!pages.Good) Console.WriteLine(Bilingual.Say(pages.Key, pages.Values));
        var verdicts = await AuditTrail.Verify(db, ct);
        foreach (var v in verdicts)
            Console.WriteLine(v.BrokenAt is { } at ? $"{v.Unit}: 第 {at} 条起断链 / broken at entry {at}" : $"{v.Unit}: {v.Entries} 条，完整 / entries, whole");
        var files = await scope.ServiceProvider.GetRequiredService<FileCheck>().Of(db, ct);
        Console.WriteLine(files.Whole ? $"{files.Files} 个文件，齐全 / stored files, all there" : $"{files.Files} 个文件 / stored files:");
        foreach (var hash in files.Missing) Console.WriteLine($"  {hash} 缺失 / missing");
        foreach (var hash in files.Damaged) Console.WriteLine($"  {hash} 损坏 / damaged");
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        var index = (await scope.ServiceProvider.GetRequiredService<UseCase<CheckIndex>>().Ask(u => u.Handle(ct), ct)).Value;
        Console.WriteLine(index.InStep ? Bilingual.Say("shell.verify.index", index.Records) : Bilingual.Say("shell.verify.index.behind", index.Missing, index.Spare));
        return pages.Good && files.Whole && verdicts.All(v => v.BrokenAt is null) ? index.InStep ? 0 : 1 : 4;
    }

    static Command Reindex(string[] args)
    {
        var verb = new Command("reindex", "重建搜索索引（客户、联系人、联系记录、附件、线索、往来） / Make the search index anew, of all that is found");
        verb.SetAction((_, ct) => CommandLine.With(args, async services =>
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
            var outcome = await scope.ServiceProvider.GetRequiredService<UseCase<ReindexCustomers>>().Run(u => u.Handle(ct), ct);
            Console.WriteLine($"{outcome.Value.Customers} 户客户和 {outcome.Value.Records} 条其他记录已索引 / customers and other records indexed");
            return 0;
        }, ct));
        return verb;
    }
}
