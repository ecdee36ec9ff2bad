namespace Guiju.Rulebook.Clauses;

/// <summary>What a clause is about.</summary>
public enum ClauseKind
{
    /// <summary>What must be recorded, and how.</summary>
    Data,

    /// <summary>In which order things are done.</summary>
    Process,

    /// <summary>By when.</summary>
    Deadline,

    /// <summary>Who agrees.</summary>
    Approval,

    /// <summary>Who may.</summary>
    Permission,

    /// <summary>What is reported to whom.</summary>
    Report,

    /// <summary>What is computed, and how.</summary>
    Calculation,

    /// <summary>Who is told.</summary>
    Notification,

    /// <summary>How people behave.</summary>
    Conduct,
}

/// <summary>What the program does about a clause.</summary>
public enum ClauseMode
{
    /// <summary>Refuses what breaks it.</summary>
    Enforce,

    /// <summary>Works the answer out.</summary>
    Compute,

    /// <summary>Reminds and escalates.</summary>
    Remind,

    /// <summary>Keeps the record.</summary>
    Record,

    /// <summary>Shows it in a report.</summary>
    Report,

    /// <summary>Makes it known.</summary>
    Publish,
}

/// <summary>One requirement of a company regulation, in our own words, with its numbers and its acceptance test.</summary>
public sealed record Clause
{
    /// <summary>Regulation and article, such as <c>D04-1.5c-B</c>; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Feature folder that carries it out.</summary>
    public required string Feature { get; init; }

    /// <summary>The requirement in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>The requirement in English.</summary>
    public required string En { get; init; }

    /// <summary>What it is about.</summary>
    public required ClauseKind Kind { get; init; }

    /// <summary>What the program does about it: one or more.</summary>
    public required IReadOnlyList<ClauseMode> Modes { get; init; }

    /// <summary>Who acts, as the regulation names him.</summary>
    public required string Actor { get; init; }

    /// <summary>On what event.</summary>
    public required string Trigger { get; init; }

    /// <summary>Its numbers and choices by name; settings of the company, never constants of the program.</summary>
    public required IReadOnlyDictionary<string, ClauseParameter> Parameters { get; init; }

    /// <summary>Names of the forms it fills.</summary>
    public required IReadOnlyList<string> Forms { get; init; }

    /// <summary>How one sees that it is carried out.</summary>
    public required string Accept { get; init; }

    /// <summary>Whether the regulation only announces it, and its body is filled with the usual practice of the field.</summary>
    public required bool Implied { get; init; }

    /// <summary>Id of the clause of another regulation that says the same, or null.</summary>
    public string? SameAs { get; init; }

    /// <summary>The regulation it belongs to, such as <c>D04</c>.</summary>
    public string Regulation => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>The default of a parameter as the type the rule works with.</summary>
    /// <typeparam name="T">Number, text, bool, enum, date, time, <see cref="MonthDay"/>, or a list or dictionary of them.</typeparam>
    /// <exception cref="ClauseParameterException">There is no such parameter, it has no value, or it is not of this type.</exception>
    public T Parameter<T>(string name) =>
        Parameters.TryGetValue(name, out var parameter)
            ? parameter.As<T>()
            : throw new ClauseParameterException(Id, name, $"there is none; it has: {string.Join(", ", Parameters.Keys)}");
}
