using System.Text.RegularExpressions;

namespace Guiju.Policies;

/// <summary>
/// Where the sources cite clauses, found by their text: <c>[Clause("…")]</c> on code and tests, and ids as strings, as
/// findings carry them. A test counts only by the attribute.
/// </summary>
/// <param name="Code">Files of the program by clause id, relative to the repository, sorted.</param>
/// <param name="Tests">Tests by clause id, <c>Class.Method</c> or the class for all its methods, sorted.</param>
/// <param name="All">Every id cited anywhere with the files that cite it.</param>
public sealed partial record ClauseCitations(
    IReadOnlyDictionary<string, SortedSet<string>> Code,
    IReadOnlyDictionary<string, SortedSet<string>> Tests,
    IReadOnlyDictionary<string, SortedSet<string>> All)
{
    /// <summary>No citations: where the sources are not at hand.</summary>
    public static ClauseCitations None { get; } = new(Empty(), Empty(), Empty());

    /// <summary>Reads the sources below a repository's <c>src</c> and <c>tests</c>.</summary>
    public static ClauseCitations In(string repository)
    {
        var (code, tests, all) = (Empty(), Empty(), Empty());
        foreach (var (path, text) in Sources(repository, "src"))
            foreach (Match match in Cited().Matches(text))
            {
                Add(code, match.Groups["id"].Value, path);
                Add(all, match.Groups["id"].Value, path);
            }
        foreach (var (path, text) in Sources(repository, "tests"))
        {
            foreach (Match match in Cited().Matches(text))
                Add(all, match.Groups["id"].Value, path);
            foreach (var (id, test) in TestsIn(text))
                Add(tests, id, test);
        }
        return new(code, tests, all);
    }

    /// <summary>Tests of a source file with the clauses they name.</summary>
    internal static IEnumerable<(string Id, string Test)> TestsIn(string text)
    {
        var type = "";
        var waiting = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                continue;
            waiting.AddRange(Attribute().Matches(line).Select(m => m.Groups["id"].Value));
            string? named = null;
            if (Type().Match(line) is { Success: true } declared)
                named = type = declared.Groups["name"].Value;
            else if (Method().Match(line) is { Success: true } method)
                named = $"{type}.{method.Groups["name"].Value}";
            if (named is null)
                continue;
            foreach (var id in waiting)
                yield return (id, named);
            waiting.Clear();
        }
    }

    static IEnumerable<(string Path, string Text)> Sources(string repository, string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(repository, folder), "*", SearchOption.AllDirectories)
        where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
        let path = Path.GetRelativePath(repository, file).Replace('\\', '/')
        where !path.Split('/').Any(p => p is "bin" or "obj" or "node_modules" or "Migrations")
        orderby path
        select (path, File.ReadAllText(file));

    static Dictionary<string, SortedSet<string>> Empty() => [];

    static void Add(Dictionary<string, SortedSet<string>> to, string id, string what)
    {
        if (!to.TryGetValue(id, out var set))
            to[id] = set = new(StringComparer.Ordinal);
        set.Add(what);
    }

    /// <summary>An id as a whole string; ids in comments and sentences are no citations.</summary>
    [GeneratedRegex("""(?<![\w\\])"(?<id>D\d{2}-[\w.-]+)"(?!\w)""")]
    private static partial Regex Cited();

    [GeneratedRegex("""\bClause\("(?<id>[^"]+)"\)""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""^\s*(?:\[[^\]]*\]\s*)*(?:(?:public|internal|private|protected|sealed|static|abstract|partial)\s+)*(?:class|record)\s+(?<name>\w+)""")]
    private static partial Regex Type();

    [GeneratedRegex("""^\s*(?:\[.*\]\s*)?public\s+(?:(?:async|static|virtual|override)\s+)*(?:Task|ValueTask|void|bool|Property)\s+(?<name>\w+)\s*\(""")]
    private static partial Regex Method();
}
