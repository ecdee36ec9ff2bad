using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Import;

/// <summary>Short ways through an import, step by step and without the background.</summary>
static class Importing
{
    public const string Clerk = "钱信息";

    public static async Task<Outcome<Guid>> Upload(this World world, string who, string name, byte[] bytes)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(await world.Actor_(who));
        return await scope.ServiceProvider.GetRequiredService<UploadImport>().Take(name, new MemoryStream(bytes), null, default);
    }

    public static Task<Outcome<Guid>> Upload(this World world, string who, string csv) => world.Upload(who, "客户.csv", Encoding.UTF8.GetBytes(csv));

    public static async Task<ImportView> Job(this World world, string who, Guid id) => (await world.Ask<ReadImports, ImportView>(who, u => u.Find(id, default))).Value;

    public static async Task<ImportView> Check(this World world, string who, Guid id, Func<ImportPlan, ImportPlan>? want = null)
    {
        var plan = (await world.Job(who, id)).Plan;
        var begun = await world.Do<MoveImport, Guid>(who, u => u.Check(id, want?.Invoke(plan) ?? plan, default));
        begun.Findings.Select(f => f.Key).ShouldBeEmpty();
        await world.Services.GetRequiredService<RunImport>().Check(id, default);
        return await world.Job(who, id);
    }

    public static async Task<ImportView> Run(this World world, string who, Guid id)
    {
        (await world.Do<MoveImport, Guid>(who, u => u.Start(id, default))).Done.ShouldBeTrue();
        await world.Services.GetRequiredService<RunImport>().Run(id, default);
        return await world.Job(who, id);
    }

    /// <summary>Uploads, checks and runs; what the check foresaw must be what the run did.</summary>
    public static async Task<ImportView> Import(this World world, string who, string csv, Func<ImportPlan, ImportPlan>? want = null)
    {
        var id = (await world.Upload(who, csv)).Value;
        var foreseen = await world.Check(who, id, want);
        var done = await world.Run(who, id);
        done.State.ShouldBe(ImportState.Done);
        done.Counts().ShouldBe(foreseen.Counts(), "the check foresees the run");
        (done.Created + done.Updated + done.Skipped + done.Faulty).ShouldBe(done.Rows);
        done.RowsDone.ShouldBe(done.Rows);
        return done;
    }

    /// <summary>Brings in rows of a kind; what the check foresaw must be what the run did.</summary>
    public static async Task<ImportView> Bring(this World world, string who, string kind, string csv, Func<ImportPlan, ImportPlan>? want = null)
    {
        var id = (await world.Upload(who, "文件.csv", Encoding.UTF8.GetBytes(csv), kind)).Value;
        var foreseen = await world.Check(who, id, want);
        var done = await world.Run(who, id);
        done.State.ShouldBe(ImportState.Done);
        done.Counts().ShouldBe(foreseen.Counts(), "the check foresees the run");
        (done.Created + done.Updated + done.Skipped + done.Faulty).ShouldBe(done.Rows);
        return done;
    }

    public static async Task<Outcome<Guid>> Upload(this World world, string who, string name, byte[] bytes, string? kind, string? sheet = null)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(await world.Actor_(who));
        return await scope.ServiceProvider.GetRequiredService<UploadImport>().Take(name, new MemoryStream(bytes), sheet, kind, default);
    }

    /// <summary>Takes an import back.</summary>
    public static async Task<ImportView> TakeBack(this World world, string who, Guid id)
    {
        (await world.Do<MoveImport, Guid>(who, u => u.Undo(id, default))).Findings.ShouldBeEmpty();
        await world.Services.GetRequiredService<RunImport>().Undo(id, default);
        return await world.Job(who, id);
    }

    /// <summary>Keys of what was told, by row.</summary>
    public static async Task<IReadOnlyList<(int Row, string Key)>> Told(this World world, string who, Guid id) => [.. (await world.Problems(who, id)).Select(p => (p.Row, p.Finding.Key))];

    /// <summary>Created, updated, skipped, faulty.</summary>
    public static (int, int, int, int) Counts(this ImportView job) => (job.Created, job.Updated, job.Skipped, job.Faulty);

    public static async Task<IReadOnlyList<ProblemView>> Problems(this World world, string who, Guid id) =>
        (await world.Ask<ReadImports, ProblemPage>(who, u => u.Problems(id, null, false, 0, 200, default))).Value.Items;

    public static Task<Customer> Customer(this World world, string name) =>
        world.Read(db => db.Set<Customer>().AsNoTracking().Include(c => c.Roles).Include(c => c.Contacts).SingleAsync(c => c.Name == name));

    public static Task<int> Customers(this World world) => world.Read(db => db.Set<Customer>().CountAsync());

    public static Task<string> Text(this HttpClient browser, string path) => browser.GetStringAsync(path);

    public static Task<byte[]> Bytes(this HttpClient browser, string path) => browser.GetByteArrayAsync(path);

    public static Task<JsonElement> Json(this HttpClient browser, string path) => browser.GetFromJsonAsync<JsonElement>(path);

    public static Task<HttpResponseMessage> Send(this HttpClient browser, string path, HttpContent? content) => browser.PostAsync(path, content);

    public static Task<string> Words(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    public static Task<byte[]> Data(this HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync();

    public static Task Wait(int milliseconds) => Task.Delay(milliseconds);

    public static Task Write(string path, string text) => File.WriteAllTextAsync(path, text);

    /// <summary>Made-up companies, each with a valid credit code of its own.</summary>
    public static string Made(int rows, int from = 0)
    {
        var csv = new StringBuilder("客户名称,统一社会信用代码,联系电话,城市,联系人,行业\n");
        for (var i = from; i < from + rows; i++)
            csv.Append(Name(i)).Append(',').Append(Code(i)).Append(",0731-8").Append((1000000 + i).ToString("0000000", System.Globalization.CultureInfo.InvariantCulture)).Append(",长沙,").Append("王李张刘陈"[i % 5]).Append("经理,机械制造\n");
        return csv.ToString();
    }

    public static string Name(int i)
    {
        const string first = "恒岳兴远瑞华中天宏达金石磐康嘉禾锦川同泰", trade = "机械建材矿业陶瓷水泥钢铁电子化工物流食品";
        return $"{"长株潭衡岳常"[i % 6]}城{first[i / 6 % 20]}{first[i / 120 % 20]}{first[i / 2400 % 20]}{trade.AsSpan(i % 10 * 2, 2)}有限公司";
    }

    static string Code(int i)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        var code = "91430100" + (100000000 + i * 7).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var sum = code.Select((c, n) => alphabet.IndexOf(c) * weights[n]).Sum();
        return code + alphabet[(31 - sum % 31) % 31];
    }
}
