using System.CommandLine;
using Guiju.Customers.Import;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell;

/// <summary>The verb <c>import FILE</c>: the same upload, check and run as the pages, told on the console.</summary>
static class ImportVerb
{
    const int Told = 20;

    /// <summary>Makes the verb.</summary>
    public static Command Make(string[] args)
    {
        var file = new Argument<FileInfo>("file") { Description = "文件 .xlsx .xls .csv .txt / file" };
        var unit = new Option<string?>("--unit") { Description = "公司代码，默认唯一或最上级公司 / code of the company" };
        var user = new Option<string?>("--as") { Description = "以谁的身份（登录名），默认程序本身 / sign-in name in whose name" };
        var dry = new Option<bool>("--dry-run") { Description = "只试运行，不写入 / check only, write nothing" };
        var duplicates = new Option<string>("--duplicates") { Description = "已有的内容 / what is there already: skip | fill | overwrite", DefaultValueFactory = _ => "skip" };
        duplicates.AcceptOnlyFromAmong("skip", "fill", "overwrite");
        var kind = new Option<string?>("--kind") { Description = "导入内容，默认自动识别 / what the rows are, found out unless said: customers | people | activities" };
        var sheet = new Option<string?>("--sheet") { Description = "工作表名称，默认第一张有内容的 / name of the sheet" };
        var verb = new Command("import", "导入客户、联系人或联系记录 / Import customers, contact persons or contacts logged") { file, unit, user, dry, duplicates, kind, sheet };
        verb.SetAction((parse, ct) => CommandLine.With(args, services =>
            Import(services, parse.GetValue(file)!, parse.GetValue(unit), parse.GetValue(user), parse.GetValue(dry), Enum.Parse<OnDuplicate>(parse.GetValue(duplicates)!, ignoreCase: true), parse.GetValue(kind), parse.GetValue(sheet), ct), ct));
        return verb;
    }

    /// <summary>Imports; 0 where every row was taken, 1 where some have problems, 2 where nothing could be done.</summary>
    internal static async Task<int> Import(IServiceProvider services, FileInfo file, string? unit, string? user, bool dry, OnDuplicate duplicates, string? kind, string? sheet, CancellationToken ct)
    {
        if (!file.Exists) return await Refuse($"没有这个文件：{file.FullName} / there is no such file");
        await using var scope = services.CreateAsyncScope();
        if (await Who(scope.ServiceProvider, unit, user, ct) is not { } actor)
            return await Refuse($"找不到 --as {user} 或 --unit {unit}，或两者不属同一公司 / no such user or company, or they do not belong together");
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);

        await using var content = file.OpenRead();
        var uploaded = await scope.ServiceProvider.GetRequiredService<UploadImport>().Take(file.Name, content, sheet, kind, ct);
        if (!uploaded.Done) return await Refuse(uploaded.Findings);
        var id = uploaded.Value;
        var read = scope.ServiceProvider.GetRequiredService<UseCase<ReadImports>>();
        var move = scope.ServiceProvider.GetRequiredService<UseCase<MoveImport>>();
        var plan = (await read.Ask(u => u.Find(id, ct), ct)).Value.Plan with { Duplicates = duplicates, HappenedOn = services.GetRequiredService<Platform.CompanyClock>().Today, ChangeSource = Customers(file.Name) };
        var begun = await move.Run(u => u.Check(id, plan, ct), ct);
        if (!begun.Done) return await Refuse(begun.Findings);
        var run = services.GetRequiredService<RunImport>();
        var outcome = await run.Check(id, ct);
        if (outcome.Done && !dry)
        {
            var started = await move.Run(u => u.Start(id, ct), ct);
            if (!started.Done) return await Refuse(started.Findings);
            outcome = await run.Run(id, ct);
        }
        if (!outcome.Done) return await Refuse(outcome.Findings);

        var job = (await read.Ask(u => u.Find(id, ct), ct)).Value;
        Console.WriteLine($"{(dry ? "试运行 / dry run" : "导入 / import")}: {job.RowsDone} 行 rows = {job.Created} 新建 created + {job.Updated} 更新 updated + {job.Skipped} 跳过 skipped + {job.Faulty} 有问题 with problems ({(dry ? job.CheckMilliseconds : job.CheckMilliseconds + job.RunMilliseconds) / 1000.0:0.0} s)");
        var problems = (await read.Ask(u => u.Problems(id, null, false, 0, Told, ct), ct)).Value;
        foreach (var p in problems.Items)
            Console.WriteLine($"  {p.Row} 行 row · {p.Column} · {p.Title}: {Bilingual.Say(p.Finding)}");
        if (problems.Next is not null) Console.WriteLine($"  … {job.Problems - Told} 处未列出，见页面 / more on the page /customers/import/{id}");
        return job.Faulty == 0 ? 0 : 1;
    }

    static string Customers(string file) => Texts.All["imports.stage.note", [file.Length > 120 ? file[..120] : file]];

    static async Task<Actor?> Who(IServiceProvider services, string? unit, string? user, CancellationToken ct)
    {
        services.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        var db = services.GetRequiredService<GuijuContext>();
        var units = await db.Set<Unit>().AsNoTracking().Where(u => u.Active && (unit == null || u.Code == unit)).OrderBy(u => u.ParentId == null ? 0 : 1).ThenBy(u => u.Code).ToListAsync(ct);
        if (units.Count == 0) return null;
        if (user is null) return Actor.Program(Door.Import, units[0].Id);
        var id = await db.Set<Account>().AsNoTracking().Where(a => a.UserName == user).Select(a => a.Id).SingleOrDefaultAsync(ct);
        var actor = id == Guid.Empty ? null : await services.GetRequiredService<IActors>().Find(id, ct);
        return actor is null || (unit is not null && actor.UnitId != units[0].Id) ? null : actor with { Door = Door.Import };
    }

    static Task<int> Refuse(IReadOnlyList<Finding> findings) => Bilingual.Refuse(2, [.. findings.Select(Bilingual.Say)]);

    static Task<int> Refuse(string message) => Bilingual.Refuse(2, message);
}
