using System.Text.RegularExpressions;
using Guiju.Policies.Contracts;

namespace Guiju.Publishing;

/// <summary>A part of a regulation's text.</summary>
/// <param name="Heading">Its heading; empty for what stands before the first.</param>
/// <param name="Text">What it says, paragraphs parted by line breaks.</param>
/// <param name="Clauses">Clauses of the register it names.</param>
public sealed record RegulationSection(string Heading, string Text, IReadOnlyList<string> Clauses);

/// <summary>
/// A regulation as it is typed or pasted: a line that begins with <c>#</c> or is 第…章 or 第…节 heads a section; ids of clauses in the text, such as
/// D13-3.3.2c, tie it to what the program carries out.
/// </summary>
public static partial class RegulationText
{
    /// <summary>Longest text, in characters.</summary>
    public const int Most = 200_000;

    /// <summary>Longest heading.</summary>
    public const int HeadingLength = 100;

    /// <summary>The sections in order.</summary>
    public static IReadOnlyList<RegulationSection> Sections(string text)
    {
        List<RegulationSection> sections = [];
        List<string> lines = [];
        var heading = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append("#"))
        {
            if (!Heads(line))
            {
                lines.Add(line.TrimEnd());
                continue;
            }
            var said = string.Join('\n', lines).Trim();
            if (heading.Length > 0 || said.Length > 0) sections.Add(new(heading, said, Named($"{heading}\n{said}")));
            (heading, lines) = (Cut(line.Trim().TrimStart('#').Trim()), []);
        }
        return sections;
    }

    /// <summary>Clauses of the register a text names, each once, in order of appearance.</summary>
    public static IReadOnlyList<string> Named(string text) => [.. Clause().Matches(text).Select(m => Known(m.Value)).OfType<string>().Distinct()];

    /// <summary>A text with the clauses it names apart from the words between them.</summary>
    public static IEnumerable<(string Text, bool IsClause)> Parts(string text)
    {
        var at = 0;
        foreach (Match match in Clause().Matches(text))
        {
            if (Known(match.Value) is not { } id) continue;
            if (match.Index > at) yield return (text[at..match.Index], false);
            yield return (id, true);
            at = match.Index + id.Length;
        }
        if (at < text.Length) yield return (text[at..], false);
    }

    // A full stop after an id is no part of it.
    static string? Known(string id)
    {
        id = id.TrimEnd('.', '-');
        return ClauseFacts.Register.Has(id) ? id : null;
    }

    static bool Heads(string line) => line.StartsWith('#') || Chapter().IsMatch(line);

    static string Cut(string text) => text.Length <= HeadingLength ? text : text[..(char.IsHighSurrogate(text[HeadingLength - 1]) ? HeadingLength - 1 : HeadingLength)];

    [GeneratedRegex(@"(?<![\w-])D\d{2}-\w(?:[\w.-]*\w)?", RegexOptions.ECMAScript)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^\s*第[一二三四五六七八九十百零〇\d]+[章节](\s|　|$).{0,80}$")]
    private static partial Regex Chapter();
}
