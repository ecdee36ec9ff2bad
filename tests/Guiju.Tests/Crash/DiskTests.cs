using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Tests.Platform.Backup;
using Guiju.Tests.Worlds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Crash;

/// <summary>A disk that takes no more, a folder that cannot be written, a database somebody else holds: said in both languages, nothing lost, mended by itself.</summary>
public class DiskTests
{
    // The kernel refuses to let any file of the process grow beyond this many kB; with the signal ignored the write fails as on a full disk, for every user.
    const int Limit = 3000;

    static readonly string Full = $"trap '' XFSZ; ulimit -S -f {Limit}";

    [Fact]
    public async Task A_disk_that_takes_no_more_is_told_and_nothing_is_lost_and_work_goes_on_when_there_is_room()
    {
        var place = await Databases.Make(Engine.Sqlite);
        var token = await CrashTests.Token(place);
        var acknowledged = new List<Guid>();
        await using (var served = await ServedProgram.Start(place, Full))
        {
            using var client = served.Client(token);
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
            HttpResponseMessage? refused = null;
            for (var i = 0; i < 600 && refused is null; i++)
            {
                var answer = await Open(client, $"满盘{i}有限公司");
                if (answer.StatusCode == HttpStatusCode.Created) acknowledged.Add((await Body(answer)).GetProperty("id").GetGuid());
                else refused = answer;
            }
            refused.ShouldNotBeNull($"{acknowledged.Count} written");
            ((int)refused.StatusCode).ShouldBeOneOf(507, 503);
            var problem = await Body(refused);
            problem.GetProperty("findings")[0].GetProperty("key").GetString().ShouldBeOneOf("platform.storage.full", "platform.storage.broken");
            problem.GetProperty("detail").GetString()!.ShouldContain("没有保存");
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            refused.Headers.RetryAfter.ShouldNotBeNull();
            client.DefaultRequestHeaders.Remove("Accept-Language");
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
            (await Body(await Open(client, "另一家有限公司"))).GetProperty("detail").GetString()!.ShouldContain("not saved");
            // Reading goes on, and an upload too large for the disk leaves nothing behind.
            (await client.GetAsync($"/api/v1/customers/{acknowledged[0]}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var form = new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.4 "u8, .. new byte[Limit * 1100]]), "file", "大.pdf" } };
            using var large = await client.PostAsync($"/api/v1/customers/{acknowledged[0]}/attachments", form, TestContext.Current.CancellationToken);
            ((int)large.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
            if (Directory.Exists(Path.Combine(place.Folder, "files"))) Directory.GetFiles(Path.Combine(place.Folder, "files"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
            // Room again: the same process writes on.
            await served.MakeRoom();
            for (var i = 0; i < 20; i++)
            {
                var answer = await Open(client, $"有地方了{i}有限公司");
                answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                acknowledged.Add((await Body(answer)).GetProperty("id").GetGuid());
            }
        }
        await using var world = await World.Start(place.Folder, place.Postgres);
        (await world.Read(db => db.Set<Customer>().Select(c => c.Id).ToListAsync())).Order().ShouldBe(acknowledged.Order());
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        (await world.Files()).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_gets_a_page_about_it()
    {
        var place = await Databases.Make(Engine.Sqlite);
        await using var world = await World.Start(place.Folder, place.Postgres);
        using var browser = await world.Browser("张三");
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await using (var other = await Hold(new(place.Folder, null)))
        {
            await world.Read(db => db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout = 50"));
            using var answer = await browser.Submit("/account/password", ("current", World.Password), ("password", "another horse 规矩"), ("again", "another horse 规矩"));
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.TextOf()).ShouldContain("数据库正被另一个程序占用");
        }
        using var after = await browser.Get("/account");
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static async Task<SqliteConnection> Hold(DataPlace place)
    {
        var connection = new SqliteConnection($"Data Source={place.SqliteFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_the_start_with_a_sentence()
    {
        var place = await Databases.Make(Engine.Sqlite);
        await CrashTests.Token(place);
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(new DataPlace(place.Folder, null).SqliteFile, TestContext.Current.CancellationToken);
        // Root may write anything; then the program runs in a view of the disk in which the folder is read-only.
        var root = Environment.UserName == "root";
        await Mode(place.Folder, writable: false);
        await using var served = ServedProgram.Launch(place, root ? $"mount --bind -o ro '{place.Folder}' '{place.Folder}' && mount -o remount,bind,ro '{place.Folder}'" : null, inOwnView: root);
        try
        {
            var patience = Stopwatch.StartNew();
            while (!served.Ended && patience.Elapsed < TimeSpan.FromSeconds(60)) await Task.Delay(20, TestContext.Current.CancellationToken);
            served.Ended.ShouldBeTrue(served.Said);
            served.Code.ShouldBe(3, served.Said);
            served.Said.ShouldContain(" / ");
            served.Said.ShouldNotContain("   at ", Case.Sensitive, served.Said);
        }
        finally
        {
            await served.Kill();
            await Mode(place.Folder, writable: true);
        }
        (await File.ReadAllBytesAsync(new DataPlace(place.Folder, null).SqliteFile, TestContext.Current.CancellationToken)).AsSpan().SequenceEqual(before).ShouldBeTrue("nothing was changed");
        await using var again = await ServedProgram.Start(place);
    }

    static async Task Mode(string folder, bool writable)
    {
        using var chmod = Process.Start("chmod", ["-R", writable ? "u+w" : "a-w", folder]);
        await chmod.WaitForExitAsync();
    }

    [Fact]
    public void What_is_the_matter_is_known_by_what_the_system_said()
    {
        StorageTrouble.Of(new DbUpdateException("", new SqliteException("database or disk is full", 13)))!.Key.ShouldBe("platform.storage.full");
        StorageTrouble.Of(new IOException("No space left on device", 28))!.Key.ShouldBe("platform.storage.full");
        StorageTrouble.Of(new SqliteException("readonly", 8))!.Key.ShouldBe("platform.storage.read-only");
        StorageTrouble.Of(new Npgsql.PostgresException("no space left", "ERROR", "ERROR", "53100"))!.Key.ShouldBe("platform.storage.full");
        StorageTrouble.Of(new SqliteException("constraint", 19)).ShouldBeNull();
        StorageTrouble.Of(new IOException("The client reset the request stream.")).ShouldBeNull();
        StorageTrouble.Of(new InvalidOperationException()).ShouldBeNull();
    }

    static Task<HttpResponseMessage> Open(HttpClient client, string name) => client.PostAsJsonAsync("/api/v1/customers", new { name, roles = (string[])["buyer"], demand = new string('需', 200) });

    static async Task<JsonElement> Body(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
