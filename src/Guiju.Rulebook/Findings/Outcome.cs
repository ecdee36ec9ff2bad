namespace Guiju.Rulebook.Findings;

/// <summary>Why an act was not done; each kind has one HTTP status.</summary>
public enum Refusal
{
    /// <summary>It was done.</summary>
    None,

    /// <summary>The input breaks a rule (400 for malformed values, 422 for broken rules).</summary>
    Invalid,

    /// <summary>The actor may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such record, or the actor may not know of it (404).</summary>
    NotFound,

    /// <summary>Somebody else changed the record meanwhile (409 or 412).</summary>
    Conflict,
}

/// <summary>What came of an act: a value, or a refusal with every finding; warnings go with both.</summary>
/// <typeparam name="T">The value of a successful act.</typeparam>
public sealed class Outcome<T>
{
    Outcome(T? value, Refusal refusal, IReadOnlyList<Finding> findings) =>
        (this.value, Refusal, Findings) = (value, refusal, findings);

    readonly T? value;

    /// <summary>Why it was not done; <see cref="Refusal.None"/> where it was.</summary>
    public Refusal Refusal { get; }

    /// <summary>Everything there is to say about the act, in the order found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether the act was done.</summary>
    public bool Done => Refusal == Refusal.None;

    /// <summary>The value of an act that was done.</summary>
    /// <exception cref="InvalidOperationException">The act was refused: a caller that did not look is a bug.</exception>
    public T Value => Done ? value! : throw new InvalidOperationException(
        $"The act was refused ({Refusal}): {string.Join(", ", Findings.Select(f => f.Key))}");

    /// <summary>The act was done.</summary>
    public static Outcome<T> Success(T value, params IReadOnlyList<Finding> warnings) => new(value, Refusal.None, warnings);

    /// <summary>The act was not done.</summary>
    public static Outcome<T> Refused(Refusal refusal, params IReadOnlyList<Finding> findings) =>
        refusal == Refusal.None ? throw new ArgumentOutOfRangeException(nameof(refusal)) : new(default, refusal, findings);

    /// <summary>A value is an act that was done.</summary>
    public static implicit operator Outcome<T>(T value) => Success(value);

    /// <summary>A single finding refuses the act.</summary>
    public static implicit operator Outcome<T>(Finding finding) => Refused(Refusal.Invalid, finding);

    /// <summary>Findings refuse the act where one of them is a refusal.</summary>
    public static implicit operator Outcome<T>(List<Finding> findings) => Refused(Refusal.Invalid, findings);

    /// <summary>The same outcome with the value turned into another.</summary>
    public Outcome<R> Map<R>(Func<T, R> map) =>
        Done ? Outcome<R>.Success(map(value!), Findings) : Outcome<R>.Refused(Refusal, Findings);
}
