using System.Net;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Guiju.Tests.Worlds;

/// <summary>
/// The whole program over a database of its own, at a time the test chooses, with a small company in it:
/// 华南公司 with 销售一部 (主管 赵主管; 张三, 李四) and 销售二部 (王五), 信息员 钱信息, 总监 孙总监, 管理员 admin.
/// </summary>
public sealed class World : IAsyncDisposable
{
    /// <summary>Password of every account here.</summary>
    public const string Password = "correct horse 规矩";

    // Binding the routes takes longer than all else a world needs to start: one table for all of them.
    static readonly RouteTable routes = new();

    readonly WebApplicationFactory<Program> factory;

    World(WebApplicationFactory<Program> factory, FakeTimeProvider time) => (this.factory, Time) = (factory, time);

    /// <summary>The clock; 2025-06-10 09:00 in the company's zone at the start.</summary>
    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => factory.Services;

    public CompanyClock Clock => Services.GetRequiredService<CompanyClock>();

    /// <summary>People by name.</summary>
    public IReadOnlyDictionary<string, Guid> People { get; private set; } = new Dictionary<string, Guid>();

    public Guid Unit { get; private set; }

    /// <summary>Opens a world of its own.</summary>
    public static async Task<World> Open(Engine engine)
    {
        var (folder, postgres) = await Databases.Make(engine);
        return await Start(folder, postgres);
    }

    /// <summary>Opens a world that serves over a real port of this machine, for a real browser.</summary>
    public static async Task<World> Serve(Engine engine)
    {
        var (folder, postgres) = await Databases.Make(engine);
        return await Start(folder, postgres, true);
    }

    /// <summary>Address it serves at, where it does.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    /// <summary>Opens a world over an empty database: nobody has set the program up yet.</summary>
    public static async Task<World> Empty(Engine engine)
    {
        var (folder, postgres) = await Databases.MakeEmpty(engine);
        return Boot(folder, postgres);
    }

    internal static async Task<World> Found(Engine engine, string folder, string? postgres)
    {
        _ = engine;
        var world = Boot(folder, postgres);
        await world.Do<FoundCompany, FoundCompany.Founded>(Actor.Program(Door.CommandLine), u => u.Handle(new("华南公司", "admin", "admin", Password), default));
        await world.Write(async (db, services) =>
        {
            var unit = db.Set<Unit>().Single();
            var roles = db.Set<Role>().ToDictionary(r => r.Key, r => r.Id);
            var one = new Department(unit.Id, "销售一部", null);
            var two = new Department(unit.Id, "销售二部", null);
            var information = new Department(unit.Id, "信息部", null);
            db.AddRange(one, two, information);
            var director = new Person(unit.Id, "孙总监", null, "市场营销总监");
            director.Grant([roles["director"]]);
            var supervisor = new Person(unit.Id, "赵主管", one.Id, "销售主管", director.Id);
            supervisor.Grant([roles["supervisor"]]);
            var clerk = new Person(unit.Id, "钱信息", information.Id, "信息员", director.Id);
            clerk.Grant([roles["clerk"]]);
            var sellers = new[] { ("张三", one), ("李四", one), ("王五", two) }.Select(s =>
            {
                var seller = new Person(unit.Id, s.Item1, s.Item2.Id, "营销人员", s.Item2 == one ? supervisor.Id : director.Id);
                seller.Grant([roles["salesperson"]]);
                return seller;
            }).ToList();
            db.AddRange([director, supervisor, clerk, .. sellers]);
            await db.SaveChangesAsync();
            var accounts = services.GetRequiredService<UserManager<Account>>();
            foreach (var person in (Person[])[director, supervisor, clerk, .. sellers])
                (await accounts.CreateAsync(new Account { Id = person.Id, UserName = person.Name }, Password)).Succeeded.ShouldBeTrue();
        });
        return world;
    }

    /// <summary>Where its data are.</summary>
    internal (string Folder, string? Postgres) Place { get; private init; }

    /// <summary>Opens a world over a database nobody has set up yet.</summary>
    internal static World On(string folder, string? postgres) => Boot(folder, postgres);

    /// <summary>Opens a world over a database that is there, as the demo where it is to be one.</summary>
    internal static async Task<World> Start(string folder, string? postgres, bool overPort = false, bool demo = false)
    {
        var world = Boot(folder, postgres, overPort, demo);
        await world.Read(db =>
        {
            world.People = db.Set<Person>().ToDictionary(p => p.Name, p => p.Id);
            world.Unit = db.Set<Unit>().OrderBy(u => u.Code).Select(u => u.Id).First();
            return Task.FromResult(0);
        });
        return world;
    }

    static World Boot(string folder, string? postgres, bool overPort = false, bool demo = false)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 6, 10, 9, 0, 0, TimeSpan.FromHours(8)));
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("GUIJU_DATA", folder);
            host.UseSetting("ConnectionStrings:Guiju", postgres ?? "");
            host.UseSetting("Guiju:Demo", demo ? "true" : "false");
            // Tests sweep when they want to, not when they happen to move the clock.
            host.UseSetting("Jobs:Daily", "false");
            // Their clock stands still: figures kept for seconds would be kept for ever.
            host.UseSetting("Pages:FiguresFor", "0");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            host.ConfigureServices(services => services.AddSingleton<TimeProvider>(time).AddSingleton(routes)
                // Thousands of sign-ins with a password everybody knows: what makes guessing dear is the framework's, and stays as it is elsewhere.
                .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1));
        });
        if (overPort)
        {
            factory.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            factory.StartServer();
        }
        else
        {
            _ = factory.Server;
        }
        return new(factory, time) { Place = (folder, postgres) };
    }

    /// <summary>Sets the clock to a time of the company's clocks.</summary>
    public void SetTime(int year, int month, int day, int hour = 9, int minute = 0, int second = 0) =>
        Time.AdjustTime(new DateTimeOffset(Clock.Utc(new DateTime(year, month, day, hour, minute, second)), TimeSpan.Zero));

    /// <summary>The actor of a person.</summary>
    public async Task<Actor> Actor_(string name, Door door = Door.Page)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IActors>().Find(People[name], default))! with { Door = door };
    }

    /// <summary>Runs a use case as somebody, through the door.</summary>
    public async Task<Outcome<R>> Do<T, R>(string name, Func<T, Task<Outcome<R>>> act) where T : notnull => await Do(await Actor_(name), act);

    /// <summary>Runs a use case as an actor, through the door.</summary>
    public async Task<Outcome<R>> Do<T, R>(Actor actor, Func<T, Task<Outcome<R>>> act) where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return await scope.ServiceProvider.GetRequiredService<UseCase<T>>().Run(act, default);
    }

    /// <summary>Asks a reading use case as somebody, through the door.</summary>
    public async Task<Outcome<R>> Ask<T, R>(string name, Func<T, Task<Outcome<R>>> question) where T : notnull
    {
        var actor = await Actor_(name);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return await scope.ServiceProvider.GetRequiredService<UseCase<T>>().Ask(question, default);
    }

    /// <summary>Looks into the database.</summary>
    public async Task<R> Read<R>(Func<GuijuContext, Task<R>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        return await look(scope.ServiceProvider.GetRequiredService<GuijuContext>());
    }

    /// <summary>Arranges the database directly, in a transaction.</summary>
    public async Task Write(Func<GuijuContext, IServiceProvider, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.Act = "Arrange";
        await using var transaction = await db.Database.BeginTransactionAsync();
        await change(db, scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Works with the program's own parts as somebody, in a transaction: for contracts no use case calls yet.</summary>
    public async Task As(Actor actor, Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.Act = "Arrange";
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work(scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Counts the questions to this world's database from now on.</summary>
    public async Task<Questions> CountQuestions() => new(await Read(db => Task.FromResult(db.Database.GetDbConnection().ConnectionString)));

    /// <summary>A browser that is not signed in.</summary>
    public HttpClient Browser() => factory.CreateClient(new() { AllowAutoRedirect = false });

    /// <summary>A browser somebody signed in with.</summary>
    public async Task<HttpClient> Browser(string name)
    {
        var browser = Browser();
        using var form = new FormUrlEncodedContent([new("userName", name), new("password", Password)]);
        using var answer = await browser.PostAsync("/sign-in", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, $"{name} signs in");
        return browser;
    }

    /// <summary>Asks another node with the session cookie of a browser signed in here.</summary>
    internal static async Task<HttpResponseMessage> Carry(HttpClient browser, World other, string path = "/account")
    {
        using var probe = await browser.GetAsync(path);
        var cookie = probe.RequestMessage!.Headers.GetValues("Cookie");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await other.Browser().SendAsync(request);
    }

    public async ValueTask DisposeAsync() => await factory.DisposeAsync();
}
