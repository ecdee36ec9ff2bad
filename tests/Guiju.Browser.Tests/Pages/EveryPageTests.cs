using Deque.AxeCore.Playwright;
using Guiju.Tests.Worlds;

namespace Guiju.Browser.Tests.Pages;

/// <summary>Every page, in both languages and themes, on a desk and on a phone: nothing wider than the screen, no complaint of the browser, no serious finding of axe.</summary>
public class EveryPageTests(Chromium chromium)
{
    static readonly string[] Paths = ["/ui/gallery", "/ui/gallery/forms", "/ui/gallery/paper", "/ui/gallery/bare", "/policies/clauses", "/policies/clauses/D01-1.2b", "/account"];

    public static TheoryData<string, string, int> Looks => new()
    {
        { "zh-CN", "light", 1440 }, { "zh-CN", "dark", 1440 }, { "en", "light", 1440 }, { "en", "dark", 1440 },
        { "zh-CN", "light", 390 }, { "en", "dark", 390 },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task Every_page_stands_in_every_look(string language, string theme, int width)
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await using var visitor = await Visitor.At(world, chromium.Browser, language, theme, width, width < 600 ? 844 : 900);
        await visitor.SignIn("admin");
        List<string> faults = [];
        foreach (var path in Paths)
        {
            var answer = await visitor.Page.GotoAsync(path);
            if (answer!.Status != 200) faults.Add($"{path}: {answer.Status}");
            if (await visitor.Overflows()) faults.Add($"{path}: wider than {width} px");
            var found = await visitor.Page.RunAxe();
            faults.AddRange(found.Violations.Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{path}: {v.Id} {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            faults.AddRange(visitor.Complaints.Select(c => $"{path}: {c}"));
            visitor.Complaints.Clear();
            await visitor.Picture($"{path.Trim('/').Replace('/', '-')}-{language}-{theme}-{width}");
        }
        faults.ShouldBeEmpty();
    }
}
