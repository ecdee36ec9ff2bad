using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guiju.Rulebook.Clauses;

namespace Guiju.Policies;

/// <summary>
/// Where each clause stands: its declared state, the code that carries it out and the tests that prove it. Made from the
/// register, the hand-kept <c>docs/clauses.states.json</c> and the citations in the sources.
/// </summary>
public sealed class ClauseList
{
    /// <summary>The document for people, below the repository.</summary>
    public const string ForPeople = "docs/clauses.md";

    /// <summary>The document for tools, below the repository.</summary>
    public const string ForTools = "docs/clauses.json";

    /// <summary>The declared states, below the repository.</summary>
    public const string States = "docs/clauses.states.json";

    static readonly JsonSerializerOptions json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new ClauseStateWords() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly ClauseRegister register;
    readonly IReadOnlyDictionary<string, ClauseDeclaration> declared;
    readonly ClauseCitations citations;

    /// <summary>A list from what was declared and cited.</summary>
    public ClauseList(ClauseRegister register, IReadOnlyDictionary<string, ClauseDeclaration> declared, ClauseCitations citations)
    {
        (this.register, this.declared, this.citations) = (register, declared, citations);
        Rows = [.. register.All.OrderBy(c => c.Feature, StringComparer.Ordinal).Select(RowOf)];
    }

    /// <summary>The list of a repository.</summary>
    /// <exception cref="JsonException">The declared states do not read.</exception>
    public static ClauseList Of(ClauseRegister register, string repository)
    {
        using var states = File.OpenRead(Path.Combine(repository, States));
        return new(register, ClauseDeclaration.Load(states), ClauseCitations.In(repository));
    }

    /// <summary>One clause in the list.</summary>
    /// <param name="Clause">The clause.</param>
    /// <param name="State">How far it is carried out.</param>
    /// <param name="Note">What was declared about it, or null.</param>
    /// <param name="Code">Files that cite it, or the clause it equals.</param>
    /// <param name="Tests">Tests that name it, or the clause it equals.</param>
    public sealed record Row(Clause Clause, ClauseState State, string? Note, IReadOnlyList<string> Code, IReadOnlyList<string> Tests);

    /// <summary>Every clause, by feature.</summary>
    public IReadOnlyList<Row> Rows { get; }

    Row RowOf(Clause clause)
    {
        var original = register.OriginalOf(clause.Id).Id;
        var declaration = declared.GetValueOrDefault(clause.Id) ?? declared.GetValueOrDefault(original);
        return new(clause, declaration?.State ?? ClauseState.NotBuilt, declaration?.Note,
            Both(citations.Code), Both(citations.Tests));

        IReadOnlyList<string> Both(IReadOnlyDictionary<string, SortedSet<string>> cited) =>
            [.. cited.GetValueOrDefault(clause.Id, []).Union(cited.GetValueOrDefault(original, [])).Order(StringComparer.Ordinal)];
    }

    /// <summary>What is wrong with the list: unknown ids, claims without proof. One sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (id, files) in citations.All.OrderBy(c => c.Key, StringComparer.Ordinal))
            if (!register.Has(id))
                yield return $"{id} is cited in {string.Join(", ", files)}, but is not in the register.";
        // An attribute that is no id at all, a slip such as a missing D, is not among the citations above.
        foreach (var (id, tests) in citations.Tests)
            if (!register.Has(id) && !citations.All.ContainsKey(id))
                yield return $"{id} is named by {string.Join(", ", tests)}, but is not in the register.";
        foreach (var (id, declaration) in declared)
            if (!register.Has(id))
                yield return $"{id} has a state in {States}, but is not in the register.";
            else if (declaration.State == ClauseState.NotBuilt)
                yield return $"{id} is declared 'not built' in {States}: leave it out.";
            else if (declaration.State != ClauseState.Runs && string.IsNullOrWhiteSpace(declaration.Note))
                yield return $"{id} is declared '{Word(declaration.State)}' in {States} without a note that says why.";
        foreach (var row in Rows)
            if (row.State == ClauseState.Runs && row.Tests.Count == 0)
                yield return $"{row.Clause.Id} reads 'runs', but no test names it.";
    }

    /// <summary>The list for tools: one clause a line.</summary>
    public string Json() =>
        "[\n" + string.Join(",\n", Rows.Select(r => "  " + JsonSerializer.Serialize(
            new { r.Clause.Id, r.Clause.Feature, r.State, r.Code, r.Tests }, json))) + "\n]\n";

    /// <summary>The list for people: counts, then a table a feature.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("""
            # Where each clause stands

            Made from the clause register, `clauses.states.json` and the citations in the sources; a test fails when it is out of date
            (`GUIJU_ACCEPT=1` rewrites it). A clause that equals one of another regulation has its state, code and tests.

            - **runs**: carried out, proved by a test that names it
            - **partly**: carried out in part; the note says what is missing
            - **procedural**: only people can do it; the note says what the program does for them
            - **limited by law**: the law stands against part of it; the note says which
            - **not built**: nothing yet


            """.ReplaceLineEndings("\n"));
        Line(text, $"| feature | {string.Join(" | ", ClauseStateWords.All.Values)} | clauses |");
        Line(text, $"|---|{string.Concat(Enumerable.Repeat("--:|", ClauseStateWords.All.Count + 1))}");
        foreach (var feature in Rows.GroupBy(r => r.Clause.Feature))
            Counts(text, $"[{feature.Key}](#{feature.Key.ToLowerInvariant()})", [.. feature]);
        Counts(text, "**all**", Rows);
        foreach (var feature in Rows.GroupBy(r => r.Clause.Feature))
        {
            Line(text, $"\n## {feature.Key}\n\n| clause | what it asks for | state | code | tests |\n|---|---|---|---|---|");
            foreach (var row in feature)
                Line(text, $"| {row.Clause.Id} | {Cell(row.Clause.Zh)}<br>{Cell(row.Clause.En)}{(row.Clause.SameAs is { } same ? $"<br>= {same}" : "")} "
                    + $"| {Word(row.State)}{(row.Note is { } note ? $": {Cell(note)}" : "")} "
                    + $"| {string.Join("<br>", row.Code.Select(c => $"[{Path.GetFileName(c)}](../{c})"))} | {string.Join("<br>", row.Tests)} |");
        }
        return text.ToString();
    }

    static void Counts(StringBuilder text, string name, IReadOnlyList<Row> rows) =>
        Line(text, $"| {name} | {string.Join(" | ", ClauseStateWords.All.Keys.Select(s => rows.Count(r => r.State == s)))} | {rows.Count} |");

    static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    static string Word(ClauseState state) => ClauseStateWords.All[state];

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
