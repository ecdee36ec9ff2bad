namespace Guiju.Rulebook.Findings;

/// <summary>What a guard judged when it refused, so that the refusal can be kept after the act was undone.</summary>
/// <param name="SubjectKind">Kind of record, camel case.</param>
/// <param name="SubjectId">That record.</param>
/// <param name="Title">Its name.</param>
/// <param name="Facts">Facts and numbers, key of the text that names it and value.</param>
/// <param name="ParametersOn">Day whose parameters it was judged by.</param>
public sealed record GuardNote(string SubjectKind, Guid SubjectId, string Title, IReadOnlyList<KeyValuePair<string, string>> Facts, DateOnly ParametersOn);
