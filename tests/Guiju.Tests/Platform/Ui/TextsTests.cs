using System.Reflection;
using System.Text.RegularExpressions;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Platform.Ui;

/// <summary>Every text asked for is there in both languages; every text there is asked for.</summary>
public partial class TextsTests
{
    static readonly IReadOnlyList<(string File, string Text)> Sources =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor" && !Generated().IsMatch(f.Replace('\\', '/')))
            .Select(f => (Path.GetRelativePath(Repository.Root, f), File.ReadAllText(f)))];

    static IReadOnlyDictionary<string, Texts.Pair> Pairs => Texts.All.Pairs;

    [GeneratedRegex("/(bin|obj|node_modules|Migrations)/")]
    private static partial Regex Generated();

    // T["key"], Texts.All["key"], texts["key", …
    [GeneratedRegex("""\b(?:T|Texts\.All|texts)\["([a-z][\w-]*(?:\.[\w-]+)+)"[,\]]""")]
    private static partial Regex Indexed();

    // new Finding("key", new NavItem("key", new QuickAction("key"
    [GeneratedRegex("""new (?:Finding|NavItem|QuickAction)\("([a-z][\w.-]*)"[,)]""")]
    private static partial Regex Constructed();

    // $"prefix.{value}.suffix": the value stands for anything without a dot.
    [GeneratedRegex("""\$"([a-z][\w.-]*\.\{[^"]*)"?""")]
    private static partial Regex Built();

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [Fact]
    public void Every_text_asked_for_is_there() =>
        Sources.SelectMany(s => Indexed().Matches(s.Text).Concat(Constructed().Matches(s.Text)).Select(m => (s.File, Key: m.Groups[1].Value)))
            .Where(u => !Pairs.ContainsKey(u.Key)).Select(u => $"{u.File}: {u.Key} is in no Texts.json").Distinct().ShouldBeEmpty();

    [Fact]
    public void Every_text_there_is_asked_for()
    {
        var whole = string.Concat(Sources.Select(s => s.Text));
        var literals = Regex.Matches(whole, "\"([a-z][\\w-]*(?:\\.[\\w-]+)+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        var built = Built().Matches(whole).Select(m => m.Groups[1].Value).Distinct()
            .Select(p => new Regex("^" + string.Join(@"[^.]+", Regex.Split(p, @"\{[^}]*\}").Select(Regex.Escape)) + "$")).ToList();
        Pairs.Keys.Where(k => !k.StartsWith("enum.", StringComparison.Ordinal) && !k.StartsWith("permission.", StringComparison.Ordinal) && !literals.Contains(k) && !built.Any(b => b.IsMatch(k)))
            .Select(k => $"{k}: nothing asks for this text; delete it").Order().ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_is_Chinese_in_Chinese_and_not_in_English()
    {
        List<string> faults = [];
        foreach (var (key, (zh, en)) in Pairs)
        {
            if (string.IsNullOrWhiteSpace(zh) || string.IsNullOrWhiteSpace(en)) faults.Add($"{key}: one wording is empty");
            // Figures, units and codes read the same in both.
            else if (zh != en && Regex.IsMatch(zh, "[A-Za-z]{2}") && !Chinese().IsMatch(zh)) faults.Add($"{key}: '{zh}' is not Chinese");
            else if (zh == en && Regex.IsMatch(en, "[A-Za-z]{3}") && !Same.Contains(en)) faults.Add($"{key}: '{en}' is the same in both languages");
            if (Chinese().IsMatch(Quoted().Replace(en ?? "", ""))) faults.Add($"{key}: '{en}' is not English");
        }
        faults.ShouldBeEmpty();
    }

    // Chinese in quotation marks or brackets inside an English sentence names something by its own name; so does a unit people type.
    [GeneratedRegex("""“[^”]*”|《[^》]*》|\([^)]*\)|"[^"]*"|'[^']*'|「[^」]*」|万元|万美元""")]
    private static partial Regex Quoted();

    /// <summary>Words both languages write alike.</summary>
    static readonly HashSet<string> Same = ["Excel", "CSV", "API", "English", "QQ", "IP"];

    [Fact]
    public void Both_wordings_take_the_same_values() =>
        Pairs.Where(p => !Places(p.Value.Zh).SetEquals(Places(p.Value.En))).Select(p => $"{p.Key}: '{p.Value.Zh}' and '{p.Value.En}' hold different places").ShouldBeEmpty();

    static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    [Fact]
    public void Every_kind_with_a_text_has_one_for_each_of_its_values()
    {
        var kinds = new[] { typeof(Texts).Assembly, typeof(Guiju.Rulebook.Findings.Finding).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t.IsEnum).ToLookup(t => t.Name);
        var keys = Pairs.Keys.Where(k => k.StartsWith("enum.", StringComparison.Ordinal)).Select(k => k.Split('.')).ToList();
        List<string> faults = [.. keys.Where(k => k.Length != 3 || !kinds[k[1]].Any(t => Enum.IsDefined(t, k[2]))).Select(k => $"{string.Join('.', k)}: no such value")];
        foreach (var kind in keys.Select(k => k[1]).Distinct())
            faults.AddRange(kinds[kind].SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => $"enum.{kind}.{f.Name}")
                .Where(k => !Pairs.ContainsKey(k)).Select(k => $"{k} is missing"));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_permission_has_a_text_and_nothing_else_has() =>
        Pairs.Keys.Where(k => k.StartsWith("permission.", StringComparison.Ordinal)).ShouldBe(Permission.All.Select(p => $"permission.{p}"), ignoreOrder: true);
}
