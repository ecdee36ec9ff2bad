namespace Guiju.Platform.Search;

/// <summary>A word the index is asked for; a prefix where the word only begins so.</summary>
public readonly record struct SearchToken(string Text, bool Prefix = false);

/// <summary>
/// What somebody looks for, ready for an index and for rows in memory. Parts parted by blanks must all be found, in whatever fields.
/// The index answers with too many rows where its words are found but not in a row: <see cref="Matches"/> says which are right,
/// and so a walk along the name index with <see cref="Matches"/> finds the same rows.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>Longest text looked at; more is cut.</summary>
    public const int MaxLength = 100;

    /// <summary>Most parts looked at; more are passed over.</summary>
    public const int MaxTerms = 8;

    SearchQuery(string text, IReadOnlyList<SearchTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>The normal form of what was typed.</summary>
    public string Text { get; }

    /// <summary>The parts that must all be found. None where nothing to look for was typed: see <see cref="IsBlank"/>.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>Nothing was typed: no search, every row is right.</summary>
    public bool IsBlank => Text.Length == 0;

    /// <summary>Something was typed that holds no letter and no digit, such as <c>%%%</c> or an emoji: no row is right.</summary>
    public bool FindsNothing => !IsBlank && Terms.Count == 0;

    /// <summary>Reads what was typed. Never throws, whatever the text holds.</summary>
    public static SearchQuery Parse(string? text)
    {
        if (text?.Length > 4 * MaxLength) text = text[..(4 * MaxLength)];
        var normal = Normal.Of(text);
        if (normal.Length > MaxLength) normal = normal[..(char.IsHighSurrogate(normal[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        var terms = normal.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SearchTerm.Parse).OfType<SearchTerm>().DistinctBy(t => t.Text).Take(MaxTerms);
        return new(normal, [.. terms]);
    }

    /// <summary>Whether a record with these fields is found: exact, and the same for every plan the database takes.</summary>
    public bool Matches(params IEnumerable<SearchField> fields)
    {
        if (IsBlank) return true;
        if (Terms.Count == 0) return false;
        var texts = fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => new FieldText(f.Kind, f.Value)).ToList();
        return Terms.All(t => texts.Exists(t.In));
    }
}
