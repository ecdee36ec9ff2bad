using System.CommandLine;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Guiju.Shell.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guiju.Shell;

/// <summary>The verbs of the program: serve (the default), migrate, verify and those that features add.</summary>
static class CommandLine
{
    /// <summary>A verb of a feature: its command, and what it does with the built program.</summary>
    public static async Task<int> Invoke(string[] args)
    {
        var root = new RootCommand("Guiju 规矩") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((_, ct) => Serve(args, ct));

        var serve = new Command("serve", "启动服务 / Serve the program") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((_, ct) => Serve([.. args.Where(a => a != "serve")], ct));
        root.Add(serve);

        var check = new Option<string?>("--check") { Description = "sqlite | postgres: 只检查有没有缺的迁移 / only check that no migration is missing" };
        var migrate = new Command("migrate", "创建或升级数据库 / Create or migrate the database") { check };
        migrate.SetAction((parse, ct) => parse.GetValue(check) is { } engine ? Task.FromResult(CheckMigrations(engine)) : With(args, _ => Task.FromResult(0), ct));
        root.Add(migrate);

        var verify = new Command("verify", "核对审计链 / Verify the audit chains");
        verify.SetAction((_, ct) => With(args, services => Verify(services, ct), ct));
        root.Add(verify);

        var seed = new Command("seed", "在空数据库里建演示集团 / Make the demo group in an empty database");
        seed.SetAction((_, ct) => With(args, async services =>
        {
            var made = await DemoSeed.Make(services, ct);
            Console.WriteLine(made ? "演示集团已建好 / the demo group is made" : "已有公司，没有改动 / there is a company already; nothing was changed");
            return made ? 0 : 5;
        }, ct));
        root.Add(seed);

        foreach (var verb in Verbs.All) root.Add(verb(args));
        return await root.Parse(args).InvokeAsync();
    }

    static async Task<int> Serve(string[] args, CancellationToken ct)
    {
        var app = WebApplication.CreateBuilder(args).AddGuiju().Build();
        // Making the model of the tables is a third of a start: routes are mapped beside it.
        var prepared = Task.Run(() => Prepare(app.Services, ct), ct);
        app.UseGuiju();
        try
        {
            await prepared;
        }
        catch (DatabaseUnusableException e) when (!IsHosted(app))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 3;
        }
        var demo = app.Configuration.GetValue<bool>("Guiju:Demo");
        if (demo) await DemoSeed.Make(app.Services, ct);
        app.Lifetime.ApplicationStarted.Register(() => Greet(app, demo));
        WarmUp.After(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Whether a test holds the program, which wants the exception itself.</summary>
    static bool IsHosted(WebApplication app) => app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>()?.GetType().Name == "TestServer";

    static void Greet(WebApplication app, bool demo)
    {
        Console.WriteLine($"规矩 Guiju: {string.Join(" ", app.Urls)}");
        if (demo) Console.WriteLine($"演示账号 / demo sign-in: zhou (主管), chen (营销人员), qian (信息员), liang (总监), admin (管理员) · 密码 / password: {DemoGroup.Password}");
    }

    /// <summary>Builds the program without serving it, brings the database up and does something with it.</summary>
    public static async Task<int> With(string[] args, Func<IServiceProvider, Task<int>> act, CancellationToken ct)
    {
        _ = args;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.AddGuiju().Build();
        try
        {
            await Prepare(app.Services, ct);
            return await act(app.Services);
        }
        catch (DatabaseUnusableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 3;
        }
    }

    static Task Prepare(IServiceProvider services, CancellationToken ct) => DatabaseStart.Prepare(services, ct);

    static int CheckMigrations(string engine)
    {
        var factory = new DesignTime();
        using GuijuContext db = engine switch
        {
            "sqlite" => ((IDesignTimeDbContextFactory<SqliteGuijuContext>)factory).CreateDbContext([]),
            "postgres" => ((IDesignTimeDbContextFactory<PostgresGuijuContext>)factory).CreateDbContext([]),
            _ => throw new ArgumentException("sqlite | postgres", nameof(engine)),
        };
        if (!db.Database.HasPendingModelChanges()) return 0;
        Console.Error.WriteLine($"The model has changes that no {engine} migration brings: run ./migrations add NAME.");
        return 1;
    }

    static async Task<int> Verify(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var verdicts = await AuditTrail.Verify(scope.ServiceProvider.GetRequiredService<GuijuContext>(), ct);
        foreach (var v in verdicts)
            Console.WriteLine(v.BrokenAt is { } at ? $"{v.Unit}: 第 {at} 条起断链 / broken at entry {at}" : $"{v.Unit}: {v.Entries} 条，完整 / entries, whole");
        return verdicts.All(v => v.BrokenAt is null) ? 0 : 4;
    }
}
