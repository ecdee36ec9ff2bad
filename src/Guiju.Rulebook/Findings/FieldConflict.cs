namespace Guiju.Rulebook.Findings;

/// <summary>A field that somebody else changed between one's looking and one's saving; values as they are entered, so that either can be kept.</summary>
/// <param name="Label">Key of the text that names the field.</param>
/// <param name="Seen">What one saw, or null for nothing.</param>
/// <param name="Current">What it says now.</param>
/// <param name="Yours">What one wants it to say.</param>
/// <param name="By">Who changed it, or null where that is not known.</param>
/// <param name="At">When, UTC.</param>
public sealed record FieldConflict(string Label, string? Seen, string? Current, string? Yours, string? By, DateTime? At)
{
    /// <summary>Says a value in words, where it is not itself what people read; null for nothing.</summary>
    public Func<string?, string?>? Words { get; init; }
}
