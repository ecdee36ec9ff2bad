using System.IO.Compression;
using Guiju.Customers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers.Lists;

/// <summary>What the record hides shows nowhere else: one table of who sees which file, asked of every way there is.</summary>
public class LeakTests
{
    const string Own = "本人客户甲", Colleague = "同部客户乙", Other = "别部客户丙", Pool = "公海客户丁", Archived = "归档客户戊";
    const string Phone = "0757-81234567", Mobile = "13912346021";

    // 张三 and 李四 work in 销售一部 under 赵主管, 王五 in 销售二部.
    static readonly Dictionary<string, (string[] Sees, string[] Numbers)> Table = new()
    {
        ["张三"] = ([Own], [Own]),
        ["李四"] = ([Colleague], [Colleague]),
        ["王五"] = ([Other], [Other]),
        ["赵主管"] = ([Own, Colleague], []),
        ["孙总监"] = ([Own, Colleague, Other, Pool], [Own, Colleague, Other, Pool]),
        ["钱信息"] = ([Own, Colleague, Other, Pool], [Own, Colleague, Other, Pool]),
    };

    [Theory, OnBoth]
    public async Task List_count_search_palette_export_print_and_api_show_what_the_scope_holds(Engine engine)
    {
        await using var world = await World.Open(engine);
        void Reachable(Customer f) { f.Calls(Phone); f.Has("刘建国", Mobile); }
        await world.Add((Own, "张三", Reachable), (Colleague, "李四", Reachable), (Other, "王五", Reachable), (Pool, null, Reachable),
            (Archived, "张三", f => { Reachable(f); f.Archive(new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc)); }
        ));
        var all = Table.Values.SelectMany(v => v.Sees).Append(Archived).Distinct().ToList();
        foreach (var (who, (sees, numbers)) in Table)
        {
            using var browser = await world.Browser(who);
            async Task Shows(string path, IEnumerable<string> names, bool archived = false, bool post = false)
            {
                using var answer = await browser.GetAsync(path);
                if (path.Contains("export", StringComparison.Ordinal) && who is "张三" or "李四" or "王五" && path.Contains("export", StringComparison.Ordinal))
                {
                    answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden, $"{who} {path}");
                    return;
                }
                answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, $"{who} {path}: {await answer.Content.ReadAsStringAsync()}");
                var text = await Text(answer);
                foreach (var name in all) text.Contains(name, StringComparison.Ordinal).ShouldBe(names.Contains(name), $"{who} {path} {name}");
                if (numbers.Length == 0) text.ShouldNotContain(Phone, Case.Sensitive, $"{who} {path}");
                if (numbers.Length == 0 || !path.Contains("kind=Person", StringComparison.Ordinal)) text.ShouldNotContain(Mobile, Case.Sensitive, $"{who} {path}");
            }
            await Shows("/customers", sees);
            await Shows("/customers?q=客户", sees);
            await Shows("/customers?q=kehu", sees);
            await Shows("/customers?archived=all", who is "张三" or "赵主管" or "孙总监" or "钱信息" ? sees.Append(Archived) : sees);
            await Shows("/search?q=客户", sees);
            await Shows("/search?kind=Customer&q=客户", sees);
            // A person is a hit of his own with his customer, numbers masked as on the record.
            await Shows("/search?kind=Person&q=刘建国", sees);
            await Shows("/search?kind=Person&q=ljg&owner=" + world.People["王五"], sees.Intersect([Other]));
            await Shows("/search/palette?q=" + Uri.EscapeDataString("客户"), sees);
            await Shows("/api/v1/customers", sees);
            await Shows("/api/v1/customers?q=kehu&sort=-last", sees);
            await Shows("/reports/customers", sees);
            await Shows("/reports/customers/print", sees);
            await Shows("/reports/customer-index/print", sees);
            await Shows("/customers/export?format=csv", sees);
            await Shows("/customers/export?format=xlsx", sees);
            await Shows("/reports/customers/export?format=xlsx", sees);
            // Nobody gets more by naming ids, owners or departments of others.
            await Shows("/api/v1/customers?owner=" + world.People["王五"], sees.Intersect([Other]));
            (await world.Page(who, new(new() { Text = "客户" }))).Count!.Value.Value.ShouldBe(sees.Length, who);
            (await world.Ask<Guiju.Customers.Lists.CountViews, IReadOnlyDictionary<string, Guiju.Customers.Lists.BoundedCount>>(who, u => u.Handle(default))).Value["all"].Value.ShouldBe(sees.Length, who);
            // Digits hidden from the reader find nothing.
            (await world.Page(who, new(new() { Text = "81234567" }))).Count!.Value.Value.ShouldBe(numbers.Length, who);
        }
    }

    static async Task<string> Text(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType?.Contains("spreadsheet", StringComparison.Ordinal) != true)
            return System.Text.RegularExpressions.Regex.Unescape(Escapes(Unmarked(await answer.Content.ReadAsStringAsync())));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var text = "";
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            text += await reader.ReadToEndAsync();
        }
        return text;
    }

    // What was looked for stands marked in the middle of names.
    static string Unmarked(string text) => text.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);

    // JSON writes Chinese as \uXXXX; nothing else of it concerns this test.
    static string Escapes(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\\(?!u[0-9A-Fa-f]{4})", @"\\");
}
