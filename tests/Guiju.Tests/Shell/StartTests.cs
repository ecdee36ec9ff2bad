using System.Net;
using System.Net.Sockets;
using Guiju.Platform.Data;
using Guiju.Shell;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Shell;

/// <summary>Every start that cannot be ends with a sentence that says what, where, why and what to do, in both languages, and a code that is not 0.</summary>
[Collection(nameof(Spoken))]
public class StartTests
{
    static Task<(int Code, string Said, string Wrong)> Run(params string[] args) => Spoken.By(() => CommandLine.Invoke(args));

    static async Task<string> Refused(int code, params string[] args)
    {
        var (answer, _, wrong) = await Run(args);
        answer.ShouldBe(code);
        wrong.ShouldContain(" / ", Case.Sensitive, "both languages");
        wrong.ShouldNotContain("   at ", Case.Sensitive, "no trace");
        return wrong;
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (folder, _) = await Databases.MakeEmpty(Engine.Sqlite);
        var said = await Refused(6, $"--GUIJU_DATA={folder}", "--Guiju:Demo=false", $"--urls=http://127.0.0.1:{port}", "--ConnectionStrings:Guiju=", "--applicationName=Guiju");
        said.ShouldContain($"http://127.0.0.1:{port}");
        said.ShouldContain("已被另一个程序占用");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_is_named()
    {
        var file = Path.GetTempFileName();
        (await Refused(3, $"--GUIJU_DATA={file}/data", "--ConnectionStrings:Guiju=")).ShouldContain("GUIJU_DATA");
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var (folder, _) = await Databases.MakeEmpty(Engine.Sqlite);
        Directory.CreateDirectory(folder);
        var file = new DataPlace(folder, null).SqliteFile;
        await File.WriteAllTextAsync(file, new string('规', 5000), TestContext.Current.CancellationToken);
        (await Refused(3, $"--GUIJU_DATA={folder}", "--ConnectionStrings:Guiju=")).ShouldContain(file);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldStartWith("规规");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=9;Username=guiju;Password=geheim;Timeout=3", "127.0.0.1:9")]
    [InlineData("Host=localhost;Colour=blue", "ConnectionStrings__Guiju")]
    public async Task A_database_that_cannot_be_reached_is_named_without_its_password(string connection, string named)
    {
        var (folder, _) = await Databases.MakeEmpty(Engine.Sqlite);
        var said = await Refused(3, $"--GUIJU_DATA={folder}", $"--ConnectionStrings:Guiju={connection}");
        said.ShouldContain(named);
        said.ShouldNotContain("geheim");
    }

    [Theory, OnBoth]
    public async Task A_database_newer_than_the_program_is_left_as_it_is(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Read(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0')"""));
        var (folder, postgres) = world.Place;
        (await Refused(3, $"--GUIJU_DATA={folder}", $"--ConnectionStrings:Guiju={postgres}")).ShouldContain("29990101000000_Later");
        // And readiness turns red where it happens under a running program.
        (await world.Browser().Get("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.Browser().Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBoth]
    public async Task The_probes_are_open_to_anyone_and_say_one_word(Engine engine)
    {
        await using var world = await World.Open(engine);
        await using var empty = await World.Empty(engine);
        foreach (var place in (World[])[world, empty])
            foreach (var path in (string[])["/health/live", "/health/ready"])
            {
                using var answer = await place.Browser().Get(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Healthy");
            }
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        using var browser = new HttpClient { BaseAddress = world.Address };
        using var answer = await browser.GetAsync("/health/live", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("sede")]
    [InlineData("user", "remove", "li")]
    [InlineData("migrate", "--force")]
    public async Task A_verb_that_is_not_there_does_nothing_and_says_which_are(params string[] args) => (await Refused(2, args)).ShouldContain("没有做任何事");

    [Theory]
    [InlineData("serve"), InlineData("migrate"), InlineData("seed"), InlineData("user"), InlineData("user", "add"), InlineData("user", "reset"), InlineData("import"), InlineData("verify"), InlineData("reindex"), InlineData("backup"), InlineData("restore"), InlineData("drill")]
    public async Task Every_verb_explains_itself(params string[] verb)
    {
        var (code, said, _) = await Run([.. verb, "--help"]);
        code.ShouldBe(0);
        said.ShouldContain("/ ");
        (await Run("--help")).Said.ShouldContain(verb[0]);
    }
}
