namespace Guiju.Rulebook.Findings;

/// <summary>How much a finding weighs: a refusal stops the act, a warning is shown and the act goes on.</summary>
public enum Weight
{
    /// <summary>The act is not done.</summary>
    Refusal,

    /// <summary>The act is done; the user is told.</summary>
    Warning,
}

/// <summary>
/// One thing a rule or a check has to say about an act: what (a text key, so that each reader sees it in his language),
/// where (the field), why (the clause) and with which values.
/// </summary>
/// <param name="Key">Key of the text in the resource files, such as <c>customers.name.required</c>.</param>
/// <param name="Field">Name of the input field in camel case, or null where the whole act is meant.</param>
/// <param name="Clause">Id of the clause that asks for it, or null where it is plain good order.</param>
/// <param name="Weight">Refusal or warning.</param>
public sealed record Finding(string Key, string? Field = null, string? Clause = null, Weight Weight = Weight.Refusal)
{
    /// <summary>Values put into the text's places {0}, {1}…, already free of markup; shown as they are.</summary>
    public IReadOnlyList<object?> Values { get; init; } = [];

    /// <summary>Path inside the program where the finding is put right or the record in question is seen, or null.</summary>
    public string? Link { get; init; }

    /// <summary>What two people said of one field at once, where that is what was found.</summary>
    public FieldConflict? Conflict { get; init; }

    /// <summary>What was judged, where a guard refused: such a refusal is kept.</summary>
    public GuardNote? Guard { get; init; }

    /// <summary>The same finding carrying values for its text.</summary>
    public Finding With(params object?[] values) => this with { Values = values };

    /// <summary>The same finding as a warning.</summary>
    public Finding AsWarning() => this with { Weight = Weight.Warning };
}
