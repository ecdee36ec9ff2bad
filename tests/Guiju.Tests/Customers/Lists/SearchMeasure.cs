using System.Diagnostics;
using System.IO.Compression;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Search;
using Guiju.FollowUp;
using Guiju.Platform.Data;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Lists;

/// <summary>
/// Measures searching among very many records; no test of every run. <c>GUIJU_MEASURE</c> is a folder with <c>brands_usable.txt.gz</c> and
/// <c>trade_words.csv</c> (parts of company names), <c>GUIJU_MEASURE_FILES</c> the number of customers; each has one interaction.
/// </summary>
public class SearchMeasure(ITestOutputHelper output)
{
    [Theory, OnBoth]
    public async Task Searching_among_very_many(Engine engine)
    {
        var folder = Environment.GetEnvironmentVariable("GUIJU_MEASURE") ?? "";
        Assert.SkipWhen(folder.Length == 0, "set GUIJU_MEASURE to measure");
        var files = int.Parse(Environment.GetEnvironmentVariable("GUIJU_MEASURE_FILES") ?? "100000", System.Globalization.CultureInfo.InvariantCulture);
        using var zipped = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "brands_usable.txt.gz")), CompressionMode.Decompress));
        var brands = (await zipped.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var trades = (await File.ReadAllLinesAsync(Path.Combine(folder, "trade_words.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(l => l.Split(',')[0]).Where(w => w.Length > 0).Concat(Enumerable.Repeat("科技", 400)).ToArray();
        string[] places = ["杭州", "北京", "上海", "深圳", "广州", "佛山", "东莞", "长沙", "重庆", "成都", "武汉", "苏州", "厦门", "宁波", "青岛", "济南"];
        string[] notes = ["来电询价，寄样品两件", "客户反映交期太长，要求月底前发货", "谈年度供货合同，价格待定", "对账完毕，下周付款", "参观工厂，确认热处理工艺"];
        await using var world = await World.Open(engine);
        var (random, watch) = (new Random(1), Stopwatch.StartNew());
        string[] owners = ["张三", "李四", "王五"];
        for (var from = 1; from <= files; from += 5000)
            await world.Write(async (db, _) =>
            {
                await db.Take("customer.serial", Math.Min(5000, files - from + 1), default);
                for (var serial = from; serial < Math.Min(from + 5000, files + 1); serial++)
                {
                    // One in five hundred is somebody's own, the rest lies in the pool.
                    var owner = serial % 500 == 0 ? world.People[owners[serial / 500 % 3]] : (Guid?)null;
                    var name = $"{places[random.Next(places.Length)]}{brands[random.Next(brands.Length)]}{trades[random.Next(trades.Length)]}有限公司";
                    var file = new Customer(world.Unit, serial, $"C{serial:0000000}", name, owner, null, new(2025, 6, 1));
                    file.TakeRole(RoleKind.Buyer);
                    file.Has("刘建国", $"139{random.Next(100_000_000):00000000}");
                    db.AddFresh(file);
                    var said = new Interaction(world.Unit, file.Id, name, world.People["张三"], "张三");
                    said.Tell(Guiju.FollowUp.Contracts.ContactMode.Call, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(serial), null, null, notes[random.Next(notes.Length)] + (serial % 9973 == 0 ? "，谈到锆球磨损" : ""), null);
                    db.AddFresh(said);
                }
            });
        output.WriteLine($"{engine}: {files} files, {watch.Elapsed.TotalSeconds:0} s to write");
        if (engine == Engine.Postgres) await world.Read(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        foreach (var who in (string[])["钱信息", "张三"])
            foreach (var text in (string[])["科技", "hzkj", "hz科技", "13912", "样品", "寄样品两件", "锆球磨损", "科计", "杭州科计有限公司", "hauwei", "13912345678"])
            {
                foreach (var (what, act) in new (string, Func<Task>)[] { ("palette", () => world.Ask<FindCustomers, IReadOnlyList<FindCustomers.Hit>>(who, u => u.Handle(text, 8, default))),
                    ("all, counted", () => world.Ask<SearchEverywhere, SearchAnswer>(who, u => u.Handle(new(text, Size: 5), default))), ("interactions", () => world.Ask<SearchEverywhere, SearchAnswer>(who, u => u.Handle(new(text, FoundKind.Activity, Count: false), default))),
                    ("suggestions", () => world.As(world.Actor_(who).GetAwaiter().GetResult(), s => new NearSearches(s.GetRequiredService<GuijuContext>(), s.GetRequiredService<Guiju.Platform.Security.CurrentActor>()).Of(Guiju.Platform.Search.SearchQuery.Parse(text), default))) })
                {
                    List<double> times = [];
                    for (var i = 0; i < 7; i++)
                    {
                        watch.Restart();
                        await act();
                        if (i > 1) times.Add(watch.Elapsed.TotalMilliseconds);
                    }
                    times.Sort();
                    output.WriteLine($"{engine} {who} {text} {what}: least {times[0]:0.0} ms, p50 {times[2]:0.0} ms, most {times[4]:0.0} ms");
                }
            }
    }
}
