using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// What the index holds of a record: words of a closed alphabet (a tag letter, then lower-case letters and digits) that FTS5 and
/// tsvector keep exactly as given. A million company names cost about 60 tokens each, a phone 9, a credit code 17.
/// </summary>
/// <remarks>
/// Tags: <c>u</c> one character, <c>b</c> two in a row, <c>p</c> a syllable, <c>i</c> two or three initials in a row, <c>f</c> first letter of a
/// name or word, <c>w</c> a Latin word, <c>n</c> four letters or digits in a row of a number or code (and its last three).
/// </remarks>
public static class Tokens
{
    /// <summary>Most tokens of a record; fields named first are held first, the rest is left out of the index.</summary>
    public const int MaxPerRecord = 800;

    /// <summary>Most tokens of a record with a text such as a note, of which every pair of characters is one.</summary>
    public const int MaxPerText = 5_000;

    /// <summary>Longest word kept; longer ones are cut here and in queries alike.</summary>
    public const int MaxWord = 32;

    /// <summary>The tokens of a record, each once. Names first: see <see cref="MaxPerRecord"/>.</summary>
    public static IReadOnlyCollection<string> Of(params IEnumerable<SearchField> fields)
    {
        var tokens = new HashSet<string>(128);
        foreach (var field in fields)
        {
            if (string.IsNullOrWhiteSpace(field.Value)) continue;
            foreach (var token in Of(new FieldText(field.Kind, field.Value)))
                if (tokens.Count < (field.Kind == FieldKind.Text ? MaxPerText : MaxPerRecord)) tokens.Add(token);
                else return tokens;
        }
        return tokens;
    }

    /// <summary>The tokens as one text for an FTS5 column.</summary>
    public static string Joined(params IEnumerable<SearchField> fields) => string.Join(' ', Of(fields));

    static IEnumerable<string> Of(FieldText field)
    {
        foreach (var run in FieldText.Characters(field.Squeezed))
            for (var i = 0; i < run.Count; i++)
            {
                yield return One(run[i]);
                if (i > 0) yield return Two(run[i - 1], run[i]);
            }
        foreach (var word in field.Words)
        {
            yield return Word(word);
            yield return First(word[0]);
        }
        foreach (var number in field.Numbers)
        {
            for (var i = 0; i + 4 <= number.Length; i++) yield return Number(number.AsSpan(i, 4));
            if (number.Length >= 3) yield return Number(number.AsSpan(number.Length - 3));
        }
        if (!field.Spoken) yield break;
        var initials = field.Initials;
        if (initials.Length > 0) yield return First(initials[0]);
        for (var i = 0; i + 2 <= initials.Length; i++)
        {
            yield return Initials(initials.AsSpan(i, 2));
            if (i + 3 <= initials.Length) yield return Initials(initials.AsSpan(i, 3));
        }
        foreach (var glyph in field.Glyphs)
            if (glyph.Syllable > 0) yield return Syllable(glyph.Letters);
    }

    /// <summary>The tokens that characters in a row are found by: their pairs, or the only one itself.</summary>
    internal static List<SearchToken> OfRow(List<Rune> run) => run.Count == 1 ? [new(One(run[0]))] : [.. run.Zip(run.Skip(1), (a, b) => new SearchToken(Two(a, b)))];

    /// <summary>The tokens that two or more initials in a row are found by.</summary>
    internal static List<SearchToken> OfInitials(string letters) => letters.Length == 2
        ? [new(Initials(letters))]
        : [.. Enumerable.Range(0, letters.Length - 2).Select(i => new SearchToken(Initials(letters.AsSpan(i, 3)))).Distinct()];

    internal static string One(Rune rune) => "u" + Code(rune);

    internal static string Two(Rune first, Rune second) => "b" + Code(first) + Code(second);

    internal static string Syllable(string letters) => "p" + letters;

    internal static string Initials(ReadOnlySpan<char> letters) => string.Concat("i", letters);

    internal static string First(char letter) => "f" + letter;

    internal static string Word(string word) => "w" + (word.Length <= MaxWord ? word : word[..MaxWord]);

    internal static string Number(ReadOnlySpan<char> run) => string.Concat("n", run);

    // Three places for U+3400 to U+E52F (Chinese, Hangul); the rest is 'z' and four places, which no three begin with.
    static string Code(Rune rune)
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var value = rune.Value - 0x3400;
        var near = value is >= 0 and < 35 * 36 * 36;
        if (!near) value = rune.Value;
        Span<char> code = stackalloc char[near ? 3 : 5];
        code[0] = 'z';
        for (var p = code.Length - 1; p >= (near ? 0 : 1); p--, value /= 36) code[p] = digits[value % 36];
        return new(code);
    }
}
