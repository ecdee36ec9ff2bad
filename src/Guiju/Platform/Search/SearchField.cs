namespace Guiju.Platform.Search;

/// <summary>How a field's text is searched.</summary>
public enum FieldKind
{
    /// <summary>Name of a company or thing: characters, pinyin, initials, Latin words, numbers.</summary>
    Name,

    /// <summary>Name of a person: as a name, read with the surname's own reading.</summary>
    Person,

    /// <summary>Code, such as a customer code or a credit code: its beginning, or any four letters and digits in a row.</summary>
    Code,

    /// <summary>Phone number: any three digits in a row; the country code of China is left out.</summary>
    Phone,

    /// <summary>Mail address: its words by their beginning.</summary>
    Email,

    /// <summary>Other text, such as an address: characters, Latin words and numbers, no pinyin.</summary>
    Text,
}

/// <summary>One field of a record that can be searched.</summary>
/// <param name="Kind">How it is searched.</param>
/// <param name="Value">What people typed.</param>
public readonly record struct SearchField(FieldKind Kind, string? Value);
