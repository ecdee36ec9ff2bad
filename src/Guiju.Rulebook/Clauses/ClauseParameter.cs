using System.Text.Json;

namespace Guiju.Rulebook.Clauses;

/// <summary>Whose choice a number is.</summary>
public enum ParameterSource
{
    /// <summary>The regulation states it.</summary>
    Text,

    /// <summary>The regulation is silent; it is the company's own choice and is shown as such.</summary>
    Default,
}

/// <summary>A number or a choice in a clause.</summary>
/// <param name="Clause">Id of the clause.</param>
/// <param name="Name">Name within the clause.</param>
/// <param name="Value">Value as kept in the register; JSON null where the company has to choose one.</param>
/// <param name="Unit">Unit as the register words it, such as <c>working days</c>, or null.</param>
/// <param name="Source">Whose choice it is.</param>
public sealed record ClauseParameter(string Clause, string Name, JsonElement Value, string? Unit, ParameterSource Source)
{
    /// <summary>Whether there is a value at all.</summary>
    public bool HasValue => Value.ValueKind != JsonValueKind.Null;

    /// <summary>The value as the type the rule works with.</summary>
    /// <exception cref="ClauseParameterException">There is no value, or it is not of this type.</exception>
    public T As<T>() => ClauseValues.Read<T>(Value, Clause, Name);
}

/// <summary>A clause was asked for a parameter it does not have in that form: a mistake in the program or in a setting.</summary>
/// <param name="clause">Id of the clause.</param>
/// <param name="parameter">Name of the parameter.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="inner">What the reader of the value said.</param>
public sealed class ClauseParameterException(string clause, string parameter, string problem, Exception? inner = null)
    : Exception($"Clause {clause}, parameter '{parameter}': {problem}.", inner)
{
    /// <summary>Id of the clause.</summary>
    public string Clause { get; } = clause;

    /// <summary>Name of the parameter.</summary>
    public string Parameter { get; } = parameter;
}
