using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Findings;

namespace Guiju.Rulebook.Decisions;

/// <summary>
/// What a clause says of some facts: when something is due, what speaks against an act, what it chooses, what it scores; one or several of them, and
/// why, line by line. The same facts, parameters and calendar always give the same decision.
/// </summary>
public sealed record Decision
{
    /// <summary>When it is due, where the clause sets a time.</summary>
    public Due? Due { get; init; }

    /// <summary>Whether it is late at the moment the facts were looked at; null where the facts name none.</summary>
    public bool? Late { get; init; }

    /// <summary>What speaks against the act, and what one is told of it.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Key of the text that says what was chosen, such as a class, a category or the way it goes on.</summary>
    public string? Choice { get; init; }

    /// <summary>Points or percent, where the clause computes them.</summary>
    public decimal? Score { get; init; }

    /// <summary>Why, in the order it was thought.</summary>
    public IReadOnlyList<Reason> Because { get; init; } = [];

    /// <summary>Whether the clause lets the act pass.</summary>
    public bool Allowed => Findings.All(f => f.Weight != Weight.Refusal);
}

/// <summary>On what a line of a decision rests.</summary>
public enum Ground
{
    /// <summary>What is known of the case.</summary>
    Fact,

    /// <summary>A number or choice of the clause.</summary>
    Parameter,

    /// <summary>The company's work calendar.</summary>
    Calendar,

    /// <summary>The sentence of the clause itself.</summary>
    Rule,
}

/// <summary>One line of why: on what it rests and what follows, as the key of a text with its values.</summary>
/// <param name="Ground">On what it rests.</param>
/// <param name="Key">Key of the text in the resource files.</param>
/// <param name="Name">Name of the fact in camel case, or of the parameter as the register writes it; null for calendar and rule.</param>
public sealed record Reason(Ground Ground, string Key, string? Name = null)
{
    /// <summary>Values of the text's places.</summary>
    public IReadOnlyList<object?> Values { get; init; } = [];

    /// <summary>A line that rests on a fact.</summary>
    public static Reason Fact(string name, string key, params object?[] values) => new(Ground.Fact, key, name) { Values = values };

    /// <summary>A line that rests on a parameter.</summary>
    public static Reason Parameter(string name, string key, params object?[] values) => new(Ground.Parameter, key, name) { Values = values };

    /// <summary>A line that rests on the calendar.</summary>
    public static Reason Calendar(string key, params object?[] values) => new(Ground.Calendar, key) { Values = values };

    /// <summary>A line that rests on the clause's own sentence.</summary>
    public static Reason Rule(string key, params object?[] values) => new(Ground.Rule, key) { Values = values };
}
