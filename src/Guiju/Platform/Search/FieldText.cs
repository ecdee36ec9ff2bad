using System.Text;

namespace Guiju.Platform.Search;

/// <summary>A field's text in the forms searching compares; each made at first need.</summary>
sealed class FieldText(FieldKind kind, string? value)
{
    /// <summary>Characters looked at of a name or code, and of a text such as a note.</summary>
    const int MaxLength = 400, MaxText = 2_400;

    readonly string normal = Cut(Normal.Of(value), kind == FieldKind.Text ? MaxText : MaxLength);
    List<Glyph>? glyphs;
    List<string>? latin;
    string? squeezed, initials;

    public FieldKind Kind => kind;

    /// <summary>Whether pinyin and initials find the field.</summary>
    public bool Spoken => kind is FieldKind.Name or FieldKind.Person;

    /// <summary>Letters and digits of all scripts, nothing else, in simplified characters.</summary>
    public string Squeezed => squeezed ??= Traditional.Fold(Normal.Squeeze(normal));

    /// <summary>The characters with their readings; read from the text without accents.</summary>
    public List<Glyph> Glyphs => glyphs ??= Pinyin.Read(Traditional.ForReading(Normal.Bare(normal)), kind == FieldKind.Person);

    /// <summary>First letters, with Latin letters and digits between; empty for fields not spoken.</summary>
    public string Initials => initials ??= Spoken ? Pinyin.Initials(Glyphs) : "";

    /// <summary>The runs of Latin letters and digits.</summary>
    public List<string> Latin => latin ??= Runs(Normal.Bare(normal));

    /// <summary>The words found by their beginning; a code or phone also as a whole, without its dashes and blanks.</summary>
    public IEnumerable<string> Words => Whole is { Length: > 0 } whole && Latin.Count > 1 ? [whole, .. Latin] : Latin;

    /// <summary>What is searched for letters and digits in a row: codes and phones as a whole, elsewhere words with a digit.</summary>
    public IEnumerable<string> Numbers => Whole is { } whole ? [whole] : Latin.Where(w => w.Length >= 3 && w.AsSpan().ContainsAnyInRange('0', '9'));

    string? Whole => kind switch
    {
        FieldKind.Code => string.Concat(Latin),
        FieldKind.Phone => AsDialled(string.Concat(Latin)),
        _ => null,
    };

    /// <summary>A number without the country code of China before it, where it is long enough to have one.</summary>
    public static string WithoutCountry(string digits)
    {
        var national = digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..] : digits.StartsWith("86", StringComparison.Ordinal) && digits.Length >= 12 ? digits[2..] : digits;
        return national.Length >= 7 ? national : digits;
    }

    // +86 757 8123 4567 is 0757 8123 4567 to everybody in China; a mobile has no 0.
    static string AsDialled(string digits)
    {
        var national = WithoutCountry(digits);
        return national.Length == digits.Length || national is ['0', ..] or ['1', _, _, _, _, _, _, _, _, _, _] ? national : "0" + national;
    }

    /// <summary>The runs of ASCII letters and digits in a text.</summary>
    public static List<string> Runs(string text)
    {
        var runs = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i])) i++;
            runs.Add(text[start..i]);
        }
        return runs;
    }

    /// <summary>The runs of letters beyond ASCII (Chinese and other scripts) in a text, punctuation passed over.</summary>
    public static List<List<Rune>> Characters(string squeezed)
    {
        var runs = new List<List<Rune>>();
        List<Rune>? run = null;
        foreach (var rune in squeezed.EnumerateRunes())
            if (rune.IsAscii) run = null;
            else
            {
                if (run is null) runs.Add(run = []);
                run.Add(rune);
            }
        return runs;
    }

    static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
